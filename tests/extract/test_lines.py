"""Where a line end begins a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extract.lines import behind_semicolons, starts

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
    assert behind_semicolons(["Dat", "kan", ";", "Soms", ":", "ja"]) == [3]
    assert behind_semicolons(["Zie", ";", "\n", "Kop", ";"]) == []


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
