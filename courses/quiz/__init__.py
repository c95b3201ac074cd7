"""The quiz engine: reads, marks and lays out questions. Pure: it knows neither Django nor Wagtail nor the database."""

from courses.quiz.contract import Answer, AnswerError, Choice, Marked, Part, QuestionKind
from courses.quiz.kinds import QUESTION_KINDS
from courses.quiz.marking import QuizResult, mark_quiz

__all__ = [
    "QUESTION_KINDS",
    "Answer",
    "AnswerError",
    "Choice",
    "Marked",
    "Part",
    "QuestionKind",
    "QuizResult",
    "mark_quiz",
]
