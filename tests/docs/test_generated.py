"""The documents say what the program does: what is generated in them is current, and nothing is left out."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from klopt.check.registry import catalogue
from klopt.cli import COMMANDS, Klopt

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [
    re.match(r"[\w.-]+", line)[0]  # type: ignore[index]
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
]


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    """`docs/make.py` as a module; its folder is on the path as when it is run."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import make  # type: ignore[import-not-found]

        yield make
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KLOPT_LANG", "KLOPT_MODEL", "KLOPT_CONFIG", "KLOPT_DB", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "page",
    [
        "data",
        "cli",
        "rules",
        pytest.param("flow", marks=pytest.mark.model),
        pytest.param("readme", marks=pytest.mark.model),
    ],
)
def test_page_is_current(make: ModuleType, page: str) -> None:
    """What is generated is what would be generated now. If not: `python docs/make.py`, and read the diff."""
    path, before, after = make.made(page)
    assert before == after, f"{path.name} is out of date; remake it with: python docs/make.py {page}"


def test_every_page_is_tested(make: ModuleType) -> None:
    """A page added to `docs/make.py` is added above."""
    assert set(make.PAGES) == {"data", "cli", "rules", "flow", "readme"}


def test_block_without_place_is_refused(make: ModuleType) -> None:
    """A misspelt mark does not pass for a page that is current."""
    page = "<!-- made by docs/make.py: one -->\nold\n<!-- end: one -->\n"
    assert "\nnew\n" in make.filled(page, {"one": "new"})
    with pytest.raises(ValueError, match="two"):
        make.filled(page, {"two": "new"})


def test_check_names_what_is_stale_and_changes_nothing(
    make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` exits 1 on a stale page and leaves it; without it the page is remade."""
    page = tmp_path / "page.md"
    page.write_text("<!-- made by docs/make.py: one -->\nold\n<!-- end: one -->\n", encoding="utf-8")
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setattr(make, "PAGES", {"page": ("page.md", lambda: {"one": "new"})})
    assert make.main(["--check"]) == 1
    assert "page.md" in capsys.readouterr().out
    assert "old" in page.read_text("utf-8")
    assert make.main([]) == 0
    assert make.main(["--check"]) == 0
    assert make.main(["other"]) == 2


def test_every_table_and_column_is_described(make: ModuleType) -> None:
    """The words in `db/columns.toml` are those of the schema: none missing, none for what is not there."""
    assert make.data.undescribed() == []


def test_every_command_and_rule_has_a_section(make: ModuleType) -> None:
    """Nothing that exists is left out of the reference."""
    assert make.PAGES
    cli, rules = ((ROOT / "docs" / name).read_text("utf-8") for name in ("cli.md", "rules.md"))
    assert [name for name in COMMANDS if f"### klopt {name}\n" not in cli] == []
    assert [name for name in catalogue() if f"### {name}\n" not in rules] == []


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_every_dependency_has_its_reason(name: str) -> None:
    """What klopt installs is named, in bold or as code, in one of the decisions."""
    decisions = "\n".join(path.read_text("utf-8") for path in sorted(DECISIONS.glob("*.md")))
    assert re.search(rf"(\*\*|`){re.escape(name)}(\*\*|`)", decisions, re.I), f"no decision says why {name}"


def test_options_in_blocks_exist() -> None:
    """Every option of a command line in a document is one that the command has, also where the line is not run."""
    group, seen = Klopt("klopt"), 0
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        blocks = re.findall(r"```(?:text|sh)\n(.*?)```", page.read_text("utf-8"), re.S)
        for name, rest in re.findall(r"^ *(?:\$ )?klopt ([a-z-]+) (.*?)(?:   .*)?$", "\n".join(blocks), re.M):
            command = group.get_command(click.Context(group), name)
            if "--" not in rest:
                continue  # it may be a sentence that klopt prints
            assert command is not None, f"{page.name}: klopt {name}"
            known = {option for param in command.params for option in param.opts}
            for option in re.findall(r"(?<!\S)--[a-z][a-z0-9-]*", rest):
                assert option in known, f"{page.name}: klopt {name} {option}"
                seen += 1
    assert seen > 50


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link in a document is a file that exists."""
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_paths_named_in_contributing_exist() -> None:
    """A file or folder that CONTRIBUTING names as code is there."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    if not tracked:
        pytest.skip("not a git checkout")
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:corpus|extract|db|klopt|tests|docs|training|bench)/[\w./-]*)`", text))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
