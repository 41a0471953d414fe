"""A person with a birth and an age: which of them a text ties to one another, and when the age held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.ages import MOST, SENTENCES, Age, ages_in
from klopt.check.births import Birth, births_in
from klopt.check.case import Case
from klopt.check.headlined import of_other_office, one_name, told_of_the_headlined, visitors
from klopt.check.nearby import Nearby, has_word
from klopt.check.origins import without_origin

_INTRODUCED = re.compile(
    r"\b(?:een|twee|drie|andere) (?!\d)[\w'’-]+(?: [\w'’-]+){0,3},? (?:die |dat )?"
    r"(?:geboren|van)? ?(?:in|op|uit)? ?(?:de )?\Z"
)
"""Right before the later of the two: somebody else comes in ("een vrouw, geboren in 1951")."""


@dataclass(frozen=True, slots=True)
class Life:
    """A birth and an age of one person; `inferred` if the text does not say so in one sentence or by one name."""

    birth: Birth
    age: Age
    inferred: bool


def lives(case: Case) -> Iterator[Life]:
    """The births and ages of an article that can only be of one and the same person."""
    near = Nearby(case)
    births = list(births_in(case, near))
    if not births:
        return
    ages = list(ages_in(case, near, births))[:MOST]
    for age in ages:
        mine = [birth for birth in births if _may_be_one(case, near, birth, age)]
        if len(mine) != 1:
            continue
        birth = mine[0]
        rivals = {
            other.years for other in ages if other.name == age.name and _may_be_one(case, near, birth, other)
        }
        if len(rivals) > 1 and (age.name is None or birth.name is None):
            continue
        one_field = birth.span.field == age.span.field
        same = (one_field and near.nr(birth.span) == near.nr(age.span)) or (
            age.name is not None and birth.name is not None and one_name(age.name, birth.name)
        )
        yield Life(birth, age, not same)


def _may_be_one(case: Case, near: Nearby, birth: Birth, age: Age) -> bool:
    """Whether nobody else than one person can be meant by the two."""
    if birth.name and age.name and birth.span.field != age.span.field:
        return one_name(birth.name, age.name)  # "Toon Wijffels (1931-2019)" above his obituary
    if birth.span.field != age.span.field:
        return told_of_the_headlined(case, near, birth, age)
    if abs(near.nr(birth.span) - near.nr(age.span)) > SENTENCES:
        return False
    if birth.name and age.name:
        return one_name(birth.name, age.name)
    first, last = sorted((birth.span, age.span), key=lambda span: span.start)
    text = case.article.field(first.field)
    start = near.sentence(first).start
    whole = text[start : last.end]
    if has_word(text[first.end : last.start], table("lives")["sources"]["words"]):
        return False
    if of_other_office(case, near, birth, age):
        return False
    if has_word(without_origin(whole), table("lives")["relatives"]["words"]) or _INTRODUCED.search(
        text[first.end : last.start]
    ):
        return False
    if sum(has_word(whole, (role,)) for role in table("lives")["roles"]["words"]) > 1:
        return False
    named = {name for name in (birth.name, age.name) if name}
    others = {
        mention.name
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == first.field
        and near.sentence(first).start <= mention.span.start < last.end
    }
    people = (others | named) - visitors(case, near, birth, age)
    return all(one_name(one, max(people, key=len)) for one in people)
