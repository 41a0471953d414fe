"""The two ends of one scale that a sentence gives by superlatives: "38 euro op de goedkoopste camping tot 29 euro op de
duurste", "de langste etappe is 140 kilometer, de kortste 165".

Which superlatives are the ends of what is measured is in `words/averages.toml`: of the largest and smallest town any
number can be the higher, of the dearest and the cheapest ticket the price cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus.article import Span
from extract.words import table
from klopt.check.alike import are_people, kinds_of, same
from klopt.check.case import Case, exact_value
from klopt.check.prose import Figure, has, prose

BEHIND = 8
"""Words behind a value among which its superlative stands: "per nacht op de goedkoopste"."""


@dataclass(frozen=True, slots=True)
class _End:
    """A superlative beside a value: which end it is, the noun behind it, and whether it stands behind the value."""

    low: bool
    noun: str | None
    behind: bool


def scale_ends(case: Case) -> Iterator[tuple[Figure, Figure]]:
    """The lowest and the highest value of one scale, as the text names them."""
    text = prose(case)
    for one, other in pairwise(text.figures):
        if one.sentence != other.sentence or one.field != other.field or not _comparable(one, other):
            continue
        if has(text.words(one.sentence), table("averages")["bounds"]["not"]):
            continue
        if _of_two_times(case, text.spans[one.sentence]):
            continue
        for scale in table("averages")["scales"]:
            first = _end(one, scale, one.unit, (one.before, one.after[:BEHIND]))
            if first is None:
                continue
            places = (() if first.behind else other.before, other.after[:BEHIND])
            second = _end(other, scale, other.unit or one.unit, places, elliptic=True)
            if second is None or first.low == second.low or not _one_noun(first, second):
                continue
            yield (one, other) if first.low else (other, one)
            break


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two values are of one unit, one place and one time, each by itself a value and no change."""
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    if one.per != other.per and None not in (one.per, other.per):
        return False
    places = one.claim.place, other.claim.place
    times = one.claim.period, other.claim.period
    if None not in places and places[0] != places[1]:
        return False
    if times[0] is not None and times[1] is not None and times[0].days != times[1].days:
        return False
    return all(
        exact_value(f.quantity) is not None
        and f.claim.role not in ("change", "average")
        and f.claim.modality != "denied"
        and f.quantity.hedge is None
        and (f.quantity.kind != "money" or _by_itself(f))
        for f in (one, other)
    )


def _of_two_times(case: Case, sentence: Span) -> bool:
    """ "In januari kostte de goedkoopste 38 euro, in mei de duurste 29"."""
    times = {p.span.text.casefold() for p in case.extraction.periods if sentence.covers(p.span)}
    return len(times) > 1


def _by_itself(figure: Figure) -> bool:
    """Whether no noun says what the money is: "29 euro servicekosten"."""
    behind = figure.after[:1]
    return (
        not behind
        or not behind[0].isalpha()
        or has(behind, (*table("wholes")["noun_breaks"], *table("averages")["bounds"]["paid"]))
    )


def _end(
    figure: Figure,
    scale: dict[str, Any],
    unit: str | None,
    places: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    elliptic: bool = False,
) -> _End | None:
    """The end of a scale that a value is said to be, by the words before it or else by those behind it."""
    before, behind = places
    bare = figure.quantity.kind == "count" and figure.noun is None
    if not (figure.quantity.kind in scale["kinds"] or bare) or (
        scale["units"] and unit not in scale["units"]
    ):
        return None
    for words in (before, behind):
        ends = [at for at, word in enumerate(words) if word in scale["low"] or word in scale["high"]]
        if len(ends) > 1:
            return None
        if not ends:
            continue
        at = ends[0]
        if words is behind and not _led(words, at):
            continue
        if words[at - 1 : at] not in (("de",), ("het",)) or words[at - 2 : at - 1] == ("na",):
            return None
        noun = _noun(words, at)
        named = noun is not None and any(same(noun, known) for known in scale.get("nouns", ()))
        if scale.get("nouns") and not named and not (elliptic and noun is None):
            return None
        if words is before and not _of_itself(words[at + 1 :], noun, scale, elliptic=elliptic):
            return None
        return _End(words[at] in scale["low"], noun, words is behind)
    return None


def _led(words: tuple[str, ...], at: int) -> bool:
    """Whether a superlative behind a value goes with it: "per nacht op de goedkoopste", no comma or "tot" between."""
    lead = words[: at - 1]
    apart = {",", "tot", "en", ";", ":", "maar", "terwijl", "dan"}
    return bool(lead) and lead[-1] in ("op", "in", "bij", "voor", "van") and not apart & set(lead)


def _noun(words: tuple[str, ...], at: int) -> str | None:
    """The noun behind a superlative; None if it stands by itself."""
    behind = words[at + 1 : at + 2]
    if not behind or not behind[0].isalpha() or has(behind, table("averages")["verbs"]["words"]):
        return None
    return None if behind[0] in ("tot", "euro", "dan", "of", "en", "per") else behind[0]


def _of_itself(words: tuple[str, ...], noun: str | None, scale: dict[str, Any], *, elliptic: bool) -> bool:
    """Whether nothing else than what the superlative names comes between it and the value; an `elliptic` second leaves
    the verb out.
    """
    bounds = table("averages")["bounds"]
    rest = words[1:] if noun is not None else words
    if scale.get("is") and not has(words[-1:], scale["is"]) and not (elliptic and not rest):
        return False
    for lead, article, thing in zip(("", *rest), rest, rest[1:], strict=False):
        if article not in bounds["determiners"] or lead in ("in", "op", "van", "bij", "uit", "aan"):
            continue  # "de langste film op het festival duurt"
        payer = any(same(thing, word) for word in bounds["payers"])
        if not payer and "mens" not in kinds_of(thing) and not are_people(thing):
            return False
    return "dan" not in words


def _one_noun(first: _End, second: _End) -> bool:
    """Whether both superlatives are of one thing: the second leaves its noun out, or repeats it."""
    return first.noun is None or second.noun is None or same(first.noun, second.noun)
