"""Which end of a row a figure is, by a superlative beside it: "de jongste is 38", "het langst duurt het in Urk"."""

from __future__ import annotations

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import alike, are_people, kinds_of, one_noun, same
from klopt.check.case import exact_value
from klopt.check.poles import Side, goes_by_measure, is_turned, side_by_measure
from klopt.check.proportion import narrow
from klopt.check.prose import Figure, Prose, has
from klopt.check.tied import one_thing

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
    if is_turned(average, figure):
        return None
    if (adverb := _adverb(figure)) is not None:
        return _of_words(text, average, figure, adverb)
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in (";", "maar", "terwijl") or (word == "dan"):
            return None
        low, high = word in words["lowest"]["words"], word in words["highest"]["words"]
        if not low and not high:
            continue
        if word in words["ages"]["nouns"] and average.quantity.kind != "age" and average.unit != "jaar":
            return None  # the benjamin of a league is its smallest club
        if before[at - 1 : at] in (("een",), ("na",), ("één",), ("op",)) and word not in (
            "minimaal",
            "maximaal",
        ):
            return None
        if not _of_the_row(text, average, figure, before[at + 1 : at + 2]):
            return None
        if _of_other_body(text, figure, before[at + 1 : at + 4]):
            return None
        return _of_words(text, average, figure, word)
    return None


def _of_words(text: Prose, average: Figure, figure: Figure, superlative: str) -> Side | None:
    """Which end a superlative names; of a duration the fastest is the lowest."""
    if goes_by_measure(superlative):
        return side_by_measure(text, average, figure, superlative)
    return "low" if superlative in table("averages")["lowest"]["words"] else "high"


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
    noun, words = following[0], table("averages")
    if average.sentence == figure.sentence:
        people = [word for word in average.clause_before() if "mens" in kinds_of(word)]
        return not people or "mens" not in kinds_of(noun) or any(one_thing(word, noun) for word in people)
    group = _group(text, average)
    people = [word for word in text.words(average.sentence) if "mens" in kinds_of(word) or are_people(word)]
    if people and "mens" in kinds_of(noun) and not any(one_thing(word, noun) for word in people):
        return False  # "de leerlingen zijn gemiddeld 14. De jongste leraar is 23"
    if "mens" in kinds_of(noun) and has(text.words(average.sentence), ("leeftijd", "oud")):
        body = group is not None and has((group,), words["ages"]["bodies"])
        of_others = group is not None and not body and not one_thing(group, noun)
        return has(figure.before, ("jongste", "oudste")) and not of_others
    for quality, superlatives in table("averages")["superlatives_of"].items():
        if has(figure.before, superlatives) and has(average.before, (quality,)):
            whole = table("averages")["together"]["one_of_them"]
            return group is None or alike(group, noun) or any(one_noun(group, word) for word in whole)
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


def _of_other_body(text: Prose, figure: Figure, behind: tuple[str, ...]) -> bool:
    """ "De jongste van het bestuur": of a group that the text has not named before."""
    if (
        behind[:1] != ("van",)
        or behind[1:2] not in (("de",), ("het",))
        or len(behind) < len(("van", "het", ""))
    ):
        return False
    noun, known = behind[2], table("averages")["ages"]["whole"]
    told = [
        word
        for nr in range(max(0, figure.sentence - BACK), figure.sentence)
        for word in text.words(nr)
        if len(word) > len("van")
    ]
    here = [word for word in text.words(figure.sentence) if same(word, noun)]
    return len(here) == 1 and not has((noun,), known) and not any(alike(noun, word) for word in told)


BACK = 3
"""Sentences before a superlative that may have named its group."""


def _group(text: Prose, average: Figure) -> str | None:
    """ "De gemiddelde leeftijd van de inwoners": of what the average is."""
    words = text.lead(average)
    at = next((nr for nr in range(len(words) - 2, -1, -1) if words[nr : nr + 2] in _OF), None)
    return words[at + 2] if at is not None and at + 2 < len(words) else None


_OF = (("van", "de"), ("van", "alle"), ("van", "deze"), ("van", "die"))


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)
