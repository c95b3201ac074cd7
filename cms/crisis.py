"""Places that help in a crisis, as a new site gets them. The clinic edits its own copy in the site settings.

Checked on `CHECKED`. 988 "press 3" ended in July 2025 and must not come back.
"""

from dataclasses import dataclass
from datetime import date

CHECKED = date(2026, 11, 22)
EMERGENCY, CRISIS, SUPPORT, FAMILY = "emergency", "crisis", "support", "family"
VIOLENCE = "Domestic Violence"  # stands in the name of the line for violence at home


@dataclass(frozen=True)
class Resource:
    """`phone` and `text_to` are dialed as they stand; `contact` is what a person reads; `first` is the short list."""

    name: str
    contact: str
    phone: str = ""
    text_to: str = ""
    url: str = ""
    note: str = ""
    group: str = CRISIS
    first: bool = False


RESOURCES = (
    Resource(
        "Emergency",
        "Call 911",
        phone="911",
        note="When someone is in danger right now.",
        group=EMERGENCY,
        first=True,
    ),
    Resource(
        "988 Suicide & Crisis Lifeline",
        "Call or text 988, or chat at 988lifeline.org",
        phone="988",
        text_to="988",
        url="https://988lifeline.org/",
        note="At any hour. Also for substance use, and for people who worry about someone.",
        first=True,
    ),
    Resource(
        "Veterans Crisis Line",
        "Call 988, then press 1, or text 838255",
        phone="988",
        text_to="838255",
        note="For veterans, service members and those close to them, at any hour.",
    ),
    Resource("988 in Spanish", "Call 988, then press 2", phone="988", note="En español, a cualquier hora."),
    Resource(
        "988 for deaf and hard of hearing people",
        "Dial 711, then 988",
        phone="711",
        url="https://988lifeline.org/",
        note="Or use your own relay service. Text and chat work, too.",
    ),
    Resource("Crisis Text Line", "Text HOME to 741741", text_to="741741", note="At any hour."),
    Resource(
        "SAMHSA National Helpline",
        "Call 1-800-662-4357 (TTY 1-800-487-4889)",
        phone="1-800-662-4357",
        note="Where to find treatment and support, in English and Spanish, at any hour.",
        group=SUPPORT,
    ),
    Resource(
        "NAMI HelpLine",
        "Call 1-800-950-6264",
        phone="1-800-950-6264",
        note="About mental health, for the person and the family. Weekdays, 10 to 10 Eastern time.",
        group=SUPPORT,
    ),
    Resource(
        "National Domestic Violence Hotline",
        "Call 1-800-799-7233",
        phone="1-800-799-7233",
        note="When someone close to you hurts, threatens or controls you.",
        group=SUPPORT,
    ),
    Resource(
        "RAINN",
        "Call 1-800-656-4673",
        phone="1-800-656-4673",
        note="After sexual assault, lately or long ago.",
        group=SUPPORT,
    ),
    Resource(
        "Childhelp",
        "Call 1-800-422-4453",
        phone="1-800-422-4453",
        note="When a child is being hurt, or you fear that it may happen.",
        group=SUPPORT,
    ),
    Resource(
        "Trevor Project",
        "Call 1-866-488-7386",
        phone="1-866-488-7386",
        note="For LGBTQ+ young people.",
        group=SUPPORT,
    ),
)
