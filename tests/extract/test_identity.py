"""The same thing in other words, and things that look alike and are not the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.identity import asked, likeness, thing_of
from extract.singular import ground_form
from extract.words import table

EXAMPLES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "identity.toml").read_text(encoding="utf-8")
)
PAIRS = [(kind, *pair) for kind in ("same", "maybe", "apart") for pair in EXAMPLES[kind]]


@pytest.mark.parametrize(("kind", "one", "other"), PAIRS, ids=lambda value: str(value)[:40])
def test_two_phrases(kind: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    """As the table says, whichever comes first."""
    first, second = thing_of(*one), thing_of(*other)
    assert first is not None
    assert second is not None
    assert likeness(first, second) == likeness(second, first) == kind, (first, second)


@pytest.mark.parametrize(("form", "base"), EXAMPLES["forms"].items())
def test_ground_forms(form: str, base: str) -> None:
    """Singular by spelling alone, and a ground form stays as it is."""
    assert ground_form(form) == base
    assert ground_form(base) == base


def test_a_query_is_read_as_a_claim_is() -> None:
    """What somebody types means what an article writes."""
    assert asked("slachtoffers van mensenhandel") == thing_of(
        "mensenhandelslachtoffer", "mensenhandelslachtoffers"
    )
    assert asked("de meldingen") == thing_of("melding", "meldingen")
    assert asked(" 12 ") is None


def test_no_measure_is_no_thing() -> None:
    """A gap stays a gap."""
    assert thing_of(None, None) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words(measure: str, phrase: str) -> None:
    """Nothing breaks, and a thing is like itself."""
    thing = thing_of(measure, phrase)
    assert thing is None or likeness(thing, thing) == "same"


@pytest.mark.parametrize("name", ["heads", "amounts", "between", "estimated", "nominal"])
def test_lists_are_unique(name: str) -> None:
    """A word stands once in its list."""
    words = table("identity")[name]
    assert len(words) == len(set(words))


def test_a_word_has_one_synonym() -> None:
    """No word stands in two groups."""
    words = [word for group in table("identity")["synonyms"] for word in group]
    assert len(words) == len(set(words))
