"""Exports of newspaper databases: Nexis (txt and Word) and Mediargus."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx

from corpus.article import Article, Failure
from corpus.files import load_paths, read_paths
from corpus.formats import read_payload
from corpus.loading import Loaded

NEXIS = """


Printopdracht: Alle documenten: 1-3
Zoektermen: meldingen AND loket


                               1 of 3 DOCUMENTS

                     Copyright 2018 Uitgeverij De Dijk B.V.
                              All Rights Reserved

                                 De Polderpost

                             12 maart 2018 maandag

Loket krijgt twee keer zo veel meldingen;
Wethouder: 'We zien het vaker'

BYLINE: ANNA DE WIT; JAN BOS

SECTION: Binnenland; Blz. 4

LENGTH: 212 woorden

Het loket kreeg vorig jaar 68
meldingen, tegen 34 een jaar eerder.

UPDATE: dat woord begint hier een zin van het bericht zelf.

LANGUAGE: DUTCH; NEDERLANDS

LOAD-DATE: 12 maart 2018

                               2 of 3 DOCUMENTS

                                 De Polderpost

LENGTH: 3 woorden

Zonder datum.

                               3 of 3 DOCUMENTS

                                 De Duinbode

                                13 maart 2018

LENGTE: 40 words

KOP: Brug dicht

AUTEUR: VIS, KEES

TEKST:

De brug blijft tot mei dicht.

PUB-TYPE: Paper
"""

MEDIARGUS = """?1. Brug blijft dicht

De Duinbode, dinsdag 13 maart 2018, p. 13, 40w.

De brug blijft tot mei dicht. In 2017 voeren er ...


2. Nieuw loket

De Polderpost, maandag 12 maart 2018, p. 2, 60w.

Het loket opent in juni.


3. Verdwenen stuk

De Polderpost, maandag 12 maart 2018, p. 5, 60w.

Dit stuk is er niet.






13-03-2018, p.13

Regio

Brug blijft dicht

De brug blijft tot mei dicht.

In 2017 voeren er 340 schepen langs, één per dag.

 © Uitgeverij De Dijk








12-03-2018, p.2

Nieuw loket

Het loket opent in juni.

 © Uitgeverij De Dijk
"""


def read(path: Path) -> list[Article | Failure]:
    """What the corpus gets of a file."""
    return list(read_paths([str(path)], exact=False))


def test_numbered_nexis(tmp_path: Path) -> None:
    """Head, title, labels and text each where they belong; a document without a date is a failure by its number."""
    path = tmp_path / "nexis.txt"
    path.write_text(NEXIS)
    first, second, third = read(path)
    assert isinstance(first, Article)
    assert (first.source, first.published) == ("De Polderpost", "2018-03-12")
    assert first.title == "Loket krijgt twee keer zo veel meldingen"
    assert first.authors == ("ANNA DE WIT", "JAN BOS")
    assert first.text.split("\n\n") == [
        "Wethouder: 'We zien het vaker'",
        "Het loket kreeg vorig jaar 68 meldingen, tegen 34 een jaar eerder.",
        "UPDATE: dat woord begint hier een zin van het bericht zelf.",
    ]
    assert isinstance(second, Failure)
    assert second.url == f"{path}:2"
    assert isinstance(third, Article)
    assert (third.title, third.text) == ("Brug dicht", "De brug blijft tot mei dicht.")


def test_an_export_that_is_checked_stays_one_text(tmp_path: Path) -> None:
    """The contract: offsets count in the file as it stands."""
    path = tmp_path / "nexis.txt"
    path.write_text(NEXIS)
    (item,) = read_paths([str(path)], exact=True)
    assert isinstance(item, Article)
    assert item.text == NEXIS


def test_word_of_nexis_uni(tmp_path: Path) -> None:
    """The list of contents above, the classification below: neither is text."""
    document = docx.Document()
    for line in (
        "User Name: = redactie",
        "Documents (2)",
        "1. Meer meldingen bij loket",
        "2. Brug dicht",
        "Meer meldingen bij loket",
        "De Polderpost",
        "12 maart 2018 maandag",
        "Copyright 2018 Uitgeverij De Dijk B.V. All Rights Reserved",
        "Section: Binnenland; Blz. 4",
        "Length: 212 words",
        "Byline: Anna de Wit",
        "Body",
        "Het loket kreeg 68 meldingen.",
        "Dat waren er 34.",
        "Classification",
        "Language: DUTCH; NEDERLANDS",
        "Load-Date: March 12, 2018",
        "End of Document",
        "Brug dicht",
        "De Duinbode",
        "March 13, 2018 Tuesday",
        "Length: 40 words",
        "Body",
        "De brug blijft tot mei dicht.",
        "Load-Date: March 13, 2018",
        "End of Document",
    ):
        document.add_paragraph(line)
    path = tmp_path / "uni.docx"
    document.save(str(path))
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.source, first.published) == (
        "Meer meldingen bij loket",
        "De Polderpost",
        "2018-03-12",
    )
    assert first.authors == ("Anna de Wit",)
    assert first.text == "Het loket kreeg 68 meldingen.\n\nDat waren er 34."
    assert (second.title, second.published) == ("Brug dicht", "2018-03-13")
    assert second.text == "De brug blijft tot mei dicht."


def test_mediargus(tmp_path: Path) -> None:
    """windows-1252, contents first: paper from the contents, text from below; an entry without an article is said."""
    path = tmp_path / "gopress.txt"
    path.write_bytes(MEDIARGUS.encode("cp1252"))
    first, second, third = read(path)
    assert isinstance(first, Article)
    assert (first.title, first.source, first.published) == ("Brug blijft dicht", "De Duinbode", "2018-03-13")
    assert first.text.endswith("schepen langs, één per dag.")
    assert "Regio" not in first.text
    assert isinstance(second, Article)
    assert second.text == "Het loket opent in juni."
    assert isinstance(third, Failure)
    assert "Verdwenen stuk" in third.reason


def test_an_article_of_an_export_can_be_read_again(tmp_path: Path) -> None:
    """What goes to the archive gives the same article: a corpus is rebuilt from it."""
    path = tmp_path / "nexis.txt"
    path.write_text(NEXIS)
    for item in load_paths([str(path)], home=tmp_path):
        if isinstance(item, Loaded):
            again = read_payload(item.payload, item.content_type, name=item.article.id)
            assert again == item.article


def test_no_word_file_is_an_export_by_chance(tmp_path: Path) -> None:
    """A letter that names the end of a document somewhere in a sentence is one article."""
    document = docx.Document()
    document.add_paragraph("Onderaan staat: End of Document. Het zijn er 34.")
    out = BytesIO()
    document.save(out)
    path = tmp_path / "brief.docx"
    path.write_bytes(out.getvalue())
    (item,) = read(path)
    assert isinstance(item, Article)


def test_a_bundle_is_no_export(tmp_path: Path) -> None:
    """A text that numbers its documents, and a Word file that names its end, stay what they are."""
    path = tmp_path / "woo.txt"
    path.write_text(
        "Besluit van 3 mei\n\nDocument 1 van 2\n\nHet zijn er 34.\n\nDocument 2 van 2\n\nEn 68.\n"
    )
    (item,) = read(path)
    assert isinstance(item, Article)
    document = docx.Document()
    for line in ("Nota", "Het zijn er 34.", "Einde van document", "Bijlage: 68."):
        document.add_paragraph(line)
    word = tmp_path / "nota.docx"
    document.save(str(word))
    (item,) = read(word)
    assert isinstance(item, Article)
    assert "68" in item.text
