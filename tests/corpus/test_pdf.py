"""PDF files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus import pdf as reader
from corpus import pdf_text
from corpus.article import Article
from corpus.files import read_paths
from corpus.pdf import read_pdf
from corpus.pdf_text import joined
from corpus.reasons import Refused


def made(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF with these lines on its pages: size of the letters, height on the page, words."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = "".join(f"BT /F1 {size} Tf 72 {top} Td ({words}) Tj ET\n" for size, top, words in lines)
        stream = drawn.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        font = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
            % (font, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(out))
    )


def test_paragraphs_title_and_running_heads(tmp_path: Path) -> None:
    """The large first line is the title; what stands on each page is no text; a cut sentence is whole again."""
    head, foot = (9, 820, "De Polderpost 12 maart"), (9, 30, "bladzijde")
    path = tmp_path / "krant.pdf"
    path.write_bytes(
        made(
            [
                head,
                (24, 760, "Meer meldingen"),
                (11, 700, "Het loket kreeg 68 meld-"),
                (11, 687, "ingen, en dat is"),
                foot,
            ],
            [
                head,
                (11, 760, "het dubbele van een jaar eerder."),
                (11, 700, "In 2016 waren het er 34."),
                foot,
            ],
            [head, (11, 760, "De wethouder wil meer geld."), foot],
        )
    )
    (item,) = read_paths([str(path)], exact=False)
    assert isinstance(item, Article)
    assert item.title == "Meer meldingen"
    assert item.text.split("\n\n") == [
        "Het loket kreeg 68 meldingen, en dat is het dubbele van een jaar eerder.",
        "In 2016 waren het er 34.",
        "De wethouder wil meer geld.",
    ]


@pytest.mark.parametrize(
    ("payload", "key"),
    [
        (b"geen pdf", "pdf_broken"),
        (b"%PDF-1.7", "pdf_broken"),
        (made([(11, 700, "")]), "pdf_no_text"),
        (made([(11, 700, "tekst")])[:300], "pdf_no_text"),
    ],
)
def test_what_cannot_be_read(payload: bytes, key: str) -> None:
    """Each is refused with a reason."""
    with pytest.raises(Refused) as refused:
        read_pdf(payload, name="a.pdf")
    assert refused.value.key in {key, "pdf_broken"}


def test_one_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended, whatever it is doing."""
    monkeypatch.setattr(reader, "PATIENCE", 0.01)
    with pytest.raises(Refused, match="te veel tijd"):
        read_pdf(made([(11, 700, "tekst")]), name="a.pdf")


def test_words_cut_by_the_end_of_a_line() -> None:
    """A hyphen of a compound that goes on ("zestig- tot") stays, so does one before a capital."""
    assert joined(["de gemeen-", "teraad"]) == "de gemeenteraad"
    assert joined(["zestig-", "tot zeventig"]) == "zestig- tot zeventig"
    assert joined(["het CDA-", "Kamerlid"]) == "het CDA- Kamerlid"


def test_other_hyphens() -> None:
    """A soft one is one too; between figures it stays."""
    assert joined(["meld\u00ad", "ingen"]) == "meldingen"
    assert joined(["10-", "20 procent"]) == "10-20 procent"


def test_a_book_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """More pages than are read are refused, not dropped."""
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 1)
    with pytest.raises(pdf_text.TooManyPages):
        list(pdf_text.blocks_of(made([(11, 700, "een")], [(11, 700, "twee")])))


def test_a_figure_on_a_line_of_its_own_is_text(tmp_path: Path) -> None:
    """Only what stands at one height of most pages is a page number."""
    path = tmp_path / "cijfers.pdf"
    pages = [
        [(11, 700, "Bezoekers per museum:"), (11, 660 - 20 * nr, "120.000"), (9, 30, str(nr))]
        for nr in (1, 2, 3)
    ]
    path.write_bytes(made(*pages))
    (item,) = read_paths([str(path)], exact=False)
    assert isinstance(item, Article)
    assert item.text.count("120.000") == 3
    assert not re.search(r"^\d$", item.text, re.M)
