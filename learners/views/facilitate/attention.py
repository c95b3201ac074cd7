"""Who may need a word: the list by rule, saying that one has seen it, and the rules of a program."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.forms.attention import RulesForm, SeenForm
from learners.models import Acknowledgement, Cohort, User
from learners.overview import acknowledging, attention_list, attention_words, following
from learners.overview.attention_words import Told
from learners.overview.following import Followed
from learners.people import roles
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in

PEOPLE_A_PAGE = 50
GROUPS_AT_ONCE = 12  # whoever follows more, such as the manager of a large program, reads them one by one


@require_safe
@signed_in
def attention(request: SignedIn) -> HttpResponse:
    """Of all groups that this person follows, or of the one in ?group. With many groups, of the first one at first."""
    access.check_can_facilitate(request.user)
    now = timezone.now()
    groups = list(roles.followed_cohorts(request.user).select_related("program").order_by("name", "pk"))
    many = len(groups) > GROUPS_AT_ONCE
    chosen = _chosen_or_404(groups, request.GET.get("group")) or (groups[0] if many else None)
    with transaction.atomic():
        asked = [chosen] if chosen else groups
        found = attention_list.of(asked, now=now)
        audit.note("attention-read", by=request.user, now=now, cohort=chosen, cohorts=[one.pk for one in asked])
    page = Paginator(found.people, PEOPLE_A_PAGE).get_page(request.GET.get("page", "1"))
    shown = {
        "groups": groups,
        "many": many,
        "chosen": chosen,
        "page": page,
        "people": [(one, _told(one)) for one in page],
        "seen": [(one, _told_seen(one)) for one in found.seen[:PEOPLE_A_PAGE]],
        "rules": [(rules.program, attention_words.conditions(rules)) for rules in found.rules],
        "managed": set(roles.managed_programs(request.user)),
        "owner": request.user.uid,
    }
    return render(request, "learners/facilitate/attention.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def seen(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """Say that one has seen why this person is on the list; who leads the group may add a note."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    group = enrolment.cohort
    may_write = access.can_lead(request.user, group.uid)
    with transaction.atomic():
        one = following.of([enrolment], now=now)[0]
        audit.note("attention-read", by=request.user, now=now, enrolment=enrolment, cohort=group)
        before = _with_notes(one, request.user, may_write, now)
        form = SeenForm(_told(one), request.POST if request.method == "POST" else None, may_write=may_write)
        if form.is_bound and not one.reasons:
            messages.info(request, _("Nothing is left to see here: the facts have changed, or somebody saw them."))
            return _back(request, group)
        if form.is_bound and form.is_valid():
            text = form.cleaned_data.get("note", "")
            acknowledging.acknowledge(enrolment, form.chosen, by=request.user, now=now, note=text)
            messages.success(request, _("Kept: %(name)s is seen.") % {"name": enrolment.person.listed_name})
            return _back(request, group)
    shown = {"cohort": group, "one": one, "form": form, "before": before, "may_write": may_write}
    more = {"bar_title": group.name, "bar_note": group.meets, "owner": request.user.uid}
    status = 422 if form.is_bound else 200
    return render(request, "learners/facilitate/attention_seen.html", {**shown, **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rules(request: SignedIn, program_uid: UUID) -> HttpResponse:
    """From when on somebody stands on the list, for all groups of a program."""
    program = access.check_can_manage(request.user, program_uid)
    standing = following.rules_of([program])[program.pk]
    form = RulesForm(request.POST if request.method == "POST" else None, instance=standing)
    if form.is_bound and form.is_valid():
        acknowledging.set_rules(program, form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The rules are changed, for all groups of this program."))
        return redirect("attention")
    shown = {"program": program, "form": form, "owner": request.user.uid}
    return render(request, "learners/facilitate/attention_rules.html", shown, status=422 if form.is_bound else 200)


def _told(one: Followed) -> list[Told]:
    return [attention_words.told(one, reason) for reason in one.reasons]


def _told_seen(one: Followed) -> list[tuple[Told, Acknowledgement]]:
    return [(attention_words.told(one, reason), row) for reason, row in one.seen]


def _with_notes(one: Followed, reader: User, may_read: bool, now: datetime) -> list[tuple[Told, Acknowledgement, str]]:
    """What somebody has seen already. Its notes are opened for those who lead the group, and that is audited."""
    rows = [row for _, row in one.seen]
    texts = acknowledging.notes_of(one.enrolment, rows, by=reader, now=now) if may_read else {}
    return [(told, row, texts.get(row.note_id, "") if row.note_id else "") for told, row in _told_seen(one)]


def _chosen_or_404(groups: list[Cohort], uid: str | None) -> Cohort | None:
    if not uid:
        return None
    found = next((one for one in groups if str(one.uid) == uid), None)
    if found is None:
        raise Http404
    return found


def _back(request: SignedIn, group: Cohort) -> HttpResponse:
    """To the list, as it was narrowed."""
    narrowed = request.POST.get("group") == str(group.uid)
    return redirect(reverse("attention") + (f"?group={group.uid}" if narrowed else ""))
