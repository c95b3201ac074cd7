"""python -m tests.browser.screens [name ...]: takes the pictures in docs/screens/ anew, on a server of its own.

Each page in two widths, light and dark. The same code gives the same pictures.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

import time_machine

from tests import chromium
from tests.bench import server
from tests.bench.server import Server
from tests.browser.still import INSTANT

TO = Path(__file__).resolve().parents[2] / "docs" / "screens"
SIZES = {360: 780, 1280: 860}
SCHEMES = ("light", "dark")
COLORS = 128


class Screen(NamedTuple):
    """`ready` is a selector to wait for; `top` one to scroll to."""

    name: str
    path: str
    who: str = ""
    ready: str = "main"
    top: str = ""


def main(wanted: list[str]) -> int:
    if not chromium.provide():
        sys.exit(chromium.missing())
    with tempfile.TemporaryDirectory(prefix="groundwork-screens-") as name:
        folder = Path(name)
        environment = {**server.shared(folder, f"sqlite:///{folder / 'demo.sqlite3'}"), "GROUNDWORK_MODE": "local"}
        os.environ.update({**environment, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"})
        with time_machine.travel(INSTANT, tick=False):
            screens = prepared()
        with Server("tests.browser.still:application()", folder, dict(os.environ)) as site:
            take([one for one in screens if not wanted or one.name in wanted], f"http://127.0.0.1:{site.port}")
    return 0


# --- what is shown --------------------------------------------------------------------------------------------------


def prepared() -> list[Screen]:
    """Make the demo, and sign everybody in."""
    import django

    django.setup()
    from django.core.management import call_command

    for name in ("collectstatic", "migrate"):
        call_command(name, verbosity=0, interactive=False)
    for name in ("load_public_pages", "load_curriculum", "seed_demo"):
        call_command(name, stdout=StringIO())
    _sign_everybody_in()
    return list(_screens())


def _sign_everybody_in() -> None:
    from django.contrib.sessions.models import Session

    from learners.models import User
    from tests.bench.scene import session_for

    people = User.objects.filter(sign_in_name__in=("maya", "jordan", "rosa", "fran", "alex"))
    Session.objects.bulk_create(session_for(one, session_key(one.sign_in_name), INSTANT) for one in people)


def session_key(name: str) -> str:
    return name.ljust(32, "0")


def _screens() -> Iterator[Screen]:
    from courses import outline
    from courses.models import ModulePage
    from learners.models import Attempt, Cohort, FamilyLink

    program = outline.get(outline.program_keys()[0])
    plan, loop = program.by_code["p02"], program.by_code["p04"]
    missed = Attempt.objects.filter(enrolment__person__sign_in_name="maya", right__lt=5).order_by("started_at").first()
    link = FamilyLink.objects.get(participant__person__sign_in_name="maya")
    morning = Cohort.objects.get(name="Morning group")
    group, held = f"/facilitate/cohorts/{morning.uid}/", morning.sessions.filter(state="held").latest("held_on").held_on
    editor = f"/admin/pages/{ModulePage.objects.get(translation_key=plan.key).pk}/edit/"
    yield Screen("home", "/")
    yield Screen("plan", "/learn/", "maya")
    yield Screen("card", f"/learn/{loop.key}/cards/{loop.cards[1].id}/", "maya")
    yield Screen("worksheet", f"/learn/{plan.key}/worksheet/", "maya")
    yield Screen("question", _begun_check_in(plan), "jordan")
    yield Screen("result", f"/learn/check-ins/{missed.pk}/result/", "maya")
    yield Screen("family", "/family/", "rosa")
    yield Screen("consent", f"/learn/people/{link.uid}/sign/", "maya")
    yield Screen("huddle", f"{group}before-group/", "fran")
    yield Screen("group", group, "fran")
    yield Screen("wall", f"{group}sessions/{held}/wall/?step=2", "fran")
    yield Screen("editor", editor, "alex", ready="[data-streamfield-child]", top='[data-contentpath="content"]')


def _begun_check_in(module: Any) -> str:
    """Jordan stands at the second question; the first is answered."""
    from learners.learning import attempts
    from learners.models import Enrolment

    enrolment = Enrolment.objects.get(person__sign_in_name="jordan")
    attempt = attempts.start(enrolment, module, now=INSTANT)
    first, second = attempts.asked(attempt)[:2]
    attempts.save_answer(attempt, first["id"], first["options"][0]["id"], now=INSTANT)
    return f"/learn/check-ins/{attempt.pk}/questions/{second['id']}/"


# --- the camera -----------------------------------------------------------------------------------------------------


def take(screens: list[Screen], address: str) -> None:
    from playwright.sync_api import sync_playwright

    TO.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        for one in screens:
            for width, height in SIZES.items():
                for scheme in SCHEMES:
                    look = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
                    context = browser.new_context(base_url=address, reduced_motion="reduce", **look)
                    data = picture(context, one, address)
                    context.close()
                    keep(data, TO / f"{one.name}-{width}-{scheme}.png")
        browser.close()


def picture(context: Any, one: Screen, address: str) -> bytes:
    if one.who:
        context.add_cookies([{"name": "session", "value": session_key(one.who), "url": address}])
    page = context.new_page()
    answer = page.goto(one.path)
    if not answer or answer.status != 200:
        sys.exit(f"{one.name}: {one.path} answers {answer.status if answer else 'nothing'}.")
    page.locator(one.ready).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if one.top:
        page.locator(one.top).first.evaluate("it => { it.scrollIntoView(); scrollBy(0, -120) }")
    return bytes(page.screenshot(animations="disabled", caret="hide"))


def keep(data: bytes, path: Path) -> None:
    """With few colors: a third of the bytes, and no difference to the eye."""
    from PIL import Image

    drawn = (
        Image.open(BytesIO(data))
        .convert("RGB")
        .quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    drawn.save(path, optimize=True)
    sys.stdout.write(f"{path.name}  {path.stat().st_size / 1000:.0f} KB\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
