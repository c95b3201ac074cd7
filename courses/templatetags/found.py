"""What a search found, on a page."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from courses.excerpts import Piece

register = template.Library()


@register.simple_tag
def marked(excerpt: Iterable[Piece]) -> SafeString:
    """The words, escaped, with the found ones marked."""
    pieces = (format_html("<mark>{}</mark>", text) if found else conditional_escape(text) for text, found in excerpt)
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped
