"""Words for attention: why somebody stands on the list, and the rules as a sentence that anybody can check."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import AttentionRules
from learners.overview import attention
from learners.overview.attention import Reason
from learners.overview.following import Followed


@dataclass(frozen=True, slots=True)
class Told:
    """A reason with its words; `value` stands for it in a form."""

    reason: Reason
    words: str

    @property
    def value(self) -> str:
        return f"{self.reason.rule}|{self.reason.about}"


def told(one: Followed, reason: Reason) -> Told:
    return Told(reason, why(reason, brief(one.title_of(reason))))


def why(reason: Reason, title: str = "", again: str = "") -> str:
    """One or two sentences. `title` is of the reason's module, `again` a misconception that came up more than once."""
    return {
        attention.QUIET: _quiet,
        attention.MISSED_SESSIONS: _missed,
        attention.TRIES: lambda one: _tries(one, title, again),
        attention.REVIEW: lambda one: _("A review was planned for %(day)s.") % {"day": short(one.day)},
        attention.SAFETY: lambda one: _("“%(title)s” is not done yet.") % {"title": title},
    }[reason.rule](reason)


def conditions(rules: AttentionRules) -> list[str]:
    """Ends of the sentence "A person stands here when ..."; empty where every rule is off."""
    told = (
        (rules.quiet_days, _quiet_rule),
        (rules.missed_sessions, _missed_rule),
        (rules.failed_attempts, _tries_rule),
        (rules.reviews, lambda _on: _("the day of a planned review has passed")),
        (rules.safety_hours, _safety_rule),
    )
    return [words(number) for number, words in told if number]


def short(day: date | None) -> str:
    """ "Nov 12"."""
    return date_format(day, "M j") if day else ""


def brief(title: str) -> str:
    """Up to a colon: what is left of a long title where many stand on one sheet."""
    return title.partition(":")[0].strip()


def and_more(words: str, more: int) -> str:
    """ "“A” and 3 more"."""
    return _("%(words)s and %(n)s more") % {"words": words, "n": more} if more else words


def _quiet(reason: Reason) -> str:
    if reason.day is None:
        start = date.fromisoformat(reason.about)
        return _("Has opened nothing yet, since the start on %(day)s.") % {"day": short(start)}
    return _("Has opened nothing since %(day)s.") % {"day": short(reason.day)}


def _missed(reason: Reason) -> str:
    words = ngettext(
        "Missed %(n)s session, on %(day)s.", "Missed %(n)s sessions in a row, the last on %(day)s.", reason.number
    )
    return words % {"n": reason.number, "day": short(reason.day)}


def _tries(reason: Reason, title: str, again: str) -> str:
    if again:
        words = _("Tried the check-in of “%(title)s” %(n)s times, not passed yet: again “%(name)s”.")
        return words % {"n": reason.number, "title": title, "name": again}
    words = ngettext(
        "Tried the check-in of “%(title)s” %(n)s time, not passed yet.",
        "Tried the check-in of “%(title)s” %(n)s times, not passed yet.",
        reason.number,
    )
    return words % {"n": reason.number, "title": title}


def _quiet_rule(number: int) -> str:
    words = ngettext(
        "something is open, and nothing was opened for %(n)s day",
        "something is open, and nothing was opened for %(n)s days",
        number,
    )
    return words % {"n": number}


def _missed_rule(number: int) -> str:
    words = ngettext(
        "%(n)s session was missed and not made up", "%(n)s sessions in a row were missed and not made up", number
    )
    return words % {"n": number}


def _tries_rule(number: int) -> str:
    words = ngettext(
        "a check-in was tried %(n)s time and is not passed",
        "a check-in was tried %(n)s times and is not passed",
        number,
    )
    return words % {"n": number}


def _safety_rule(number: int) -> str:
    words = ngettext(
        "the module that comes first is not done %(n)s hour after the first day",
        "the module that comes first is not done %(n)s hours after the first day",
        number,
    )
    return words % {"n": number}
