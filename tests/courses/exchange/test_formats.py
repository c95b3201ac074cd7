"""Which format a file is in, and files that are too large, too many, or in another encoding."""

import pytest

from courses.exchange import formats
from courses.exchange.questions import Option, Question, Unreadable

QUESTION = Question("true_false", "Is help there at night?", (Option("True", True), Option("False")))


@pytest.mark.parametrize("name", formats.FORMATS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_the_format_is_found_by_looking(name, mark):
    text = formats.FORMATS[name].write([QUESTION]).text.removeprefix("<?xml version='1.0' encoding='utf-8'?>\n")
    assert formats.read(mark + text.encode()).questions == (QUESTION,)


def test_a_file_in_another_encoding_names_the_line():
    with pytest.raises(Unreadable, match="Line 2"):
        formats.read("// fine\nPerché? {T}".encode("latin-1"))


def test_a_file_that_is_too_large_or_holds_too_many_is_refused():
    with pytest.raises(Unreadable, match="megabyte"):
        formats.read(b"x" * (formats.LARGEST + 1))
    with pytest.raises(Unreadable, match="301 questions"):
        formats.read(b"So? {T}\n\n" * 301)
