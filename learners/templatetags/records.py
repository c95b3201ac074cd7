"""The words of an education record, for templates."""

from django import template

from learners.records import record_words

register = template.Library()

for name in ("day", "times", "topic", "module", "objectives", "attendance", "proof", "homework"):
    register.filter(f"record_{name}", getattr(record_words, name))
