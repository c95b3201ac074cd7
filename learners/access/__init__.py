"""The one place that says who may do what. Twins: `check_can_x` raises with a sentence for the person, `can_x`
answers yes or no.

What is another's and what does not exist give the same answer: Http404.
"""

from learners.access.admissions import (
    can_admit,
    can_admit_person,
    can_manage_cohort,
    check_can_admit,
    check_can_admit_person,
    check_can_manage_cohort,
)
from learners.access.asking import Refused
from learners.access.learning import (
    OpenModule,
    can_learn,
    can_open,
    can_see_attempt,
    check_can_learn,
    check_can_open,
    check_can_see_attempt,
)
from learners.access.staff import (
    can_facilitate,
    can_follow,
    can_follow_person,
    can_lead,
    can_manage,
    can_manage_some,
    can_see_curricula,
    can_see_guide,
    check_can_facilitate,
    check_can_follow,
    check_can_follow_person,
    check_can_lead,
    check_can_manage,
    check_can_manage_some,
    check_can_see_curricula,
    check_can_see_guide,
)

__all__ = [
    "OpenModule",
    "Refused",
    "can_admit",
    "can_admit_person",
    "can_facilitate",
    "can_follow",
    "can_follow_person",
    "can_lead",
    "can_learn",
    "can_manage",
    "can_manage_cohort",
    "can_manage_some",
    "can_open",
    "can_see_attempt",
    "can_see_curricula",
    "can_see_guide",
    "check_can_admit",
    "check_can_admit_person",
    "check_can_facilitate",
    "check_can_follow",
    "check_can_follow_person",
    "check_can_lead",
    "check_can_learn",
    "check_can_manage",
    "check_can_manage_cohort",
    "check_can_manage_some",
    "check_can_open",
    "check_can_see_attempt",
    "check_can_see_curricula",
    "check_can_see_guide",
]
