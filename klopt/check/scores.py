"""Final scores and ages in brackets: what a headline says in its own way, and the text in another.

"Zwolle wint met 3-0 ... werd met 2-0 verslagen", "Man (34) aangehouden ... een 43-jarige plaatsgenoot".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.article import Span
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, has_word
from klopt.check.slips import slip_of

_SCORE = re.compile(r"(?<![\d.,/-])(\d{1,2})-(\d{1,2})(?![\d/-]|[.,]\d)(?! ?(?:jarig|jaar))")
_AGE = re.compile(
    r"(?<![\d.,-])(\d{1,3})(?:-jarigen?\b(?: ([a-zà-ÿ]{3,}))?| jaar oud\b)"
    r"|\b([a-zà-ÿ]{3,}) van (\d{1,3})(?= jaar\b|,|\.| uit\b)|(?<=[a-zà-ÿ] )\((\d{1,3})\)"
)
_TITLED = re.compile(r"\b(\w{3,}) \((\d{1,3})\)|(?<![\d-])(\d{1,3})-jarige (\w{3,})")
MOST = 40
LEAD = 4
"""Sentences of the text that tell the news of the headline."""


@dataclass(frozen=True, slots=True)
class Twofold:
    """A score or an age in the title and in the text. `holds` if the text has that of the title."""

    title: Span
    body: Span
    holds: bool


def scores(case: Case) -> Iterator[Twofold]:
    """The final score of the headline and the only one of the text."""
    title = case.article.title or ""
    titled = list(_SCORE.finditer(title))[:MOST]
    if len(titled) != 1:
        return
    words, near = table("scores")["final"], Nearby(case)
    mine = {titled[0].groups(), titled[0].groups()[::-1]}
    told = list(_SCORE.finditer(case.article.text))[:MOST]
    span = case.article.span("title", *titled[0].span())
    spans = [case.article.span("text", *match.span()) for match in told]
    same = [place for match, place in zip(told, spans, strict=True) if match.groups() in mine]
    if same:
        yield Twofold(span, same[0], holds=True)
        return
    if len({frozenset(match.groups()) for match in told}) != 1 or near.nr(spans[0]) >= LEAD:
        return
    sentence = near.sentence(spans[0]).text
    if has_word(sentence, words["result"]) and not has_word(sentence, words["other"]):
        yield Twofold(span, spans[0], holds=False)


def titled_ages(case: Case) -> Iterator[Twofold]:
    """The age of the one person of the headline and the only age of the text."""
    title, text = case.article.title or "", case.article.text
    titled = list(_TITLED.finditer(title))[:MOST]
    if len(titled) != 1:
        return
    noun = (titled[0].group(1) or titled[0].group(4)).lower()
    at = 2 if titled[0].group(2) else 3
    years = titled[0].group(at)
    near, words = Nearby(case), table("scores")["ages"]
    told = []
    for match in list(_AGE.finditer(text))[:MOST]:
        group = next(nr for nr in (1, 4, 5) if match.group(nr))
        told.append((match, case.article.span("text", match.start(group), match.end(group))))
    span = case.article.span("title", *titled[0].span(at))
    same = [place for _, place in told if place.text == years]
    if same:
        yield Twofold(span, same[0], holds=True)
        return
    if len({place.text for _, place in told}) != 1 or re.search(rf"(?<!\d){years}(?!\d)", text):
        return
    match, place = told[0]
    if near.nr(place) >= LEAD or has_word(near.sentence(place).text, table("lives")["relatives"]["words"]):
        return
    counted = (match.group(2) or match.group(3) or "").lower()
    one_person = counted == noun and noun in words["nouns"] and not has_word(text, words["others"])
    if one_person or slip_of(Decimal(years), Decimal(place.text)) == "digits":
        yield Twofold(span, place, holds=False)
