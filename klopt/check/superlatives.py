"""Which end of a row a figure is, by a superlative beside it: "de jongste is 38", "het langst duurt het in Urk"."""

from __future__ import annotations

from typing import Literal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import alike, kinds_of, same
from klopt.check.case import exact_value
from klopt.check.proportion import narrow
from klopt.check.prose import Figure, Prose, has

Side = Literal["low", "high"]

WHOLE = 100
"""Below this the value of one of a row is written as it was counted."""


def as_counted(quantity: Quantity) -> Interval:
    """What one value of a row can be: a whole number below a hundred that ends in no zero is not a rounded one."""
    value = exact_value(quantity)
    exact = value is not None and value < WHOLE and value == value.to_integral_value() and value % 10 != 0
    return quantity.strict if exact and quantity.hedge is None else narrow(quantity)


def side_of(text: Prose, average: Figure, figure: Figure) -> Side | None:
    """Which end of the row a superlative before the figure makes it."""
    words = table("averages")
    before = figure.before
    timed = figure.quantity.kind == "duration"
    if (adverb := _adverb(figure)) is not None:
        return _of_words(adverb, timed=timed)
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in (";", "maar", "terwijl") or (word == "dan"):
            return None
        low, high = word in words["lowest"]["words"], word in words["highest"]["words"]
        if not low and not high:
            continue
        if before[at - 1 : at] in (("een",), ("na",), ("één",), ("op",)) and word not in (
            "minimaal",
            "maximaal",
        ):
            return None
        if not _of_the_row(text, average, figure, before[at + 1 : at + 2]):
            return None
        return _of_words(word, timed=timed)
    return None


def _of_words(superlative: str, *, timed: bool) -> Side:
    """Which end a superlative names; of a duration the fastest is the lowest."""
    words = table("averages")
    if superlative in words["by_time"]["highest"]:
        return "high" if timed else "low"
    if superlative in words["by_time"]["lowest"]:
        return "low" if timed else "high"
    return "low" if superlative in words["lowest"]["words"] else "high"


def _adverb(figure: Figure) -> str | None:
    """The superlative of "duurt het met veertien weken het langst" and "het snelst gaat het in Urk, met twee weken";
    None if it is used with a noun.
    """
    known = table("averages")
    ends = {*known["lowest"]["words"], *known["highest"]["words"]}
    if "dan" in figure.before[-2:]:
        return None
    for words in (figure.clause_after(), figure.before):
        for first, second, then in zip(words, words[1:], (*words[2:], ""), strict=False):
            bare = second not in ends and f"{second}e" in ends
            if first == "het" and bare and not same(then, second) and then not in known["adverbs"]["not"]:
                return f"{second}e"
    return None


def _of_the_row(text: Prose, average: Figure, figure: Figure, following: tuple[str, ...]) -> bool:
    """Whether the word behind a superlative is no noun, or one that the average is about as well."""
    if not following or following[0] in table("averages")["verbs"]["words"] or not following[0].isalpha():
        return True
    if average.sentence == figure.sentence:
        return True
    noun = following[0]
    if (
        figure.before[-4:]
        and "mens" in kinds_of(noun)
        and has(text.words(average.sentence), ("leeftijd", "oud"))
    ):
        return has(figure.before, ("jongste", "oudste"))
    about = [
        word
        for nr in _between(average.sentence, figure.sentence)
        for word in text.words(nr)
        if word.isalpha()
    ]
    if noun.endswith(tuple(table("averages")["qualities"]["endings"])):
        return True
    uses = sum(same(noun, word) for word in about)
    title = (
        any(same(noun, word) for word in text.words(0))
        if text.spans and text.spans[0].field == "title"
        else False
    )
    return (
        uses > 1
        or title
        or (average.noun is not None and alike(noun, average.noun))
        or any(alike(noun, word) for word in about if len(word) > 3 and word != noun and not same(word, noun))
    )


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)
