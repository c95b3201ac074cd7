"""Person-first words: what hurts, and what to say instead (after NIDA's "Words Matter"). Pure.

Callers leave out titles of sources, which stay as they were published. A short quotation ('the word "addict"') is talk
about words and is left alone; so are names of organizations and correct uses ("child abuse", "alcoholic drinks").
"""

import re
from itertools import product
from typing import NamedTuple


class Found(NamedTuple):
    word: str  # as written
    instead: str
    position: int  # of its first character


SUBSTANCES = "alcohol/cannabis/cocaine/crack/drug/heroin/marijuana/medication/meth/opiate/opioid/pill/substance"

# What to say instead: what not to say. "a/b" stands for either word, and a plural "s" is understood.
SAY: dict[str, str] = {
    "person with a substance use disorder": "addict, crackhead, dope fiend, druggie, junkie, tweaker",
    "has a substance use disorder": "addicted",
    "person who uses substances": f"{SUBSTANCES} user, IV user, {SUBSTANCES} abuser",
    "substance use, misuse, or substance use disorder": f"{SUBSTANCES}/prescription abuse, {SUBSTANCES} habit, "
    f"abuse/abused/abuses/abusing {SUBSTANCES}/prescription",
    "person with an alcohol use disorder": "alcoholic, problem drinker, wino, a/the drunk",
    "person who uses cannabis": "pothead, stoner",
    "newborn exposed to substances": "addicted/crack/drug baby/babies",
    "person who returned to use": "relapser",
    "returned to use": "fell/fallen/falls/fall off the wagon",
    "in recovery, or: not using": "get/gets/getting/got/stay/stays/staying/stayed/been clean, clean and sober",
    "time in recovery": "clean time/date",
    "a negative test": "clean urine/screen/UA, clean drug/urine test/screen",
    "a positive test": "dirty urine/screen/UA, dirty drug/urine test/screen",
    "medication for opioid use disorder": "medication-assisted treatment/therapy, drug/opioid/opiate substitution, "
    "opioid/opiate replacement, substitution drug/therapy/treatment",
    "died by suicide": "committed/completed/commits suicide, successful suicide",
    "die by suicide": "commit/committing/complete suicide",
    "suicide attempt": "failed/unsuccessful suicide",
    "person with a mental health condition": "lunatic, madman, mental case, nutcase, psycho",
    "with a mental health condition": "mentally ill",
    "has bipolar disorder": "is/are/am/was/were bipolar",
    "person with bipolar disorder": "bipolar person/people/patient/man/woman, manic-depressive",
    "person with schizophrenia": "schizophrenic",
    "the feeling or the behavior, by its name": "crazy, insane",
    "has, or: lives with": "suffer/suffers/suffered/suffering from, afflicted with",
    "what makes the treatment hard to follow": "noncompliant, non-compliant",
    "asking for help": "attention-seeking",
    "person who has been in prison": "ex-con, felon",
}
CORRECT = re.compile(
    r"alcoholics anonymous|children of alcoholics|(?:institute|council|center)s? (?:on|for) (?:drug|substance) abuse"
    r"|substance abuse and mental health services|institute on alcohol abuse and alcoholism"
    r"|(?:non-?)?alcoholic (?:beverage|cirrhosis|drink|hepatitis|liver)\w*|non-?alcoholic|drunk driv\w+"
    r"|bipolar (?:disorder|depression|i+\b)"
    r"|\bclean (?!and\b|for\b|since\b|from\b|but\b|or\b|now\b|again\b|so\b|in\b|this\b|after\b|time|date|drug|urine"
    r"|screen|ua\b)\w",  # "got clean towels"
    re.IGNORECASE,
)
QUOTED = re.compile(r"\"([^\"\n]*)\"|“([^”\n]*)”")
MENTION = 4  # words: a longer quotation is speech


def find(text: str) -> list[Found]:
    """Every label, in the order of the text."""
    fine = [match.span() for match in CORRECT.finditer(text)] + [m.span() for m in QUOTED.finditer(text) if _mention(m)]
    return [
        Found(match[0], INSTEAD[_spaced(match[1])], match.start())
        for match in _TERMS.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in fine)
    ]


def _mention(quotation: re.Match[str]) -> bool:
    return len((quotation[1] or quotation[2] or "").split()) <= MENTION


def _spaced(term: str) -> str:
    return re.sub(r"[\s\xa0‑-]+", " ", term.lower())


def _instead() -> dict[str, str]:
    """Every term of `SAY` in lower case, its words parted by single spaces."""
    terms = ((say, term) for say, line in SAY.items() for term in line.split(", "))
    return {
        _spaced(" ".join(words)): say for say, term in terms for words in product(*(p.split("/") for p in term.split()))
    }


INSTEAD = _instead()
_ANY = "|".join(term.replace(" ", r"[\s\xa0‑-]+") for term in sorted(INSTEAD, key=len, reverse=True))
_TERMS = re.compile(rf"(?<![\w-])((?ai:{_ANY}))[sS]?(?![\w-])")
