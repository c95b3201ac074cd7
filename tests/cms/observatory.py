"""Mozilla's HTTP Observatory, as far as a response can be scored without a network: its table, and what it looks at.

Source: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring, and the scanner's own tables in
github.com/mdn/mdn-http-observatory (src/grader/charts.js, src/analyzer/tests), read in November 2026.
"""

from dataclasses import dataclass

from django.http import HttpResponse

BASE = 100
ENOUGH_FOR_BONUS = 90  # bonus points count only where the score without them is at least this
SIX_MONTHS = 15_552_000  # seconds; the scanner's own white lie
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = BROAD | {"'unsafe-inline'", "data:"}
MODIFIERS = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-not-implemented": -25,
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
    "cookies-anticsrf-without-samesite-flag": -20,
    "cookies-session-without-httponly-flag": -30,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "redirection-to-https": 0,
    "redirection-missing": -20,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "hsts-preloaded": 5,  # being in the browsers' list is not ours to claim, so it is never given here
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-not-implemented": -20,
    "cross-origin-resource-policy-implemented-with-same-origin": 10,
    "cross-origin-resource-policy-not-implemented": 0,
    "cross-origin-resource-policy-implemented-with-cross-origin": 0,
}
PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Score:
    """One result of each test."""

    results: tuple[str, ...]

    @property
    def points(self) -> int:
        modifiers = [MODIFIERS[result] for result in self.results]
        plain = BASE + sum(one for one in modifiers if one < 0)
        return max(0, plain + sum(one for one in modifiers if one > 0) if plain >= ENOUGH_FOR_BONUS else plain)


def score(response: HttpResponse) -> Score:
    """Of a response over TLS. Redirection is tested by its own request; SRI by a test of the templates."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    policy = directives(headers.get("content-security-policy", ""))
    looked_at = (
        csp(policy),
        cookies(response, headers),
        cors(headers),
        referrer(headers),
        hsts(headers),
        "sri-not-implemented-but-all-scripts-loaded-from-secure-origin",
        sniffing(headers),
        framing(headers, policy),
        resource(headers),
    )
    return Score(looked_at)


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.lower().split(";") if part.strip()]
    return {part[0]: set(part[1:]) for part in parts}


def csp(policy: dict[str, set[str]]) -> str:
    if not policy:
        return "csp-not-implemented"
    default = policy.get("default-src", {"*"})
    script, style = policy.get("script-src", default), policy.get("style-src", default)
    passive = {source for name in ("img-src", "media-src") for source in policy.get(name, default)}
    active = {source for name, sources in policy.items() if name not in ("img-src", "media-src") for source in sources}
    insecure = ("http:", "ftp:")
    if script & UNSAFE or policy.get("object-src", default) & BROAD:
        return "csp-implemented-with-unsafe-inline"
    if any(source.startswith(insecure) for source in active):
        return "csp-implemented-with-insecure-scheme"
    if "'unsafe-eval'" in script | style:
        return "csp-implemented-with-unsafe-eval"
    if any(source.startswith(insecure) for source in passive):
        return "csp-implemented-with-insecure-scheme-in-passive-content-only"
    if style & UNSAFE:
        return "csp-implemented-with-unsafe-inline-in-style-src-only"
    none = default == {"'none'"} and not policy.get("form-action", {"*"}) & BROAD
    return f"csp-implemented-with-no-unsafe{'-default-src-none' if none else ''}"


def cookies(response: HttpResponse, headers: dict[str, str]) -> str:
    """The worst of all. A name with "sess" or "login" is a session's, one with "csrf" a token's."""
    every = response.cookies.values()
    sessions = [one for one in every if "sess" in one.key.lower() or "login" in one.key.lower()]
    if not every:
        return "cookies-not-found"
    if any(not one["httponly"] for one in sessions):
        return "cookies-session-without-httponly-flag"
    if any("csrf" in one.key.lower() and not one["samesite"] for one in every):
        return "cookies-anticsrf-without-samesite-flag"
    if any(not one["secure"] for one in sessions):
        return "cookies-session-without-secure-flag-but-protected-by-hsts"
    if any(not one["secure"] for one in every):
        return "cookies-without-secure-flag-but-protected-by-hsts"
    if any(one["samesite"] not in ("Lax", "Strict") for one in every):
        return "cookies-secure-with-httponly-sessions"
    return "cookies-secure-with-httponly-sessions-and-samesite"


def cors(headers: dict[str, str]) -> str:
    shared = "access-control-allow-origin" in headers
    return f"cross-origin-resource-sharing-{'implemented-with-universal-access' if shared else 'not-implemented'}"


def referrer(headers: dict[str, str]) -> str:
    policy = headers.get("referrer-policy", "").lower()
    how = "private" if policy in PRIVATE_REFERRERS else "unsafe" if policy else "not-implemented"
    return f"referrer-policy-{how}"


def hsts(headers: dict[str, str]) -> str:
    parts = [part.strip().lower() for part in headers.get("strict-transport-security", "").split(";")]
    ages = [int(part.removeprefix("max-age=")) for part in parts if part.startswith("max-age=")]
    if not ages:
        return "hsts-not-implemented"
    return f"hsts-implemented-max-age-{'at-least' if ages[0] >= SIX_MONTHS else 'less-than'}-six-months"


def sniffing(headers: dict[str, str]) -> str:
    is_off = headers.get("x-content-type-options", "").lower() == "nosniff"
    return f"x-content-type-options-{'nosniff' if is_off else 'not-implemented'}"


def framing(headers: dict[str, str], policy: dict[str, set[str]]) -> str:
    if "frame-ancestors" in policy:
        return "x-frame-options-implemented-via-csp"
    named = headers.get("x-frame-options", "").lower() in ("deny", "sameorigin")
    return f"x-frame-options-{'sameorigin-or-deny' if named else 'not-implemented'}"


def resource(headers: dict[str, str]) -> str:
    policy = headers.get("cross-origin-resource-policy", "").lower()
    if policy in ("same-origin", "same-site"):
        return "cross-origin-resource-policy-implemented-with-same-origin"
    return f"cross-origin-resource-policy-{'implemented-with-cross-origin' if policy else 'not-implemented'}"
