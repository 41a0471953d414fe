"""What differs between the versions of an article, in words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.article import Article
from db import CaptureRow, Store
from klopt.cli import main
from klopt.differences import differences

OLD = "Er kwamen 34 meldingen.\n\nDat zegt de politie op dinsdag.\n\nSlot."
NEW = "Er kwamen 1,5 miljoen meldingen.\n\nDat zegt de politie.\n\nSlot.\n\nNaschrift over vijftig huizen."


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("a b c", "a b c", []),
        ("a b c", "a x c", [("b", "x", [])]),
        ("Het zijn er 34.", "Het zijn er 36.", [("34", "36", ["36"])]),
        ("Dat zijn vijf huizen.", "Dat zijn vijftig huizen.", [("vijf", "vijftig", ["vijftig"])]),
        ("Dat is veel.", "Dat is nu veel.", [("", "nu", [])]),
        ("In 2017 was het.", "In 2016 was het.", [("2017", "2016", ["2016"])]),
        ("", "Nieuw.", [("", "Nieuw.", [])]),
        ("Weg.", "", [("Weg.", "", [])]),
        ("a  b", "a b", []),
    ],
)
def test_words_that_changed(old: str, new: str, changed: list[tuple[str, str, list[str]]]) -> None:
    """The smallest stretch of words, and the figures in it, also those in words."""
    found = differences(old, new)
    assert [(c.before.text, c.after.text, [f.text for f in c.new_figures]) for c in found] == changed


@example("a", "a\n\n1")
@given(*[st.text(st.sampled_from("ab 1.\n\xe9'"), max_size=60)] * 2)
def test_changes_are_where_they_say(old: str, new: str) -> None:
    """Offsets count in the two texts, and putting the changes into the old text gives the words of the new."""
    found = differences(old, new)
    pieces, at = [], 0
    for change in found:
        assert old[change.before.start : change.before.end] == change.before.text
        assert new[change.after.start : change.after.end] == change.after.text
        pieces += [old[at : change.before.start], f" {change.after.text} "]
        at = change.before.end
    assert "".join("".join([*pieces, old[at:]]).split()) == "".join(new.split())


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article with two versions, captured three times."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    article = Article(id="x:1", url="https://krant.example/1", title="Veel meldingen", text=OLD)
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        for day, text in ((1, OLD), (2, NEW), (3, NEW)):
            capture = CaptureRow(
                "klopt-2018-09-0001.warc.gz", day * 100, 50, "d", f"2018-09-0{day}T08:30:00.000+00:00"
            )
            store.put_article(replace(article, text=text), run, capture)
    return tmp_path


@pytest.mark.usefixtures("path")
def test_versions_with_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each version with its captures; what went, what came, and the figures in it marked."""
    assert main(["versions", "https://krant.example/1"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Versie 2 (de huidige)" in text
    assert "Bewaard: 2 september 2018, 10.30; 3 september 2018, 10.30" in text
    assert "UTC" in text[text.index("Tijden zijn Nederlandse tijd") :]
    assert "Er kwamen [->>34<<-]{+>>1,5 miljoen<<+} meldingen." in text
    assert "[-op dinsdag-]" in text
    assert "over >>vijftig<< huizen" in text


@pytest.mark.usefixtures("path")
def test_versions_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each version; offsets of what came count in its own text."""
    assert main(["versions", "1", "--format", "jsonl"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["changes"] == []
    assert [len(version["captures"]) for version in (first, second)] == [1, 2]
    change = second["changes"][0]
    assert NEW[change["after"]["start"] : change["after"]["end"]] == change["after"]["text"] == "1,5 miljoen"
    assert change["figures"] == {"before": ["34"], "after": ["1,5 miljoen"]}
    assert main(["versions", "1", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > len(second["changes"])
