"""Reads the folder of one module."""

import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from cms.texts import TextError
from courses.files import references, yaml_file
from courses.files.card_text import CardText
from courses.files.explain import check
from courses.files.folder import Folder
from courses.files.schema.base import media_name
from courses.files.schema.cards import Card
from courses.files.schema.guide import Guide
from courses.files.schema.module import Media, Module, Place, Settings
from courses.files.schema.quiz import Quiz
from courses.files.schema.worksheet import Worksheet

M = TypeVar("M", bound=BaseModel)
NAME = re.compile(r"([a-z][a-z0-9]{0,11})-((?=.{1,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*)")
CARD_NAME = re.compile(r"([0-9]{1,3})-[a-z0-9][a-z0-9-]{0,60}\.md")
FILES = ("module.yaml", "quiz.yaml", "worksheet.yaml", "guide.yaml")
FOLDERS = ("cards", "media")


class ModuleFolder:
    """Collects problems in the folder's list; `read` gives the module, or as much as could be made out."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.places: dict[str, Place] = {}
        self.entries = folder.entries()
        self.problems_before = len(folder.problems)

    @property
    def whole(self) -> bool:
        return len(self.folder.problems) == self.problems_before

    def read(self) -> Module | None:
        name = NAME.fullmatch(self.folder.path.name)
        if not name:
            self.folder.report(
                "", "Name the folder of a module by its code, a dash and a slug, as in p02-my-safety-plan."
            )
        self._refuse_odd_entries()
        settings = self._yaml("module", Settings)
        if settings and name and settings.code != name[1]:
            line = self.places["module"].line("code")
            self.folder.report("module.yaml", f"The code is {settings.code}, but the folder is named {name[0]}.", line)
        cards, media = tuple(self._cards()), tuple(self._media())
        quiz, worksheet, guide = (
            self._yaml("quiz", Quiz),
            self._yaml("worksheet", Worksheet),
            self._yaml("guide", Guide),
        )
        if not settings or not name:
            return None
        module = Module(name[2], settings, cards, quiz, worksheet, guide, media, self.places)
        self._report(references.in_module(module) if self.whole else references.in_cards(module))
        return module

    def _report(self, found: Iterator[references.Found]) -> None:
        for part, trouble in found:
            place = self.places.get(part) or Place(self.folder.below(part), lambda *loc: 0)
            self.folder.problems.append(place.problem(trouble.message, *trouble.loc))

    def _refuse_odd_entries(self) -> None:
        for name, is_folder in self.entries.items():
            if name not in (FOLDERS if is_folder else FILES):
                self.folder.report(name, f"A module holds {', '.join((*FILES, *FOLDERS))}; take this away.")

    def _yaml(self, part: str, model: type[M]) -> M | None:
        """Read `<part>.yaml`; only module.yaml has to be there."""
        name = f"{part}.yaml"
        if name not in self.entries and part != "module":
            return None
        value, self.places[part] = yaml_file.read(self.folder, name, model)
        return value

    # --- cards ----------------------------------------------------------------------------------------------------
    def _cards(self) -> Iterator[Card]:
        folder = self.folder.sub("cards")
        numbered: dict[int, str] = {}
        for name, is_folder in folder.entries().items() if "cards" in self.entries else ():
            number = CARD_NAME.fullmatch(name)
            if is_folder or not number:
                folder.report(name, "Name a card by a number, a dash and a word or two, as in 1-help-first.md.")
            elif int(number[1]) in numbered:
                folder.report(name, f"{numbered[int(number[1])]} has the same number. Give each card its own.")
            else:
                numbered[int(number[1])] = name
        if not numbered:
            self.folder.report("cards", "A module needs cards: files such as cards/1-help-first.md.")
        for at, name in enumerate(name for _, name in sorted(numbered.items())):
            card = self._card(folder, name, references.card_part(at))
            if card:
                yield card

    def _card(self, folder: Folder, name: str, part: str) -> Card | None:
        text = folder.text(name)
        if text is None:
            return None
        try:
            read = CardText(text)
        except TextError as error:
            folder.report(name, error.message, error.line)
            return None
        self.places[part] = Place(folder.below(name), read.line)
        card, troubles = check(Card, read.data)
        for trouble in troubles:
            within = trouble.line and read.first_line_of_text(trouble.loc) + trouble.line - 1
            folder.report(name, trouble.message, within or read.line(*trouble.loc))
        return card

    # --- media ----------------------------------------------------------------------------------------------------
    def _media(self) -> Iterator[Media]:
        folder = self.folder.sub("media")
        for name, is_folder in folder.entries().items() if "media" in self.entries else ():
            try:
                media_name(name)
            except ValueError as error:
                folder.report(name, str(error))
                continue
            media = None if is_folder else folder.media(name)
            if media:
                yield media
