"""A drawing as SVG that a screen reader can name. Classes only: no style attribute gets past the CSP."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.diagrams.shapes import WIDTH, Box, Dot, Drawing, Lines, Path, Shape, number


def picture(drawing: Drawing, title: str, words: str, name: str) -> SafeString:
    """`words` say what is drawn; `name`, unique on the page, makes the ids of its title and description."""
    return format_html(
        '<svg class="drawing" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{words}</desc>{shapes}</svg>',
        width=WIDTH,
        height=number(drawing.height),
        name=name,
        title=title,
        words=words,
        shapes=format_html_join("", "{}", ((_shape(shape),) for shape in drawing.shapes)),
    )


def _shape(shape: Shape) -> SafeString:
    match shape:
        case Path(d, look):
            return format_html('<path class="dg-{}" d="{}"/>', look, d)
        case Dot(x, y, r, look):
            return format_html('<circle class="dg-{}" cx="{}" cy="{}" r="{}"/>', look, number(x), number(y), number(r))
        case Box(x, y, width, height, radius, look):
            sizes = (number(value) for value in (x, y, width, height, radius))
            return format_html('<rect class="dg-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>', look, *sizes)
        case _:
            return _text(shape)


def _text(lines: Lines) -> SafeString:
    x = number(lines.x)
    spans = format_html_join(
        " ",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((x, number(y), line) for y, line in zip(lines.baselines, lines.lines, strict=True)),
    )
    anchor = "" if lines.anchor == "start" else format_html(' text-anchor="{}"', lines.anchor)
    return format_html('<text class="dg-{}" font-size="{}"{}>{}</text>', lines.look, lines.size, anchor, spans)
