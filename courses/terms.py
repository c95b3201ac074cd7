"""What somebody typed into the search, as terms: the beginnings of words, so that "breathe" finds "breathing". Pure."""

import re

LONGEST = 200  # characters that are looked at
MOST = 8  # terms
# Ending -> letters that it leaves at least. The first that fits is cut off.
ENDINGS = {"ings": 4, "ing": 4, "ies": 4, "ied": 4, "ed": 4, "es": 4, "s": 3, "e": 4, "y": 4}
NO_ENDINGS = ("ss", "us", "is")
APOSTROPHE = re.compile(r"['’]")
WORD = re.compile(r"[^\W_]+")
_LITTLE = """
    a about after all also am an and any are arent as at be because been before being both but by can cant could
    couldnt did didnt do does doesnt doing done dont down each else even few for from get gets getting give go goes
    going got had has hasnt have havent having he her here hers him his how i if im in into is isnt it its ive just
    know let lets like look made make many may me mean might more most much must my need no nor not now of off on
    once one only or other our out over own same she should shouldnt so some such tell than that thats the their
    them then there theres these they theyre thing things this those to too under until up us very want was wasnt we
    were werent what whats when where which while who why will with wont would wouldnt you your youre yours
"""
LITTLE_WORDS = frozenset(_LITTLE.split())


def read(typed: str) -> tuple[str, ...]:
    """Each term once, in the order of typing; none where only little words were typed."""
    words = WORD.findall(APOSTROPHE.sub("", typed[:LONGEST].casefold()))
    return tuple(dict.fromkeys(stem(word) for word in words if len(word) > 1 and word not in LITTLE_WORDS))[:MOST]


def stem(word: str) -> str:
    """The word without its ending, where enough of it is left: "cravings" and "craved" both give "crav"."""
    if word.endswith(NO_ENDINGS):
        return word
    for ending, least in ENDINGS.items():
        if word.endswith(ending) and len(rest := word.removesuffix(ending)) >= least:
            return _single(rest) if ending in ("ing", "ings", "ed") else rest
    return word


def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds words that begin with one of the terms; group 1 is the term, the longest that fits."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])({'|'.join(longest_first)})[^\W_]*", re.IGNORECASE)


def _single(rest: str) -> str:
    """ "stopp" of "stopping" is "stop"; "fill" and "stress" stay."""
    doubled = len(rest) > 4 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
    return rest[:-1] if doubled else rest
