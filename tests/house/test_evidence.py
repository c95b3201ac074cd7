"""What docs/data-protection.md, docs/asvs.md and SECURITY.md claim rests on files and tests that are there; the ledger
of ASVS 5.0.0 holds every requirement of level 1 and 2 once, and its counts are right. Nothing cited is run here.
"""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from learners.privacy import data_map
from tests.house import tree

DOCUMENTS = ("docs/data-protection.md", "docs/asvs.md", "SECURITY.md")
CITED = re.compile(r"(?<![\w/.-])((?:cms|courses|learners|templates|tests|docs)/[\w./-]*\w)(?:::(\w+))?")
LINK = re.compile(r"\]\(([^)#\s]+)")
STATUSES = ("met", "partly", "not met", "not applicable")

# Section of the standard: numbers of its requirements.
LEVEL_1 = """
1.2:1-5 1.3:1-2 1.5:1 2.1:1 2.2:1-2 2.3:1 3.2:1-2 3.3:1 3.4:1-2 3.5:1-3 4.1:1 4.4:1 5.2:1-2 5.3:1-2 6.1:1 6.2:1-8
6.3:1-2 6.4:1-2 7.2:1-4 7.4:1-2 8.1:1 8.2:1-2 8.3:1 9.1:1-3 9.2:1 10.4:1-5 11.3:1-2 11.4:1 12.1:1 12.2:1-2 13.4:1
14.2:1 14.3:1 15.1:1 15.2:1 15.3:1
"""
LEVEL_2 = """
1.1:1-2 1.2:6-9 1.3:3-11 1.4:1-3 1.5:2 2.1:2-3 2.2:3 2.3:2-4 2.4:1 3.3:2-4 3.4:3-6 3.5:4-5 3.7:1-2 4.1:2-3 4.2:1
4.3:1-2 4.4:2-4 5.1:1 5.2:3 5.4:1-3 6.1:2-3 6.2:9-12 6.3:3-4 6.4:3-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.3:1-2 7.4:3-5
7.5:1-2 7.6:1-2 8.1:2 8.2:3 8.4:1 9.2:2-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:6-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2
11.2:1-3 11.3:3 11.4:2-4 11.5:1 11.6:1 12.1:2-3 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:2-5 14.1:1-2 14.2:2-4
14.3:2-3 15.1:2-3 15.2:2-3 15.3:2-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4 17.3:1-2
"""

TECHNICAL = ("(a)(1)", *(f"(a)(2)({n})" for n in ("i", "ii", "iii", "iv")), "(b)", "(c)(1)", "(c)(2)", "(d)", "(e)(1)")
SAFEGUARDS = [f"164.312{place}" for place in (*TECHNICAL, "(e)(2)(i)", "(e)(2)(ii)")]
ELEMENTS = [f"2.31(a)({number})" for number in range(1, 10)]
PART_2 = ["2.11", "2.12", "2.13", "2.16", "2.22", "2.24", "2.25", "2.26", "2.31", "2.32", "2.33", "2.51", "2.53"]


def text(document: str) -> str:
    return tree.read(tree.ROOT / document)


def rows(document: str) -> list[list[str]]:
    """Cells of all lines of tables."""
    lines = [line for line in text(document).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@cache
def names_in(path: str) -> set[str]:
    nodes = ast.walk(ast.parse(text(path)))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def ids(ranges: str) -> set[str]:
    found = set()
    for section, numbers in (part.split(":") for part in ranges.split()):
        for run in numbers.split(","):
            first, _dash, last = run.partition("-")
            found |= {f"V{section}.{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def ledger() -> list[list[str]]:
    return [row for row in rows("docs/asvs.md") if re.fullmatch(r"V\d+\.\d+\.\d+", row[0])]


def counted(lines: list[list[str]]) -> list[int]:
    statuses = Counter(line[3] for line in lines)
    return [len(lines), *(statuses[status] for status in STATUSES)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_cited_is_there(document):
    cited = CITED.findall(text(document))
    assert len(cited) > (1 if document == "SECURITY.md" else 100)
    assert [path for path, _name in cited if not (tree.ROOT / path).exists()] == []
    missing = [f"{path}::{name}" for path, name in cited if name and name not in names_in(path)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    folder = (tree.ROOT / document).parent
    links = [link for link in LINK.findall(text(document)) if not link.startswith("https://")]
    assert links
    assert [link for link in links if not (folder / link).exists()] == []


def test_a_cited_test_is_one_that_runs():
    """A helper of the same name would prove nothing."""
    for document in DOCUMENTS:
        for path, name in CITED.findall(text(document)):
            assert not name or (name.startswith("test_") and path.rpartition("/")[2].startswith("test_")), name


def test_the_ledger_holds_every_requirement_once_with_its_level():
    level = dict.fromkeys(ids(LEVEL_1), "1") | dict.fromkeys(ids(LEVEL_2), "2")
    assert len(level) == 253
    assert sorted(line[0] for line in ledger()) == sorted(level)
    assert [line[0] for line in ledger() if line[1] != level[line[0]]] == []


def test_each_line_of_the_ledger_says_something_true_to_its_status():
    for name, _level, words, status, evidence in ledger():
        assert status in STATUSES, name
        assert words, name
        assert len(evidence) > 4, name
    bare = [line[0] for line in ledger() if line[3] == "met" and not re.search(r"`|Written down|Nothing asks", line[4])]
    assert bare == []


def test_the_counts_at_the_top_are_right():
    by_chapter: dict[str, list[list[str]]] = {}
    for line in ledger():
        by_chapter.setdefault(line[0].split(".")[0], []).append(line)
    told = {row[0]: [*map(int, row[1:])] for row in rows("docs/asvs.md") if all(cell.isdigit() for cell in row[1:])}
    chapters = {name.split()[0]: numbers for name, numbers in told.items() if name.startswith("V")}
    assert chapters == {name: counted(lines) for name, lines in by_chapter.items()}
    assert ["Chapter", "Requirements", *STATUSES] in rows("docs/asvs.md")
    assert len(chapters) == 17
    assert told["**Level 1**"] == counted([line for line in ledger() if line[1] == "1"])
    assert told["**Level 2**"] == counted([line for line in ledger() if line[1] == "2"])
    assert told["**All**"] == counted(ledger())


@pytest.mark.parametrize("duty", [*SAFEGUARDS, *ELEMENTS, *PART_2])
def test_each_duty_of_the_law_has_its_line_with_a_test(duty):
    lines = [row for row in rows("docs/data-protection.md") if row[0].startswith(f"{duty} ")]
    assert len(lines) == 1
    assert any("::test_" in cell for cell in lines[0][1:])


def test_the_register_is_what_the_software_says():
    """After a change: put what `manage.py data_map` prints between the two marks."""
    begin, end = "<!-- data_map: begin -->\n", "\n<!-- data_map: end -->"
    quoted = text("docs/data-protection.md").partition(begin)[2].partition(end)[0]
    assert quoted.splitlines() == list(data_map.lines())


def test_the_apps_start_no_process_and_run_no_text():
    """The ledger leans on it: no shell, no eval, nothing that unpacks objects."""
    modules = {"subprocess", "pickle", "marshal", "shelve", "ctypes", "code"}
    for path in tree.code():
        for node in ast.walk(ast.parse(tree.read(path))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert modules.isdisjoint(name.split(".")[0] for name in names), tree.name(path)
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert called not in ("eval", "exec", "compile", "os.system", "os.popen"), tree.name(path)
