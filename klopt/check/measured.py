"""What a figure measures, as the checks across articles compare it: the thing without the words for when and in what
sort of place, and without the figure itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from extract.identity import Thing, thing_of
from extract.nouns import Claim
from extract.singular import ground_form
from extract.words import table
from klopt.check.case import Case, once
from klopt.check.stems import has_words

_WORD = re.compile(r"[^\W_][\w'’-]*")
_BEHIND = re.compile(r" ([a-zà-ÿ]{3,})")


def measured(case: Case, claim: Claim) -> tuple[Thing | None, frozenset[str]]:
    """What a claim measures, without the words of periods, and the sorts of places that it names ("in de stad")."""
    phrase = _without_figures(case, claim)
    if phrase and not _times(case)[0].isdisjoint(_WORD.findall(phrase.lower())):
        head = (claim.measure or "").lower()
        kept = [
            word
            for word in phrase.split()
            if head in word.lower() or word.lower().strip(",.") not in _times(case)[0]
        ]
        phrase = " ".join(kept)
    stuff = _stuff(case, claim) or _punishment(claim)
    measure, phrase = (stuff, stuff) if stuff else (claim.measure, phrase)
    thing = thing_of(measure, phrase, claim.population, claim.place)
    if thing is None:
        return None, frozenset()
    unit = claim.quantity.unit or "" if claim.quantity else ""
    if unit.startswith("per "):  # "11.200 toeschouwers per duel"
        thing = replace(thing, parts=thing.parts | {ground_form(word) for word in unit.split()[1:]})
    areas = (thing.parts | thing.population) & _areas()
    places = _places(case)[0]
    return replace(thing, parts=thing.parts - areas - places, population=thing.population - areas), areas


def _without_figures(case: Case, claim: Claim) -> str | None:
    """The phrase without figures: "omzet van 41,2 miljoen euro", "bezoekers in drie dagen"."""
    rest = claim.phrase
    for quantity in case.extraction.quantities if rest else ():
        if rest and claim.span.covers(quantity.span) and quantity.span.text in rest:
            rest = rest.replace(quantity.span.text, " ")
    return rest if rest and _WORD.search(rest) else claim.phrase


def _punishment(claim: Claim) -> str | None:
    """The prison sentence that a length of time is, whatever noun was read for it: "moet acht jaar de cel in"."""
    figure, words = claim.quantity, table("across")["punished"]
    if figure is None or figure.kind != "duration":
        return None
    text, start = claim.span.text, figure.span.start - claim.span.start
    first = max(text.rfind(sign, 0, max(start, 0)) for sign in ",;:")
    last = min((end for end in (text.find(sign, start) for sign in ",;:") if end > 0), default=len(text))
    return words[0] if has_words(text[first + 1 : last], words) else None


def _stuff(case: Case, claim: Claim) -> str | None:
    """The noun right behind a weight or volume, where the reader took the subject: "oogstten 8.400 ton peren"."""
    figure = claim.quantity
    if figure is None or figure.kind != "measure" or figure.unit not in table("across")["of_stuff"]:
        return None
    found = _BEHIND.match(case.article.field(figure.span.field), figure.span.end)
    word = found[1].lower() if found else ""
    return (
        word
        if word and word not in table("wholes")["noun_breaks"] and word not in table("across")["share_verbs"]
        else None
    )


@once
def _times(case: Case) -> Iterable[frozenset[str]]:
    """The words of all time expressions."""
    between = frozenset(table("identity")["between"])
    words = {word for period in case.extraction.periods for word in _WORD.findall(period.span.text.lower())}
    yield frozenset(words - between)


@once
def _places(case: Case) -> Iterable[frozenset[str]]:
    """The ground forms of the names of places."""
    names = (mention.name for mention in case.extraction.mentions if mention.kind == "place")
    yield frozenset(ground_form(word) for name in names for word in _WORD.findall(name.lower()))


@cache
def _areas() -> frozenset[str]:
    return frozenset(table("across")["where"])
