"""Whether the parts of a curriculum fit together: what one names, another must hold."""

from collections import Counter
from collections.abc import Collection, Iterator

from courses.files.explain import Trouble
from courses.files.schema.cards import Audio, DownloadBlock, Image, Video
from courses.files.schema.module import Module
from courses.files.schema.quiz import Choice

Found = tuple[str, Trouble]  # the part of the module as in `Module.places`, and what is wrong in it


def card_part(number: int) -> str:
    """The name of a card as a part of its module; numbers count from 0."""
    return f"card {number}"


def in_module(module: Module) -> Iterator[Found]:
    """What does not fit inside one module."""
    yield from in_cards(module)
    yield from _quiz(module)
    yield from _media(module)


def to_program(
    module: Module, misconceptions: Collection[str] | None, sources: Collection[str] | None
) -> Iterator[Found]:
    """What a module names and the program, which knows these keys, does not have. None: nobody can say."""
    for part, loc, key in named_misconceptions(module):
        if misconceptions is not None and key not in misconceptions:
            yield part, Trouble(loc, f"There is no misconception {key!r} in misconceptions.yaml. Add it there.")
    for at, code in enumerate(module.settings.sources):
        if sources is not None and code not in sources:
            yield "module", Trouble(("sources", at), f"There is no source {code} in sources.yaml. Add it there.")


def in_cards(module: Module) -> Iterator[Found]:
    times = Counter(card.id for card in module.cards)
    for number, card in enumerate(module.cards):
        if times[card.id] > 1:
            yield card_part(number), Trouble(("id",), f"Two cards have the id {card.id!r}. Change one.")
        for trouble in _objectives(card.objectives, (), module):
            yield card_part(number), trouble


def _objectives(numbers: list[int], loc: tuple[str | int, ...], module: Module) -> Iterator[Trouble]:
    count = len(module.settings.objectives)
    for at, number in enumerate(numbers):
        if not 1 <= number <= count:
            yield Trouble(
                (*loc, "objectives", at), f"The objectives of the module are numbered 1 to {count}; {number} is none."
            )


def _quiz(module: Module) -> Iterator[Found]:
    cards = {card.id for card in module.cards} | {""}
    for at, question in enumerate(module.quiz.questions if module.quiz else ()):
        loc = ("questions", at)
        if question.card not in cards:
            known = ", ".join(sorted(cards - {""}))
            yield (
                "quiz",
                Trouble((*loc, "card"), f"There is no card {question.card!r} in this module. There are: {known}."),
            )
        for trouble in _objectives(question.objectives, loc, module):
            yield "quiz", trouble


def named_misconceptions(module: Module) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Each mention of a misconception: its part, its place there, its key."""
    for at, question in enumerate(module.quiz.questions if module.quiz else ()):
        if isinstance(question, Choice):
            for number, option in enumerate(question.options):
                if option.misconception:
                    yield "quiz", ("questions", at, "options", number, "misconception"), option.misconception
        else:
            yield "quiz", ("questions", at, "misconception"), question.misconception
    for at, key in enumerate(module.guide.misconceptions if module.guide else ()):
        yield "guide", ("misconceptions", at), key


def named_media(module: Module) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Each mention of a media file: its part, its place there, its name."""
    for number, card in enumerate(module.cards):
        for at, block in enumerate(card.blocks):
            if isinstance(block, Image | Audio | Video | DownloadBlock):
                yield card_part(number), ("blocks", at, "file"), block.file
            if isinstance(block, Video):
                yield card_part(number), ("blocks", at, "captions"), block.captions


def _media(module: Module) -> Iterator[Found]:
    names = {media.name for media in module.media}
    for part, loc, name in named_media(module):
        if name not in names:
            yield part, Trouble(loc, f"There is no file {name!r} in the media folder of this module.")
    for name in sorted(names - {name for _, _, name in named_media(module)}):
        yield f"media/{name}", Trouble((), "No card names this file. Name it in a card, or take it away.")


def in_program(modules: Collection[Module], weeks: int | None) -> Iterator[tuple[Module, Trouble]]:
    """What two modules of a program must not share, and weeks that it does not have. All in module.yaml."""
    for name, message, of in (
        ("code", "Another module has the code {0!r}, too.", lambda module: module.code),
        ("slot", "Another module of this track stands at week {1}, slot {2}, too.", _seat),
        ("key", "Another module has this key, too. Leave the line out in a copy.", lambda module: module.settings.key),
    ):
        times = Counter(map(of, modules))
        for module in modules:
            if times[of(module)] > 1 and of(module):
                values = of(module) if isinstance(of(module), tuple) else (of(module),)
                yield module, Trouble((name,), message.format(*values))
    for module in modules:
        if weeks and module.settings.week > weeks:
            yield (
                module,
                Trouble(("week",), f"The program has {weeks} weeks. Add this one to program.yaml, or change it."),
            )


def _seat(module: Module) -> tuple[str, int, int]:
    return module.settings.audience, module.settings.week, module.settings.slot
