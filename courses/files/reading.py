"""Reads a curriculum folder: everything that is in it, or everything that is wrong with it."""

from pathlib import Path

from courses.files import references, yaml_file
from courses.files.folder import Folder
from courses.files.module_folder import ModuleFolder
from courses.files.problems import CurriculumProblems, Problem
from courses.files.schema.module import Module
from courses.files.schema.program import Misconceptions, Program, ProgramSettings, Sources

FILES = ("program.yaml", "misconceptions.yaml", "sources.yaml")
ALSO_ALLOWED = ("README.md", "LICENSE", "LICENSE.txt")


def read(path: Path | str) -> Program:
    """Read the folder at `path`. Raises CurriculumProblems, which holds all that was found wrong."""
    problems: list[Problem] = []
    folder = Folder(Path(path), "", problems)
    entries = folder.entries()
    settings, program_place = yaml_file.read(folder, "program.yaml", ProgramSettings)
    misconceptions, misconceptions_place = yaml_file.read(folder, "misconceptions.yaml", Misconceptions)
    sources, _ = yaml_file.read(folder, "sources.yaml", Sources)
    modules = []
    for name, is_folder in entries.items():
        if is_folder:
            module_folder = ModuleFolder(folder.sub(name))
            module = module_folder.read()
            if module:
                modules.append(module)
        elif name not in FILES + ALSO_ALLOWED:
            folder.report(name, f"Beside the folders of modules stand {', '.join(FILES)}; take this away.")
    problems += _misfits(modules, settings, misconceptions, sources)
    if problems or not settings or not misconceptions or not sources:
        raise CurriculumProblems(problems)
    modules.sort(key=lambda module: module.code)
    places = {"program": program_place, "misconceptions": misconceptions_place}
    return Program(settings, tuple(modules), misconceptions.root, sources.root, places)


def _misfits(
    modules: list[Module],
    settings: ProgramSettings | None,
    misconceptions: Misconceptions | None,
    sources: Sources | None,
) -> list[Problem]:
    """What does not fit together, as far as the files of the program could be read."""
    found = []
    known, codes = misconceptions.root if misconceptions else None, sources.root if sources else None
    for module in modules:
        for part, trouble in references.to_program(module, known, codes):
            found.append(module.places[part].problem(trouble.message, *trouble.loc))
    for module, trouble in references.in_program(modules, len(settings.weeks) if settings else None):
        found.append(module.places["module"].problem(trouble.message, *trouble.loc))
    return found
