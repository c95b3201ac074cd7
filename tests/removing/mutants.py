"""Which checks there are, and each module without one of them. Reads source, runs nothing."""

import ast
import copy
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import run

# Where rights live: everything that refuses, restricts or asks is taken away there.
RIGHTS = (
    "learners/access/*.py",
    "learners/people/roles.py",
    "learners/views/gates.py",
    "learners/views/tracks.py",
    "learners/families/consents.py",
    "learners/families/codes.py",
    "learners/families/items.py",
    "learners/families/joining.py",
    "learners/families/leaving.py",
    "learners/families/links.py",
    "learners/families/shown.py",
    "learners/entrance/idle.py",
    "learners/entrance/mail_reasons.py",
    "learners/entrance/recent.py",
    "learners/entrance/second_step.py",
    "learners/privacy/restriction.py",
    "cms/views/doors.py",
)
# Where rights are asked: gates and calls of checks.
VIEWS = ("learners/views/*.py", "learners/views/*/*.py")
GATES = ("signed_in", "recently_signed_in", "officer", "require_POST", "require_safe", "require_http_methods")
RESTRICTING = ("filter", "exclude", "Q")
UNCHECKED = "__unchecked__"  # looks a thing up without asking: see swapping.py


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    function: str  # whose tests are asked
    what: str
    tree: ast.Module | None = None  # None: the gate of that name is taken off the function
    gate: str = ""

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {self.function}: {self.what}"


def all_of_them() -> list[Mutant]:
    return [mutant for file in files() for mutant in mutants_of(file)]


def files() -> list[str]:
    rights = [path for pattern in RIGHTS for path in run.ROOT.glob(pattern)]
    views = [path for pattern in VIEWS for path in run.ROOT.glob(pattern) if path not in rights]
    return [str(path.relative_to(run.ROOT)) for path in (*sorted(rights), *sorted(views))]


def bears_rights(file: str) -> bool:
    return any(Path(file).match(pattern) for pattern in RIGHTS)


def mutants_of(file: str) -> Iterator[Mutant]:
    tree, in_full = ast.parse(Path(run.ROOT, file).read_text()), bears_rights(file)
    for place, (function, node) in enumerate(_nodes(tree)):
        for what, change in _changes(node, in_full):
            changed = copy.deepcopy(tree)
            change(next(found for at, (_, found) in enumerate(_nodes(changed)) if at == place))
            yield Mutant(file, node.lineno, function, what, ast.fix_missing_locations(changed))
    yield from _gates(file, tree)


def _nodes(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.AST]]:
    """(qualified name of the function around it, node), always in the same order."""
    for child in ast.iter_child_nodes(tree):
        if (
            isinstance(child, ast.Assign)
            and isinstance(child.targets[0], ast.Tuple)
            and isinstance(child.value, ast.Tuple)
        ):
            continue  # names for values, side by side: nothing is asked there
        inner = function
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inner = f"{function}.{child.name}".lstrip(".")
        if hasattr(child, "lineno"):
            yield inner, child
        yield from _nodes(child, inner)


def _changes(node: ast.AST, in_full: bool) -> Iterator[tuple[str, object]]:
    """(what is taken away, how), for one node."""
    if isinstance(node, ast.Expr) and _is_check(node.value):
        yield f"without {ast.unparse(node)}", _to_nothing
    elif isinstance(node, ast.Assign | ast.Return | ast.For | ast.If) and (calls := _checks(node)):
        for place, call in enumerate(calls):
            yield f"without asking {_called(call)}", functools.partial(_unchecked, place=place)
    if in_full and isinstance(node, ast.If) and isinstance(node.body[-1], ast.Raise | ast.Return):
        yield f"without if {ast.unparse(node.test)}", _never
    if in_full and isinstance(node, ast.BoolOp):
        for place, operand in enumerate(node.values):
            yield f"without {ast.unparse(operand)}", functools.partial(_without_operand, place=place)
    if in_full and isinstance(node, ast.Call) and _called(node) in RESTRICTING:
        for place, keyword in enumerate(node.keywords):
            yield f"without {ast.unparse(keyword)}", functools.partial(_without_keyword, place=place)
    if in_full and isinstance(node, ast.Tuple) and len(node.elts) > 1 and _is_constants(node):
        for place, element in enumerate(node.elts):
            yield f"without {ast.unparse(element)}", functools.partial(_without_element, place=place)


def _gates(file: str, tree: ast.Module) -> Iterator[Mutant]:
    for node in tree.body:
        for gate in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if (name := _called(gate)) in GATES:
                yield Mutant(file, node.lineno, node.name, f"without @{name}", gate=name)


# --- questions about a node -----------------------------------------------------------------------------------------


def _called(node: ast.AST) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_check(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node).lstrip("_").startswith("check_")


def _checks(node: ast.AST) -> list[ast.Call]:
    """Calls in the head of a statement whose answer is used."""
    head = node.test if isinstance(node, ast.If) else node.iter if isinstance(node, ast.For) else node.value
    return [found for found in ast.walk(head) if _is_check(found)] if head is not None else []


def _is_constants(node: ast.Tuple) -> bool:
    return all(isinstance(one, ast.Constant | ast.Attribute) for one in node.elts)


# --- changes --------------------------------------------------------------------------------------------------------


def _to_nothing(node: ast.Expr) -> None:
    node.value = ast.Constant(None)


def _never(node: ast.If) -> None:
    node.test = ast.Constant(False)


def _unchecked(node: ast.AST, place: int) -> None:
    call = _checks(node)[place]
    call.args = [ast.Constant(_called(call)), *call.args]
    call.func = ast.Name(UNCHECKED, ast.Load())


def _without_operand(node: ast.BoolOp, place: int) -> None:
    """Whatever the operand would have said, the others decide."""
    node.values[place] = ast.Constant(isinstance(node.op, ast.And))


def _without_keyword(node: ast.Call, place: int) -> None:
    del node.keywords[place]


def _without_element(node: ast.Tuple, place: int) -> None:
    del node.elts[place]
