"""Exit codes are those of `klopt --help`: 0 done, also when nothing was found; 1 only from `check` and `snapshot`; 2
for what could not be done.
"""

from pathlib import Path

import pytest

from corpus.article import Article
from db import Store
from klopt.cli import COMMANDS, main

FOUND = (
    ["search", "huur"],
    ["search", "huur", "--facet", "outlet"],
    ["search", "xyzzy"],
    ["search", "huur", "OF"],
    ["kwic", "huur"],
    ["kwic", "xyzzy"],
    ["count", "huur"],
    ["count", "xyzzy"],
    ["claims"],
    ["claims", "--measure", "xyzzy"],
    ["entities"],
    ["entities", "--name", "xyzzy"],
    ["figure", "xyzzy"],
    ["versions", "1"],
    ["copies"],
    ["collocations", "huur"],
    ["keywords", "huur"],
    ["keywords", "xyzzy"],
    ["keywords", "xyzzy", "--format", "csv"],
    ["extract"],
    ["network"],
    ["network", "xyzzy"],
    ["sample", "-o", "steekproef.csv"],
    ["export", "-o", "uit.jsonl"],
    ["export", "xyzzy", "-o", "niets.jsonl"],
    ["snapshot", "list"],
    ["snapshot", "een", "huur"],
    ["snapshot", "leeg", "xyzzy"],
    ["reference", "list"],
    ["rules"],
    ["explain", "same-period"],
)
NOT_DONE = (
    ["judge"],  # nothing was checked, so nobody knows what waits
    ["search", "OF"],
    ["search", "huur", "--from", "gisteren"],
    ["show", "99"],
    ["versions", "99"],
    ["explain", "xyzzy"],
    ["sample", "-o", "x.csv", "--stratify", "xyzzy"],
    ["sample", "read", "er-niet.csv"],
    ["export", "--format", "csv"],
    ["snapshot", "check", "er-niet"],
    ["snapshot", "diff", "een"],
    ["web", "--port", "99999"],
)


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("args", FOUND, ids=" ".join)
def test_done_is_nought_whether_anything_was_found(args: list[str]) -> None:
    assert main(args) == 0


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("args", NOT_DONE, ids=" ".join)
def test_what_could_not_be_done_is_two(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, that says what to do."""
    assert main(args) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("klopt: ")
    assert "\n" not in said


@pytest.mark.parametrize(
    "args", [["extract"], ["check"], ["judge"], ["claims"], ["search", "huur"], ["show", "1"]]
)
def test_what_must_be_done_first_is_said(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No database, an empty one, articles that were not read: which command comes first, and 2."""
    monkeypatch.chdir(tmp_path)
    said = []
    assert main(args) == 2
    said.append(capsys.readouterr().err)
    with Store(Path("klopt.db")) as store:
        assert main(args) == 2
        said.append(capsys.readouterr().err)
        run = store.start_run("add", klopt_version="0.1")
        store.put_article(Article(id="n", url="https://krant.example/n", text="De huur."), run)
    if args not in (["extract"], ["search", "huur"]):
        assert main(args) == 2
        said.append(capsys.readouterr().err)
    for line, first in zip(said, ("klopt add", "klopt add", "klopt extract"), strict=False):
        assert line.startswith("klopt: ")
        assert first in line


def test_a_difference_between_snapshots_is_one(corpus: Path) -> None:
    """The same is 0."""
    assert main(["snapshot", "een", "huur"]) == main(["snapshot", "check", "een"]) == 0
    with Store(corpus) as store:
        run = store.start_run("add", klopt_version="0.1")
        store.put_article(Article(id="n", url="https://krant.example/n", text="De huur."), run)
    assert main(["snapshot", "check", "een"]) == 1
    assert main(["snapshot", "twee", "huur"]) == 0
    assert main(["snapshot", "diff", "een", "twee"]) == 1
    assert main(["snapshot", "diff", "twee", "twee"]) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_knows_help_and_refuses_what_it_does_not_know(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, "--help"]) == 0
    assert main([command, "--er-niet"]) == 2
