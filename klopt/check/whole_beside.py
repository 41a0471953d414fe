"""A part and its whole in one sentence: "zestien van de 35", "480 reizigers, onder wie 32 scholieren"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extract.words import table
from klopt.check.alike import alike, kinds_of, same
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has

GAP = 18
"""Words between a whole and its part in one sentence."""


def framed(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """What the sentence itself says: "zestien van de 35"."""
    frames: dict[tuple[str, int], dict[str, Figure]] = defaultdict(dict)
    for figure in text.figures:
        claim = figure.claim
        if claim.frame is not None and claim.role in ("part", "total") and claim.modality != "denied":
            frames[figure.field, claim.frame].setdefault(claim.role, figure)
    for roles in frames.values():
        if len(roles) == 2:
            yield roles["total"], roles["part"], False


def whole_first(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Van de twaalf leden stemden er na lang beraad negen voor."."""
    for total, part in (*_neighbours(text), *_over_one(text)):
        lead = total.clause_before()
        if total.claim.role == "total" and total.claim.frame is not None:
            continue  # "twee van de drie leraren, blijkt uit een rondgang langs 60 leraren": it has its part
        opens = any(" ".join(lead[-4:]).endswith(phrase) for phrase in table("wholes")["whole_first"])
        starts = opens and len(lead) <= 8
        er = "er" in part.before or "er" in total.after
        stands_for = er and part.noun is None and part.before[-1:] != ("een",)
        named = total.noun is not None and part.noun is not None and same(total.noun, part.noun)
        if starts and (stands_for or named) and len(part.before) <= GAP and ";" not in part.before:
            yield total, part, False


def allotted(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Van de 3 miljoen euro die de stad uitgeeft, gaat 4 miljoen naar sport"."""
    words = table("wholes")
    for total, part in _neighbours(text, measures=True):
        lead, gap = total.clause_before(), part.before
        opens = len(lead) <= 4 and any(" ".join(lead).endswith(phrase) for phrase in words["whole_first"])
        goes = any(word in words["allotted"] for word in (*part.clause_before(), *part.clause_after()[:8]))
        if opens and total.unit is not None and goes and len(gap) <= GAP and ";" not in gap:
            yield total, part, False


def out_of(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Twaalf op de tien patiënten": more than there are."""
    for part, total in _neighbours(text):
        value, people = exact_value(total.quantity), total.noun is not None and kinds_of(total.noun)
        often = total.before[:1] in (("op",), ("van",)) and total.before[1:] in (
            ("de",),
            ("elke",),
            ("iedere",),
        )
        if often and people and part.noun is None and value in _OF_SO_MANY:
            yield total, part, False


_OF_SO_MANY = (4, 5, 10, 20, 100, 1000)


def whereof(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "14 schepen, waarvan zeven op diesel varen", "480 reizigers, onder wie 32 scholieren"."""
    words = table("wholes")
    for total, part in _neighbours(text, measures=True):
        gap = part.before
        measured = total.unit is not None and total.quantity.kind in ("measure", "money")
        if len(gap) > GAP or (total.noun is None and not measured) or ";" in gap:
            continue
        kin = measured or part.noun is None or (total.noun is not None and alike(part.noun, total.noun))
        among = has(gap[-6:], words["among"]) and not has(total.before[-2:], words["aside"])
        bare = total.unit != part.unit and "waarvan" not in gap
        if among or (kin and not bare and has(gap[-6:], words["whereof"])):
            yield total, part, False
    for total, part in _neighbours(text):
        if (
            total.noun is not None
            and part.noun is None
            and has(part.after[:2], table("wholes")["of_them"])
            and not is_of_no_people(total, part)
        ):
            yield total, part, False


def is_of_no_people(total: Figure, part: Figure) -> bool:
    """Whether "van hen" stands behind the part and the whole is of things: nobody says "hen" of apartments."""
    kinds = kinds_of(total.noun) if total.noun is not None else frozenset()
    return has(part.after[:2], ("van hen",)) and bool(kinds) and "mens" not in kinds


def held(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er waren 29 zetels te verdelen en de lijst haalde er 12"."""
    words = table("wholes")
    for total, part in _neighbours(text):
        known = total.noun is not None and any(same(total.noun, noun) for noun in words["held"])
        stands_for = (
            has(part.before[-6:], ("er",)) and part.noun is None and has(part.before[-8:], words["holders"])
        )
        if known and stands_for and has((*total.before, "|", *part.before), words["divided"]):
            yield total, part, True


TAKEN = ("from", "to", "change")


def _neighbours(text: Prose, *, measures: bool = False) -> Iterator[tuple[Figure, Figure]]:
    """Counts (or amounts of one unit) that follow each other in one sentence and that no other statement ties."""
    for one, other in pairwise(text.figures):
        free = one.claim.role not in TAKEN and other.claim.role not in TAKEN
        counts = is_count(one) and is_count(other)
        bare = one.unit is not None and other.quantity.kind == "count" and other.noun is None
        one_unit = bare or (
            one.unit is not None and (one.unit, one.quantity.kind) == (other.unit, other.quantity.kind)
        )
        if one.sentence == other.sentence and free and (counts or (measures and one_unit)):
            yield one, other


def _over_one(text: Prose) -> Iterator[tuple[Figure, Figure]]:
    """Counts with one between them that counts something of its own: "van de 45 ... na twee brieven slechts 32"."""
    for one, between, other in zip(text.figures, text.figures[1:], text.figures[2:], strict=False):
        free = (
            one.claim.role not in TAKEN and other.claim.role not in TAKEN and one.sentence == other.sentence
        )
        own = between.noun is not None or between.unit is not None
        near = len(between.before) + len(other.before) <= GAP
        behind = other.after[:1] in ((",",), (".",), (";",)) or not other.after
        if free and own and near and behind and is_count(one) and is_count(other):
            yield one, other


def is_count(figure: Figure) -> bool:
    """Whether the figure counts things, which go by whole numbers unless they go by the million."""
    if _is_bare_age(figure):
        return False
    value = exact_value(figure.quantity)
    broken = value is not None and value < 1000 and value != value.to_integral_value()
    return figure.quantity.kind == "count" and not broken


def _is_bare_age(figure: Figure) -> bool:
    """ "Onder wie een meisje van zeventien": how old somebody is."""
    one, who, of = (*("",) * 3, *figure.before[-3:])[-3:]
    alone = figure.noun is None and figure.unit is None
    return alone and of == "van" and one in ("een", "één") and "mens" in kinds_of(who)
