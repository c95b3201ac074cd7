"""The fixed words of the curriculum: strands, pathways, conditions, audiences. Values are stored; labels are shown."""

from typing import Final

PARTICIPANT: Final = "participant"
FAMILY: Final = "family"
AUDIENCES: Final = (PARTICIPANT, FAMILY)

SUBSTANCE_USE: Final = "substance-use"
MENTAL_HEALTH: Final = "mental-health"
CO_OCCURRING: Final = "co-occurring"
PATHWAYS: Final = (SUBSTANCE_USE, MENTAL_HEALTH, CO_OCCURRING)
EVERYONE: Final = "everyone"  # a story that is told on every pathway

STRANDS: Final = ("conditions", "triggers", "emotional-regulation", "relapse-prevention", "family-communication")

SUBSTANCE_CONDITIONS: Final = ("alcohol", "opioids", "stimulants", "cannabis")
MENTAL_HEALTH_CONDITIONS: Final = ("anxiety", "depression", "trauma", "bipolar")
CONDITIONS: Final = SUBSTANCE_CONDITIONS + MENTAL_HEALTH_CONDITIONS
