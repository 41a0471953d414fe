"""Lemmas: known words, compounds, verbs with the part that was split off."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extract import lemmas

NOUNS = {"steden": "stad", "meren": "meer", "hazen": "haas"}


@pytest.mark.parametrize(
    ("word", "lemma", "expected"),
    [
        ("angsthazen", "angsthas", "angsthaas"),
        ("Hoofdsteden", "Hoofdsted", "Hoofdstad"),
        ("Hoofdsteden", "hoofdsted", "hoofdstad"),
        ("steden", "sted", None),  # the word itself is no compound
        ("lammeren", "lammer", None),  # a plural, not lakes
        ("x" * 100 + "steden", "", None),
    ],
)
def test_a_compound_has_the_lemma_of_its_last_part(word: str, lemma: str, expected: str | None) -> None:
    """With the capital of the lemma that the pipeline gave it."""
    assert lemmas.compound(word, lemma, NOUNS) == expected


@given(st.text(max_size=60), st.text(max_size=10))
def test_any_word_is_looked_at(word: str, lemma: str) -> None:
    """Whatever it is made of; what is found ends in a lemma that is known."""
    found = lemmas.compound(word, lemma, NOUNS)
    assert found is None or found.endswith(tuple(NOUNS.values()))


def doc(nlp: Language, rows: list[tuple[str, str, str, int, str]]) -> Doc:
    """A parsed document of rows of word, word class, lemma, head, dependency."""
    words, kinds, found, heads, labels = zip(*rows, strict=True)
    return Doc(
        nlp.vocab,
        words=list(words),
        pos=list(kinds),
        lemmas=list(found),
        heads=list(heads),
        deps=list(labels),
    )


def test_a_verb_has_its_part() -> None:
    """One part that belongs to infinitives; not two, not a word that only stands by, not twice."""
    nlp = spacy.blank("nl")
    put = lemmas.Lemmas({})
    cases = [
        ("nam", "nemen", ["toe"], "toenemen"),
        ("nam", "toenemen", ["toe"], "toenemen"),
        ("nam", "nemen", ["in", "gebruik"], "nemen"),
        ("bleef", "blijven", ["tot"], "blijven"),
    ]
    for word, lemma, parts, expected in cases:
        rows = [(word, "VERB", lemma, 0, "ROOT"), *((part, "ADP", part, 0, "compound:prt") for part in parts)]
        assert put(doc(nlp, rows))[0].lemma_ == expected


def test_known_words_by_their_class() -> None:
    """The lemma goes by word class and falls back on lower case; a part that the lemmatizer found by itself stays."""
    nlp = spacy.blank("nl")
    put = lemmas.Lemmas(
        {"NOUN": {"bedrijven": "bedrijf"}, "VERB": {"bedrijven": "bedrijven", "sloeg": "slaan"}}
    )
    rows = [
        ("Bedrijven", "NOUN", "Bedrijven", 2, "nsubj"),
        ("bedrijven", "VERB", "bedrijf", 2, "xcomp"),
        ("sloeg", "VERB", "toeslaan", 2, "ROOT"),
        ("bedrijven", "ADJ", "bedrijven", 2, "amod"),
    ]
    assert [token.lemma_ for token in put(doc(nlp, rows))] == [
        "bedrijf",
        "bedrijven",
        "toeslaan",
        "bedrijven",
    ]


@pytest.mark.model
def test_in_the_bundled_pipeline(nlp: Language) -> None:
    """Irregular plurals, compounds of them, and separable verbs of news."""
    found = {
        token.text: token.lemma_ for token in nlp("Het aantal koeien nam in de badsteden met 3 procent toe.")
    }
    assert found | {"koeien": "koe", "badsteden": "badstad", "nam": "toenemen"} == found


def test_a_pipeline_without_lemmas_stays_without() -> None:
    """The component is for those that have a lemmatizer."""
    nlp = spacy.blank("nl")
    lemmas.add_to(nlp)
    assert lemmas.NAME not in nlp.pipe_names
