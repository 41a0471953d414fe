"""Which figures are averages, and what keeps two figures of a text from being of one row or one time."""

from __future__ import annotations

from extract.nouns import Days
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has

COMPARED = 4
"""Words from "dan" on that are what something is compared with."""
NOUN = 10
"""Words between "het gemiddelde" and its figure."""


def is_average(figure: Figure) -> bool:
    """Whether the figure is given as an average: "gemiddeld 12 euro", "het gemiddelde ..., 31 bomen"."""
    words = table("averages")
    near, wide = figure.before[-4:], figure.before[-NOUN:]
    if _counts_them(figure):
        return False
    if has((*wide, *figure.after[:2]), words["not_average"]["words"]):
        return False
    average = words["average"]["words"]
    if has(figure.clause_before()[-NOUN:], average) or has(near, average) or _said_behind(figure):
        return True
    return any(word.endswith("gemiddelde") for word in wide) and figure.before[-1] in (
        ",",
        "(",
        ":",
        "op",
        "van",
        "is",
        "was",
    )


def _counts_them(figure: Figure) -> bool:
    """Whether the figure only says how many the average is of: "gemiddeld over alle negen ziekenhuizen"."""
    over = has(figure.before[-3:], table("averages")["over"]["words"])
    they = figure.before[-1:] in (("de",), ("deze",), ("die",)) and figure.after[:1] in (("op",), ("uit",))
    kind = figure.quantity.kind
    # "gemiddeld over vijf jaar", "gemiddeld kwamen de negen op 22,5 procent"
    return (over and kind in ("count", "duration")) or (they and kind in ("count", "percent"))


def is_over_them(text: Prose, figure: Figure) -> bool:
    """Whether the figure is the average in "gemiddeld over alle negen ziekenhuizen wacht men vijf weken"."""
    earlier = text.figures[figure.nr - 1] if figure.nr else None
    if earlier is None or earlier.sentence != figure.sentence or not _counts_them(earlier):
        return False
    return has(earlier.before[-5:], table("averages")["average"]["words"]) and "," not in figure.before


def _said_behind(figure: Figure) -> bool:
    """ "31 bomen gemiddeld."."""
    after = figure.after[:4]
    at = next((nr for nr, word in enumerate(after) if word == "gemiddeld"), None)
    return at is not None and has(after[at + 1 : at + 2], (",", ".", ")", ";", "per"))


def is_norm(figure: Figure) -> bool:
    """Whether the figure says what is usual or allowed, not what was measured."""
    return has((*figure.before[-8:], "|", *figure.after[:5]), table("averages")["norms"]["words"])


def is_elsewhere(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the two sentences speak of another moment or another scope."""
    if one.sentence == other.sentence:
        return False
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (one, other))
    if mine is not None and theirs is not None and mine != theirs and not _within(mine, theirs):
        return True
    earlier, later = sorted((one, other), key=lambda figure: figure.sentence)
    words = table("averages")
    told = [_said(text, figure, words["moments"]["words"]) for figure in (earlier, later)]
    # What is told of last year goes on to be about last year, until the text says "nu".
    if told[1] - told[0] or (told[0] and _said(text, later, words["now"]["words"])):
        return True
    scopes = [_said(text, figure, words["scopes"]["words"]) for figure in (earlier, later)]
    return scopes[0] != scopes[1]


def is_of_some_only(text: Prose, number: Figure, total: Figure) -> bool:
    """ "Alleen al op zondag kwamen er 20.600 tellingen binnen. ... bij elkaar 20.000 uur": the number of one of several
    days or places, the total of them all.
    """
    if number.sentence == total.sentence:
        return False
    words, known = text.words(number.sentence), table("averages")["of_some"]
    if has(words, known["words"]) and not has(text.words(total.sentence), known["same"]):
        return True
    lead = (*total.before[-8:], "|", *total.after[:3])
    return number.claim.period is not None and has(lead, known["all"]) and not has(words, known["all"])


def _said(text: Prose, figure: Figure, words: list[str]) -> set[str]:
    """Which of these words stand in the sentence of a figure."""
    told = text.words(figure.sentence)
    than = next((at for at in range(len(told)) if told[at] == "dan"), len(told))
    told = told[:than] + told[than + COMPARED :]  # "grijzer dan de vorige raad" speaks of this one
    return {word for word in words if has(told, (word,))}


def _within(one: Days, other: Days) -> bool:
    """Whether one stretch of days lies in the other: a day of the year that the average is of."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


def is_mean(figure: Figure) -> bool:
    """Whether the figure is an average of things with a total: "gemiddeld 70", "dat zijn er 70 per school"."""
    if exact_value(figure.quantity) is None or figure.quantity.kind not in AMOUNTS:
        return False
    apiece = figure.per is not None and figure.per not in table("averages")["stretches"]
    said = has(figure.before, table("averages")["each"]["said_behind"])
    opens = has(figure.clause_before()[:1], ("per",)) or is_shared_out(figure)
    return is_average(figure) or (apiece and (said or opens))


AMOUNTS = ("count", "money", "rate", "measure", "duration")


def is_shared_out(average: Figure) -> bool:
    """Whether the average is said to be the total shared out: "Per filiaal komt dat neer op 31.000 uitleningen"."""
    return average.first and has(average.before, table("averages")["shared_out"]["words"])
