"""The figure of a headline and the one in the text that it must be, if any.

A headline rounds, leaves out hedges and may add up or divide what the text gives; so it holds if anything in the
text comes out at it, and it is compared with one figure only if nothing does and that figure is surely the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.alike import kinds_of
from klopt.check.case import Case, once
from klopt.check.counterparts import counterpart, following_word, revised
from klopt.check.headline_changes import told_change
from klopt.check.headline_sums import SHARES, fits, in_euros, is_money, made_of
from klopt.check.mentions import same_noun
from klopt.check.nearby import Nearby, has_word
from klopt.check.sizes import sizes
from klopt.check.slips import Slip, slip_of

MOST = 60
MUCH = 4000


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the title and what it is compared with; `holds` if something in the text comes out at it."""

    title: Quantity
    body: tuple[Quantity, ...]
    noun: str | None
    slip: Slip | None
    holds: bool


def _is_per_time(case: Case, figure: Quantity) -> bool:
    """Whether the text has this very value as what something is per year or per piece."""
    return any(
        one.kind == "rate" and one.span.field == "text" and one.value == figure.value
        for one in case.extraction.quantities
    )


@once
def headlines(case: Case) -> Iterator[Headline]:
    """The figures of the title with their counterparts in the text."""
    claims = [c for c in case.extraction.claims if c.quantity is not None]
    titled = [c for c in claims if c.span.field == "title"]
    body_claims = [c for c in claims if c.span.field == "text"][:MOST]
    if not body_claims or len(titled) > 3 or has_word(case.article.title or "", revised()):
        return
    near = Nearby(case)
    for claim in titled:
        figure = claim.quantity
        if figure is None or figure.kind in ("ordinal", "age", "rate"):
            continue
        body = [c for c in body_claims if c.quantity is not None and _comparable(case, claim, c)]
        found = [c.quantity for c in body if c.quantity and fits(figure, c.quantity)]
        if found and (figure.kind != "factor" or found[0].kind != "factor" or _one_factor(figure, found[0])):
            yield Headline(figure, (found[0],), claim.measure, None, holds=True)
        elif figure.kind == "factor":
            yield from _times(case, near, claim, body_claims)
        elif _is_per_time(case, figure):
            continue  # "3 miljoen" in the title, "3 miljoen per jaar" in the text
        elif body and not made_of(figure, _kindred(claim, body_claims), case.article.text[:MUCH]):
            chosen = counterpart(case, near, claim, _kindred(claim, _as_big_as_told(case, claim, body)))
            if chosen is not None:
                yield Headline(figure, (chosen,), claim.measure, _slip(figure, chosen), holds=False)


def _one_factor(title: Quantity, body: Quantity) -> bool:
    """Whether two factors in words can be one: "verdubbeld" and "ruim verdubbeld", not threefold and fourfold."""
    return title.strict.overlaps(body.lenient) or title.lenient.overlaps(body.strict)


def _as_big_as_told(case: Case, title: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The figures that a headline which tells how much something changed can be set against: only those that do so as
    well. "Roman zestig cent duurder" is no price, and "21,20 euro" is no rise.
    """
    told = {id(size.figure.claim) for size in sizes(case) if size.figure is not None}
    if id(title) not in told or (title.quantity and title.quantity.kind in SHARES):
        return [*claims]
    return [claim for claim in claims if id(claim) in told]


def _kindred(title: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The figures that a count of the headline can be made of: "vijf gewonden" is not seven people less two cars."""
    mine = (
        kinds_of(title.measure)
        if title.measure and title.quantity and title.quantity.kind == "count"
        else None
    )
    return [
        c
        for c in claims
        if not (mine and c.measure and c.quantity and c.quantity.kind == "count")
        or not (theirs := kinds_of(c.measure))
        or theirs & mine
    ]


def _slip(title: Quantity, body: Quantity) -> Slip | None:
    """The slip of the pen that makes the one of the other."""
    one, other = in_euros(title), in_euros(body)
    return slip_of(one, other) if one is not None and other is not None else None


def _comparable(case: Case, title: Claim, body: Claim) -> bool:
    """Whether two figures are in the same unit."""
    one, other = title.quantity, body.quantity
    if one is None or other is None or _is_age(case, other):
        return False
    if one.kind in SHARES:
        return other.kind in SHARES
    if one.kind == "duration":
        return (
            other.kind == "duration"
            and one.unit == other.unit
            and (
                following_word(case, one) == following_word(case, other)
                or (title.measure == body.measure and title.measure in table("repeats")["lengths"]["of"])
            )
        )
    money = is_money(one)
    return is_money(other) if money else one.kind == other.kind and one.unit == other.unit


_OF = re.compile(r"(\w+)\s+van\s\Z")


def _is_age(case: Case, figure: Quantity) -> bool:
    """Whether a bare figure is somebody's age: "een vrouw van 31"."""
    start = figure.span.start
    found = _OF.search(case.article.field(figure.span.field)[max(0, start - 40) : start])
    return figure.kind == "count" and found is not None and "mens" in kinds_of(found.group(1))


def _times(case: Case, near: Nearby, title: Claim, claims: Sequence[Claim]) -> Iterator[Headline]:
    """ "Verdubbeld" above two values of one noun."""
    levels = [
        c
        for c in claims
        if c.quantity and c.quantity.kind in ("count", "money", "percent") and c.role != "change"
    ]
    pairs = [
        (one.quantity, other.quantity)
        for one, other in pairwise(levels)
        if one.quantity
        and other.quantity
        and one.quantity.kind == other.quantity.kind
        and one.quantity.unit == other.quantity.unit
        and (same_noun(one.measure or "", other.measure or "") or other.measure is None)
        and abs(near.nr(one.span) - near.nr(other.span)) <= 1
    ]
    stated = title.quantity
    told = told_change(case, near, title, claims) if not pairs else None
    if stated is not None and told is not None:
        yield Headline(stated, (told,), title.measure, None, holds=False)
        return
    if len(pairs) != 1 or stated is None or any(c.quantity and c.quantity.kind == "factor" for c in claims):
        return
    one, other = pairs[0]
    if not _named_in_title(case, levels):
        return
    ratios = (one.lenient / other.lenient, other.lenient / one.lenient)
    holds = any(ratio.overlaps(stated.lenient) for ratio in ratios)
    yield Headline(stated, pairs[0], None, None, holds)


def _named_in_title(case: Case, levels: Sequence[Claim]) -> bool:
    """Whether a noun of the title is counted in the text."""
    words = re.findall(r"[\w'’-]{4,}", (case.article.title or "").lower())
    return any(same_noun(word, c.measure or "") for c in levels for word in words)
