"""Who an article is about: the one person of its headline, or the one whose birthday is kept among visitors.

"Striptekenaar Gust Maes (78) overleden" above "De tekenaar, geboren in 1931, stierf zondag"; "Burgemeester Wouters kwam
langs bij Mia Dekkers, die honderd kaarsjes uitblies. De Tilburgse zag in 1925 het levenslicht".
"""

from __future__ import annotations

import re

from extract.words import table
from klopt.check.ages import Age
from klopt.check.births import Birth, possessed
from klopt.check.case import Case
from klopt.check.nearby import Nearby, has_word

_DESCRIBED = re.compile(r"\W*(?:De|Deze|Het|Dit|Onze) (?:[a-zà-ÿ]+e )?([\w'’-]+)")
_PRONOUN = re.compile(r"\W*(?:Hij|Zij|Ze|Geboren)\b")
_SUBJECT = re.compile(r"\W*(?:(?:De|Deze|Het|Dit|Onze) [\w'’-]+|Hij|Zij|Ze|Geboren)\b")


def told_of_the_headlined(case: Case, near: Nearby, birth: Birth, age: Age) -> bool:
    """Whether a birth in the text is of the one person whose age stands in the headline: nobody else is named before
    it, no relative is spoken of, and its sentence begins with a pronoun or with who it is.
    """
    if birth.span.field != "text" or age.span.field != "title" or age.name is None or birth.name is not None:
        return False
    sentence = near.sentence(birth.span)
    lead = case.article.text[: birth.span.end]
    own = lead[sentence.start :]
    if (
        _SUBJECT.match(own) is None
        or _of_a_relative(own)
        or has_word(own, table("lives")["sources"]["words"])
    ):
        return False
    headlined = {m.name for m in case.extraction.mentions if m.kind == "person" and m.span.field == "title"}
    named = {
        mention.name
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == "text"
        and mention.span.start < birth.span.start
        and not possessed(case, mention.span)
    }
    alone = _is_said_of(case, near, birth, age, own) and all(
        one_name(one, age.name) for one in headlined | named
    )
    return alone and _INTRODUCED.search(own) is None and not _held_at_death(case, near, birth, age)


def _is_said_of(case: Case, near: Nearby, birth: Birth, age: Age, own: str) -> bool:
    """Whether the subject of a sentence is the one of the headline: a pronoun behind the name or at the beginning, a
    description that the headline gives too, "De Tilburgse", or whoever died as the headline says.
    """
    title = (case.article.title or "").lower()
    nr = near.nr(birth.span)
    if _PRONOUN.match(own):
        before = near.numbered("text", nr - 1) if nr else None
        if before is None:  # "Hij werd in 1931 geboren", right below the news of a death
            return has_word(title, table("lives")["death"]["words"])
        return (age.name or " ").split()[-1] in before.text
    noun = _DESCRIBED.match(own)
    if noun is None:
        return False
    if noun.group(1)[:1].isupper() or has_word(noun.group(1), table("lives")["visitors"]["guests"]):
        return True
    same = any(
        len(word) > 4 and (noun.group(1).endswith(word) or word.endswith(noun.group(1)))
        for word in re.findall(r"[\w'’-]+", title)
    )
    death = table("lives")["death"]["words"]
    return same or (has_word(title, death) and has_word(near.sentence(birth.span).text, death))


def _held_at_death(case: Case, near: Nearby, birth: Birth, age: Age) -> bool:
    """Whether the age is that at a death that the text dates: "Maes (78)" of 2017, "stierf in 2009"."""
    death = table("lives")["death"]["words"]
    born = birth.days.start.year if birth.days.start else 0
    return any(
        period.days is not None
        and period.days.start is not None
        and period.span != birth.span
        and 0 <= period.days.start.year - born - age.years <= 1
        and has_word(near.sentence(period.span).text, death)
        for period in case.extraction.periods
    )


_INTRODUCED = re.compile(r"\b(?:een|andere|tweede) (?:man|vrouw|jongen|meisje|zanger|collega|leerling)\b")


def _of_a_relative(said: str) -> bool:
    """Whether a relative is spoken of; "de geestelijke vader van" is none."""
    figures = table("lives")["relatives"]["figurative"]
    rest = re.sub("|".join(re.escape(words) for words in figures), " ", said, flags=re.IGNORECASE)
    return has_word(rest, table("lives")["relatives"]["words"])


def visitors(case: Case, near: Nearby, birth: Birth, age: Age) -> set[str]:
    """Persons who come to somebody's birthday by their office ("burgemeester Wouters"), where the birth is told of "De
    Tilburgse" and not of them.
    """
    if not age.turning or age.name is None or birth.name is not None or birth.span.start < age.span.end:
        return set()
    own = case.article.field(birth.span.field)[near.sentence(birth.span).start : birth.span.end]
    offices = table("lives")["visitors"]["offices"]
    noun = _DESCRIBED.match(own)
    if noun is None or has_word(own, (*offices, "zelf")):
        return set()
    if not noun.group(1)[:1].isupper() and not has_word(noun.group(1), table("lives")["visitors"]["guests"]):
        return set()
    text = case.article.field(birth.span.field)
    by_office = re.compile(rf"\b(?:{'|'.join(offices)}) \Z", re.IGNORECASE)
    found = {
        mention.name
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == birth.span.field
        and by_office.search(text[max(0, mention.span.start - 40) : mention.span.start])
    }
    return {name for name in found if not one_name(name, age.name)}


def of_other_office(case: Case, near: Nearby, birth: Birth, age: Age) -> bool:
    """Whether a birth is of somebody by an office that the one with the age has not: "Trijntje Hoekstra (90) ... De
    burgemeester, geboren in 1971".
    """
    offices = "|".join(table("lives")["visitors"]["offices"])
    text = case.article.field(birth.span.field)
    own = text[near.sentence(birth.span).start : birth.span.start]
    said = re.match(rf"\W*(?:De|Deze|Onze) (?:[a-zà-ÿ]+e )?({offices})\b", own, re.IGNORECASE)
    if said is None or age.name is None or birth.name is not None:
        return False
    own_office = rf"\b{said.group(1)} (?:[A-ZÀ-Ý][\w'’-]* )*{re.escape(age.name.split()[-1])}\b"
    return re.search(own_office, f"{case.article.title or ''} {text}", re.IGNORECASE) is None


def one_name(one: str, other: str) -> bool:
    """Whether one is the other or its surname: "Dekker" and "Riet Dekker"."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")
