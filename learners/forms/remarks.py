"""The answer that counts as right as well, in the form of its question, and why."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.quiz import QUESTION_KINDS, AnswerError
from learners.forms import answers
from learners.forms.answers import Asked

LONGEST_REASON = 200


@dataclass(slots=True)
class Correction:
    """What was filled in, and what is left to fix, by the id of its field."""

    question: dict[str, Any]
    known: list[Any]  # answers that count as right already
    right: Any = None
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def read(self, posted: QueryDict) -> bool:
        """True where nothing is left to fix."""
        place = f"q-{self.question['id']}"
        self.reason = posted.get("reason", "").strip()
        try:
            self.right = answers.read(self.question, posted)
        except AnswerError as error:
            self.errors[place] = _(error.message)
        else:
            if self.right is None:
                self.errors[place] = _("Say which answer counts as right as well.")
            elif self.right == self.key:
                self.errors[place] = _("This answer is the key already. Choose another one.")
            elif self.right in self.known:
                self.errors[place] = _("This answer counts as right already. Choose another one.")
        if not self.reason:
            self.errors["reason"] = _("Say why, in a few words. People who check later will read it.")
        elif len(self.reason) > LONGEST_REASON:
            self.errors["reason"] = _("Use at most %(n)s characters.") % {"n": LONGEST_REASON}
        return not self.errors

    @property
    def key(self) -> Any:
        return self.kind.right_answer(self.question)

    @property
    def kind(self) -> Any:
        return QUESTION_KINDS[self.question["kind"]]

    @property
    def asked(self) -> Asked:
        """The question as people saw it, with what was filled in."""
        choices = self.kind.laid_out(self.question, self.question["id"])
        error = self.errors.get(f"q-{self.question['id']}", "")
        return Asked(self.question, 1, self.right, choices, error)

    @property
    def in_words(self) -> str:
        return self.kind.words(self.question, self.right)

    @property
    def posted(self) -> list[tuple[str, str]]:
        """The same answer as hidden fields."""
        if isinstance(self.right, dict):
            return [(f"pair-{left}", right) for left, right in self.right.items()]
        if self.question["kind"] == "put_in_order":
            return [(f"place-{item}", str(place)) for place, item in enumerate(self.right or (), 1)]
        chosen = [self.right] if isinstance(self.right, str) else self.right or []
        return [(f"answer-{self.question['id']}", one) for one in chosen]
