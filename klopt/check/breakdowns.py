"""A total and, behind it, what it breaks down into, over as many as three sentences.

"De brouwerij heeft 214 mensen in dienst. In Breda werken er 132, in Gent 57. De overige 35 zitten in Lille." Other
than a list (`klopt.check.lists`) such parts have clauses and sentences of their own, so that what makes them all of the
total must be said: the last is called the rest, they are as many as the text says that there are ("drie etappes van"),
they go by name with those who have the total together, they are called all there is, or each has a year of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import exact_value
from klopt.check.chains import is_rest, is_rest_of_others
from klopt.check.lists import GAP, LIST, are_all_kinds, is_countable, is_kin, is_one_unit
from klopt.check.prose import Figure, Prose, has
from klopt.check.sums_up import countable_total, is_near_sum, is_of_other_moment
from klopt.check.totals import goes_on

REACH = 3
"""Sentences behind that of the total in which its parts may stand."""
MANY = 12
"""Things that are counted before they are listed: "verdeeld over drie klassen, een van 24 ..."."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total with its parts. `closed`: the last is called the rest; `inferred`: their number or names tie them."""

    members: tuple[Figure, ...]
    total: Figure
    closed: bool
    inferred: bool


def breakdowns_in(text: Prose) -> Iterator[Breakdown]:
    """The breakdowns of an article, each total at most once."""
    of_them = table("parts")["chains"]["of_them"]
    for total in text.figures:
        if (
            total.field == "title"
            or not countable_total(total)
            or total.per is not None
            or total.unit == "cent"
            or _in_brackets(total)
            or has(total.after[:3], of_them)  # "elf ervan zijn geborgen": a part itself
        ):
            continue
        counters: list[int] = []
        found = next(
            (b for run in _runs(text, total, counters) if (b := _tied(text, total, run, counters))), None
        )
        if found is not None:
            yield found


def _runs(text: Prose, total: Figure, counters: list[int]) -> Iterator[tuple[Figure, ...]]:
    """The figures behind a total that can be its parts: up to each one called the rest, and up to the end of each
    sentence. `counters` is filled with the numbers that say how many there are.
    """
    members: list[Figure] = []
    for nr in range(total.sentence, total.sentence + REACH + 1):
        if not text.one_field(nr, total.sentence):
            return
        for figure in text.within(nr):
            if figure.nr <= total.nr:
                continue
            if not members and _counts_parts(total, figure):
                counters.append(int(exact_value(figure.quantity) or 0))
                continue
            if not is_one_unit(total, figure) or figure.unit == "cent" or _names_one(figure):
                continue
            opened = has((members or [figure])[0].before, table("parts")["opens"]["words"])
            if has(figure.after, table("parts")["closes"]["behind"]) and len(figure.after) == 1:
                return  # "de twee andere 2.300 en 1.900": how many there are
            if members and _in_brackets(figure) != _in_brackets(members[0]):
                return
            if not (_may_be_part(total, figure) or (opened and is_countable(figure))) or len(members) == LIST:
                return
            members.append(figure)
            if _joined(total, members[0]):
                return
            if len(members) > 1 and is_rest(figure):
                yield tuple(members)
        if len(members) > 1:
            yield tuple(members)


def _joined(total: Figure, first: Figure) -> bool:
    """ "118 jongens en 112 meisjes", "op 80-wegen 17, op 60-wegen 10": side by side, so the one is no part of the
    other.
    """
    if first.sentence != total.sentence or len(first.before) > GAP:
        return False
    if "en" in first.before[-2:]:
        return True
    if first.before[:1] not in ((",",), ("en",)):
        return False
    words = table("parts")
    opened = has(
        first.before, (*words["opens"]["words"], *words["from_total"]["words"], *words["chains"]["of_them"])
    )
    return not opened


def _in_brackets(figure: Figure) -> bool:
    """Whether the figure opens a bracket: "CDA met 4 zetels (3.042 stemmen)"."""
    opened = [nr for nr, word in enumerate(figure.before) if word == "("]
    return bool(opened) and ")" not in figure.before[opened[-1] :]


