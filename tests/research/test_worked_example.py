"""docs/research.md does what it says: each command of it, in its order, on the corpus of the demo."""

import re
import shlex
from pathlib import Path

import pytest

from klopt.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "research.md"
COMMANDS = re.findall(
    r"^klopt .*$", "\n".join(re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.S)), re.M
)


@pytest.mark.model
def test_every_command_finds_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """None fails, none comes back empty, and the files are there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    assert len(COMMANDS) >= 10
    empty = []
    for line in COMMANDS:
        assert main(shlex.split(line)[1:]) == 0, line
        printed, said = capsys.readouterr()
        if "Niets gevonden" in printed + said:
            empty.append(line)
    assert empty == []
    assert Path("tables/codebook.csv").exists()
    assert Path("articles.bib").read_text("utf-8").count("@article{") == 3
    assert "Het aantal meldingen" not in Path("tables/claims.csv").read_text("utf-8")
