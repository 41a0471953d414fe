"""A file that is checked has a title if it says so, and what is found in it stands where it is in the file."""

import json
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.files import read_paths
from klopt.cli import main

BODY = "De bibliotheek in Boskoop leende 340 boeken uit. Dat meldt de gemeente.\n"
TITLE = "Bibliotheek leent 430 boeken uit"
TITLED = {
    "voor.txt": f"---\nsource: De Proef\ntitle: {TITLE}\n---\n{BODY}",
    "haken.txt": f'---\ntitel: "{TITLE}"\r\nbron: {TITLE}\r\n---\r\n{BODY}',
    "kop.md": f"# {TITLE} #\n\n{BODY}",
    "onder.md": f"<!-- klopt -->\r\n\r\n{TITLE}\r\n=====\r\n\r\n{BODY}",
    "allebei.md": f"---\ntitle: {TITLE}\n---\n# {TITLE}\n\n{BODY}",
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLOPT_LANG", "nl")


def given(name: str, words: str) -> Article:
    Path(name).write_text(words, encoding="utf-8", newline="")
    (article,) = read_paths([name], exact=True)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("name", TITLED)
def test_title_stands_in_the_text_and_is_not_read_twice(name: str) -> None:
    """Front matter and the heading of Markdown are titles; the text keeps every character."""
    article = given(name, TITLED[name])
    assert (article.title, article.text) == (TITLE, TITLED[name])
    assert article.title_at is not None
    assert article.text[article.title_at :].startswith(TITLE)
    read = list(article.text)
    for span in article.skipped:
        read[span.start : span.end] = " " * (span.end - span.start)
    assert TITLE not in "".join(read)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("eerste.txt", f"{TITLE}\n\n{BODY}"),
        ("tussen.md", f"{BODY}\n# {TITLE}\n\n{BODY}"),
        ("tweede.md", f"## {TITLE}\n\n{BODY}"),
        ("hekje.md", f"#{TITLE}\n\n{BODY}"),
    ],
)
def test_no_title_is_guessed(name: str, words: str) -> None:
    """The first line of a text may be anything, and a heading further on is of a part."""
    article = given(name, words)
    assert (article.title, article.skipped) == (None, ())


def test_another_heading_stays_in_the_text() -> None:
    """Front matter says what the title is; a heading with other words is read."""
    article = given("a.md", f"---\ntitle: {TITLE}\n---\n# In het kort\n\n{BODY}")
    assert article.title == TITLE
    assert [span.text for span in article.skipped] == [f"---\ntitle: {TITLE}\n---\n"]


def test_a_title_over_two_lines_has_no_place() -> None:
    """It is a title, but not a piece of the text as it stands."""
    article = given("a.txt", f"---\ntitle: Meer\n  boeken\n---\n{BODY}")
    assert (article.title, article.title_at) == ("Meer boeken", None)


@pytest.mark.model
@pytest.mark.parametrize("name", TITLED)
def test_headline_of_a_file_is_checked(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Headline and text are compared, the title stands above it, and every span counts in the file."""
    given(name, TITLED[name])
    assert main(["check", name, "--format", "jsonl", "--why"]) == 1
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    (finding,) = row["findings"]
    assert finding["rule"] == "headline-body"
    for spot in [*finding["spans"], *row["looks"]]:
        assert spot["field"] == "text"
        assert TITLED[name][spot["start"] : spot["end"]] == spot["text"]

    assert main(["check", name]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = TITLED[name].index("430")
    line = TITLED[name].count("\n", 0, at) + 1
    assert lines[0] == TITLE
    column = at - TITLED[name].rfind("\n", 0, at)
    assert f"regel {line}, teken {column}:" in lines[3]

    main(["check", name, "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["charOffset"]) == (line, at)
    gone = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert TITLED[name][gone["charOffset"] :][: gone["charLength"]] == "430"


@pytest.mark.model
def test_what_is_read_from_a_title_counts_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Also who says a figure, which has no field of its own."""
    words = f"# Volgens de gemeente zijn er 40 boeken\n\n{BODY}"
    given("a.md", words)
    assert main(["extract", "a.md", "--format", "jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    spots = [spot for key in ("quantities", "sources", "claims") for spot in row[key]]
    assert {words[spot["start"] : spot["end"]] == spot["text"] for spot in spots} == {True}
    assert {spot["field"] for spot in spots} == {"text"}
    credited = [claim["source"] for claim in row["claims"] if claim["source"]]
    assert "gemeente" in words[credited[0]["start"] : credited[0]["end"]]
