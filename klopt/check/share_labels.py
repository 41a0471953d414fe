"""Which share is which of the categories that exclude each other: "57 procent vrouw", "Ja, zei 34 procent"."""

from __future__ import annotations

from typing import Any

from extract.words import table
from klopt.check.prose import Figure, has

ANSWER = 4
"""Words of "Ja, zei 34 procent" before its share."""
LABEL = 7
"""Words between a share and the word that says which category it is."""


def labelled(shares: tuple[Figure, ...], closed: dict[str, Any]) -> dict[str, Figure]:
    """Which share is which category; the first of each."""
    found: dict[str, Figure] = {}
    for figure in shares:
        label = _label(figure, closed)
        if label is not None and label not in found:
            found[label] = figure
    return found


def doubled(found: dict[str, Figure], closed: dict[str, Any], shares: tuple[Figure, ...]) -> bool:
    """Whether two shares carry one label: then they are of two groups or two moments."""
    labels = [label for figure in shares if (label := _label(figure, closed)) in ("first", "second")]
    return len(labels) > len(found.keys() & {"first", "second"})


def _label(figure: Figure, closed: dict[str, Any]) -> str | None:
    """The category of a share: the label in its own clause, the nearest, that is not the group it is a share of."""
    after, before = figure.clause_after()[:LABEL], figure.clause_before()[-LABEL:]
    for words in (after, before):
        places = [
            (at if words is after else len(words) - at, label)
            for label in ("others", "first", "second")
            for phrase in closed[label]
            if (at := _find(words, phrase)) is not None and not _is_group(words, at)
        ]
        if places:
            return min(places)[1]
    if figure.first and 1 < len(figure.before) <= ANSWER:  # "Ja, zei 34 procent"
        return next((label for label in ("first", "second") if figure.before[0] in closed[label]), None)
    return None


def _find(words: tuple[str, ...], phrase: str) -> int | None:
    wanted = tuple(phrase.split())
    ends = range(len(words) - len(wanted) + 1)
    return next((at for at in ends if words[at : at + len(wanted)] == wanted), None)


def _is_group(words: tuple[str, ...], at: int) -> bool:
    """Whether the label is what the share is taken of: "44 procent van de mannen", "onder vrouwen"."""
    return has(words[max(0, at - 3) : at], table("shares")["closes"]["taken_of"])
