"""The lines above an article."""

from __future__ import annotations

import logging

import pytest

from corpus.frontmatter import read_front_matter
from corpus.reasons import Refused

FULL = """---
# wat we weten
titel: "Meer meldingen: 68"
bron: De Lantaarn
url: https://lantaarn.example/68
gepubliceerd: 2018-09-23T10:00:00+02:00
auteurs: [Jan de Wit, Ina Smit]
taal: nl
---
Het zijn er 68."""


def test_all_keys() -> None:
    """Dutch and English keys, quotation marks, a list, a comment."""
    head = read_front_matter(FULL)
    assert FULL[head.end :] == "Het zijn er 68."
    assert (head.title, head.source, head.url) == (
        "Meer meldingen: 68",
        "De Lantaarn",
        "https://lantaarn.example/68",
    )
    assert (head.published, head.language) == ("2018-09-23T10:00:00+02:00", "nl")
    assert head.authors == ("Jan de Wit", "Ina Smit")


@pytest.mark.parametrize(
    "authors",
    ["auteur: Jan de Wit en Ina Smit", "authors:\n- Jan de Wit\n- Ina Smit", "auteur: Jan de Wit; Ina Smit"],
)
def test_authors(authors: str) -> None:
    """Several authors, in each way that people write them."""
    assert read_front_matter(f"---\n{authors}\n---\n").authors == ("Jan de Wit", "Ina Smit")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """The end is counted in characters of the file, whatever its line ends are."""
    text = end.join(["---", "bron: NRC", "---", "Tekst"])
    assert text[read_front_matter(text).end :] == "Tekst"


@pytest.mark.parametrize(
    "text",
    [
        "Gewone tekst",
        "---\nEen streep, geen kop: er volgt tekst.\n---\nen meer",
        "---\nbron: nooit gesloten\nmeer tekst",
        "---\n---\nleeg",
        "\n---\nbron: niet bovenaan\n---\n",
        "---\n" + "x: y\n" * 200 + "bron: te ver\n---\n",
        "",
    ],
)
def test_no_front_matter(text: str) -> None:
    """A rule above a text is no front matter."""
    assert read_front_matter(text).end == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("publised: 2018-09-23", ["publised", "published"]),
        ("gepubliceert: 2018-09-23", ["gepubliceerd"]),
        ("published: 23 september 2018", ["published", "23 september 2018", "2018-09-23"]),
        ("published: 2018-02-30", ["2018-02-30"]),
        ("hier staat geen sleutel", ["regel 3", "hier staat"]),
    ],
)
def test_slips(line: str, words: list[str]) -> None:
    """A slip of the pen is named, with what was probably meant."""
    with pytest.raises(Refused) as caught:
        read_front_matter(f"---\nbron: NRC\n{line}\n---\nTekst")
    assert all(word in str(caught.value) for word in words)


def test_foreign_keys(caplog: pytest.LogCaptureFixture) -> None:
    """A site generator's keys are passed over in silence, a stranger's with a word."""
    with caplog.at_level(logging.WARNING, logger="corpus"):
        head = read_front_matter("---\nbron: NRC\nlayout: post\nrubriek: economie\n---\nTekst")
    assert head.source == "NRC"
    assert [record.args[0] for record in caplog.records if isinstance(record.args, tuple)] == ["rubriek"]
