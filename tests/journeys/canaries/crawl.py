"""Goes through the site as one person: follows links, submits each form once and takes that back, opens downloads."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

STARTS = (
    "/",
    "/start/",
    "/learn/",
    "/facilitate/",
    "/admin/",
    "/family/",
    "/account/",
    "/privacy/",
    "/accounts/login/",
)
EACH = 4  # addresses of one route
OF_PEOPLE = re.compile(r"(people|coming-in)/<uuid:enrolment_uid>/$|users/edit")
NEVER = ("leave/", "accounts/logout/", "admin/logout/", "admin/failwhale/")
LOOKED_FOR = "zqx"  # typed into each field for words: searches find by the beginning


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """Links and forms, as a browser without JavaScript would use them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self.form
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in given or self.select not in self.form.fields:
                self.form.fields[self.select] = given.get("value", "")
        elif tag == "button" or (tag == "input" and kind == "submit"):
            self.form.buttons.append((name, given.get("value", "")))
        elif name and tag in ("input", "textarea") and (kind not in ("checkbox", "radio") or "checked" in given):
            typed = LOOKED_FOR if kind == "search" or name in ("q", "words") else ""
            self.form.fields[name] = given.get("value", "") or typed

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select
        self.form = None if tag == "form" else self.form


@dataclass
class Crawl:
    client: Client
    mark: re.Pattern[str]
    found: dict[str, str] = field(default_factory=dict)  # word -> the first address where it stood
    addresses: set[str] = field(default_factory=set)  # all that any page or redirect named
    visits: Counter[str] = field(default_factory=Counter)
    posted: Counter[tuple[str, ...]] = field(default_factory=Counter)
    waiting: list[str] = field(default_factory=lambda: list(STARTS))
    seen: set[str] = field(default_factory=set)

    def go(self) -> "Crawl":
        while self.waiting:
            address = self.waiting.pop(0)
            route = route_of(address)
            if address in self.seen or route is None or route.startswith(NEVER) or self._enough(route):
                continue
            self.seen.add(address)
            self.visits[route] += 1
            self._look(address, self.client.get(address))
        return self

    def _enough(self, route: str) -> bool:
        return self.visits[route] >= (4 * EACH if OF_PEOPLE.search(route) else EACH)

    def _look(self, address: str, response, forms: bool = True) -> None:
        text = words_of(response)
        for word in self.mark.findall(text):
            self.found.setdefault(word.lower(), address)
        self._note(response.headers.get("Location", ""), address)
        if "html" not in response.headers.get("Content-Type", ""):
            return
        page = Page(text)
        for link in page.links:
            self._note(link, address)
        for form in page.forms if forms else ():
            self._submit(form, address)

    def _note(self, link: str, base: str) -> None:
        target = urlsplit(urljoin(f"http://testserver{base}", link))
        if link and target.netloc == "testserver" and not target.path.startswith(("/static/", "/media/")):
            address = target.path + (f"?{target.query}" if target.query else "")
            self.addresses.add(address)
            self.waiting.append(address)

    def _submit(self, form: Form, base: str) -> None:
        action = urlsplit(urljoin(f"http://testserver{base}", form.action)).path
        route = route_of(action)
        if route is None or route.startswith(NEVER) or (route.startswith("admin/") and form.method != "get"):
            return  # the forms of the editor are made by its scripts
        for name, value in form.buttons[:3] or [("", "")]:
            key = (route, form.method, *sorted(form.fields), name, value if len(value) < 20 else "")
            self.posted[key] += 1
            if self.posted[key] <= 2:
                self._send(form.method, action, {**form.fields, **({name: value} if name else {})})

    def _send(self, method: str, action: str, data: dict[str, str]) -> None:
        """What a deed shows afterwards counts, too; then it is undone."""
        cookies = self.client.cookies.output()
        with transaction.atomic():
            response = self.client.get(action, data) if method == "get" else self.client.post(action, data)
            self._look(action, response, forms=False)
            if 300 <= response.status_code < 400 and response.headers["Location"].startswith("/"):
                self._look(response.headers["Location"], self.client.get(response.headers["Location"]), forms=False)
            transaction.set_rollback(True)
        self.client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))


def route_of(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).route
    except Resolver404:
        return None


def words_of(response) -> str:
    """Body, headers and cookies, with archives and spreadsheets unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    about = "\n".join([*(f"{name}: {value}" for name, value in response.headers.items()), response.cookies.output()])
    return f"{about}\n{body.decode(errors='replace')}" if "html" not in about else body.decode(errors="replace") + about
