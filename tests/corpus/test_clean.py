"""Raw text to corpus text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import clean, one_line

TABLE = [
    ("regel\r\nregel\rregel", "regel\nregel\nregel"),
    ("alinea\n\n\n \n\t\nalinea\n", "alinea\n\nalinea"),
    ("alinea\u2029alinea\u2028regel", "alinea\n\nalinea\nregel"),
    ("coo\u0308rdinatie", "coördinatie"),
    ("slacht\u00adoffers\u200b en\ufeff meer", "slachtoffers en meer"),
    ("a\u0000b\u0007c\ud800d", "abcd"),
    ("kost €\u00a05 en  meer ", "kost € 5 en meer"),
    ("1\u202f234 en 1\u00a0234 en 1\u2009234", "1\u202f234 en 1\u00a0234 en 1\u2009234"),
    ("2016    340\n2017\t355", "2016\t340\n2017\t355"),
    ("  34 meldingen\n  68 meldingen", "34 meldingen\n68 meldingen"),
    ("\u200e34\u202c procent", "34 procent"),
    ("", ""),
    (" \n\t\n ", ""),
    ("e" + "\u0323\u0301" * 500_000, "\u1eb9" + "\u0323" * 14 + "\u0301" * 15),
]


@pytest.mark.parametrize(("raw", "cleaned"), TABLE)
def test_table(raw: str, cleaned: str) -> None:
    """What goes, what stays and what becomes a plain space."""
    assert clean(raw) == cleaned


RAW = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(" \t\r\n\v\x85\xa0\xad\u0301\u0308\u2009\u200b\u2028\u2029\u202f12éé"),
    )
)


@given(RAW)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    """Idempotent: an article of the corpus can be cleaned again without an offset moving."""
    assert clean(clean(raw)) == clean(raw)


@given(RAW)
def test_shape(raw: str) -> None:
    """NFC, writable, no control characters, no more than one blank line, no space at the end of a line."""
    text = clean(raw)
    assert unicodedata.is_normalized("NFC", text)
    text.encode()
    assert "\n\n\n" not in text
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text)
    assert all(line == line.strip(" \t") for line in text.split("\n"))
    assert text == text.strip("\n")


@given(RAW)
def test_letters_and_digits_stay(raw: str) -> None:
    """Cleaning drops no letter and no digit and keeps their order."""

    def words(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN")

    joined = "".join(c for c in raw if unicodedata.category(c)[0] in "LN")
    assert words(clean(joined)) == words(joined)


@given(RAW)
def test_one_line(raw: str) -> None:
    """A title is one line."""
    assert one_line(raw) == " ".join(one_line(raw).split())
