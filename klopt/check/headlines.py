"""The figure of a headline and the one in the text that it must be, if any.

A headline rounds, leaves out hedges and may add up or divide what the text gives; so it holds if anything in the
text comes out at it, and it is compared with one figure only if nothing does and that figure is surely the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from extract.interval import Interval
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import Case, exact_value
from klopt.check.mentions import nouns_of, one_noun, same_noun, told
from klopt.check.nearby import Nearby, has_word
from klopt.check.prose import once
from klopt.check.slips import Slip, slip_of

ROUNDED = Decimal("0.06")
"""A headline may round a number this far without saying so: 940 becomes 1.000."""
LEAD = 3
"""Sentences of the text in which the figure of the headline stands."""
MOST = 60
MUCH = 4000
_SINGLE = re.compile(
    r"\been (?:\d+-jarige |jonge |oudere |andere )?"
    r"(?:man|vrouw|jongen|meisje|kind|baby|fietser|bestuurder|agent|peuter|tiener)\b"
)
"""People that are counted without a figure."""
_HUNDRED = Interval.point(100)
_SHARES = ("percent", "share", "fraction")


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the title and what it is compared with; `holds` if something in the text comes out at it."""

    title: Quantity
    body: tuple[Quantity, ...]
    noun: str | None
    slip: Slip | None
    holds: bool


@once
def headlines(case: Case) -> Iterator[Headline]:
    """The figures of the title with their counterparts in the text."""
    claims = [c for c in case.extraction.claims if c.quantity is not None]
    titled = [c for c in claims if c.span.field == "title"]
    body_claims = [c for c in claims if c.span.field == "text"][:MOST]
    if not body_claims or len(titled) > 3 or has_word(case.article.title or "", _revised()):
        return
    near = Nearby(case)
    for claim in titled:
        figure = claim.quantity
        if figure is None or figure.kind in ("ordinal", "age", "rate"):
            continue
        body = [c for c in body_claims if c.quantity is not None and _comparable(case, claim, c)]
        fits = [c.quantity for c in body if c.quantity and _fits(figure, c.quantity)]
        if fits:
            yield Headline(figure, (fits[0],), claim.measure, None, holds=True)
        elif figure.kind == "factor":
            yield from _times(case, near, claim, body_claims)
        elif body and not _made_of(figure, body_claims, case.article.text[:MUCH]):
            yield from _counterpart(case, near, claim, body)


def _revised() -> tuple[str, ...]:
    words = table("repeats")["other"]
    return (*words["corrected"], *words["changed"])


def _comparable(case: Case, title: Claim, body: Claim) -> bool:
    """Whether two figures are in the same unit."""
    one, other = title.quantity, body.quantity
    if one is None or other is None:
        return False
    if one.kind in _SHARES:
        return other.kind in _SHARES
    if one.kind == "duration":
        return (
            other.kind == "duration"
            and one.unit == other.unit
            and (
                _following(case, one) == _following(case, other)
                or (title.measure == body.measure and title.measure in table("repeats")["lengths"]["of"])
            )
        )
    money = _is_money(one)
    return _is_money(other) if money else one.kind == other.kind and one.unit == other.unit


def _is_money(quantity: Quantity) -> bool:
    bare = quantity.kind == "count" and quantity.span.text.endswith(("miljoen", "miljard"))
    return bare or quantity.kind == "money"


def _following(case: Case, quantity: Quantity) -> str:
    """The word behind a figure: "cel" of "acht jaar cel"."""
    found = re.match(
        r"\s*(?:de |het |een )?(\w+)",
        case.article.field(quantity.span.field)[quantity.span.end : quantity.span.end + 30],
    )
    return found.group(1).lower() if found else ""


def _scaled(quantity: Quantity) -> Interval:
    lenient = quantity.lenient
    return lenient * _HUNDRED if quantity.kind in ("share", "fraction") else lenient


def _fits(title: Quantity, body: Quantity) -> bool:
    """Whether the headline can be this figure, rounded as headlines are."""
    if title.kind == "duration":
        return title.strict.overlaps(body.strict)  # "tien jaar cel" is not rounded to the ten
    return _allowed(title).overlaps(_scaled(body))


def _allowed(title: Quantity) -> Interval:
    wide = _scaled(title)
    slack = ROUNDED if title.kind not in _SHARES else Decimal("0.03")
    return Interval(
        None if wide.low is None else wide.low * (1 - slack),
        None if wide.high is None else wide.high * (1 + slack),
    )


