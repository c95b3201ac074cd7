"""Django's tags for words, known to every template. One is quicker: what `{% translate "..." %}` says is looked up once
for each language, where Django does it on every page, at some 10 microseconds each.
"""

from typing import Any

from django import template
from django.template.base import Parser, Token, Variable
from django.templatetags import i18n
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import override

from cms import language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag
def translate(parser: Parser, token: Token) -> TranslateNode:
    node = do_translate(parser, token)
    return FixedWords(node) if _is_fixed(node) else node


def _is_fixed(node: TranslateNode) -> bool:
    """A text in quotes and nothing else: no filter, no context, no name to put it in."""
    said = node.filter_expression
    literal = isinstance(said.var, Variable) and said.var.literal is not None
    return literal and not (said.filters or node.noop or node.asvar or node.message_context)


class FixedWords(TranslateNode):
    def __init__(self, node: TranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self.made: dict[str, str] = {}

    def render(self, context: template.Context) -> Any:
        now = language.current()
        words = self.made.get(now)
        if words is None:
            with override(now):
                words = self.made[now] = super().render(context)
        return words
