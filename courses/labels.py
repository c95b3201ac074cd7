"""The fixed words of the curriculum as people read them, as choices of form fields."""

from django.utils.translation import gettext_lazy as _

from courses import vocabulary

AUDIENCES = [(vocabulary.PARTICIPANT, _("Participants")), (vocabulary.FAMILY, _("Family members"))]

PATHWAYS = [
    (vocabulary.SUBSTANCE_USE, _("Substance use")),
    (vocabulary.MENTAL_HEALTH, _("Mental health")),
    (vocabulary.CO_OCCURRING, _("Co-occurring")),
]

STRANDS = [
    ("conditions", _("Conditions")),
    ("triggers", _("Triggers")),
    ("emotional-regulation", _("Emotional regulation")),
    ("relapse-prevention", _("Relapse prevention")),
    ("family-communication", _("Family communication")),
]

CONDITIONS = [
    ("alcohol", _("Alcohol")),
    ("opioids", _("Opioids")),
    ("stimulants", _("Stimulants")),
    ("cannabis", _("Cannabis")),
    ("anxiety", _("Anxiety")),
    ("depression", _("Depression")),
    ("trauma", _("Trauma")),
    ("bipolar", _("Bipolar")),
]
