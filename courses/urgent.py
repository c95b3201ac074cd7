"""Words that somebody in danger may type into the search: then help comes before everything else. Pure.

Rather too often than once too little: whoever only reads about it sees a few phone numbers more.
"""

import re

# In small letters and without apostrophes. A star stands for any end of the word.
SAID = """
    suicid*, kill myself, killing myself, kill himself, kill herself, kill themsel*, kill me, end my life, ending my
    life, end it all, ending it, take my life, taking my life, took his life, took her life, self harm*, selfharm*,
    self injur*, hurt myself, hurting myself, harm myself, harming myself, cut myself, cutting, want to die, wants
    to die, wish i was dead, wish i were dead, better off dead, better off without me, no reason to live, not want
    to live, dont want to live, doesnt want to live, not want to be here, dont want to be here, cant go on, can not
    go on, cannot go on, overdos*, over dos*, od, o d, oded, ods, too many pills, took too m*, naloxone, narcan, not
    breathing, isnt breathing, cant breathe, cannot breathe, stopped breathing, blue lips, passed out, unconscious,
    wont wake, not wake, cant wake, not waking, in danger, emergenc*, crisis, 988, 911
"""
BEGINNINGS = tuple(f" {' '.join(said.split())} ".replace("* ", "") for said in SAID.split(","))
APOSTROPHE = re.compile(r"['’]")
WORD = re.compile(r"[^\W_]+")


def is_urgent(typed: str) -> bool:
    """Whether it may be about suicide, self-harm, an overdose or another emergency."""
    written = typed.casefold()
    words = " ".join([*WORD.findall(APOSTROPHE.sub("", written)), *WORD.findall(written)])  # "cant", and "can t"
    return any(beginning in f" {words} " for beginning in BEGINNINGS)
