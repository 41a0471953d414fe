"""An average with its total and how many it is of: "zes scholen, samen 420 leerlingen, gemiddeld 70 per school"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.alike import alike, kinds_of, one_noun
from klopt.check.averages import AMOUNTS, is_average, is_elsewhere, is_mean, is_of_some_only, is_shared_out
from klopt.check.case import Case, exact_value, once
from klopt.check.proportion import average_readings
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.slips import is_of_another_order

EXPLAINED = 8
"""Figures near an average of which any two are tried."""
APPOSED = 4
"""Words of ", een gemiddelde van", the comma among them."""
SUBJECT = 6
"""Words between the number and the average in "de 15 kasten gaven gemiddeld 20 kilo"."""


@dataclass(frozen=True, slots=True)
class Mean:
    """An average, how many it is of, and what they are together; `summed` if the text says "samen" with the total."""

    average: Figure
    number: Figure
    total: Figure
    inferred: bool = False

    @property
    def summed(self) -> bool:
        """Whether the text says that the total is of them all."""
        return _together(self.total)


@once
def means_of(case: Case) -> Iterator[Mean]:
    """The averages of an article with their number and total, where all three can be told."""
    text = prose(case)
    for average in text.figures:
        if not is_mean(average):
            continue
        here = average.sentence
        for window in ((here,), (here - 1, here), (here, here + 1), (here - 2, here - 1, here)):
            if not text.one_field(window[0], here) or not text.one_field(window[-1], here):
                continue
            around = [
                f
                for nr in range(here - 2, here + 2)
                if text.one_field(nr, here)
                for f in text.within(nr)
                if f.nr != average.nr
            ]
            near = [f for f in around if f.sentence in window]
            found = _number_and_total(text, average, near, around)
            if found is not None and not _is_of_the_figure_before(text, average, *found):
                yield Mean(average, *found, inferred=len(window) > 1)
                break


def _is_of_the_figure_before(text: Prose, average: Figure, number: Figure, total: Figure) -> bool:
    """Whether the average says more of the figure right before it, and that is neither: "8,2 miljoen overnachtingen,
    gemiddeld 4,2 nachten per persoon".
    """
    gap = average.before
    if average.first or gap.count(",") != 1 or "gemiddeld" not in gap[gap.index(",") :]:
        return False
    one = text.figures[average.nr - 1]
    apposed = len(gap) - gap.index(",") <= APPOSED
    amount = one.quantity.kind in AMOUNTS and one.unit == average.unit
    return apposed and amount and one.nr not in (number.nr, total.nr)


def _explained(average: Figure, near: list[Figure]) -> bool:
    """Whether other figures near give the average exactly: then it is theirs, whatever the nouns say. Many figures
    prove nothing: some two of them always do.
    """
    counts = [
        f
        for f in near
        if f.quantity.kind in ("count", "duration")
        and f.nr < average.nr
        and (exact_value(f.quantity) or 0) > 1
    ]
    totals = [f for f in near if f.unit in (average.unit, None) and f.quantity.kind in AMOUNTS]
    if len(near) > EXPLAINED:
        return False
    return any(total.nr != count.nr and _fits(average, count, total) for count in counts for total in totals)


def _of_others(text: Prose, average: Figure, number: Figure, total: Figure) -> bool:
    """Whether the total over the number is of another order than the average, or another number of the same things
    or another total anywhere in the article gives it: "62 bedrijven ... 1.020 in 2013 ... 496 mensen, gemiddeld acht".
    """
    many, whole, mean = (exact_value(figure.quantity) for figure in (number, total, average))
    if many and whole and mean and is_of_another_order(whole / many, mean):
        return True
    return any(
        (figure.nr != number.nr and _is_number(average, figure) and _fits(average, figure, total))
        or (
            figure.nr not in (total.nr, average.nr)
            and figure.unit == total.unit
            and _fits(average, number, figure)
        )
        for figure in text.figures
    )


def _fits(average: Figure, number: Figure, total: Figure) -> bool:
    """Whether the total over the number is the average as it is written."""
    many, whole = exact_value(number.quantity), exact_value(total.quantity)
    if not many or not whole:
        return False
    return average_readings(average.quantity)[0].contains(whole / many)


def _number_and_total(
    text: Prose, average: Figure, near: list[Figure], around: list[Figure]
) -> tuple[Figure, Figure] | None:
    numbers = [f for f in near if _is_number(average, f)]
    for number in numbers:
        totals = [f for f in near if f.nr != number.nr and _is_total(text, average, f)]
        marked = [f for f in totals if _together(f)]
        if len(totals) == 1 or len(marked) == 1:
            total = (marked or totals)[0]
            if number.quantity.kind == "duration" and number.sentence not in (
                average.sentence,
                total.sentence,
            ):
                continue  # "diensten van twaalf uur": how long something else takes
            sure = len({exact_value(f.quantity) for f in numbers}) == 1 and not _explained(average, around)
            sure = sure and not _of_others(text, average, number, total)
            sure = sure and not is_of_some_only(text, number, total)
            return (number, total) if sure or _fits(average, number, total) else None
    return None


def _is_number(average: Figure, figure: Figure) -> bool:
    """Whether the figure counts what the average is per: "zes scholen ... gemiddeld 70 per school"."""
    value = exact_value(figure.quantity)
    if (
        figure.quantity.kind not in ("count", "duration")
        or value is None
        or value < 2
        or value != value.to_integral_value()
    ):
        return False
    noun = figure.noun or (figure.unit if figure.quantity.kind == "duration" else None)
    if noun is None or figure.claim.role in ("part", "from", "to", "change", "average"):
        return False
    words = (*average.clause_before(), "|", *average.clause_after())
    if average.per is not None:
        people = average.per in table("averages")["each"]["one"] and "mens" in kinds_of(noun)
        return people or average.per == "stuk" or alike(average.per, noun)
    if figure.nr == average.nr - 1 and figure.sentence == average.sentence and len(average.before) <= SUBJECT:
        return "," not in average.before and is_average(average) and not figure.clause_before()[:-2]
    if (
        figure.sentence == average.sentence
        and has(average.before[-3:], ("elk", "ieder"))
        and figure.nr < average.nr
    ):
        return bool(kinds_of(noun))
    each = table("averages")["each"]["words"]
    for at, word in enumerate(words[:-1]):
        if word in each and (
            one_noun(words[at + 1], noun)
            or (
                word == "per"
                and words[at + 1] in table("averages")["each"]["one"]
                and "mens" in kinds_of(noun)
            )
        ):
            return word != "de" or words[at - 1 : at] == ("per",)
    return False


def _is_total(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether the figure is of the averaged thing and large enough to be of them all."""
    mine, whole = exact_value(average.quantity), exact_value(figure.quantity)
    if (
        mine is None
        or whole is None
        or whole <= mine
        or is_average(figure)
        or is_elsewhere(text, average, figure)
        or (_is_an_end(figure) and not _together(figure))
    ):
        return False
    if (
        figure.claim.role in ("from", "change", "part")
        or figure.per is not None
        or figure.unit != average.unit
    ):
        return False
    if figure.quantity.kind not in ("count", "money", "measure", "duration"):
        return False
    if average.noun and figure.noun and not alike(average.noun, figure.noun) and not is_shared_out(average):
        return False
    return (
        figure.unit is not None
        or figure.noun is None
        or average.noun is not None
        or _same_thing(average, figure)
    )


def _is_an_end(figure: Figure) -> bool:
    """ "Drie ronden van gemiddeld 29,6. Haar langzaamste was een 31,1": the highest of a row is no sum of it."""
    known = table("averages")
    return has(figure.before[-4:], (*known["lowest"]["words"], *known["highest"]["words"]))


def _same_thing(average: Figure, figure: Figure) -> bool:
    """Whether an average without a noun of its own takes over the noun of this figure."""
    measure = average.claim.measure
    if measure is None or figure.noun is None or "er" in average.before:
        return True
    if average.nr == figure.nr + 1 and "," in average.before and len(average.before) <= SUBJECT:
        return average.sentence == figure.sentence  # "85 treffers, een gemiddelde van 3,1 per duel"
    return alike(measure, figure.noun) or (average.per is not None and alike(measure, average.per))


def _together(figure: Figure) -> bool:
    return has((*figure.before[-8:], *figure.after[:4]), table("averages")["together"]["words"])
