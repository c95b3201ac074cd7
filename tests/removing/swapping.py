"""Puts changed code into the functions that stand in memory: whoever holds one runs the change. For forked children."""

import ast
import gc
from collections.abc import Callable, Iterator
from importlib import import_module
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.core.handlers.base import BaseHandler
from django.http import Http404

import run
from tests.removing.mutants import UNCHECKED, Mutant

SEEN = "__seen__"


class CannotSwap(Exception):
    """The change cannot be made in memory. Counts as an error of this script, never as killed."""


def module_of(file: str) -> ModuleType:
    return import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def apply(mutant: Mutant) -> None:
    module = module_of(mutant.file)
    if mutant.tree is None:
        _take_off(module, mutant)
    else:
        setattr(module, UNCHECKED, unchecked)
        _swap(module, mutant.file, mutant.tree)
    _forget_prepared()


# --- code -----------------------------------------------------------------------------------------------------------


def _swap(module: ModuleType, file: str, tree: ast.Module) -> None:
    path = str(run.ROOT / file)
    old = _codes(compile((run.ROOT / file).read_text(), path, "exec"))
    new = _codes(compile(tree, path, "exec"))
    changed = {
        place
        for place, code in new.items()
        if place not in old
        or code.co_code != old[place].co_code
        or code.co_consts != old[place].co_consts
        or code.co_names != old[place].co_names
    }
    changed.discard(("<module>", 0))
    functions = [one for one in gc.get_objects() if type(one) is FunctionType and one.__code__.co_filename == path]
    swapped = [_put(one, new, changed) for one in functions]
    if not any(swapped) and not _constants(module, tree):
        raise CannotSwap(path)


