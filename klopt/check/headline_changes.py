"""A headline that says how many times as much something became, and the one change of it that the text tells of.

"Aantal dassen verdrievoudigd" above "Sinds 1995 is zijn aantal verdubbeld"; "Fietsdiefstallen gehalveerd" above "Het
aantal fietsdiefstallen nam met 80 procent af". Where the text tells of several changes, or of some of them only, of
another place or another time, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Claim, Quantity
from klopt.check.alike import one_noun
from klopt.check.case import Case, exact_value
from klopt.check.counterparts import LEAD, set_apart
from klopt.check.mentions import generic
from klopt.check.nearby import Nearby

FARTHER = Decimal("1.1")
"""How many times one must be the other at least: "verdubbeld" stands above "2,2 keer zo veel" as well."""
_HUNDRED = Decimal(100)
_ONE = Interval.point(1)
_WORDS = re.compile(r"[a-zà-ÿ]{4,}")


def told_change(case: Case, near: Nearby, title: Claim, claims: Sequence[Claim]) -> Quantity | None:
    """The change in the lead that is of the same thing as the factor of the headline and is far from it; else None."""
    moved = [c for c in claims if c.quantity is not None and c.role == "change" and c.quantity.kind in _KINDS]
    if len(moved) != 1 or title.quantity is None:
        return None
    found = moved[0]
    if found.quantity is None or near.nr(found.span) >= LEAD or set_apart(near, found):
        return None
    if found.modality != title.modality or found.quantity.unit not in _UNITS:
        return None
    if not _one_thing(near, title, found) or _of_another_place(case, near, found):
        return None
    mine, theirs = _factors(title), _factors(found)
    return found.quantity if mine and theirs and _lie_apart(mine, theirs) else None


_KINDS = ("factor", "percent", "fraction")
_UNITS = ("keer", "procent", None)


def _factors(claim: Claim) -> Interval | None:
    """How many times as much it became; None where the words leave that open ("twee keer meer")."""
    quantity = claim.quantity
    if quantity is None or exact_value(quantity) is None:
        return None
    if quantity.kind == "factor":
        multiple = " " not in quantity.span.text or "zo" in quantity.span.text.split()
        said = quantity.strict if quantity.hedge is None else quantity.lenient
        return said if multiple else None
    share = (
        quantity.lenient if quantity.kind == "fraction" else quantity.lenient * Interval.point(1 / _HUNDRED)
    )
    if claim.direction is None:
        return None
    return _ONE + share if claim.direction == "up" else _ONE - share


def _lie_apart(one: Interval, other: Interval) -> bool:
    """Whether no reading of the one is within reach of any of the other."""
    low, high = sorted((one, other), key=lambda reading: reading.low or Decimal(0))
    return low.high is not None and high.low is not None and low.high * FARTHER < high.low


def _one_thing(near: Nearby, title: Claim, body: Claim) -> bool:
    """Whether both changes are of what the headline names: the noun comes back, or "zijn aantal" stands for it."""
    named = _WORDS.findall(near.title.lower())
    if body.measure is None:
        return False
    noun = body.measure.lower()
    mine = [title.measure.lower()] if title.measure else [word for word in named if not generic(word)]
    if generic(noun):
        before = near.numbered("text", near.nr(body.span) - 1)
        around = f"{before.text if before else ''} {near.sentence(body.span).text}".lower()
        return any(one_noun(word, own) for word in re.findall(r"[a-zà-ÿ]{3,}", around) for own in mine)
    own = [word for word in _WORDS.findall((body.phrase or "").lower()) if word != "aantal"]
    leading = own[: next((nr for nr, word in enumerate(own) if one_noun(word, noun)), len(own))]
    return any(one_noun(noun, word) for word in mine) and all(word in named for word in leading)


def _of_another_place(case: Case, near: Nearby, body: Claim) -> bool:
    """Whether the sentence of a change names a place that the headline and the text before do not."""
    sentence = near.sentence(body.span)
    told = f"{near.title} {case.article.text[: sentence.start]}"
    places = (m for m in case.extraction.mentions if m.kind == "place" and sentence.covers(m.span))
    titled = any(m.kind == "place" and m.span.field == "title" for m in case.extraction.mentions)
    return titled and any(place.name not in told for place in places)
