"""The code of a certificate: 15 characters drawn by chance and one that checks them, in four groups. Pure.

31 characters, without I, L, O, 0 and 1, which people mix up. As 31 is a prime, the last character notices every single
wrong character and every two that changed places.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN, GROUP = 15, 4
LONGEST = 40  # characters of what somebody typed that are looked at


def draw() -> str:
    """74 bits of chance."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return grouped(body + check_character(body))


def check_character(body: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, 2))
    return ALPHABET[total % len(ALPHABET)]


def grouped(code: str) -> str:
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def is_well_formed(code: str) -> bool:
    """Whether the last character fits the others."""
    plain = code.replace("-", "")
    if len(plain) != DRAWN + 1 or set(plain) - set(ALPHABET):
        return False
    return check_character(plain[:DRAWN]) == plain[DRAWN]


def read(typed: str) -> str:
    """As it would be stored, from what somebody typed: small letters, blanks, dashes of all kinds."""
    return grouped("".join(character for character in typed[:LONGEST].upper() if character in ALPHABET)[: DRAWN + 2])
