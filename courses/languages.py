"""The language of the curriculum. Translations get editions of their own; people are taught in the first one."""

from django.conf import settings


def main() -> str:
    return settings.WAGTAIL_CONTENT_LANGUAGES[0][0]
