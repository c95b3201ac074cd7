"""What anybody may see of the curriculum: the program at a glance, the same for all who ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from courses import glance, outline

HOLD = 300  # seconds that a browser may show it again without asking


@require_safe
@cache_control(public=True, max_age=HOLD)
def program(request: HttpRequest) -> HttpResponse:
    """Titles, strands and weeks of both tracks of every published program. Two queries for each, one more for all."""
    strand = glance.strand_of(request.GET.get("strand", ""))
    programs = [_shown(outline.get(key), strand) for key in outline.program_keys()]
    return render(request, "courses/program.html", {"programs": programs, "strand": strand})


def _shown(program: outline.Outline, strand: str) -> dict[str, object]:
    weeks = glance.weeks(program, strand)
    return {
        "title": program.title,
        "weeks": [week for week in weeks if week.required or week.family],
        "electives": [module for week in weeks for module in week.electives],
    }
