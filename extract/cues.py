"""Words of change in a sentence: verbs (also separated ones), nouns and their compounds, "verdubbeld", "meer".

Which words mean a rise or a fall stands in `words/changes.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from extract.nouns import Direction
from extract.sentence import Sentence
from extract.words import table

REACH = 24
"""Tokens between a word of change and the figures it goes with: further away is another statement."""

_COMPOUND = 5
"""Letters of a noun of change that may end a compound ("omzetstijging"); shorter ones end other words too."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that ties figures together: tokens `first:last`, and for a word of change where it goes."""

    first: int
    last: int
    direction: Direction | None = None


@cache
def words_of(group: str) -> dict[str, Direction]:
    """The words of one group of `words/changes.toml` ("verbs", "nouns", "comparatives") with their direction."""
    words: dict[str, Direction] = {}
    for direction in ("up", "down"):
        for word in table("changes")[group][direction]:
            words[word] = direction
    return words


@lru_cache(maxsize=4096)
def noun_direction(word: str) -> Direction | None:
    """Where a noun of change goes, also as the end of a compound; None if it is no such noun.

    >>> noun_direction("stijging"), noun_direction("loonsverhoging"), noun_direction("koe")
    ('up', 'up', None)
    """
    nouns = words_of("nouns")
    if word in nouns:
        return nouns[word]
    return next((nouns[noun] for noun in nouns if len(noun) >= _COMPOUND and word.endswith(noun)), None)


def change_cues(sentence: Sentence) -> list[Cue]:
    """Words of change in reading order: verbs (also separated ones), nouns, factor words ("verdubbeld") by
    their value.
    """
    cues: list[Cue] = []
    verbs = words_of("verbs")
    for at, word in enumerate(sentence.words):
        if word in verbs:
            cues.append(Cue(at, at + 1, verbs[word]))
        elif sentence.tags[at] in ("NOUN", "PROPN", "SYM", "X") and (way := noun_direction(word)):
            cues.append(Cue(at, at + 1, way))
        else:
            cues.extend(_separated(sentence, at))
    for figure in sentence.figures:
        value = figure.quantity.value
        if (
            figure.quantity.kind == "factor"
            and isinstance(value, Decimal)
            and figure.last - figure.first == 1
        ):
            cues.append(Cue(figure.first, figure.last, "down" if value < 1 else "up"))
    return sorted(cues, key=lambda cue: cue.first)


@cache
def _separable() -> dict[str, list[dict[str, Any]]]:
    """The entries of verbs with a particle by each form of the verb."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in table("changes")["separable"]:
        for form in entry["verb"]:
            found.setdefault(form, []).append(entry)
    return found


def _separated(sentence: Sentence, at: int) -> Iterator[Cue]:
    """A finite verb with its particle further on in the same clause: "liep ... terug"."""
    for entry in _separable().get(sentence.words[at], ()):
        for after in range(at + 1, min(len(sentence.words), at + REACH)):
            if sentence.words[after] in (";", ":", '"', "”"):
                return
            for direction in ("up", "down"):
                for particle in entry[direction]:
                    if sentence.find(
                        particle, after, after + len(particle.split())
                    ) == after and _is_particle(sentence, after):
                        yield Cue(at, at + 1, direction)
                        return


def _is_particle(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` ends its phrase ("nam toe, van") rather than opens one ("nam op de markt")."""
    if at + 1 >= len(sentence.words):
        return True
    return (
        sentence.tags[at + 1] in ("PUNCT", "ADP", "CCONJ", "SCONJ", "SYM", "AUX", "VERB")
        or sentence.tokens[at].dep_ == "compound:prt"
    )