def _made_of(title: Quantity, claims: Sequence[Claim], text: str) -> bool:
    """Whether a sum, difference, share or change of figures of the text comes out at the headline."""
    shares = title.kind in _SHARES
    allowed = _allowed(title) if shares else _scaled(title)
    counts, percents = _values(claims, shares=False), _values(claims, shares=True)
    if shares:
        pairs = [sorted(pair) for pair in combinations(counts, 2)]
        of_counts = [x for low, high in pairs for x in (low * 100 / high, (high - low) * 100 / low)]
        of_percents = [x for a, b in combinations(percents, 2) for x in (a + b, abs(a - b))]
        rest = [100 - x for x in percents]
        return any(allowed.contains(found) for found in (*of_counts, *of_percents, *rest))
    singles = len(_SINGLE.findall(text)) if title.kind == "count" else 0
    made = [value + extra for value in counts for extra in range(1, min(singles, 4) + 1)]
    runs = [sum(counts[i:j]) for i in range(len(counts)) for j in range(i + 2, min(i + 6, len(counts)) + 1)]
    made += [found for a, b in combinations(counts, 2) for found in (a + b, abs(a - b))]
    made += [total * percent / 100 for total in counts for percent in percents]
    if has_word(text, ("per", *table("repeats")["other"]["each"])):
        made += [a * b for a, b in combinations(counts, 2)]
    return any(allowed.contains(Decimal(found)) for found in (*runs, *made))


def _values(claims: Sequence[Claim], *, shares: bool) -> list[Decimal]:
    """The single values of the text: shares in percent, or all others."""
    found = []
    for claim in claims:
        value = exact_value(claim.quantity)
        if claim.quantity is None or value is None or value <= 0 or claim.quantity.kind == "ordinal":
            continue
        if (claim.quantity.kind in _SHARES) == shares:
            found.append(value * 100 if claim.quantity.kind in ("share", "fraction") else value)
    return found[:24]


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


def _counterpart(case: Case, near: Nearby, title: Claim, body: Sequence[Claim]) -> Iterator[Headline]:
    """The one figure in the lead that is surely the headline's."""
    figure = title.quantity
    value = exact_value(figure)
    if figure is None:
        return
    lead = [c for c in body if c.quantity and near.nr(c.quantity.span) < LEAD and not _set_apart(near, c)]
    lead = [c for c in lead if _same_role(title, c) and not _elsewhere(case, near, c)]
    matching = [
        c for c in lead if c.quantity and (_same_thing(near, title, c) or _one_length(case, title, c))
    ]
    slips = [
        c
        for c in lead
        if c.quantity
        and value is not None
        and (other := exact_value(c.quantity)) is not None
        and slip_of(value, other)
    ]
    amount = _is_money(figure) or figure.kind in ("measure", "duration")
    chosen: Claim | None = None
    if len(slips) == 1 and (slips[0] in matching or amount):
        chosen = slips[0]
    elif matching and len({c.quantity.value for c in matching if c.quantity}) == 1:
        chosen = matching[0]
    elif len(lead) == 1 and not _wanted(title, lead[0]) and _close_enough(figure, lead[0].quantity):
        shared = _shared_words(case, near, lead[0])
        kindred = figure.kind == "count" and _kindred(near, title, lead[0])
        partial = has_word(near.sentence(lead[0].span).text, table("repeats")["other"]["partial"])
        if not partial and shared >= (1 if kindred else 2) and (amount or figure.kind in _SHARES or kindred):
            chosen = lead[0]
    if chosen is None or chosen.quantity is None:
        return
    other = exact_value(chosen.quantity)
    slip = slip_of(value, other) if value is not None and other is not None else None
    yield Headline(figure, (chosen.quantity,), title.measure, slip, holds=False)


def _wanted(title: Claim, body: Claim) -> bool:
    """Whether one of them is what somebody wants and the other is not."""
    return (title.modality == "demanded") != (body.modality == "demanded")


