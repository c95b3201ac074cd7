"""Counts the syllables of an English word or figure by spelling rules and a few exceptions. Pure.

Figures follow Flesch: read aloud when short ("48" has three syllables), left out (0) when long, as telephone numbers
are; emergency numbers are read digit by digit.
"""

import re
from functools import lru_cache

# Words that the rules get wrong; plurals and possessives are found without their "s".
EXCEPTIONS = {
    word: count
    for count, words in {
        1: "ache clothe else eye friend heart hour our phone tire tongue vague yes",
        2: "boredom business colleague couldn't cruel didn't doctor doesn't duel evening fatigue fluid fuel hadn't "
        "hasn't haven't headache isn't league lion luis maybe mr mrs mustn't needn't notebook patient poem poet quiet "
        "real rhythm riot ruin samuel science shouldn't someday somehow technique therefore tired tuesday unique "
        "wasn't wednesday wouldn't",
        3: "area behavior camera companion doable furious idea inpatient opera outpatient stomachache suicide theater",
        4: "algorithm behavioral marijuana suicidal",
    }.items()
    for word in words.split()
}
SPELLED_OUT = {"AA", "ADHD", "AUD", "ID", "IOP", "NA", "OCD", "OK", "OUD", "TV", "US", "USA"}
READ_BY_DIGIT = {"211", "311", "411", "711", "911", "988"}
LONGEST_FIGURE = 4  # digits; longer figures are looked at, not read

_GROUP = re.compile(r"[aeiouy]+")
_SOUNDED_L = re.compile(r"[^aeiouylrw]le[sd]?$")  # "table", "handled"
_SILENT = re.compile(
    r"^y(?=[aeiou])"  # "yes"
    r"|(?<=^ev)e(?=ry)"  # "everyone"
    r"|(?<=[^aeiouy])(?<!^r)e(?=(?:ly|ty|(?:less|ful)(?:ly|ness)?|ness|some|works?|times?|lines?|liness|books?|thing|body"
    r"|where|zone|hold|by|what|name)$)|(?<=[^aeiouyl])e(?=ments?$)|(?<=ic)a(?=lly$)"  # "homework", "basically"
    r"|(?<=[^aeiouytd])ed$|(?<=[aeiouy])ed$"  # "helped", but not "needed"
    r"|(?<=[^aeiouyscgxzh])es$|(?<=[aeiouyt])h?es$"  # "takes", but not "watches"
    r"|e$"
)
_APART = re.compile(  # two vowels that sound apart
    r"(?<![tscgx])i(?=[ao])|i(?=u[ms])"  # "giant", "medium"
    r"|[aeiouy]i(?=ng)|(?<=.)y(?=[aeiou])"  # "going", "beyond"
    r"|(?<![aeiougq])u(?=[aeo].)|(?<=[dgnrv])eo(?=n?s?$)"  # "manual", "video"
    r"|(?<![tc])ie(?=[nt][^d])|ie(?=r$|st$)"  # "client", "easier"
    r"|^re(?=act|ali|ass|inf)|(?<=cr)ea(?=t(?:[eio]|$))|^co(?=ord|oper|inc)"  # "react", "create"
    r"|sms?$"  # the "m" of "prism"
)
_ADDRESS = re.compile(r"@|//|[a-z]\.[a-z]{2}", re.IGNORECASE)
_LETTERS_OR_FIGURE = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables it has when read aloud; 0 for a long figure or a web address, which nobody reads aloud."""
    plain = word.replace("’", "'").replace(",", "")
    if _ADDRESS.search(plain) or sum(letter.isdigit() for letter in plain) > LONGEST_FIGURE:
        return 0
    if plain.rstrip("s") in SPELLED_OUT or (plain.isupper() and not set("AEIOUY") & set(plain)):
        return sum(3 if letter == "W" else 1 for letter in plain if letter.isupper())
    return sum(_of_part(part) for part in _LETTERS_OR_FIGURE.findall(plain.lower()))


def _of_part(part: str) -> int:
    if part.isdigit():
        return _of_figure(part)
    stem = part.removesuffix("'s")
    known = EXCEPTIONS.get(stem) or EXCEPTIONS.get(stem.removesuffix("s"))
    if known:
        return known
    sounded = _SILENT.sub("", stem)
    return max(1, len(_GROUP.findall(sounded)) + len(_APART.findall(sounded)) + bool(_SOUNDED_L.search(stem)))


def _of_figure(digits: str) -> int:
    """As it is said: "48" forty-eight, "911" nine one one, "2025" twenty twenty-five."""
    ones, teens = (0, 1, 1, 1, 1, 1, 1, 2, 1, 1), (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
    value = int(digits)
    if digits in READ_BY_DIGIT:
        return sum(ones[int(digit)] for digit in digits)
    if value == 0:
        return 2
    if value >= 1000 and value % 1000 >= 10:  # a year
        return _of_figure(digits[:2]) + _of_figure(digits[2:])
    if value >= 1000:
        return ones[value // 1000] + 2 + (_of_figure(str(value % 1000)) if value % 1000 else 0)
    if value >= 100:
        return ones[value // 100] + 2 + (_of_figure(str(value % 100)) if value % 100 else 0)
    if 10 <= value < 20:
        return teens[value - 10]
    return (value >= 20) * (3 if value // 10 == 7 else 2) + ones[value % 10]