def _counts_parts(total: Figure, figure: Figure) -> bool:
    """Whether the figure says of how many parts the total is: "in drie etappes van", "over twee klassen"."""
    value = exact_value(figure.quantity)
    few = figure.quantity.kind == "count" and value is not None and 2 <= value <= MANY
    return few and figure.noun is not None and (total.quantity.kind != "count" or not is_kin(figure, total))


def _names_one(figure: Figure) -> bool:
    """ "een van 24 en een van 20": the article, not the number."""
    return figure.quantity.span.text.lower() in ("een", "één") and figure.after == ("van",)


def _may_be_part(total: Figure, figure: Figure) -> bool:
    """Whether the figure can be one of the parts: a single value of what the total is of."""
    countable = is_countable(figure) or (
        figure.claim.role == "part" and exact_value(figure.quantity) is not None
    )
    if not countable or figure.per is not None:
        return False
    if is_rest(figure):
        return not is_rest_of_others(figure, total)
    counts = figure.quantity.kind == total.quantity.kind == "count"
    if counts and figure.noun is not None and total.noun is None:
        return total.claim.measure is not None and alike(figure.noun, total.claim.measure)
    return _is_bare(figure) or is_kin(figure, total)


def _is_bare(figure: Figure) -> bool:
    """Whether what the figure counts is left out; a verb behind it ("drie weten het niet") is no noun."""
    return figure.noun is None or figure.quantity.kind != "count"


def _tied(text: Prose, total: Figure, members: tuple[Figure, ...], counters: list[int]) -> Breakdown | None:
    """The breakdown, if the text says that these are all the parts of the total."""
    if not is_near_sum(total, members) or _left_open(text, total, members):
        return None
    closed = is_rest(members[-1])
    if closed and _refers(text, total, members):
        return Breakdown(members, total, closed=True, inferred=members[0].sentence != total.sentence)
    if is_of_other_moment(text, total, members):
        return None
    if len(members) in counters or _goes_by_name(text, total, members):
        return Breakdown(members, total, closed=False, inferred=True)
    listed = _is_list(members) and all(figure.noun is not None for figure in (total, *members))
    if (are_all_kinds(members) or listed) and _refers(text, total, members):
        return Breakdown(members, total, closed=False, inferred=True)
    return None


def _is_list(members: tuple[Figure, ...]) -> bool:
    """ "Het gaat om 90 rijtjeshuizen, 110 appartementen en 50 vrijstaande huizen."."""
    opened = has(members[0].before[-4:], table("parts")["refers"]["words"])
    joined = all(
        has(part.before, (",", "en", ";", "plus")) and len(part.before) <= GAP for part in members[1:]
    )
    return opened and joined and "en" in members[-1].before and len({part.sentence for part in members}) == 1


def _refers(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether the parts stand where those of the total are looked for: in its sentence, or in the next."""
    first = members[0]
    between = range(total.sentence + 1, first.sentence)
    unbroken = not any(is_countable(figure) for nr in between for figure in text.within(nr))
    return unbroken and all(later.sentence - earlier.sentence <= 1 for earlier, later in pairwise(members))


def _left_open(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether a sentence says that there are more parts, or that one may be another as well."""
    words = table("parts")
    told = tuple(word for nr in range(total.sentence, members[-1].sentence + 1) for word in text.words(nr))
    unsaid = not is_rest(members[-1]) and goes_on(text, members)
    return unsaid or has(told, words["open"]["words"]) or has(told, words["double"]["words"])


def _goes_by_name(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """ "Rijk en provincie betalen samen 12 miljoen euro. Het Rijk legt 7,5 miljoen in, de provincie 3,5 miljoen."."""
    lead = text.lead(total)
    if members[0].sentence == total.sentence or not has(
        (*lead, "|", *text.behind(total)), table("parts")["sums"]["words"]
    ):
        return False
    places: list[int] = []
    for member in members:
        named = [
            nr for nr, word in enumerate(lead) if len(word) > 3 and word in member.before and nr not in places
        ]
        if not named:
            return False
        places.append(named[0])
    between = lead[min(places) : max(places)]
    return places == sorted(places) and sum(word in (",", "en") for word in between) == len(members) - 1
