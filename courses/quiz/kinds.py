"""The question kinds by the name that editions use. A new kind is a class of the contract and a line here."""

from courses.quiz.contract import QuestionKind
from courses.quiz.match import Match
from courses.quiz.multiple_choice import MultipleChoice
from courses.quiz.put_in_order import PutInOrder
from courses.quiz.single_choice import SingleChoice
from courses.quiz.true_false import TrueFalse

_ALL = (SingleChoice(), MultipleChoice(), TrueFalse(), PutInOrder(), Match())
QUESTION_KINDS: dict[str, QuestionKind] = {kind.name: kind for kind in _ALL}
