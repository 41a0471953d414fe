"""Whether two figures are of one place, also where one article leaves it unsaid."""

from __future__ import annotations

from extract.singular import ground_form
from extract.words import table
from klopt.check.said import Said
from klopt.check.stems import Stems

LONG = 6
"""Letters of a place that no other word begins with: "Lakenstad" and "Lakenstadse"."""


def same_place(one: Said, other: Said, ours: Stems, theirs: Stems, *, tied: bool) -> float | None:
    """Points for the place; None if they name two places, neither in the other's sentence, or one is said to be in a
    place of which the other article knows nothing. A place that is not said to be the figure's gives way where each
    article names the other's, or one does and more than words has `tied` the two.
    """
    if one.areas and other.areas and one.areas.isdisjoint(other.areas):
        return None
    if one.place is None or other.place is None:
        alone, stems = (one, theirs) if other.place is None else (other, ours)
        elsewhere = alone.located and _elsewhere(alone.place or "", stems)
        return None if elsewhere and not tied else 0.0
    mine, yours = one.place.lower(), other.place.lower()
    if mine == yours or mine in yours or yours in mine:
        called = one.kind_of_place, other.kind_of_place
        two = None not in called and called[0] != called[1]
        return None if (mine == yours and two) or (not tied and _two_provinces(ours, theirs)) else 1.0
    if mine in other.claim.span.text.lower() or yours in one.claim.span.text.lower():
        return 0.0
    named = is_in_article(mine, theirs) + is_in_article(yours, ours)
    return None if (one.located and other.located) or named < (1 if tied else 2) else 0.0


def two_sorts(one: Said, other: Said) -> bool:
    """Whether each is limited to another sort of place ("in de stad", "in het dorp"), or its place is called another
    ("gemeente", "provincie").
    """
    areas = bool(one.areas and other.areas) and one.areas.isdisjoint(other.areas)
    return areas or (
        None not in (one.kind_of_place, other.kind_of_place) and one.kind_of_place != other.kind_of_place
    )


def _elsewhere(place: str, stems: Stems) -> bool:
    """Whether a place is one of which an article with these stems knows nothing; the whole country is never one."""
    return bool(place) and place.lower() not in table("across")["country"] and not is_in_article(place, stems)


def _two_provinces(ours: Stems, theirs: Stems) -> bool:
    """Whether each article names provinces and they have none in common: two places of one name ("Bergen")."""
    here, there = (
        {name for name in table("across")["provinces"] if any(stem.startswith(name) for stem in stems)}
        for stems in (ours, theirs)
    )
    return bool(here and there) and here.isdisjoint(there)


def is_in_article(place: str, stems: Stems) -> bool:
    """Whether all words of a place stand in an article, or the adjective of one of many letters."""
    return all(
        ground_form(word) in stems or (len(word) >= LONG and any(stem.startswith(word) for stem in stems))
        for word in place.lower().split()
    )
