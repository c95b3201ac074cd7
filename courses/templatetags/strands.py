"""Strands on a page: color and word together, and the choice among them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses import labels

register = template.Library()
LABELS = dict(labels.STRANDS)


@register.simple_tag
def strand(name: str) -> SafeString:
    """Its color, and its name in words."""
    return format_html('<span class="strand {}">{}</span>', name, LABELS.get(name, name))


@register.inclusion_tag("courses/strand_choice.html")
def strand_choice(chosen: str) -> dict[str, object]:
    """Links to the same page with one strand, and with all of them."""
    return {"choices": [("", _("All")), *labels.STRANDS], "chosen": chosen}
