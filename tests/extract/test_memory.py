"""What a pipeline holds between batches."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract import memory
from extract.memory import ROOMY, forgotten, give_back, shrink

pytestmark = pytest.mark.model


def test_the_table_of_strings_does_not_grow_with_the_words_ever_read(nlp: Language) -> None:
    """Each round has words of its own; by itself the table would have a place for every one of them."""
    strings = nlp.vocab.strings
    places = []
    for nr in range(60):
        with forgotten(nlp):
            for at in range(3_000):
                strings.add(f"nieuw{nr}woord{at}")
        places.append(strings._map.capacity)
    assert max(places) <= 2 * ROOMY * len(strings)
    assert "nieuw3woord3" not in strings


def test_a_table_made_anew_has_the_same_strings(nlp: Language) -> None:
    """Every one under its number, and words are read as before."""
    text = "In 2019 telde Gent 260.000 inwoners."
    strings = nlp.vocab.strings
    with nlp.memory_zone():
        before = [(word.text, word.lemma_, word.pos_, word.dep_) for word in nlp(text)]
        for at in range(ROOMY * len(strings)):
            strings.add(f"overvloedig{at}")
    old = strings._map
    known = {strings[word]: word for word in strings}
    shrink(strings)
    assert strings._map.capacity < old.capacity
    assert {number: strings[number] for number in known} == known
    with nlp.memory_zone():
        assert [(word.text, word.lemma_, word.pos_, word.dep_) for word in nlp(text)] == before


def test_a_table_with_few_deleted_words_is_left(nlp: Language) -> None:
    """To make it anew takes longer than to keep it."""
    old = nlp.vocab.strings._map
    shrink(nlp.vocab.strings)
    assert nlp.vocab.strings._map is old


def test_within_another_zone_nothing_is_forgotten(nlp: Language) -> None:
    """Whoever opened that one still uses its documents."""
    with nlp.memory_zone():
        with forgotten(nlp):
            nlp.vocab.strings.add("quadekerspelaar")
        assert "quadekerspelaar" in nlp.vocab.strings


def test_an_allocator_that_gives_nothing_back_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the C library of GNU has a call for it."""
    memory._trim.cache_clear()
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    give_back()
    memory._trim.cache_clear()
    monkeypatch.undo()
    give_back()
    memory._trim.cache_clear()
