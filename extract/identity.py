"""What a figure measures, in a form that other words for the same thing share: "mensenhandelslachtoffers" and
"slachtoffers van mensenhandel".

The form is the head noun and the set of what it is of: the first part of a compound, the complement behind "van", the
adjectives. Meldingen, slachtoffers and estimates stay apart, for they are counted in other ways. Pure functions on
strings, without a lemmatizer, so that a query is read as a claim is. Words and what is safe: `words/identity.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.singular import ground_form
from extract.words import table

Likeness = Literal["same", "maybe", "apart"]

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ADJECTIVE = re.compile(r"(?:lijk|ig|[lnrkt]s|nd|aal|eel|ief|ische?|baar|loz|wett|gd)e$")
_LONG = 7
"""Letters of a noun that no other word begins like."""
_SHORTEST = 3
"""Letters of the first part of a compound."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is measured: the ground form of the head noun and of the words that narrow it, in any order; `estimated`
    where the words themselves say that nobody counted. `population` are the words for the group, none where it is of
    all, `place` the place, None where it is not known.
    """

    head: str
    parts: frozenset[str] = frozenset()
    estimated: bool = False
    population: frozenset[str] = frozenset()
    place: str | None = None

    @property
    def key(self) -> str:
        """The thing as one string, for an index: the head, then the rest in alphabetical order. Group and place have
        columns of their own.
        """
        return " ".join([self.head, *sorted(self.parts), *(["~"] if self.estimated else [])])


def thing_of(
    measure: str | None, phrase: str | None, population: str | None = None, place: str | None = None
) -> Thing | None:
    """The thing that a claim with this measure (lemma of the head noun), phrase (words as written), group and place
    measures; None without a measure. A group that the phrase names too counts once.

    >>> thing_of("melding", "meldingen van overlast").key
    'melding overlast'
    >>> thing_of("overlastmelding", "overlastmeldingen").key
    'melding overlast'
    """
    if not measure:
        return None
    words = _WORD.findall((phrase or measure).lower())
    noun = ground_form(measure.lower())
    heads = [word for word in words if ground_form(word) == noun] or [
        word for word in words if noun in ground_form(word) or _begins_as(word, noun)
    ]
    head, parts = _split(ground_form(heads[0]) if heads else noun)
    group = frozenset(_content(_WORD.findall(population.lower()))) if population else frozenset[str]()
    found = {*parts, *_content(word for word in words if word not in heads)}
    estimated = _estimated()
    return Thing(
        head,
        frozenset(map(_unlinked, found - {head} - estimated - group)),
        bool(found & estimated),
        group - {head},
        place.casefold() if place else None,
    )


def _begins_as(word: str, noun: str) -> bool:
    """Whether a word is a form of a noun that the reader put in a form that does not exist ("woninginbrake")."""
    return len(noun) > _LONG and word.startswith(noun[:-2]) and abs(len(word) - len(noun)) < 3


def _content(words: Iterable[str]) -> Iterator[str]:
    """The ground forms of the words that say what a thing is."""
    for word in words:
        if word not in _empty():
            yield _same_word(_adjective(word))


@cache
def _estimated() -> frozenset[str]:
    return frozenset(_adjective(word) for word in table("identity")["estimated"])


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of what a thing is."""
    return frozenset((*table("identity")["between"], *table("identity")["passed"]))


def asked(words: str) -> Thing | None:
    """The thing that somebody asks for by these words: the first noun is the head, after one that only says how many.
    None if there is no word.

    >>> asked("mensenhandelslachtoffers") == asked("slachtoffers van mensenhandel")
    True
    >>> asked("het aantal meldingen") == asked("meldingen")
    True
    """
    said = [word for word in _WORD.findall(words.lower()) if word not in table("identity")["between"]]
    while len(said) > 1 and said[0] in table("identity")["asked_amounts"]:
        said = said[1:]
    return thing_of(said[0], " ".join(said)) if said else None


def likeness(one: Thing, other: Thing) -> Likeness:
    """Whether two things are the same, one may be the other said in fewer words, or neither. A group that only one
    names may be all of the other; a place that only one names is taken for the same.
    """
    if one.estimated != other.estimated or (one.place and other.place and one.place != other.place):
        return "apart"
    narrower = one.population < other.population or other.population < one.population
    if one.population != other.population and not narrower:
        return "apart"
    if (one.head, one.parts) == (other.head, other.parts) or _unsplit(one) == _unsplit(other):
        return "maybe" if narrower else "same"
    if one.head != other.head:
        return "apart"
    return "maybe" if one.parts <= other.parts or other.parts <= one.parts else "apart"


def _adjective(word: str) -> str:
    """The ground form; of an adjective without its -e."""
    return word[:-1] if len(word) > 5 and _ADJECTIVE.search(word) else ground_form(word)


@cache
def _synonyms() -> dict[str, str]:
    return {word: group[0] for group in table("identity")["synonyms"] for word in group}


def _same_word(word: str) -> str:
    return _synonyms().get(word, word)


@cache
def _heads() -> frozenset[str]:
    return frozenset({*table("identity")["heads"], *_synonyms()})


def _split(noun: str) -> tuple[str, tuple[str, ...]]:
    """A compound as its head and what that is of; a noun that only says how many gives way."""
    for amount in table("identity")["amounts"]:
        if noun.endswith(amount) and len(noun) - len(amount) > _SHORTEST:
            return _split(_first_part(noun[: -len(amount)]))
    heads = _heads()
    for at in range(_SHORTEST, len(noun) if noun not in _synonyms() else 0):  # the longest head that ends it
        if (head := noun[at:]) in heads:
            return _same_word(head), (_same_word(_first_part(noun[:at])),)
    return _same_word(noun), ()


def _first_part(rest: str) -> str:
    """The first part of a compound without the sound that links it."""
    if rest.endswith("-"):
        return rest[:-1]
    return _unlinked(rest) if rest.endswith("s") else ground_form(rest)


def _unlinked(part: str) -> str:
    """Without an -s that may link a compound; also where it is the word's own ("fiets"), as nobody can tell."""
    linked = part.endswith("s") and len(part) > _SHORTEST + 1 and not part.endswith(("ss", "us", "is"))
    return part[:-1] if linked else part


def _unsplit(thing: Thing) -> tuple[str, frozenset[str]]:
    """The words of a thing with one part, as one compound without its link: for compounds of which we know no head."""
    if len(thing.parts) != 1:
        return thing.head, thing.parts
    (part,) = thing.parts
    return part + thing.head, frozenset()
