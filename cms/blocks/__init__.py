"""Blocks of public pages. Names and fields are those of the curriculum files, so one habit serves both."""

from wagtail import blocks

from cms.blocks.texts import CalloutBlock, HeadingBlock, KeyIdeaBlock, ParagraphsBlock, QuestionBlock, StepsBlock
from cms.blocks.views import (
    ChainBlock,
    CirclesBlock,
    CompareBlock,
    CrisisNumbersBlock,
    TimelineBlock,
    TwoColumnsBlock,
)

PUBLIC_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", ParagraphsBlock()),
    ("heading", HeadingBlock()),
    ("key_idea", KeyIdeaBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("compare", CompareBlock()),
    ("question", QuestionBlock()),
    ("crisis_numbers", CrisisNumbersBlock()),
    ("chain", ChainBlock()),
    ("timeline", TimelineBlock()),
    ("circles", CirclesBlock()),
    ("two_columns", TwoColumnsBlock()),
]

__all__ = ["PUBLIC_BLOCKS"]
