"""Who tries every address: the cast of tests/factories/people.py, and those that tests/learners/world.py adds.

ana, ben, cara: participants of the morning group, of the evening group, of another program.
fay: a family member linked with Ana, with a consent that shows everything. flo's consent was revoked, fred's expired,
fern's shows another scope only, finn has no link.
gil, hana: facilitators of the morning and of the evening. pete: one of the morning who has no second factor. ivo was
removed from the morning. mia manages the program. amir writes, rita reviews, paula keeps privacy, olga operates.
dan's account was closed and erin's erased while they were signed in.
"""

# Whether staff without a second factor are kept out. Set it once that gate stands: then pete comes in nowhere.
SECOND_FACTOR_GATE = False

PARTICIPANTS = ("ana", "ben", "cara")
FAMILY = ("fay", "finn", "flo", "fred", "fern")
LINKED = ("fay",)
LEARNERS = (*PARTICIPANTS, *FAMILY)
WITHOUT_FACTOR = ("pete",)
_AS_GIL = () if SECOND_FACTOR_GATE else WITHOUT_FACTOR
LEADERS = ("gil", "hana", *_AS_GIL)
MANAGERS = ("mia",)
FACILITATORS = (*LEADERS, *MANAGERS)
AUTHORS = ("amir",)
REVIEWERS = ("rita",)
OPERATORS = ("olga",)
PRIVACY_OFFICERS = ("paula",)
ADMIN = (*AUTHORS, *REVIEWERS, *OPERATORS)
NOBODY = ("anonymous", "dan", "erin")  # no account that may sign in
OTHERS = ("ivo", *ADMIN, *PRIVACY_OFFICERS)
SIGNED_IN = tuple(dict.fromkeys((*LEARNERS, *FACILITATORS, *WITHOUT_FACTOR, *OTHERS)))
PRINCIPALS = (*NOBODY, *SIGNED_IN)
