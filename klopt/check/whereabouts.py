"""Where a figure is: the place that its clause says it is in, or the one that its article opens with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.nouns import Claim, Mention
from extract.words import table
from klopt.check.case import Case, once

_WORD = re.compile(r"[^\W_][\w'’-]*")
_LED = re.compile(r"([^\W\d_]+)\s+(?:(?:de|het|een)\s+)?\Z")
_BEFORE_LED = re.compile(r"\s*[^\W\d_]+\s+(?:(?:de|het|een)\s+)?\Z")
_NAME = r"[A-ZÀ-Þ][\w'’-]*"
_NAMES = rf"{_NAME}(?: {_NAME})*"
_ENDS = tuple(".!?:\n\"'‘’“”„")

Spot = tuple[str, int, str]
"""The field and the place of a name, and the name."""


def whereabouts(case: Case, claim: Claim) -> tuple[str | None, bool]:
    """The place of a figure, and whether its own clause says that it is there ("in Goes", "De gemeente Goes telde", and
    not "chairs from Poland"). A name behind that of a body may be part of it ("Stichting Kat in Nood").
    """
    here = [
        mention
        for mention in _places(case)[0]
        if mention.span.field == claim.span.field and claim.span.covers(mention.span)
    ]
    said = [mention.name for mention in here if _is_in(case, claim, mention)]
    if said:
        return (claim.place if claim.place in said else said[0]), True
    acting = _acting().match(claim.span.text)
    if acting and claim.place in (None, acting["town"]):
        return acting["town"], True
    return claim.place or opening_place(case), False


def kind_of_place(case: Case, claim: Claim, name: str | None) -> str | None:
    """What the article calls this place ("provincie" Utrecht), in the sentence or anywhere; None for nothing or two
    things.
    """
    if name is None:
        return None
    called = re.compile(rf"\b({'|'.join(_kinds())}) {re.escape(name)}\b", re.IGNORECASE)
    for text in (claim.span.text, f"{case.article.title or ''} {case.article.text}"):
        found = {_kinds()[word.lower()] for word in called.findall(text)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@cache
def _kinds() -> dict[str, str]:
    return {word: words[0] for words in table("across")["places"] for word in words}


@once
def _places(case: Case) -> Iterable[tuple[Mention, ...]]:
    yield tuple(mention for mention in case.extraction.mentions if mention.kind == "place")


@once
def _bodies_end(case: Case) -> Iterable[frozenset[tuple[str, int]]]:
    """Where names of bodies end."""
    bodies = (mention.span for mention in case.extraction.mentions if mention.kind == "organisation")
    yield frozenset((span.field, span.end) for span in bodies)


def _is_in(case: Case, claim: Claim, mention: Mention) -> bool:
    """Whether the clause of a figure says that it is in this place."""
    text, span = case.article.field(claim.span.field), mention.span
    before = text[claim.span.start : span.start]
    led, words = _LED.search(before), table("across")["located"]
    if led is None or led[1].lower() not in words["by"]:
        return False
    outside = _BEFORE_LED.search(before)
    if outside and (claim.span.field, claim.span.start + outside.start()) in _bodies_end(case)[0]:
        return False
    figure = claim.quantity.span if claim.quantity else claim.span
    between = text[min(span.end, figure.end) : max(span.start, figure.start)]
    return not any(word in words["breaks"] for word in _WORD.findall(between.lower()))


def opening_place(case: Case) -> str | None:
    """The first place that the article names: no building or body, and no word that has its capital from where it
    stands ("Bos in Kruinpolder oogt kaal").
    """
    return _opening(case)[0]


@once
def _opening(case: Case) -> Iterable[str | None]:
    places = _places(case)[0]
    within = {mention.name for mention in places if not _opens(case, mention)}
    bodies = tuple(table("across")["bodies"])
    named = (
        (mention.span.field, mention.span.start, mention.name)
        for mention in places
        if not mention.name.lower().endswith(bodies) and (mention.name in within or _is_known(mention.name))
    )
    found = (next(iter(spots), None) for spots in (named, _called_places(case), _in_office(case)))
    first = min((spot for spot in found if spot), key=lambda spot: (spot[0] == "text", spot[1]), default=None)
    yield first[2] if first else None


def _called_places(case: Case) -> Iterator[Spot]:
    """What the article calls a place, whatever the reader takes it for: "de gemeente Lutterzeel"."""
    for field in ("title", "text"):
        for found in _called().finditer(case.article.field(field)):
            yield field, found.start("town"), found["town"]


def _in_office(case: Case) -> Iterator[Spot]:
    """Towns that somebody has an office of: "wethouder Els Brok van Lutterzeel", which the reader takes for one name if
    it knows no such town. "Jan Peter van Dijk" is called so, and "Els Brok van Verkeer" has a task.
    """
    for field in ("title", "text"):
        for found in _officials().finditer(case.article.field(field)):
            if found["last"] not in _first_names() and found["town"] not in _tasks():
                yield field, found.start("town"), found["town"]


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b(?:{'|'.join(_kinds())})) (?P<town>{_NAMES})")


@cache
def _acting() -> re.Pattern[str]:
    """The head of a sentence of which a place is the subject."""
    return re.compile(rf"(?:De )?(?i:{'|'.join(_kinds())}) (?P<town>{_NAMES}) [a-z]")


@cache
def _officials() -> re.Pattern[str]:
    particles, office = r"(?:(?:van|de|der|den|ten|ter|het|in|'t) )*", "|".join(table("titles")["local"])
    return re.compile(
        rf"(?i:\b\w*(?:{office})) {_NAME}(?: {particles}(?P<last>{_NAME}))+ van (?P<town>{_NAMES})"
    )


@cache
def _first_names() -> frozenset[str]:
    return frozenset(
        name for names in table("firstnames").values() if isinstance(names, str) for name in names.split()
    )


@cache
def _tasks() -> frozenset[str]:
    return frozenset(table("designators")["departments"]["words"])


def _opens(case: Case, mention: Mention) -> bool:
    """Whether a mention is the first word of a sentence; in a dateline it is a place all the same."""
    text = case.article.field(mention.span.field)
    before, behind = text[: mention.span.start].rstrip(" "), text[mention.span.end :].lstrip()
    return (not before or before.endswith(_ENDS)) and not behind.startswith(("-", "–", "—", "("))


@cache
def _known() -> frozenset[str]:
    return frozenset(
        name.strip()
        for names in table("places").values()
        if isinstance(names, str)
        for name in names.split(";")
    )


def _is_known(name: str) -> bool:
    return name in _known()
