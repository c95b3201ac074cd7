"""Texts in files: strict YAML, a small Markdown, and Markdown with named fences. Knows neither Django nor Wagtail."""


class TextError(ValueError):
    """A mistake in a text, with the line (from 1) that holds it and a sentence that says what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
