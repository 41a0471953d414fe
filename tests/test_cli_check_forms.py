"""The forms in which `klopt check` says what it found: levels, reasons of silence, JSON, a page."""

from __future__ import annotations

import json
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from klopt.cli import main

pytestmark = pytest.mark.model

TEXT = (
    "Het aantal meldingen steeg van 34 in 2017 naar 68 in 2017. Er werkten <b>twaalf</b> mensen.\n\n"
    "<!-- klopt: niet change-percent -->\n\n"
    "De omzet steeg met 50 procent, van 10 naar 12 miljoen euro.\n"
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    Path("stuk.md").write_text(TEXT, encoding="utf-8")
    Path("goed.txt").write_text("Er zijn 34 klachten.\n", encoding="utf-8")


def test_json_is_one_list_of_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """`--format json` holds the objects that `jsonl` prints, failures in their place."""
    files = ["stuk.md", "weg.txt", "goed.txt"]
    assert main(["check", *files, "--format", "json"]) == 1
    whole = json.loads(capsys.readouterr().out)
    assert main(["check", *files, "--format", "jsonl"]) == 1
    assert whole == [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in whole] == ["stuk.md", None, "goed.txt"]


def test_no_article_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Also where nothing could be read there is a list."""
    assert main(["check", "weg.txt", "--format", "json"]) == 2
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == [None]


def test_a_comment_passes_a_rule_over(capsys: pytest.CaptureFixture[str]) -> None:
    """The rule named in a comment says nothing of that paragraph, and `--why` says why."""
    assert main(["check", "stuk.md", "--format", "jsonl", "--why"]) == 1
    row = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in row["findings"]] == ["same-period"]
    looks = {look["text"]: {seen["rule"]: seen["why"] for seen in look["rules"]} for look in row["looks"]}
    assert looks["50 procent"] == {"change-percent": "de schrijver vroeg om deze regel hier over te slaan"}
    assert looks["68"]["same-period"] == "klopt niet"
    assert looks["twaalf"] == {}


def test_why_names_each_figure_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """In text: place, figure, rules; what nobody looked at is said as well."""
    main(["check", "stuk.md", "--why"])
    out = capsys.readouterr().out
    assert "regel 1, teken 32  34  same-period: klopt niet" in out
    assert "twaalf  geen regel keek hiernaar" in out


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1)])
def test_levels(level: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """`--level` shows that level and what is more certain."""
    assert main(["check", "stuk.md", "--level", level, "--format", "jsonl"]) == code
    assert json.loads(capsys.readouterr().out)["findings"][0]["level"] == "error"


def test_the_page_is_strict_html_and_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    """One page with the marks and the sums; nothing of the text is markup, nothing is loaded."""
    assert main(["check", "stuk.md", "weg.txt", "goed.txt", "--format", "html"]) == 1
    page = capsys.readouterr().out
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert [mark.text for mark in tree.iter("mark")] == ["34 in 2017", "68 in 2017"]
    assert "&lt;b&gt;twaalf&lt;/b&gt;" in page
    assert tree.find(".//b") is None
    assert tree.find(".//aside//div").get("id") == "finding-1"
    assert "er staat twee keer dezelfde periode bij" in page
    assert "default-src 'none'" in page
    assert not [e for e in tree.iter() if e.get("src")]
    assert "weg.txt" in page


@pytest.mark.parametrize("more", [[], ["--across"], ["--format", "jsonl"]])
def test_a_text_without_a_day_is_told_of_once(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A time that needs the day of publication was not checked; one line on stderr, whatever the form."""
    Path("een.txt").write_text(
        "De afgelopen jaren waren er 5. Vorig jaar waren er 3 klachten.", encoding="utf-8"
    )
    Path("twee.txt").write_text("Gisteren waren er 4 klachten.", encoding="utf-8")
    assert main(["check", "goed.txt", "een.txt", "twee.txt", *more]) == 0
    assert capsys.readouterr().err == (
        "klopt: Geen publicatiedatum: tijden als 'Vorig jaar' zijn niet nagerekend. Geef de datum met"
        " --published (jjjj-mm-dd), of zet hem in het bestand.\n"
    )
    assert main(["check", "goed.txt", "een.txt", "--published", "2024-05-06", *more]) == 0
    assert capsys.readouterr().err == ""