def _set_apart(near: Nearby, claim: Claim) -> bool:
    """Whether the text says that its figure is of another time, place, stage or part."""
    words = table("repeats")["other"]
    if claim.quantity is None or claim.role in ("average", "minimum", "maximum"):
        return True
    span = claim.quantity.span
    around = near.before(span)[-45:] + " " + near.behind(span)[:15]
    earlier = [
        "eerder",
        "nog",
        "geleden",
        "toen",
        "waren dat er",
        "waren het er",
        "daarvan",
        "van wie",
        "onder wie",
        "nu",
    ]
    if near.nr(span) > 0:
        earlier += ["vorige", "vorig", "al", "was"]
    return has_word(around, (*words["near"], *earlier)) or has_word(near.sentence(span).text, _revised())


def _same_role(title: Claim, body: Claim) -> bool:
    """Whether both are changes in one direction, or neither is a change."""
    changes = title.role == "change", body.role == "change"
    if title.quantity is not None and title.quantity.kind not in _SHARES:
        return True
    if changes == (False, True) and body.direction is not None:  # "Huizenprijzen stijgen 9 procent"
        return has_word(title.span.text, table("repeats")["headline"][body.direction])
    return changes[0] == changes[1] and (not changes[0] or title.direction == body.direction)


def _same_thing(near: Nearby, title: Claim, body: Claim) -> bool:
    """Whether one noun is counted; parts of compounds count: "winkels" and "winkelpanden"."""
    one, other = (
        nouns_of(claim, near.behind(claim.quantity.span)) if claim.quantity else frozenset[str]()
        for claim in (title, body)
    )
    if one_noun(one, other):
        return True
    if title.quantity and title.quantity.kind in _SHARES and title.measure:
        return told(title.measure.lower(), near.sentence(body.span).text)
    pairs = [sorted((mine, yours), key=len) for mine in one for yours in other]
    return any(len(short) >= 5 and (long.startswith(short) or long.endswith(short)) for short, long in pairs)


def _elsewhere(case: Case, near: Nearby, claim: Claim) -> bool:
    """Whether a figure's sentence names a place and not the one that headline and text name."""
    sentence = near.sentence(claim.span)
    places = [mention for mention in case.extraction.mentions if mention.kind == "place"]
    titled = {mention.name for mention in places if mention.span.field == "title"}
    told = {mention.name for mention in places if mention.span.field == "text"} & titled
    here = {mention.name for mention in places if sentence.covers(mention.span)}
    return bool(told and here) and not here & titled


def _one_length(case: Case, title: Claim, body: Claim) -> bool:
    """ "Vijf jaar cel" and "drie jaar de cel in"."""
    if title.quantity is None or body.quantity is None or title.quantity.kind != "duration":
        return False
    following = _following(case, title.quantity)
    words = table("repeats")["lengths"]["of"]
    if title.measure == body.measure and title.measure in words:
        return True
    return following == _following(case, body.quantity) and following in words


def _kindred(near: Nearby, title: Claim, body: Claim) -> bool:
    """Whether things of one kind are counted ("banen", "arbeidsplaatsen"), and not dead by injured."""
    if title.quantity is None or body.quantity is None:
        return False
    one, other = (
        nouns_of(claim, near.behind(claim.quantity.span)) for claim in (title, body) if claim.quantity
    )
    events = frozenset(table("repeats")["events"])
    if one & events != other & events and one & events and other & events:
        return False
    return any(alike(mine, yours) for mine in one for yours in other)


def _close_enough(title: Quantity, body: Quantity | None) -> bool:
    """Whether two values are near enough to be one told twice; too far apart they are of two things."""
    one, other = exact_value(title), exact_value(body)
    return one is None or other is None or one * 4 >= other >= one / 4


def _shared_words(case: Case, near: Nearby, claim: Claim) -> int:
    """How many words of the title come back in the sentence of a figure or right before it, by their first letters."""
    words = {w[:5] for w in re.findall(r"[a-zà-ÿ]{4,}", (case.article.title or "").lower())}
    words -= {"miljo", "milja", "euro", "procen", "proce", "voor", "naar", "over", "door", "meer", "minde"}
    own = claim.quantity.span if claim.quantity else claim.span
    before = near.numbered("text", near.nr(own) - 1)
    sentence = re.findall(r"[a-zà-ÿ]{4,}", near.sentence(own).text.lower())
    wider = [*sentence, *re.findall(r"[a-zà-ÿ]{4,}", before.text.lower() if before else "")]
    return sum(any(word in other for other in wider) for word in words if len(word) >= 4)
