"""In group now: the question that is open in the person's group, answered without a name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.quiz import QUESTION_KINDS, AnswerError
from learners import access
from learners.forms import answers
from learners.forms.answers import Asked
from learners.groups import live as live_answers
from learners.models import Audience, Enrolment, LiveQuestion
from learners.views.gates import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def live(request: SignedIn) -> HttpResponse:
    """Answer, and answer anew while it is open. People whose program ended are asked nothing here."""
    enrolment = access.check_can_learn(request.user, Audience.PARTICIPANT)
    asked = live_answers.open_for(enrolment, now=timezone.now())
    if request.method != "POST":
        return _show(request, asked, enrolment)
    if asked is None or request.POST.get("asked") != str(asked.pk):
        messages.info(request, _("That question is closed, so this answer was not counted."))
        return redirect("in_group")
    try:
        given = answers.read(live_answers.question_of(asked), request.POST)
    except AnswerError as error:
        return _show(request, asked, enrolment, error=_(error.message))
    if given is None:
        return _show(request, asked, enrolment, error=_("Choose an answer first."))
    try:
        live_answers.answer(asked, enrolment, given)
    except live_answers.Closed:
        messages.info(request, _("That question is closed, so this answer was not counted."))
    else:
        messages.success(request, _("Your answer is in, without your name. You can change it for now."))
    return redirect("in_group")


def _show(request: SignedIn, asked: LiveQuestion | None, enrolment: Enrolment, *, error: str = "") -> HttpResponse:
    context: dict[str, object] = {"owner": request.user.uid, "asked": asked}
    if asked is not None:
        question = live_answers.question_of(asked)
        choices = QUESTION_KINDS[question["kind"]].laid_out(question, "")
        given = live_answers.own_answer(asked, enrolment)
        one = Asked(question, 1, given, choices, error)
        context |= {"one": one, "answered": given is not None, "errors": {f"q-{one.id}": error} if error else {}}
    return render(request, "learners/learn/live.html", context, status=422 if error else 200)
