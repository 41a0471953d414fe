"""The demo: what the README shows, in a folder of its own, and nothing of the user's is touched."""

import re
import sqlite3
from pathlib import Path

import pytest

from klopt.cli import main
from klopt.commands.demo import samples

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")


def demo(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["demo", *args]) == 0
    return capsys.readouterr().out


def test_readme_shows_what_the_demo_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """The output in the README is the demo's, to the letter."""
    blocks = re.findall(r"^```text\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert demo(capsys) == next(block for block in blocks if "klopt-demo/klopt.db" in block)


def test_demo_finds_the_slips_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """Each sample with a slip is there with its rule; the samples that are right are not named."""
    out = demo(capsys)
    found = re.findall(r"\(([a-z]+-[a-z]+)\)$", out, re.M)
    assert sorted(set(found)) == [
        "change-percent",
        "part-whole",
        "period-conflict",
        "same-period",
        "weekday-date",
    ]
    for right in ("6-woningbouw", "7-weidevogels", "8-theater"):
        assert samples()[f"{right}.md"].split("\n# ")[1].split("\n")[0] not in out


def test_demo_shows_quotes_sum_and_repairs(capsys: pytest.CaptureFixture[str]) -> None:
    """The marks, both years as repair, and the other article's figures beside it."""
    out = demo(capsys)
    assert ">>34 in 2017<<" in out
    assert "2017 -> 2016" in out
    assert "De Noorderkoerier, 24 september 2018" in out


def test_demo_twice_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """A second time nothing is added and the same is said."""
    assert demo(capsys) == demo(capsys)
    with sqlite3.connect("klopt-demo/klopt.db") as conn:
        assert conn.execute("SELECT count(*) FROM articles").fetchone() == (len(samples()),)


def test_demo_speaks_english(capsys: pytest.CaptureFixture[str]) -> None:
    """Klopt's own words change with the language, the quotes do not."""
    out = demo(capsys, "--lang", "en")
    assert "In the other article" in out
    assert ">>34 in 2017<<" in out
    assert "klopt niet" not in out


def test_demo_leaves_a_users_database_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A database with an article of the user's is refused and stays as it was."""
    Path("eigen.txt").write_text("Eigen werk: 12 bladzijden.", encoding="utf-8")
    assert main(["add", "eigen.txt"]) == 0
    before = Path("klopt.db").read_bytes()
    assert main(["demo", "--db", "klopt.db"]) == 2
    assert "andere artikelen" in capsys.readouterr().err
    assert Path("klopt.db").read_bytes() == before


def test_demo_leaves_a_users_file_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A file with the name of a sample but other text is refused and stays as it was."""
    name = next(iter(samples()))
    Path("klopt-demo").mkdir()
    mine = Path("klopt-demo", name)
    mine.write_text("van mij", encoding="utf-8")
    assert main(["demo"]) == 2
    assert name in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "van mij"