def _codes(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """By qualified name and, for lambdas of the same name, their order."""
    found: dict[tuple[str, int], CodeType] = {}

    def walk(one: CodeType) -> None:
        number = sum(1 for name, _ in found if name == one.co_qualname)
        found[one.co_qualname, number] = one
        for constant in one.co_consts:
            if isinstance(constant, CodeType):
                walk(constant)

    walk(code)
    return found


def _put(function: FunctionType, new: dict[tuple[str, int], CodeType], changed: set[tuple[str, int]]) -> bool:
    for place in changed:
        code = new[place]
        if code.co_qualname == function.__code__.co_qualname and _same_place(code, function.__code__):
            function.__code__ = code
            return True
    return False


def _same_place(new: CodeType, old: CodeType) -> bool:
    return new.co_firstlineno == old.co_firstlineno and len(new.co_freevars) == len(old.co_freevars)


def _constants(module: ModuleType, tree: ast.Module) -> bool:
    """Assignments of plain values at the top, evaluated anew."""
    made = False
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and isinstance(node.targets[0], ast.Name):
            value = eval(compile(ast.Expression(node.value), "<constant>", "eval"), vars(module))  # noqa: S307
            made = made or value != getattr(module, node.targets[0].id)
            setattr(module, node.targets[0].id, value)
    return made


# --- gates ----------------------------------------------------------------------------------------------------------


def _take_off(module: ModuleType, mutant: Mutant) -> None:
    """Let the wrapper of that gate hand everything through. The wrappers of a view stand in a row."""
    for wrapper in _wrappers(getattr(module, mutant.function)):
        if mutant.gate in _maker(wrapper):
            cells = [cell for cell in wrapper.__closure__ or () if cell.cell_contents is wrapper.__wrapped__]
            inner = wrapper.__wrapped__
            wrapper.__code__ = _through(len(wrapper.__closure__ or ()), wrapper.__closure__.index(cells[0]))
            assert inner is cells[0].cell_contents
            return
    raise CannotSwap(mutant.name)


def _wrappers(view: Any) -> Iterator[Any]:
    while hasattr(view, "__wrapped__"):
        yield view
        view = view.__wrapped__


def _maker(wrapper: FunctionType) -> str:
    """require_POST and require_safe are require_http_methods underneath."""
    made_by = wrapper.__code__.co_qualname.split(".")[0]
    return f"{made_by} require_POST require_safe" if made_by == "require_http_methods" else made_by


def _through(cells: int, place: int) -> CodeType:
    """Code of a function that calls what stands in one of its cells."""
    names = [f"held_{number}" for number in range(cells)]
    used = ", ".join(names)
    lines = [
        f"def make({used}):",
        "def through(*args, **kwargs):",
        f"({used},)",
        f"return {names[place]}(*args, **kwargs)",
    ]
    source = "\n".join(" " * min(depth, 2) + line for depth, line in enumerate(lines)) + "\n return through"
    space: dict[str, Any] = {}
    exec(source, space)  # noqa: S102
    code = space["make"](*names).__code__
    assert code.co_freevars == tuple(names)
    return code


# --- what else ------------------------------------------------------------------------------------------------------


def watch(files: list[str], seen: Callable[[str], None]) -> None:
    """Each function of these files says its name (file and qualified name) when it is called."""
    for file in files:
        module = module_of(file)
        setattr(module, SEEN, lambda name, file=file: seen(f"{file} {name}"))
        tree = ast.parse((run.ROOT / file).read_text())
        _say(tree)
        try:
            _swap(module, file, ast.fix_missing_locations(tree))
        except CannotSwap:
            continue
    _watch_requests(seen)


def _watch_requests(seen: Callable[[str], None]) -> None:
    """Whoever asks for the address of a view is told as calling it: a gate may turn them back before it is called."""
    resolve = BaseHandler.resolve_request

    def watched(handler: BaseHandler, request: Any) -> Any:
        match = resolve(handler, request)
        seen(f"{match.func.__module__.replace('.', '/')}.py {getattr(match.func, '__name__', '')}")
        return match

    BaseHandler.resolve_request = watched  # type: ignore[method-assign]


def _say(tree: ast.AST, around: str = "") -> None:
    for child in ast.iter_child_nodes(tree):
        inner = around
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inner = f"{around}.{child.name}".lstrip(".")
        if isinstance(child, ast.FunctionDef):
            said = ast.Expr(ast.Call(ast.Name(SEEN, ast.Load()), [ast.Constant(inner)], []))
            child.body.insert(0, ast.copy_location(said, child))
        _say(child, inner)


def unchecked(check: str, *args: Any, **kwargs: Any) -> Any:
    """What a `check_...` would hand out, to anybody who asks."""
    from learners.models import Attempt, Cohort, Consent, EmergencyAccess, Enrolment, FamilyLink, Program

    person, rest = args[0] if args else None, args[1:]
    if check in ("check_can_learn", "check_can_name_people"):
        return person.enrolments.first() or Enrolment.objects.first()
    if check in ("check_can_read_attempt", "check_can_see_attempt"):
        return _or_404(Attempt.objects.select_related("enrolment__cohort__program").filter(pk=rest[-1]))
    of_families = {"open_link": FamilyLink, "read_consent": Consent, "check_consent": Consent}
    of_emergencies = dict.fromkeys(("agree", "read_in_emergency", "end_emergency"), EmergencyAccess)
    named = (of_families | of_emergencies).get(check.removeprefix("check_can_"))
    if named:
        return _or_404(named.objects.filter(uid=rest[-1]))
    for model, words in ((Cohort, ("cohort", "follow", "admit", "lead")), (Program, ("manage", "invite_families"))):
        if check.removeprefix("check_can_") in words or check == f"check_can_manage_{model.__name__.lower()}":
            return _or_404(model.objects.filter(uid=rest[0]))
    if check in ("check_can_open", "check_can_share_sheet"):
        return _opened(person, rest[0])
    if check in ("check_can_see_curricula", "check_can_see_guide"):
        return _curricula(rest[0] if rest else None)
    return _or_404(Enrolment.objects.select_related("person", "cohort__program").filter(uid=rest[0]))


def _or_404(rows: Any) -> Any:
    if (found := rows.first()) is None:
        raise Http404
    return found


def _opened(person: Any, module_key: Any) -> Any:
    from learners import access
    from learners.learning import progress

    enrolment = person.enrolments.first()
    module = _curricula(module_key)
    return access.OpenModule(enrolment, module, progress.row_of(enrolment, module_key))


def _curricula(module_key: Any) -> Any:
    from courses import outline

    programs = [outline.get(key) for key in outline.program_keys()]
    if module_key is None:
        return programs
    found = [program.by_key[module_key] for program in programs if module_key in program.by_key]
    if not found:
        raise Http404
    return found[0]


def _forget_prepared() -> None:
    for one in [one for one in gc.get_objects() if type(one).__name__ == "Prepared"]:
        one.plan = None
