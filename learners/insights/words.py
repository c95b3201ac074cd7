"""Insight in words and bars: what a range of people or percent is called, and why something is not told."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.insights.charts import Bar, Bars, bars
from learners.insights.questions import OPTIONS, Choice, QuestionInsight
from learners.insights.recall import Recall
from learners.insights.small_numbers import HIDDEN_AT_MOST, Told

LETTERS = "ABCDEFGHIJ"
TELLING, WEAK = 0.3, 0.1  # discrimination from which a question tells people apart well, and at all


def people(told: Told | None) -> str:
    """ "12", "7 to 11", "fewer than 5"."""
    if told is None:
        return _("not shown")
    if told.is_few:
        return _("fewer than 5")
    return str(told.low) if told.is_exact else _("%(low)s to %(high)s") % {"low": told.low, "high": told.high}


def share(told: Told | None) -> str:
    """ "60 %", "35 to 55 %", "under 20 %"."""
    if told is None:
        return _("not shown")
    low, high = told.percents
    if told.is_few:
        return _("under %(percent)s %%") % {"percent": -(-100 * (HIDDEN_AT_MOST + 1) // told.out_of)}
    return percents((low, high))


def percents(shares: tuple[int, int] | None) -> str:
    if shares is None:
        return _("not shown")
    low, high = shares
    words = _("%(low)s %%") if low == high else _("%(low)s to %(high)s %%")
    return words % {"low": low, "high": high}


def at_least(number: int) -> str:
    return ngettext("at least %(n)s person", "at least %(n)s people", number) % {"n": number}


def discrimination(question: QuestionInsight) -> str:
    """Whether those who know the rest get it right more often."""
    value = question.discrimination
    if value is None:
        return _("not shown")
    said = _("it tells well who knows the rest") if value >= TELLING else _("it tells a little about the rest")
    if value < WEAK:
        said = _("it does not go with the rest: look at its wording and its key")
    return f"{value:+.1f}, {said}" if value else f"0.0, {said}"


def drawn(question: QuestionInsight) -> Bars:
    return bars(_bar(LETTERS[place], choice, question) for place, choice in enumerate(question.choices))


def lines(question: QuestionInsight) -> Sequence[tuple[str, Choice, str, str, str]]:
    """(letter, choice, people, share, what it stands for) of each row of the table."""
    return [
        (LETTERS[at], one, people(one.told), share(one.told), _belief(question, one))
        for at, one in enumerate(question.choices)
    ]


def _belief(question: QuestionInsight, choice: Choice) -> str:
    """Of lines and pairs it stands for the whole question, so it is not said in each."""
    if choice.is_key or not choice.misconception or question.kind not in OPTIONS:
        return ""
    return choice.misconception["name"]


def heads(question: QuestionInsight) -> tuple[str, str]:
    """What the rows are, and what is counted."""
    if question.kind in OPTIONS:
        return _("Option"), _("Chosen by")
    return _("Line"), _("In the right place for")


def recalled(recall: Recall) -> Bars:
    sides = ((_("1"), recall.at_first), (_("2"), recall.later))
    return bars(_told_bar(label, told, recall.people, False) for label, told in sides)


def _bar(letter: str, choice: Choice, question: QuestionInsight) -> Bar:
    return _told_bar(letter, choice.told, question.people, choice.is_key)


def _told_bar(label: str, told: Told | None, out_of: int, emphasized: bool) -> Bar:
    low, high = (told.low, told.high) if told else (None, None)
    return Bar(label, low, out_of, emphasized, high, share(told))
