"""What every part of a curriculum file is made of: texts of bounded size, ids, lists without doubles."""

import re
from collections.abc import Callable, Hashable
from functools import partial
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from cms.texts import TextError, markdown

T = TypeVar("T")


class Part(BaseModel):
    """A group of named values: nothing missing, nothing unknown, nothing taken for something else."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


def wrong(message: str, **context: Any) -> PydanticCustomError:
    """An error whose message is shown as it stands."""
    return PydanticCustomError("said", "{message}", {"message": message, **context})


def _plain(text: str, *, most: int, least: int = 1) -> str:
    if "\n" in text.strip():
        raise wrong("This text is one line: take out the empty line, and begin it with >- rather than |.")
    return _sized(" ".join(text.split()), most, least)


def _paragraphs(text: str, *, most: int, least: int = 1) -> str:
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return _sized(re.sub(r"\n{3,}", "\n\n", lines).strip(), most, least)


def _markdown(text: str, *, most: int, least: int = 1) -> str:
    """The canonical spelling of a Markdown text, without a line break at its end."""
    try:
        canonical = markdown.to_markdown(markdown.to_html(text)).rstrip("\n")
    except TextError as error:
        raise wrong(error.message, line=error.line) from error
    return _sized(canonical, most, least)


def _sized(text: str, most: int, least: int) -> str:
    if len(text) < least:
        raise wrong("Write something here." if least == 1 else f"At least {least} characters are wanted here.")
    if len(text) > most:
        raise wrong(f"This has {len(text)} characters; at most {most} fit.")
    return text


def _shaped(text: str, *, shape: str, advice: str) -> str:
    if not re.fullmatch(shape, text):
        raise wrong(advice)
    return text


Label = Annotated[str, AfterValidator(partial(_plain, most=24))]
Line = Annotated[str, AfterValidator(partial(_plain, most=90))]
Sentence = Annotated[str, AfterValidator(partial(_plain, most=250))]
Paragraph = Annotated[str, AfterValidator(partial(_paragraphs, most=1_000))]
MaybeLine = Annotated[str, AfterValidator(partial(_plain, most=90, least=0))]
MaybeSentence = Annotated[str, AfterValidator(partial(_plain, most=250, least=0))]
MaybeParagraph = Annotated[str, AfterValidator(partial(_paragraphs, most=1_000, least=0))]
Page = Annotated[str, AfterValidator(partial(_paragraphs, most=2_000))]
Title = Annotated[str, AfterValidator(partial(_plain, most=300))]
Markdown = Annotated[str, AfterValidator(partial(_markdown, most=8_000))]

_ID_ADVICE = "An id is made of lower-case letters, digits and dashes, at most 40 of them."
_ID_SHAPE = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
Id = Annotated[str, AfterValidator(partial(_shaped, shape=_ID_SHAPE, advice=_ID_ADVICE))]
MaybeId = Annotated[str, AfterValidator(partial(_shaped, shape=f"({_ID_SHAPE})?", advice=_ID_ADVICE))]
_NAME_ADVICE = "A key is made of lower-case letters, digits and single dashes, at most 60 of them, as in wait-and-see."
MisconceptionKey = Annotated[
    str, AfterValidator(partial(_shaped, shape=r"(?=.{1,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", advice=_NAME_ADVICE))
]
_CODE_ADVICE = "A code is a lower-case letter and then letters and digits, at most 12 in all, as in p02."
Code = Annotated[str, AfterValidator(partial(_shaped, shape=r"[a-z][a-z0-9]{0,11}", advice=_CODE_ADVICE))]
_SLUG_ADVICE = "A slug is made of lower-case letters, digits and single dashes, at most 60 of them."
Slug = Annotated[
    str, AfterValidator(partial(_shaped, shape=r"(?=.{1,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", advice=_SLUG_ADVICE))
]
_SOURCE_ADVICE = "A source code is made of capital letters, digits and dashes, at most 12 of them, as in TIP50."
SourceCode = Annotated[str, AfterValidator(partial(_shaped, shape=r"[A-Z0-9][A-Z0-9-]{0,11}", advice=_SOURCE_ADVICE))]
_KEY_ADVICE = "A key is 32 hexadecimal digits in five groups. Leave the line out; Wagtail gives keys."
Key = Annotated[
    str, AfterValidator(partial(_shaped, shape=r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", advice=_KEY_ADVICE))
]


def _file_name(*endings: str) -> Callable[[str], str]:
    advice = (
        "Give the name of a file in the module's media folder: lower-case letters, digits, dashes and dots, "
        f"ending in {', '.join(endings)}."
    )
    shape = rf"(?=.{{1,80}}\Z)[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:{'|'.join(ending[1:] for ending in endings)})"
    return partial(_shaped, shape=shape, advice=advice)


PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
SOUNDS = (".mp3", ".m4a")
FILMS = (".mp4", ".webm")
CAPTIONS = (".vtt",)
DOWNLOADS = (".pdf", ".txt")
MEDIA = PICTURES + SOUNDS + FILMS + CAPTIONS + DOWNLOADS

Picture = Annotated[str, AfterValidator(_file_name(*PICTURES))]
Sound = Annotated[str, AfterValidator(_file_name(*SOUNDS))]
Film = Annotated[str, AfterValidator(_file_name(*FILMS))]
Captions = Annotated[str, AfterValidator(_file_name(*CAPTIONS))]
Download = Annotated[str, AfterValidator(_file_name(*DOWNLOADS))]
media_name = _file_name(*MEDIA)


def no_twins(values: list[T], of: Callable[[T], Hashable] = str, name: str = "This") -> list[T]:
    """Refuse a list in which two values are the same in `of`."""
    seen: set[Hashable] = set()
    for at, value in enumerate(values):
        if of(value) in seen:
            raise wrong(f"{name} stands here twice: {str(of(value))[:60]!r}.", at=at)
        seen.add(of(value))
    return values


def _by_id(values: list[Any]) -> list[Any]:
    no_twins(values, lambda value: value.id, "The id")
    return values


UniqueIds = AfterValidator(_by_id)
Unique = AfterValidator(no_twins)


def between(least: int, most: int) -> Any:
    """The number of things in a list."""
    return Field(min_length=least, max_length=most)
