"""The example in Wagtail: what tests of loading and exporting ask for and do."""

from courses.models import ModulePage
from tests.courses.files.example import FILES, P01

PAGES = ["program", "week-1", "week-2", "p01", "p12"]
QUIZ, MODULE = f"{P01}/quiz.yaml", f"{P01}/module.yaml"
NEW_TITLE = {MODULE: FILES[MODULE].replace("Help first: who to call", "Help comes first")}


def module(code: str = "p01") -> ModulePage:
    return ModulePage.objects.get(code=code)


def edit(code: str = "p01", publish: bool = True, **fields) -> ModulePage:
    """As an editor does."""
    page = module(code)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return module(code)
