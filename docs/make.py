"""Remake what is generated in the documents, or with `--check` say what is out of date (exit code 1).

    python docs/make.py            all of it: flow, data, cli, rules, the transcript in README.md
    python docs/make.py data cli   these only

What is generated stands between `<!-- made by docs/make.py: NAME -->` and `<!-- end: NAME -->`; the rest of
a document is written by hand and left alone. `tests/docs` asks that all is current.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
if str(ROOT / "docs") not in sys.path:  # a test imports this file from elsewhere
    sys.path.insert(0, str(ROOT / "docs"))

from making import cli, data, demo, flow, rules  # noqa: E402 - found only now

Blocks = Mapping[str, str]
PAGES: dict[str, tuple[str, Callable[[], Blocks]]] = {
    "flow": ("docs/flow.md", flow.blocks),
    "data": ("docs/data.md", data.blocks),
    "cli": ("docs/cli.md", cli.blocks),
    "rules": ("docs/rules.md", rules.blocks),
    "readme": ("README.md", demo.blocks),
}
"""Each page with what makes its generated blocks."""


def filled(page: str, blocks: Blocks) -> str:
    """The page with these blocks in their places. Raises ValueError unless each block has just one place."""
    for name, text in blocks.items():
        start, end = f"<!-- made by docs/make.py: {name} -->\n", f"<!-- end: {name} -->\n"
        if page.count(start) != 1 or page.count(end) != 1:
            raise ValueError(f"there must be one place for the block {name!r}")
        before, rest = page.split(start)
        page = f"{before}{start}\n{text.strip()}\n\n{end}{rest.split(end)[1]}"
    return page


def made(name: str) -> tuple[Path, str, str]:
    """A page's file, its text as it is, and as it should be."""
    path, blocks = PAGES[name]
    text = (ROOT / path).read_text("utf-8")
    return ROOT / path, text, filled(text, blocks())


def main(argv: list[str]) -> int:
    """Remake the pages of these names, or all; returns the exit code."""
    only_check = "--check" in argv
    names = [arg for arg in argv if arg != "--check"] or list(PAGES)
    if unknown := set(names) - set(PAGES):
        print(f"no such page: {', '.join(sorted(unknown))}; there are {', '.join(PAGES)}", file=sys.stderr)
        return 2
    stale = 0
    for name in names:
        path, before, after = made(name)
        if before == after:
            continue
        stale += 1
        print(f"{path.relative_to(ROOT)}: {'out of date' if only_check else 'remade'}")
        if only_check:
            print("\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)))
        else:
            path.write_text(after, encoding="utf-8", newline="\n")
    return 1 if only_check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
