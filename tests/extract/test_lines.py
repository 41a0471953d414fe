"""Where a line end begins a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extract.lines import going_on, quotations, starts

LONG = ["Het", "aantal", "meldingen", "bij", "het", "landelijke", "meldpunt", "steeg"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Kop", "\n\n", "Eerste", "zin", "."], [2]),
        (["-", "appels", "\n", "-", "peren"], [3]),
        (["appels", "\n", "peren"], [2]),
        ([*LONG, "\n", "Sport"], [9]),
        (["\n\n", "Begin", "."], []),
        (["Een", " ", "blank"], []),
    ],
)
def test_a_line_begins_a_sentence(words: list[str], expected: list[int]) -> None:
    """Headings, list items and paragraphs stand alone; leading blank lines begin nothing."""
    assert starts(words) == expected


def test_a_wrapped_line_goes_on() -> None:
    """A long line without closing punctuation that goes on in lower case was wrapped by hand."""
    assert starts([*LONG, "\n", "in", "2017", "fors"]) == []


def test_a_semicolon_joins() -> None:
    """Not a line end behind it, nor the line after that."""
    assert going_on(["Dat", "kan", ";", "Soms", ":", "ja"]) == [3]
    assert going_on(["Zie", ";", "\n", "Kop", ";"]) == []


def test_a_quotation_opens_a_sentence() -> None:
    """Behind a full stop and a blank, before a capital; not one that closes, nor inside a sentence."""
    text = [
        ("Kan", 0),
        (".", 1),
        ("'", 0),
        ("Ja", 0),
        ("'", 1),
        ("zei", 1),
        ('"', 0),
        ("De", 0),
        ('"', 0),
        (".", 0),
        ("'", 1),
        ("En", 0),
    ]
    assert quotations([word for word, _ in text], [bool(blank) for _, blank in text]) == [2]


def test_a_colon_joins_a_number() -> None:
    """Not a word, nor a number on the next line."""
    assert going_on(["De", "groei", ":", "4,5", "miljoen", "nu", ":", "Meer"]) == [3]
    assert going_on(["Uitslag", ":", "\n", "1.", "Jansen"]) == []


@pytest.mark.model
def test_a_sentence_goes_on_behind_a_semicolon(nlp: Language) -> None:
    """Also with a capital; a new line is a new sentence all the same."""
    doc = nlp(
        "Het plan kost volgens De Wit 4 miljoen; Wij kunnen dat betalen. Lees ook;\nHet plan in vijf vragen"
    )
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Het plan kost volgens De Wit 4 miljoen; Wij kunnen dat betalen.",
        "Lees ook;",
        "Het plan in vijf vragen",
    ]


@given(st.lists(st.sampled_from(["a", "Kop", ".", "\n", "\n\n", " ", "lang" * 12])))
def test_only_words_after_a_line_end_are_marked(words: list[str]) -> None:
    """Every start is a word, and the nearest blank before it holds a line end."""
    for start in starts(words):
        assert not words[start].isspace()
        blanks = []
        for word in reversed(words[:start]):
            if not word.isspace():
                break
            blanks.append(word)
        assert "\n" in "".join(blanks)


@pytest.mark.model
def test_the_parser_keeps_headings_apart(nlp: Language) -> None:
    """A heading without a full stop is a sentence of its own."""
    doc = nlp("Meer meldingen in 2017\n\nHet meldpunt kreeg 68 meldingen. Dat is veel.\nReacties\nMail ons.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Meer meldingen in 2017",
        "Het meldpunt kreeg 68 meldingen.",
        "Dat is veel.",
        "Reacties",
        "Mail ons.",
    ]
