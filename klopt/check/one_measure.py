"""Whether two figures measure one thing: points for the nouns, what narrows them, and the groups that they are of."""

from __future__ import annotations

from functools import cache

from extract.identity import likeness
from extract.words import table
from klopt.check.alike import kinds_of
from klopt.check.said import Said
from klopt.check.stems import Stems, akin, holds, stems_of

WORD, ENDING = 4, 2
"""Letters of a place that the word for who lives there begins with, at least and but for the last: "Zwollenaren"."""


def same_measure(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """Points for what is measured; None if it is something else. `ours` and `theirs` are all stems of each article.

    What narrows the one must be said somewhere by the other: "jeugdleden" are not "leden", but "gezinnen in de
    noodopvang" are the "gezinnen" of a sentence about noodopvang. A group must be named beside both figures.
    """
    if one.groups != other.groups or not (_names_group(one, other) and _names_group(other, one)):
        return None
    return same_noun(one, other, ours, theirs)


def same_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """The same, whatever group each figure is of: for figures that are equal themselves."""
    if one.base and other.base and not (akin(one.base, other.base) or _anybody(one, other)):
        return None
    if one.base and other.base:
        return None if _narrowed(one, theirs) and _narrowed(other, ours) else 2.0
    if one.thing is None or other.thing is None:
        return 1.5 if one_head(one, other) else 1.0 if _told_beside(one, other) else 0.5
    missing = [sum(not holds(theirs, part) for part in one.thing.parts | one.thing.population)]
    missing += [sum(not holds(ours, part) for part in other.thing.parts | other.thing.population)]
    if likeness(one.thing, other.thing) == "same":
        return 2.0
    if one.thing.head == other.thing.head or akin(one.thing.head, other.thing.head):
        bare = not (one.thing.parts and other.thing.parts)
        return None if bare and any(missing) else 1.75 - 0.75 * sum(missing)
    return _other_noun(one, other, ours, theirs)


def _anybody(one: Said, other: Said) -> bool:
    """Whether both are of all who live somewhere: "inwoners", "Heemstedenaren"."""
    anybody, endings = table("across")["anybody"], table("across")["inhabitants"]
    starts = {
        place[:size]
        for place in (said.place.lower() for said in (one, other) if said.place)
        for size in range(max(WORD, len(place) - ENDING), len(place) + 1)
    }
    words = {f"{start}{ending}" for start in starts for ending in endings}
    return all(said.base in anybody or said.base in words for said in (one, other))


def _narrowed(one: Said, theirs: Stems) -> bool:
    """Whether the thing is narrowed by words that the other article has not."""
    return one.thing is not None and any(not holds(theirs, part) for part in one.thing.parts)


def _other_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float:
    """Points for two nouns: whether they are for one kind of thing, or one text has both."""
    if one.thing is None or other.thing is None:
        return 0.5
    if one_head(one, other):
        return 1.5
    generic, heads = table("across")["generic"], (one.thing.head, other.thing.head)
    named = [head for head in heads if head not in generic]
    if len(named) < 2:
        there = theirs if one.thing.head in named else ours
        return 1.0 if not named or holds(there, named[0]) else 0.0
    if kinds_of(heads[0]) & kinds_of(heads[1]):
        return 1.0
    known = holds(one.stems, heads[1]) or holds(other.stems, heads[0])
    return 0.5 if known else -0.5


def _told_beside(one: Said, other: Said) -> bool:
    """Whether the one thing that is known is named in the sentence of the figure of which nothing says it."""
    known, sentence = (one.thing, other.stems) if one.thing else (other.thing, one.stems)
    return known is not None and holds(sentence, known.head)


def one_head(one: Said, other: Said) -> bool:
    """Whether both have one noun, by the reader or right behind the figure."""
    generic = table("across")["generic"]
    return any(
        a not in generic and b not in generic and (a == b or akin(a, b))
        for a in one.heads
        for b in other.heads
    )


def _names_group(one: Said, other: Said) -> bool:
    """Whether the claim of the other names the group of the one."""
    places = stems_of(f"{one.place or ''} {one.claim.place or ''}")
    group = stems_of(one.claim.population or "") - places - _people()
    words = other.stems | stems_of(f"{other.claim.phrase or ''} {other.claim.population or ''}")
    return not group or any(holds(words, word) for word in group)


@cache
def _people() -> Stems:
    """People in general, who are no group."""
    return stems_of(" ".join(table("across")["people"]))
