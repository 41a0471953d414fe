"""Whether an average and a figure near it can be values of one row: unit, noun, moment, base and scope."""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import alike, kinds_of, one_noun
from klopt.check.averages import is_elsewhere, is_norm
from klopt.check.case import exact_value
from klopt.check.conversions import measures_of
from klopt.check.prose import Figure, Prose, has
from klopt.check.slips import is_of_another_order

NAMED = 9
"""Words from "de jongste" to the age: "de benjamin heet Dani Koster en is 19"."""


def one_row(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether both can be values of one row: unit, noun, moment and scope."""
    one, other = average.quantity, figure.quantity
    numeric = {"count", "rate"}
    counts = [f for f in (average, figure) if f.quantity.kind == "count"]
    aged = (
        has(figure.before[-NAMED:], table("averages")["ages"]["extremes"])
        or average.sentence == figure.sentence
        or bool(side_words(figure.before[-3:]))
    )
    bare = bool(counts) and any(f.noun is None for f in counts) and "percent" not in (one.kind, other.kind)
    bare = bare and (aged or average.unit is None or average.quantity.kind == "money")
    if has(average.before, ("waarvan", "daarvan")) and average.nr == figure.nr + 1:
        return False  # "kost tussen 5.000 en 7.500 euro, waarvan de overheid gemiddeld 2.400 vergoedt"
    units = average.unit == figure.unit or (bare and (average.unit is None or figure.unit is None))
    mean, end = exact_value(one), exact_value(other)
    if mean and end and one.kind != other.kind and is_of_another_order(mean, end):
        return False  # "wacht gemiddeld vier maanden ... in 2014 waren dat er 5.100"
    if not units or (
        one.kind != other.kind
        and not bare
        and {one.kind, other.kind} - {"money", "rate", *numeric, "age", "duration", "measure"}
    ):
        return False
    if average.per != figure.per and not _one_base(text, average, figure):
        return False
    if average.noun and figure.noun and not alike(average.noun, figure.noun):
        return False
    if average.claim.role == "change" or average.before[-1:] == ("met",):
        return False  # "dat de premie gemiddeld met 3,50 euro zou stijgen"
    if _counts_something_else(average, figure) or _of_ages(average, figure):
        return False
    if _of_some(text, *sorted((average, figure), key=lambda f: f.nr)) or _of_another_name(
        text, average, figure
    ):
        return False
    if _for_more(average, figure):
        return False
    if _opposite_sides(average, figure) or any(_opens_with_norm(text, one) for one in (average, figure)):
        return False
    return not is_elsewhere(text, average, figure) and not is_norm(average) and not is_norm(figure)


def _for_more(average: Figure, figure: Figure) -> bool:
    """ "Gemiddeld is een student 760 euro kwijt aan wonen en eten": more than the rooms of the range."""
    spent = has(average.clause_after()[:4], ("kwijt aan",))
    return spent and average.sentence != figure.sentence and average.quantity.kind == "money"


def _counts_something_else(average: Figure, figure: Figure) -> bool:
    """ "Krijgt gemiddeld een 4,9 ... waarbij maximaal drie antwoorden": a count of things beside a bare mark."""
    if figure.noun is None or figure.quantity.kind != "count" or average.noun is not None:
        return False
    if average.sentence == figure.sentence or average.claim.measure is None:
        return False
    return "mens" not in kinds_of(figure.noun) and not alike(average.claim.measure, figure.noun)


def _of_ages(average: Figure, figure: Figure) -> bool:
    """ "De jongste was 83" beside "gemiddeld vijf maanden": an age beside what is none."""
    if _of_people_between(figure) and average.quantity.kind != "age":
        return True
    youngest = has(figure.before[-6:], table("averages")["ages"]["extremes"]) and figure.unit is None
    return youngest and average.unit is not None and average.quantity.kind != "age" and average.unit != "jaar"


def _of_people_between(figure: Figure) -> bool:
    """ "Alle kinderen tussen vier en twaalf"."""
    people = any("mens" in kinds_of(word) for word in figure.before[-2:-1])
    return figure.unit is None and people and figure.before[-1:] in (("tussen",), ("van",))


def _opposite_sides(average: Figure, figure: Figure) -> bool:
    """Whether one is below zero and the other is not: "gemiddeld vroor het 8 graden" has its sign in the verb."""
    lows = [f.quantity.lenient.low for f in (average, figure)]
    return any(low is not None and low < 0 for low in lows) and not all(
        low is not None and low < 0 for low in lows
    )


def _opens_with_norm(text: Prose, figure: Figure) -> bool:
    """ "Normaal is het zeewater bij Oostende tussen de 18 en 19 graden"."""
    return has(text.words(figure.sentence)[:3], table("averages")["norms"]["words"])


def _of_another_name(text: Prose, average: Figure, figure: Figure) -> bool:
    """ "Windstoten van 70 tot 95 kilometer per uur", "de gemiddelde windsnelheid was 40": a quantity that only the one
    sentence names.
    """
    words = average.before
    at = next((nr for nr, word in enumerate(words[:-1]) if word == "gemiddelde"), None)
    if at is None or average.sentence == figure.sentence or figure.unit is None or figure.unit == "EUR":
        return False
    name, known = words[at + 1], table("averages")
    general = name.endswith(tuple(known["qualities"]["endings"])) or name in known["superlatives_of"]
    return (
        len(name) > 5 and not general and not any(alike(name, word) for word in text.words(figure.sentence))
    )


def _of_some(text: Prose, earlier: Figure, later: Figure) -> bool:
    """ "Voor studenten kost het goedkoopste 20 euro": a later sentence that opens with a group of its own."""
    if later.sentence == earlier.sentence or "gemiddelde" in text.words(later.sentence)[:3]:
        return False
    opening = text.words(later.sentence)[:3]
    told = text.words(earlier.sentence)
    return opening[:1] in (("voor",), ("onder",), ("bij",), ("met",), ("zonder",)) and not any(
        len(word) > 3 and any(one_noun(word, other) for other in told if len(other) > 3)
        for word in opening[1:]
    )


def _one_base(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether an amount per something and one that does not say per what can be of one row: "15 per klas" and
    "de kleinste klas telt 9" can, "3.000 euro per vierkante meter" and "een huis kost 200.000 euro" cannot.
    """
    if average.per and figure.per:
        return False
    per, other = (average.per, figure) if average.per else (figure.per, average)
    if per is None or per in table("averages")["stretches"]:
        return True
    if measures_of(per):
        return False
    extreme = side_words(other.before)
    return bool(extreme) or any(alike(per, word) for word in text.words(other.sentence) if len(word) > 2)


def side_words(words: tuple[str, ...]) -> list[str]:
    """The superlatives among these words."""
    known = table("averages")
    return [word for word in words if word in known["lowest"]["words"] or word in known["highest"]["words"]]
