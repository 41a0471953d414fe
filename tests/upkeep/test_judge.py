"""Verdicts: given by a few characters, taken back, listed, and still there when everything is made anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Span
from db import FindingRow, FindingSpanRow, Store
from extract.nouns import Extraction
from klopt.cli import main

KEYS = ("aaaa111" + "0" * 57, "aaaa222" + "0" * 57, "bbbb333" + "0" * 57)
LEVELS = ("error", "warning", "note")


@pytest.fixture(autouse=True)
def _findings(add: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """An article with a finding of every level."""
    add(1, "Het waren er 34 in 2016.")
    with Store("klopt.db") as store:
        run = store.start_run("check", klopt_version="0")
        store.put_extraction(1, Extraction(1), run)
        store.put_findings(
            [
                FindingRow(
                    key=key, rule="same-period", level=level, message_nl=f"Bericht {nr}.", message_en="Message.",
                    spans=(FindingSpanRow(1, Span("text", 13, 15, "34")),),
                )
                for nr, (key, level) in enumerate(zip(KEYS, LEVELS, strict=True))
            ],
            run,
        )  # fmt: skip
        store.finish_run(run)
    capsys.readouterr()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def said(*args: str, code: int = 0) -> str:
        assert main(["judge", *args]) == code
        out, err = capsys.readouterr()
        return err if code else out

    return said


def test_list_shows_what_waits(say: Callable[..., str]) -> None:
    """Findings without a verdict, with the key to type; notes on request; what is for later comes last."""
    assert "aaaa111" in say()
    assert "bbbb333" not in say()
    assert "bbbb333" in say("--all")
    say("aaaa1", "later", "--note", "bron bellen")
    lines = say().splitlines()
    assert lines[0].startswith("aaaa222")
    assert lines[2].startswith("aaaa111")
    assert "Els" in lines[4]
    assert "bron bellen" in lines[4]
    say("aaaa1", "wel")
    say("aaaa2", "klopt", "niet")
    assert say() == "Er wacht niets op een oordeel.\n"


def test_list_as_json(say: Callable[..., str]) -> None:
    """One line each, with the whole key."""
    say("aaaa1", "later")
    rows = [json.loads(line) for line in say("--format", "jsonl").splitlines()]
    assert [row["key"] for row in rows] == [KEYS[1], KEYS[0]]
    assert rows[1]["verdict"] == {"verdict": "later", "name": "Els"}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (["niet"], "wrong"), (["klopt niet"], "wrong"), (["klopt", "niet"], "wrong"), (["wrong"], "wrong"),
        (["WEL"], "right"), (["klopt", "wel"], "right"), (["right"], "right"), (["later"], "later"),
    ],
)  # fmt: skip
def test_words_for_a_verdict(say: Callable[..., str], words: list[str], verdict: str) -> None:
    """Dutch and English, one word or two."""
    say("bbbb", *words, "--by", "Jan", "--note", "nagebeld")
    with Store("klopt.db", read_only=True) as store:
        (row,) = store.db.execute("SELECT finding, verdict, name, note FROM verdicts").fetchall()
    assert tuple(row) == (KEYS[2], verdict, "Jan", "nagebeld")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["aaaa", "wel"], "aaaa111, aaaa222"),
        (["cccc", "wel"], "geen bevinding cccc"),
        (["aaaa1", "misschien"], "niet, wel of later"),
        (["aaaa1", "--undo"], "geen oordeel"),
        (["aaaa1", "wel", "--undo"], "niet allebei"),
        (["", "wel"], "minstens 4 tekens"),
        (["1", "wel"], "minstens 4 tekens"),
        (["%%%%", "wel"], "geen bevinding"),
    ],
)
def test_mistakes_are_one_line_and_change_nothing(
    say: Callable[..., str], args: list[str], words: str
) -> None:
    """A prefix that fits more, none, or no verdict: what to do instead."""
    err = say(*args, code=2)
    assert err.count("\n") == 1
    assert words in err
    with Store("klopt.db", read_only=True) as store:
        assert store.counts()["verdicts"] == 0


def test_undo_and_again(say: Callable[..., str]) -> None:
    """Taken back it waits again; nothing said is ever wiped out."""
    say("aaaa1", "wel")
    assert "aaaa111" not in say()
    assert "teruggenomen" in say("aaaa1", "--undo")
    assert "aaaa111" in say()
    say("aaaa1", "--undo", code=2)
    say("aaaa1", "niet")
    with Store("klopt.db", read_only=True) as store:
        said = [row[0] for row in store.db.execute("SELECT verdict FROM verdicts ORDER BY id")]
    assert said == ["right", "withdrawn", "wrong"]


def test_without_a_verdict_the_finding_is_shown(say: Callable[..., str]) -> None:
    """As `klopt check` prints it, with what was said of it."""
    say("aaaa1", "wel", "--note", "nagebeld")
    shown = say("aaaa1")
    assert ">>34<<" in shown
    assert "klopt wel (nagebeld)" in shown


@pytest.mark.model
def test_verdict_survives_everything(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checked again, read again, rebuilt: what was settled stays settled; `--judged` shows it with the verdict."""
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    Path("a.txt").write_text("Het aantal meldingen ging van 34 in 2017 naar 68 in 2017.", encoding="utf-8")
    for command in (["add", "a.txt"], ["extract"]):
        assert main(command) == 0
    capsys.readouterr()
    assert main(["check", "--format", "jsonl"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (finding,) = rows[1]["findings"]
    assert finding["verdict"] is None
    assert main(["check"]) == 1
    assert f"  {finding['key'][:7]}  alinea 1" in capsys.readouterr().out
    assert main(["judge", finding["key"][:7], "wel"]) == 0
    for again in (["check"], ["rebuild"], ["extract"], ["check"]):
        assert main(again) == 0
    out = capsys.readouterr().out
    assert "68 in 2017" not in out
    assert out.count("Al beoordeeld en niet getoond: 1") == 2
    assert main(["check", "--judged"]) == 1
    assert "Els" in capsys.readouterr().out
    assert main(["check", "--judged", "--format", "jsonl"]) == 1
    (shown,) = json.loads(capsys.readouterr().out.splitlines()[1])["findings"]
    assert (shown["key"], shown["verdict"]["verdict"]) == (finding["key"], "right")
