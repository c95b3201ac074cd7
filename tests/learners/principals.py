"""Who tries every address: the cast of tests/factories/people.py, and those that tests/learners/world.py adds.

ana, ben, cara: participants of the morning group, of the evening group, of another program. bea is both: a participant
of the evening, and on the family track of the morning, linked with Ana as fay is: with a consent that shows everything.
flo's consent was revoked, fred's expired, fern's shows the week only, finn has no link. gil, hana: facilitators of the
morning and of the evening. pete: one of the morning who gave no second step. ivo was removed from the morning. mia
manages the program. amir writes, rita reviews, petra keeps privacy, olga operates. dan's account was closed and erin's
erased while they were signed in.
"""

BOTH = ("bea",)  # whose family side is "bea_family" where things are kept by name
PARTICIPANTS = ("ana", "ben", "cara", *BOTH)
FAMILY = ("fay", "finn", "flo", "fred", "fern", *BOTH)
LINKED = ("fay", "flo", "fred", "fern", *BOTH)
SHOWN_THINGS = ("fay", *BOTH)  # to whom a consent shows single things now
LEARNERS = tuple(dict.fromkeys((*PARTICIPANTS, *FAMILY)))
WITHOUT_FACTOR = ("pete",)
LEADERS = ("gil", "hana")
MANAGERS = ("mia",)
FACILITATORS = (*LEADERS, *MANAGERS)
AUTHORS = ("amir",)
REVIEWERS = ("rita",)
OPERATORS = ("olga",)
PRIVACY_OFFICERS = ("petra",)
ADMIN = (*AUTHORS, *REVIEWERS, *OPERATORS)
NOBODY = ("anonymous", "dan", "erin")  # no account that may sign in
OTHERS = ("ivo", *ADMIN, *PRIVACY_OFFICERS)
SIGNED_IN = tuple(dict.fromkeys((*LEARNERS, *FACILITATORS, *WITHOUT_FACTOR, *OTHERS)))
PRINCIPALS = (*NOBODY, *SIGNED_IN)
