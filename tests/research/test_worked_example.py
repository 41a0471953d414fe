"""docs/research.md does what it says: each command of it, in its order, on the corpus of the demo."""

import csv
import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from klopt.cli import main
from klopt.export.sheet import read_sheet

PAGE = Path(__file__).parents[2] / "docs" / "research.md"
COMMANDS = re.findall(
    r"^klopt .*$", "\n".join(re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.S)), re.M
)


NEEDS = {"conllu": "--format conllu", "nltk": "sample read"}
"""Packages of an extra, and the commands that want them."""


def coded() -> None:
    """What two coders fill in: they differ on one."""
    rows = read_sheet(Path("anna.csv"))
    for name, codes in (("anna", "niet niet niet wel"), ("bram", "niet niet wel wel")):
        with Path(f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [*rows[0]])
            writer.writeheader()
            writer.writerows({**row, "code": code} for row, code in zip(rows, codes.split(), strict=True))


def masked(text: str) -> str:
    """The paragraph without what differs from day to day and from version to version: numbers, digests (not their
    length), the month.
    """
    text = re.sub(r"\b[0-9a-f]{16,}\b", lambda digest: "#" * len(digest[0]), text)
    text = re.sub(r"\b\d[\d.,]*\b|nl_klopt_sm", "N", " ".join(text.split()))
    return re.sub(r"On N \w+ N", "On a day", text)


@pytest.mark.model
def test_every_command_finds_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """None fails, none comes back empty, the files are there, and the paragraph is the one on the page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    assert len(COMMANDS) >= 18
    missing = [words for package, words in NEEDS.items() if importlib.util.find_spec(package) is None]
    empty, told = [], {}
    for line in COMMANDS:
        if any(words in line for words in missing):
            continue
        if "sample read" in line:
            coded()
        assert main(shlex.split(line)[1:]) == 0, line
        printed, said = capsys.readouterr()
        told[line] = printed
        if "Niets gevonden" in printed + said:
            empty.append(line)
    assert empty == []
    assert Path("tables/codebook.csv").exists()
    assert Path("articles.bib").read_text("utf-8").count("@article{") == 3
    assert "Het aantal meldingen" not in Path("tables/claims.csv").read_text("utf-8")
    assert len(read_sheet(Path("figures.csv"))) == 10
    (methods,) = (printed for line, printed in told.items() if "snapshot methods" in line)
    (shown,) = re.findall(r"^> .*?(?=\n\n)", PAGE.read_text("utf-8"), re.M | re.S)
    assert masked(methods) == masked(shown.replace("> ", "").replace("\n>", " "))
    if not missing:
        (counted,) = (printed for line, printed in told.items() if "sample read" in line)
        assert "alles" in counted
        assert "verdeeld 1" in counted
        assert Path("trees.conllu").read_text("utf-8").count("# newdoc id = ") == 3
