"""The building blocks of a module page, by theme. Templates: templates/courses/blocks/, one for each class."""

from courses.blocks.cards import CardBlock, CardsBlock, LessonBlock
from courses.blocks.guide import GuideStream, ObjectivesStream, ShortVersionStream, SourcesStream, TalkTogetherStream
from courses.blocks.quiz import QuizBlock
from courses.blocks.worksheet import WorksheetBlock

__all__ = [
    "CardBlock",
    "CardsBlock",
    "GuideStream",
    "LessonBlock",
    "ObjectivesStream",
    "QuizBlock",
    "ShortVersionStream",
    "SourcesStream",
    "TalkTogetherStream",
    "WorksheetBlock",
]
