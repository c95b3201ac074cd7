from tests.browser import road
from playwright.sync_api import expect


def test_dbg(live_server, cast, p02, launch_browser):
    from tests.browser.serving import open_doors

    open_doors(True)
    b = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    c = b.new_context(base_url=live_server.url)
    c.add_init_script("addEventListener('pageshow', e => { window.persisted = e.persisted })")
    page = c.new_page()
    page.goto("/")
    page.goto("/privacy/")
    page.go_back()
    print("public persisted", page.evaluate("window.persisted"))
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    page.goto(f"/learn/{p02.key}/")
    page.go_back()
    print("signed in persisted", page.evaluate("window.persisted"), page.url)
    page.goto(f"/learn/{p02.key}/")
    road.button(page, "Sign out").click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Sign in")).to_be_visible()
    page.go_back()
    print("after", page.evaluate("window.persisted"), page.url, page.locator("h1").inner_text())
    c.close()
    open_doors(False)
    b.close()
