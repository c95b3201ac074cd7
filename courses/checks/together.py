"""The prompt of a family module for two people: that there is one, and that it fits both of them. Pure.

It stands on pages of families who may have been told nothing. So it takes neither person's side, and it neither asks
for nor takes as known what is nobody's to tell: a condition, use, treatment, homework, what happens in a group.
"""

import re
from collections.abc import Iterator

from courses.checks.subject import Finding, Loc, Subject, error, text, texts
from courses.reading import words
from courses.vocabulary import FAMILY

MOST_WORDS = 60
SPEECH = re.compile(r"\"[^\"]*\"|“[^”]*”")  # what one of them might say may say "I"
ONE_SIDED = re.compile(
    r"\b(?:I|(?i:me|my|mine|myself|he|she|him|his|hers?|loved ones?|relatives?|family members?|patients?"
    r"|participants?|clients?|caregivers?|the person))\b"
)
THEIRS_TO_KEEP = re.compile(
    r"\b(?:diagnos\w*|symptoms?|conditions?|illness\w*|disorders?|addictions?|anxiety|depress\w+|bipolar|trauma\w*"
    r"|psychosis|mania|suicid\w*|self-harm\w*|overdos\w+|withdrawal\w*|cravings?|urges?|triggers?|relaps\w+|lapses?"
    r"|lapsed|setbacks?|recovery|sober|sobriety|drunk|drink(?:s|ing)?|drank|alcohol\w*|drugs?|substances?"
    r"|opioids?|stimulants?|cannabis|naloxone|return(?:ed|ing)? to use|us(?:e|ed|ing) again"
    r"|medicines?|medications?|meds|pills?|doses?|treatments?|therap\w+|counsel\w+|clinics?|hospitals?|programs?|iop"
    r"|groups?|sessions?|homework|worksheets?|check-ins?|quiz\w*|modules?|staff)\b",
    re.IGNORECASE,
)


def there(subject: Subject) -> Iterator[Finding]:
    if subject.settings.get("audience") == FAMILY and not subject.settings.get("talk_together"):
        message = "A family module has a prompt to talk about together (talk_together). Until then families see none."
        yield error("talk-together", "module", (), message)


def for_two(subject: Subject) -> Iterator[Finding]:
    said = list(_questions(subject))
    count = sum(len(words(question)) for _, question in said)
    if count > MOST_WORDS:
        message = f"The prompt has {count} words; at most {MOST_WORDS} can be read out without losing the thread."
        yield error("talk-together", "module", ("talk_together",), message)
    for loc, question in said:
        for message in _wrong(question):
            yield error("talk-together", "module", loc, message)


def _questions(subject: Subject) -> Iterator[tuple[Loc, str]]:
    prompt = subject.settings.get("talk_together") or {}
    if prompt:
        yield ("talk_together", "opening"), text(prompt.get("opening"))
    for at, question in enumerate(texts(prompt.get("follow_ups") or [])):
        yield ("talk_together", "follow_ups", at), question


def _wrong(question: str) -> Iterator[str]:
    if "?" not in question:
        yield "Ask a question that both people can answer."
    if found := ONE_SIDED.search(SPEECH.sub("", question)):
        yield f"“{found[0]}” fits only one of the two people. Write “each of you” or “both of you”."
    if found := THEIRS_TO_KEEP.search(question):
        yield f"Leave “{found[0]}” out: the prompt must not ask for, or take as known, what nobody has to tell."


CHECKS = (there, for_two)
