"""Whether a stated size can be one of a change of a value: by its unit, and by what the text compares it with."""

from __future__ import annotations

from extract.interval import Interval
from extract.words import table
from klopt.check.conversions import in_other_unit
from klopt.check.lent import lends
from klopt.check.prose import Figure, has, words_of
from klopt.check.size_words import pieces_of
from klopt.check.sizes import Size
from klopt.check.tied import in_one_group, one_thing

BESIDE = 5
"""Words on either side of a size within which "inflatie" says that it was corrected for that."""
_NUMERIC = ("percent", "factor", "fraction", "percentage_point")


def sizes_fit(size: Size, level: Figure) -> bool:
    """Whether the size can be one of a change of this value: relative, points of a percentage, or in its own unit."""
    figure = size.figure
    if figure is None:
        return True
    mine, theirs = figure.quantity, level.quantity
    if mine.kind == "percentage_point":
        return theirs.kind == "percent"
    if mine.kind in _NUMERIC:
        return True
    if mine.kind == theirs.kind and figure.unit == level.unit:
        return mine.kind != "count" or _one_noun(figure, level)
    if lends(figure, level):
        return True
    return bool(figure.unit and level.unit) and (
        in_other_unit(Interval.point(1), figure.unit or "", level.unit or "") is not None
    )


def _one_noun(figure: Figure, level: Figure) -> bool:
    mine, theirs = figure.noun, level.noun
    if pieces_of(figure):
        return True
    return mine is None or theirs is None or one_thing(mine, theirs) or in_one_group(mine, theirs)


def elsewhere(size: Size) -> bool:
    """Compared with something else than an earlier time, or of another base."""
    words = size.than
    if size.figure is None:
        return False
    around = (*size.figure.before, *size.figure.after)
    if of_other_base(size.figure):
        return True
    if has(around, table("changes")["weaker"]["words"]):
        return True
    return bool(words) and not says_when(words)


def is_of_other_matter(size: Size) -> bool:
    """Whether the clause of the size says that it is of another group, or of another thing than two values."""
    figure = size.figure
    if figure is None:
        return True
    clause = (*figure.clause_before(), "|", *figure.clause_after())
    return has(clause, table("opposed")["sizes"]["other"]) or has(
        figure.after[:2], table("opposed")["sizes"]["behind"]
    )


def is_narrowed(figure: Figure) -> bool:
    """ "De teller staat voor reeën op 1.870": what goes on about what was told before says that it is of some of it."""
    words, known = figure.clause_before(), table("opposed")["narrowed"]
    return has(words[:3], table("changes")["back"]["going_on"]) and any(
        word in known["leads"] and words[at + 1].isalpha() for at, word in enumerate(words[:-1])
    )


def of_other_base(figure: Figure) -> bool:
    """Whether the size is of something else than two values: per year by the words beside it, corrected or on average
    by those of its whole statement; what is also a matter of its own (inflation) must stand near.
    """
    known = table("changes")["other_base"]
    beside = (*figure.before, "|", *figure.after)
    near = (*figure.before[-BESIDE:], "|", *figure.after[:BESIDE])
    return (
        has(beside, known["rates"])
        or has(words_of(figure.claim.span.text), known["words"])
        or has(near, known["matters"])
    )


def says_when(words: tuple[str, ...]) -> bool:
    """Whether what a size is compared with is a time."""
    moments = table("changes")["moments"]
    named = has(words, (*moments["then"], *moments["times"])) or any(
        word.isdigit() and len(word) == 4 for word in words
    )
    return named and not has(words, table("changes")["norms"]["words"]) and words[0] not in ("nu",)
