"""The versions of legal texts. A wording is never changed: a new one is published, and what was signed keeps its own.

In the text on consent each of the nine elements of 42 CFR 2.31 is a word in braces, which `filled` replaces.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.models import PolicyVersion, User
from learners.privacy import shipped
from learners.safekeeping import audit

Kind = PolicyVersion.Kind
NINE = {
    "patient": gettext_lazy("who signs"),
    "program": gettext_lazy("which program may show it"),
    "information": gettext_lazy("what is shown"),
    "recipient": gettext_lazy("to whom, by name"),
    "purpose": gettext_lazy("what for"),
    "revoking": gettext_lazy("that and how it can be taken back"),
    "expiry": gettext_lazy("when it ends"),
    "signature": gettext_lazy("the signature"),
    "date": gettext_lazy("the day of the signature"),
}
# 42 CFR 2.32(a)(2): the short notice, word for word.
SHORT_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
IN_BRACES = re.compile(r"\{([^{}\n]*)\}")
LONGEST = 20_000


# --- questions ------------------------------------------------------------------------------------------------------


def current(kind: str, language: str = shipped.LANGUAGE) -> PolicyVersion:
    """The wording that stands now. One query. Where a language has none of its own, the English one."""
    of_kind = PolicyVersion.objects.filter(kind=kind)
    languages = {language, shipped.LANGUAGE}
    found = list(of_kind.filter(language__in=languages).order_by("-number"))
    own = [one for one in found if one.language == language]
    return (own or found)[0]


def versions(kind: str, language: str = shipped.LANGUAGE) -> list[PolicyVersion]:
    """Every wording of a kind, the newest first; none where there is no such kind. One query."""
    found = PolicyVersion.objects.filter(kind=kind, language=language).select_related("by")
    return list(found.order_by("-number"))


def filled(body: str, values: Mapping[str, str]) -> str:
    """The wording with the words of one consent. Each value stands once in its place, whatever braces it holds."""
    return IN_BRACES.sub(lambda match: str(values.get(match[1], match[0])), body)


def check(kind: str, body: str) -> None:
    """Raises ValidationError, with all that is wrong."""
    wrong = _problems(kind, body)
    if wrong:
        raise ValidationError(wrong)


def _problems(kind: str, body: str) -> list[str]:
    if not body.strip():
        return [_("Write the wording.")]
    if len(body) > LONGEST:
        return [_("That is longer than %(most)s characters. Make it shorter.") % {"most": LONGEST}]
    if kind == Kind.REDISCLOSURE:
        must = {"notice": SHORT_NOTICE}
        return [] if SHORT_NOTICE in " ".join(body.split()) else [_("Put in this sentence: %(notice)s") % must]
    return _missing_or_unknown(set(IN_BRACES.findall(body)))


def _missing_or_unknown(there: Collection[str]) -> list[str]:
    missing = [_("Put in {%(word)s}: %(what)s.") % {"word": word, "what": what} for word, what in _lacking(there)]
    unknown = [
        _("Take out {%(word)s}: nothing stands for it.") % {"word": word} for word in sorted(set(there) - set(NINE))
    ]
    return missing + unknown


def _lacking(there: Collection[str]) -> list[tuple[str, str]]:
    return [(word, str(what)) for word, what in NINE.items() if word not in there]


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(kind: str, body: str, *, by: User, now: datetime, after: int | None = None) -> PolicyVersion:
    """A new version, from now on. `after` is the number that its author saw: where another came between, nothing is
    published. Raises ValidationError.
    """
    text = shipped.tidy(body)
    check(kind, text)
    newest = PolicyVersion.objects.filter(kind=kind, language=shipped.LANGUAGE).order_by("-number").first()
    number = newest.number if newest else 0
    if after not in (None, number):
        raise _somebody_was_quicker()
    if newest is not None and newest.sha256 == shipped.digest(text):
        raise ValidationError(_("This is the wording that stands already. Nothing was published."))
    made = PolicyVersion(kind=kind, number=number + 1, body=text, sha256=shipped.digest(text), made_at=now, by=by)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise _somebody_was_quicker() from error
    audit.note("policy-published", by=by, now=now, kind=kind, number=made.number)
    return made


def _somebody_was_quicker() -> ValidationError:
    return ValidationError(_("Somebody published a wording just now. Read it first, then write yours anew."))
