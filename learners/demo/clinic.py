"""The demo clinic: three groups, the named accounts with their lives, and people around them. Made once, then left alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from random import Random

from django.db import transaction

from cms import site
from courses import vocabulary
from courses.map import Outline
from learners.demo import admission, authors, lives, people, sign_ins
from learners.demo.admission import Newcomer, at_noon, stable
from learners.demo.history import History
from learners.demo.library import lesson_of
from learners.demo.lives import Episode, Habits, Life
from learners.demo.sign_ins import SignIn
from learners.demo.work import Work
from learners.models import Audience, Cohort, FamilyLink, Mode, Pathway, Program, RoleGrant, User
