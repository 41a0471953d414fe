"""What messages across articles call the thing that is measured, and its period."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.nouns import Claim
from extract.singular import ground_form
from klopt.check.finding import LANGS, Words
from klopt.check.said import Said
from klopt.check.wording import day, names

ANYBODY = frozenset({"mensen", "personen"})
"""Nouns that do not say what is counted: what happened to them does."""
FEW = 4
"""Words behind such a noun, up to the end of its clause, that say what happened."""
_CLAUSE = re.compile(r"[^.,;:()!?]*")


def about(*figures: Said, alike: bool = True) -> Words:
    """What is measured, behind its preposition: "over meldingen", "voor hetzelfde"."""
    thing = thing_in_words(*figures) if alike else None
    words = (names()["across"][lang] for lang in LANGS)
    return Words(*(one["same"] if thing is None else one["about"].format(thing=thing) for one in words))


def thing_in_words(*figures: Said) -> str | None:
    """What is measured, as the first article that says it writes it: "meldingen", "fietsen" of "in totaal 4.250
    fietsen", "'mensen gewond geraakt'". None where no article says it.
    """
    first = next((one for one in figures if one.claim.measure), None)
    if first is None:
        return None
    phrase, noun = first.claim.phrase or "", first.claim.measure or ""
    if phrase.lower() in ANYBODY:
        return _what_happened(first, phrase)
    if phrase and not any(sign.isdigit() for sign in phrase):
        return phrase
    return next((word for word in phrase.split() if noun in (word, ground_form(word))), noun)


def _what_happened(one: Said, noun: str) -> str:
    """The words to the end of the clause, if they are few: "drie mensen gewond geraakt" """
    _, _, behind = one.claim.span.text.partition(f"{one.quantity.span.text} {noun} ")
    found = _CLAUSE.match(behind)
    rest = found[0].split() if found else []
    return f"'{noun} {' '.join(rest)}'" if 0 < len(rest) <= FEW else noun


def is_in_text(claim: Claim) -> bool:
    """Whether the article itself has the words for the period: one that somebody put right by hand has none, and stands
    at the figure.
    """
    return claim.period is not None and not (
        claim.quantity is not None and claim.quantity.span.covers(claim.period.span)
    )


def period_in_words(claim: Claim, year: str = "{} ({})") -> Words | None:
    """The period as the article writes it, with the year if that does not stand there; None if it has none. One that
    was put right by hand as people say it: 2016, maart 2016, 5 maart 2016.
    """
    if claim.period is None:
        return None
    start = claim.period.days.start if claim.period.days else None
    if not is_in_text(claim):
        return None if start is None else _from(start, claim.period.precision)
    words = claim.period.span.text
    if words[:1].isupper() and " " in words:
        words = words[0].lower() + words[1:]  # "Een jaar later" at the head of a sentence
    words = words if start is None or str(start.year) in words else year.format(words, start.year)
    return Words(words, words)


def days_in_words(one: Said) -> Words:
    """The period of a figure as the article writes it; that of its sentence where it has none of its own."""
    return period_in_words(one.claim) or plain_days(one)


def plain_days(one: Said) -> Words:
    """The days of a figure without words of the article: a year, a month, a day, or the first and the last."""
    if one.days is None:
        return Words("", "")
    first, last = one.days[0], one.days[1] - timedelta(days=1)
    for precision, parts in (("year", 4), ("month", 7), ("day", 10)):
        if _whole(first, last, parts):
            return _from(first, precision)
    said = []
    for lang in LANGS:
        begin, end = (day(one_day, lang) for one_day in (first, last))
        if first.year == last.year:
            begin = begin.removesuffix(f" {first.year}")
        said.append(names()["across"][lang]["until"].format(first=begin, last=end))
    return Words(*said)


def _from(first: date, precision: str) -> Words:
    """The year, the month or the day that begins on this one."""
    parts = {"year": 2, "month": 1}.get(precision, 0)
    return Words(*(" ".join(day(first, lang).split()[parts:]) for lang in LANGS))


def _whole(first: date, last: date, parts: int) -> bool:
    """Whether two days are the first and the last of a year, a month or a day."""
    after = last + timedelta(days=1)
    begins = {
        4: (first.month, first.day, after.month, after.day) == (1, 1, 1, 1),
        7: first.day == after.day == 1,
    }
    return begins.get(parts, True) and str(first)[:parts] == str(last)[:parts]


def in_brackets(*claims: Claim) -> Words:
    """The period of the first of these that has one, behind a blank and in brackets: " (vorig jaar, 2018)"."""
    when = next(filter(None, (period_in_words(claim, "{}, {}") for claim in claims)), None)
    return Words("", "") if when is None else Words(f" ({when.nl})", f" ({when.en})")
