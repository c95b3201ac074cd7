"""Every code of an action that our code may hand to `audit.note`, found by reading the code itself."""

import ast
from collections.abc import Iterable, Iterator

from tests.house import tree


class Unknown(Exception):
    """A code that is put together in a way that reading cannot follow."""


def modules() -> dict[str, ast.Module]:
    return {tree.name(path): ast.parse(tree.read(path)) for path in tree.code()}


def collect(sources: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Code -> the files that write it. A code made with an f-string comes as its pieces with a star between."""
    found: dict[str, set[str]] = {}
    for name, module in sources.items():
        for function, call in calls(module, "note", of="audit"):
            for code in codes(argument(call, 0, "action"), function, sources):
                found.setdefault(code, set()).add(name)
    return found


def calls(module: ast.AST, name: str, of: str = "") -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Each call of a function by its name, with the function in which it stands."""
    for node, function in within(module, None):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        plain = isinstance(called, ast.Name) and called.id == name and not of
        dotted = isinstance(called, ast.Attribute) and called.attr == name
        if plain or (dotted and (not of or (isinstance(called.value, ast.Name) and called.value.id == of))):
            yield function, node


def within(node: ast.AST, function: ast.FunctionDef | None) -> Iterator[tuple[ast.AST, ast.FunctionDef | None]]:
    for child in ast.iter_child_nodes(node):
        yield child, function
        yield from within(child, child if isinstance(child, ast.FunctionDef) else function)


def argument(call: ast.Call, place: int, name: str) -> ast.expr:
    for one in call.keywords:
        if one.arg == name:
            return one.value
    return call.args[place]


def codes(value: ast.expr, function: ast.FunctionDef | None, sources: dict[str, ast.Module]) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp():
            yield from codes(value.body, function, sources)
            yield from codes(value.orelse, function, sources)
        case ast.JoinedStr():
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "*" for one in value.values)
        case ast.Name() if function is not None:
            yield from of_name(value.id, function, sources)
        case _:
            raise Unknown(ast.unparse(value))


def of_name(name: str, function: ast.FunctionDef, sources: dict[str, ast.Module]) -> Iterator[str]:
    """A variable: what it was set to; a parameter: what the function is called with, in any module."""
    every = [*function.args.args, *function.args.kwonlyargs]
    places = [one.arg for one in function.args.args]
    if name in (one.arg for one in every):
        place = places.index(name) if name in places else len(places)
        for module in sources.values():
            if function.name.startswith("_") and not any(node is function for node in ast.walk(module)):
                continue
            for caller, call in calls(module, function.name):
                if (name in places and place < len(call.args)) or any(one.arg == name for one in call.keywords):
                    yield from codes(argument(call, place, name), caller, sources)
        return
    own = next(module for module in sources.values() if any(node is function for node in ast.walk(module)))
    values = [*assigned(name, ast.walk(function))] or [*assigned(name, own.body)]
    if not values:
        raise Unknown(f"{function.name}: {name}")
    for value in values:
        yield from codes(value, function, sources)


def assigned(name: str, nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    for one in nodes:
        if isinstance(one, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in one.targets):
            yield one.value
