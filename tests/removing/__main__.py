"""Takes one check of rights away at a time and asks the tests: `python3 -m tests.removing --help`.

Nothing on the disk is touched: a forked child changes the code in its own memory, runs the tests that call the changed
function, those first that are about it, and ends.
"""

import argparse
import os
import re
import sys
from pathlib import Path

HELP = """
Killed: a test failed. Survived: none did, so either a test is missing, or the check is one of two and survivors.md says
which the other is. Broken: the change could not be made. Fails where less than 95 % are killed, where something
survives that survivors.md does not explain, where something is broken, and where a test fails by itself.
"""
KNOWN = Path(__file__).parent / "survivors.md"
GOOD = 95  # percent


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    from tests.removing import jury, mutants

    wanted = [one for one in mutants.all_of_them() if re.search(options.only, one.name)]
    if options.after:
        killed = {
            without_line(line[9:]) for line in Path(options.after).read_text().splitlines() if line[:6] == "killed"
        }
        wanted = [one for one in wanted if without_line(one.name) not in killed]
    if options.sample:
        wanted = wanted[:: max(1, len(wanted) // options.sample)][: options.sample]
    if options.list:
        print("\n".join(one.name for one in wanted))
        return 0
    return report(jury.judge(wanted, options.tests, options.at_once))


def report(jury) -> int:  # type: ignore[no-untyped-def]
    found = {
        word: [name for name, said in jury.results.items() if said == word] for word in ("killed", "survived", "broken")
    }
    known = KNOWN.read_text() if KNOWN.exists() else ""
    fresh = [name for name in found["survived"] if without_line(name) not in known]
    total = len(jury.results) or 1
    percent = 100 * len(found["killed"]) / total
    print(
        f"\n{total} taken away, {len(found['killed'])} killed ({percent:.1f} %), "
        f"{len(found['survived'])} survived, {len(found['broken'])} broken."
    )
    for word, names in (("Survived, and survivors.md does not say why", fresh), ("Broken", found["broken"])):
        if names:
            print(f"{word}:", *names, sep="\n  ")
    if jury.failed:
        print(jury.failed)
    good = not jury.failed and jury.results and percent >= GOOD and not fresh and not found["broken"]
    return 0 if good else 1


def without_line(name: str) -> str:
    """Lines move; file, function and what do not."""
    place, _, rest = name.partition(" ")
    return f"{place.partition(':')[0]} {rest}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m tests.removing", description=__doc__, epilog=HELP)
    parser.add_argument("--list", action="store_true", help="say what would be taken away")
    parser.add_argument("--only", default="", help="a pattern for the name: file:line function: what")
    parser.add_argument("--after", default="", help="what an earlier run said: leave out what it killed")
    parser.add_argument("--sample", type=int, default=0, help="this many of them, evenly spread")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="judge this many side by side")
    parser.add_argument("tests", nargs="*", help="ask these tests only, as pytest takes them")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
