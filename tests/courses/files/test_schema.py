"""The schema and the rest of the house say the same."""

import subprocess
import sys
import typing
from dataclasses import fields

from courses import vocabulary
from courses.files.schema import module
from courses.files.schema.program import Rules
from courses.files.schema.quiz import AnyQuestion
from courses.files.schema.worksheet import AnyField
from courses.management.commands.load_curriculum import OURS
from courses.quiz import QUESTION_KINDS
from courses.rules import SequencingRules
from courses.worksheets import FIELD_KINDS


def test_fixed_words_are_those_of_the_vocabulary():
    assert set(typing.get_args(module.Pathway)) == set(vocabulary.PATHWAYS)
    assert set(typing.get_args(module.Condition)) == set(vocabulary.CONDITIONS)
    assert set(typing.get_args(module.Strand)) == set(vocabulary.STRANDS)


def test_every_kind_of_question_and_field_can_be_written():
    assert kinds(AnyQuestion) == set(QUESTION_KINDS)
    assert kinds(AnyField) == set(FIELD_KINDS)


def kinds(union) -> set[str]:
    parts = typing.get_args(typing.get_args(union)[0])
    return {kind for part in parts for kind in typing.get_args(part.model_fields["type"].annotation)}


def test_rules_have_the_names_and_usual_values_of_the_rules():
    assert set(Rules.model_fields) == {field.name for field in fields(SequencingRules)}
    assert SequencingRules.from_json(Rules().model_dump()) == SequencingRules()


def test_files_and_checks_know_neither_django_nor_wagtail():
    names = ", ".join(f"courses.{name}" for name in ("files.reading", "files.writing", "files.from_streams", "checks"))
    code = f"import sys, {names}; sys.exit(bool({{'django', 'wagtail'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=OURS.parents[1], check=False).returncode == 0
