"""Word files."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
import pytest

from corpus import docx as word
from corpus.docx import read_docx
from corpus.reasons import Refused


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def letter() -> docx.document.Document:
    """A press release: title, heading, paragraphs, list, table, correction."""
    document = docx.Document()
    document.core_properties.author = "Persdienst"
    document.core_properties.title = "concept 3"
    document.core_properties.modified = datetime(2018, 9, 23, 10, 0)  # noqa: DTZ001  # as Word writes it
    document.add_paragraph("Meer meldingen", style="Title")
    document.add_heading("Cijfers", level=1)
    document.add_paragraph("Het zijn er 68,\ntegen 34\u00a0in 2016.")
    document.add_paragraph("")
    document.add_paragraph("twee", style="List Bullet")
    document.add_paragraph("drie", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("jaar", "meldingen", "2016", "34"), strict=True):
        cell.text = words
    document.add_paragraph("Correctie: eerder stond hier 86.")
    return document


def test_reading_order() -> None:
    """Paragraphs, list and table in their order, the title apart, the correction skipped."""
    read = read_docx(saved(letter()), name="a.docx")
    assert read.title == "Meer meldingen"
    assert read.text == (
        "Cijfers\n\nHet zijn er 68,\ntegen 34 in 2016.\n\ntwee\ndrie\n\njaar | meldingen\n2016 | 34\n\n"
        "Correctie: eerder stond hier 86."
    )
    assert [span.text for span in read.skipped] == ["Correctie: eerder stond hier 86."]


def test_properties() -> None:
    """Who and when last changed; a file's dates are not the publication's."""
    read = read_docx(saved(letter()), name="a.docx")
    assert (read.authors, read.modified, read.published) == (
        ("Persdienst",),
        "2018-09-23T10:00:00+00:00",
        None,
    )


def test_without_text() -> None:
    """An empty document is refused."""
    with pytest.raises(Refused, match="geen tekst"):
        read_docx(saved(docx.Document()), name=1)


def other_zip() -> bytes:
    """A zip that is no Word file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", "tekst")
    return out.getvalue()


def broken_xml() -> bytes:
    """A Word file whose text is cut off."""
    source = zipfile.ZipFile(BytesIO(saved(letter())))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in source.namelist():
            data = source.read(name)
            parts.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    return out.getvalue()


@pytest.mark.parametrize(
    "payload",
    [b"", b"PK\x03\x04", b"tekst", other_zip(), broken_xml(), saved(letter())[:-400]],
    ids=["empty", "start only", "text", "other zip", "broken xml", "cut off"],
)
def test_broken(payload: bytes) -> None:
    """What is no Word file is refused with what to do."""
    with pytest.raises(Refused, match="bewaar het opnieuw"):
        read_docx(payload, name=1)


def test_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to too much is refused before it is unpacked."""
    monkeypatch.setattr(word, "MAX_UNPACKED", 1_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("unpacked"))
    with pytest.raises(Refused, match="uitgepakt groter"):
        read_docx(saved_before, name=1)


saved_before = saved(letter())
