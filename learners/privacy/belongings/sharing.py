"""What passes between a participant and a family member, and what opens a record in an emergency."""

from django.utils.translation import gettext_lazy as _

from learners.privacy.belongings.kinds import RECORD, ROW_NUMBER, At, Belonging, Fate, Side, by_staff, mine

OPENS_SOMETHING = "a secret that opens something"
NOT_TOLD_BY_WHOM = "neither side is told who ended it, or that the other one did"

SHARING = (
    Belonging(
        "learners.FamilyLink",
        _("people whom a participant named, and their accounts"),
        Fate.KEY,
        _("The name is sealed under the participant's key. That there was a connection stays; it ends."),
        (
            mine(_("People whom you named"), "participant__person"),
            Side("family_member", _("Connections that you accepted"), ("taken_up_at",)),
            by_staff("ended_by"),
        ),
        sealed=("sealed_name",),
        untold={
            **ROW_NUMBER,
            "code_hash": OPENS_SOMETHING,
            "ended_by": NOT_TOLD_BY_WHOM,
            "declined_at": NOT_TOLD_BY_WHOM,
        },
        emptied={"ended_at": At.NOW, "code_hash": None},
        emptied_where={"ended_at": None},
    ),
    Belonging(
        "learners.FamilyShare",
        _("single worksheets, or the plan, shown to a family member"),
        Fate.KEPT,
        RECORD,
        (mine(_("What you show, or showed, to people you named"), "link__participant__person"),),
        untold=ROW_NUMBER,
        emptied={"ended_at": At.NOW},
        emptied_where={"ended_at": None},
    ),
    Belonging(
        "learners.Consent",
        _("signed consents to show something to one person"),
        Fate.KEY,
        _("The signed page is sealed. Its days, its scope and its check sum stay, as the law asks for six years."),
        (
            mine(_("Consents that you signed"), "link__participant__person"),
            Side("link__family_member"),
        ),
        sealed=("sealed",),
        untold=ROW_NUMBER,
    ),
    Belonging(
        "learners.ConsentEnd",
        _("that a consent stands no longer"),
        Fate.KEPT,
        RECORD,
        (mine(_("Consents that ended"), "consent__link__participant__person"), by_staff()),
        untold={**ROW_NUMBER, "by": NOT_TOLD_BY_WHOM, "how": NOT_TOLD_BY_WHOM},
    ),
    Belonging(
        "learners.ConsentCheck",
        _("that staff looked at a consent together with the person"),
        Fate.KEPT,
        RECORD,
        (mine(_("Consents that staff looked at with you"), "consent__link__participant__person"), by_staff()),
        untold=ROW_NUMBER,
    ),
    Belonging(
        "learners.Disclosure",
        _("what was shown to a family member, and when"),
        Fate.KEPT,
        RECORD,
        (
            mine(_("What was shown of you, and when")),
            Side("recipient", _("What was shown to you"), ("at", "what", "form")),
        ),
        untold={**ROW_NUMBER, "recipient": "the consent says who it was, in your own words"},
    ),
    Belonging(
        "learners.EmergencyAccess",
        _("that staff opened a record in an emergency"),
        Fate.KEY,
        _("The reason is sealed under the person's key. Who opened it, when and who agreed stays."),
        (
            mine(_("When your record was opened in an emergency")),
            by_staff("person"),
            by_staff("agreed_by"),
            by_staff("seen_by"),
        ),
        sealed=("sealed_reason",),
        untold=ROW_NUMBER,
    ),
    Belonging(
        "learners.FamilyCode",
        _("open codes of the clinic for families"),
        Fate.NOBODYS,
        _("It names no patient and no family member."),
        (by_staff(),),
    ),
)
