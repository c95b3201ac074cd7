"""The address of a page about the whole track, on the track of the page that is shown."""

from django import template

from cms.templatetags.look import address
from learners.views import tracks

register = template.Library()


@register.simple_tag(takes_context=True)
def track_page(context: template.Context, name: str) -> str:
    """`name` is that of the page under /learn/."""
    return address(tracks.page(name, getattr(context.get("user"), "on_track", "")))
