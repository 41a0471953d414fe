"""What the words inside a name say, and the organisations that are known by name: on token lists, without a model."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import spacy
from spacy.tokens import Doc, Span

from extract.candidates import Candidate
from extract.insides import departments, put_right, with_particles
from extract.known import organisations
from extract.nouns import MentionKind
from extract.words import table


def read(text: str, kind: MentionKind) -> list[tuple[str, str]]:
    """The whole text as one recognised name, put right."""
    words = text.split()
    found = put_right(words, [Candidate(0, len(words), kind)])
    return [(" ".join(words[name.start : name.end]), name.kind) for name in found]


@pytest.mark.parametrize(
    ("text", "seen", "right"),
    [
        ("Fatima Bouzid", "organisation", [("Fatima Bouzid", "person")]),
        ("Jan de Wit Stichting", "organisation", [("Jan de Wit Stichting", "organisation")]),
        ("Stichting Lezen", "person", [("Stichting Lezen", "organisation")]),
        ("Veldman Holding", "person", [("Veldman Holding", "organisation")]),
        ("Nederlandse Antillen", "place", [("Antillen", "place")]),
        ("Nederlandse Melkbond", "organisation", [("Nederlandse Melkbond", "organisation")]),
        ("Peruaan Carlos Ruiz", "person", [("Carlos Ruiz", "person")]),
        ("Braziliaan", "person", [("Braziliaan", "other")]),
        ("Harare", "person", [("Harare", "place")]),
        ("Lokeren", "organisation", [("Lokeren", "organisation")]),
        ("Caracas / Brussel", "organisation", [("Caracas", "organisation"), ("Brussel", "organisation")]),
        ("Sydney 2000", "person", [("Sydney 2000", "other")]),
        ("Hut", "person", [("Hut", "person")]),
    ],
)
def test_words_settle_kind_and_borders(text: str, seen: MentionKind, right: list[tuple[str, str]]) -> None:
    """First names, designators, places and inhabitants correct what the recogniser guessed, and nothing else does."""
    assert read(text, seen) == right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de minister van Justitie en Veiligheid zei", ["Justitie en Veiligheid"]),
        (
            "het ministerie van Landbouw , Natuur en Voedselkwaliteit meldt",
            ["Landbouw , Natuur en Voedselkwaliteit"],
        ),
        ("minister van Werk en Pensioenen in het kabinet", ["Werk", "Pensioenen"]),
        ("de minister van Zuid-Afrika kwam", []),
        ("het Ministerie van Defensie zweeg", ["Ministerie van Defensie"]),
    ],
)
def test_departments_stand_behind_a_minister(text: str, found: list[str]) -> None:
    """A department is an organisation where a minister or ministry stands before it."""
    words = text.split()
    assert [" ".join(words[name.start : name.end]) for name in departments(words)] == found


def test_a_capital_particle_belongs_to_the_surname() -> None:
    """Inside a sentence "De" before a person's name is part of it; at its beginning only if the name is known."""
    words = ["Volgens", "De", "Prins", "klopt", "dat", ".", "De", "Prins", "zwijgt", "."]
    found = [Candidate(2, 3, "person"), Candidate(7, 8, "person")]
    assert [name.start for name in with_particles(words, found, frozenset())] == [1, 7]
    assert [name.start for name in with_particles(words, found, frozenset({"De Prins"}))] == [1, 6]


def doc(text: str, entities: list[tuple[int, int, str]] = (), tags: dict[int, str] | None = None) -> Doc:  # type: ignore[assignment]
    """A document of blank-separated words with these entities and word classes."""
    words = text.split()
    pos = [(tags or {}).get(i, "X") for i in range(len(words))]
    made = Doc(spacy.blank("nl").vocab, words=words, pos=pos, sent_starts=[i == 0 for i in range(len(words))])
    made.set_ents([Span(made, start, end, label=label) for start, end, label in entities])
    return made


@pytest.mark.parametrize(
    ("text", "entities", "tags", "found"),
    [
        ("cijfers van het CBS en de Raad van State", [], {}, ["CBS", "Raad van State"]),
        ("Shell groeit en Shell krimpt", [], {3: "PROPN"}, ["Shell"]),
        ("de schrijver Jan Philips", [(2, 4, "PER")], {}, []),
        ("bij Philips Medical", [(1, 3, "ORG")], {}, []),
        ("volgens foto ANP / Reuters", [(1, 5, "LOC")], {}, ["ANP"]),
    ],
)
def test_known_organisations_are_found(
    text: str, entities: list[tuple[int, int, str]], tags: dict[int, str], found: list[str]
) -> None:
    """Acronyms and long names always, single words where something else says that it is a name."""
    made = doc(text, entities, tags)
    words = [token.text for token in made]
    got = [" ".join(words[name.start : name.end]) for name in organisations(made, words)]
    assert got == found


def test_each_organisation_stands_once() -> None:
    """No name twice, none empty."""
    names = [
        " ".join(name.split()) for kind in table("organisations").values() for name in re.split(";", kind)
    ]
    assert [name for name, count in Counter(names).items() if count > 1 or not name] == []
