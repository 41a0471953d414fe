"""Who is credited, and whose words stand between quotation marks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extract.entities import read_mentions
from extract.quote_marks import quoted
from extract.quotes import read_quotes
from extract.sources import read_sources
from extract.words import table

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "sources.toml").read_text(encoding="utf-8")
)["case"]


def _cases() -> list[Any]:
    return [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)]
            if "known_failure" in case
            else [],
            id=case["text"][:40],
        )
        for case in CASES
    ]


@pytest.mark.model
@pytest.mark.parametrize("case", _cases())
def test_sources_and_quotes(nlp: Language, case: dict[str, Any]) -> None:
    """Exactly these words, names and cues; nothing where nobody is credited."""
    doc = nlp(case["text"])
    mentions = read_mentions(doc, "text")
    sources = read_sources(doc, "text", mentions)
    assert [[s.span.text, s.name, s.cue] for s in sources] == case.get("sources", [])
    quotes = read_quotes(doc, "text", mentions, sources)
    assert [[q.span.text, q.speaker or ""] for q in quotes] == case.get("quotes", [])
    for noun in (*sources, *quotes):
        assert case["text"][noun.span.start : noun.span.end] == noun.span.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Hij zei: "Ja, dat kan." En ging.', ["Ja, dat kan."]),
        ("„Laag”, zei ze, „en «anders» hoog.”", ["Laag", "en «anders» hoog."]),
        (",,Wij gaan'', riep hij.", ["Wij gaan"]),
        ("Ze zei 'kom vanavond' tegen Hans' broer.", ["kom vanavond"]),
        ("'s Avonds en 't is zo'n foto's-album van auto's", []),
        (
            '"Een alinea die niet sluit\n\n"En de volgende wel", zei ze.',
            ["Een alinea die niet sluit", "En de volgende wel"],
        ),
        ('Hij benadrukt: Dit moet anders". En ging.', ["Dit moet anders"]),
        ('Een scherm van 27" is genoeg.', []),
        ('""', []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    """Every kind of mark, odd counts, apostrophes."""
    assert [text[start:end] for _, (start, end) in quoted(text)] == expected


@given(st.text(alphabet="ab \n\"'„”‘’«»,.:s", max_size=60))
def test_pairs_are_ordered_and_inside_a_line(text: str) -> None:
    """Whatever the marks: no overlap, no empty quotation, none across a line end."""
    end_before = 0
    for _, (start, end) in quoted(text):
        assert end_before <= start < end
        assert "\n" not in text[start:end]
        end_before = end


@pytest.mark.parametrize(
    "kind", ["prepositions", "say", "think", "with_object", "around", "documents", "nobody", "standards"]
)
def test_lists_are_unique(kind: str) -> None:
    """A word stands once in its list."""
    words = table("reporting")[kind]
    assert len(words) == len(set(words))
