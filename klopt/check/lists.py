"""Lists of figures: runs of one kind in one sentence that commas and "en" hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import exact_value, in_millions
from klopt.check.prose import Figure, Prose, has
from klopt.check.what_each_has import is_what_they_have

GAP = 14
"""Words between two parts of one list."""
LIST = 12
"""Parts that a list has at most."""


def lists_in(text: Prose) -> Iterator[tuple[Figure, ...]]:
    """Runs of figures that a comma or "en" holds together; the last pair by "en", "plus" or a word that closes."""
    seen: set[int] = set()
    for figure in text.figures:
        if figure.nr in seen or not is_countable(figure):
            continue
        run = [figure]
        for other in text.within(figure.sentence):
            if other.nr <= figure.nr or _aside(other):
                continue
            if len(run) >= LIST or not _listed(run[-1], other) or _of_two_nouns(text, run[-1], other):
                break
            run.append(other)
        while len(run) > 1 and not _ends_list(run[-1]) and not unwritten(tuple(run)):
            run.pop()
        if len(run) > 2 and _heads(run[0], run[1]) and (are_all_kinds(tuple(run[1:])) or _stand_apart(run)):
            seen.add(run.pop(0).nr)  # "zeven leden, vier vrouwen en drie mannen"
        if len(run) > 1:
            seen.update(member.nr for member in run)
            yield tuple(run)


KINDS = ("count", "money", "measure", "duration")
ALONE = 3
"""Words of a part that has nothing but its label: "waarvan 400 dit jaar"."""


def _heads(total: Figure, part: Figure) -> bool:
    """Whether the first of a run can be the total of the others: the same things, or names on a list."""
    return is_kin(part, total) or has(total.after[:1], table("parts")["heads"]["words"])


def _stand_apart(run: list[Figure]) -> bool:
    """ "900 banen, 500 in Nederland en 300 in Duitsland": bare figures with one preposition behind a head."""
    bare = run[0].noun is not None and all(part.noun is None for part in run[1:])
    return bare and run[1].before[-1:] == (",",) and aligned(tuple(run[1:]))


def aligned(members: tuple[Figure, ...]) -> bool:
    """Whether one and the same preposition of place stands behind every part."""
    led = {part.after[:1] for part in members}
    return len(led) == 1 and has(next(iter(led)), table("parts")["chains"]["aligned"])


def _aside(figure: Figure) -> bool:
    """A share or an age in brackets behind a part is no part."""
    return figure.quantity.kind in ("percent", "share", "fraction", "age") and figure.before[-1:] == ("(",)


def is_countable(figure: Figure) -> bool:
    """Whether the figure can be a part or a total of a sum: a single value, no end of a change, no average."""
    quantity, value = figure.quantity, exact_value(figure.quantity)
    times = (
        quantity.kind == "factor"
        and quantity.unit == "keer"
        and value is not None
        and value == value.to_integral_value()
    )
    return (
        (quantity.kind in KINDS or (times and figure.quantity.span.text.lower().endswith("maal")))
        and value is not None
        and figure.claim.role not in ("from", "to", "average")
        and (figure.claim.role != "part" or figure.after[:1] != ("van",))
        and (figure.claim.role != "change" or times)
        and not is_loose(quantity)
        and not _multiplies(figure)
    )


def _multiplies(figure: Figure) -> bool:
    """ "twee keer 15 miljoen", "tweemaal 15 miljoen": neither figure is a part by itself; nor is the "twee" of "de twee
    andere 2.300 en 1.900".
    """
    if len(figure.after) == 1 and figure.after[0] in table("parts")["closes"]["behind"]:
        return True
    times = (("keer",), ("maal",), ("x",))
    if figure.after in times or (figure.quantity.kind == "factor" and not figure.after):
        return True
    return not figure.first and figure.before in ((), *times)


def is_loose(quantity: Quantity) -> bool:
    """Whether the figure has no lower or no upper bound: it adds up to nothing."""
    return quantity.lenient.low is None or quantity.lenient.high is None


def _listed(one: Figure, other: Figure) -> bool:
    """Whether the second figure goes on with the list of the first."""
    gap = other.before
    joined = has(gap, (",", ";", *table("parts")["joints"]["last"]))
    clash = one.noun is not None and other.noun is None and has(gap, ("tot", "van de", "naar"))
    words = table("parts")
    tied = (
        joined and not clash and not has(gap, (":", "tussen", "dan")) and _brackets(gap) and not unread(gap)
    )
    apart = (
        has(gap, words["from_total"]["words"])
        or has(gap[1:], words["opens"]["words"])  # "720 komen van de ene en 530 van de andere club"
        or has(gap, words["sums"]["words"])
        or (has(gap[-4:], words["open"]["rest"]) and not names_rest(other))
    )
    told = {one.claim.modality, other.claim.modality}
    planned = len(told) > 1 and bool(told & {"demanded", "expected"})  # "en dat moeten er 100 zijn"
    return (
        is_countable(other)
        and is_one_unit(one, other)
        and tied
        and not apart
        and not planned
        and len(gap) <= GAP
    )


def _of_two_nouns(text: Prose, one: Figure, other: Figure) -> bool:
    """ "Eén bioscoop, met vijf zalen, en bouwt er twee": the halls are what the cinema has, and no part beside it or
    beside the cinemas that follow.
    """
    if is_what_they_have(one, other):
        return True
    things = text.figures[one.nr - 1] if one.nr and not one.first else None
    owned = things is not None and is_what_they_have(things, one)
    return owned and not is_what_they_have(one, other) and other.before[-1:] not in (("met",), ("à",))


def _brackets(gap: tuple[str, ...]) -> bool:
    """Whether both parts stand in brackets, or none: "Limburg (1,9 miljoen) en Antwerpen (2,7 miljoen)"."""
    return "(" not in gap or (gap[0] == ")" and gap[-1] == "(")


def is_one_unit(one: Figure, other: Figure) -> bool:
    """Whether both can be of one unit; a bare count behind "2,3 miljoen euro" is taken for euros as well."""
    kinds = {"count" if f.quantity.kind == "factor" else f.quantity.kind for f in (one, other)}
    units = {None if f.quantity.kind == "factor" else f.unit for f in (one, other)}
    if len(kinds) == 1 and len(units) == 1:
        return True
    bare = other if other.quantity.kind == "count" else one
    sum_of_money = "money" in kinds and (bare.noun or "").endswith(tuple(table("parts")["costs"]["endings"]))
    unnamed = bare.noun is None or (sum_of_money and in_millions(bare.quantity))
    return bare.quantity.kind == "count" and unnamed and bool(kinds & {"money", "measure", "duration"})


def unread(words: tuple[str, ...]) -> bool:
    """Whether a figure stands among these words that was not read; a year is none."""
    return any(word[0].isdigit() and not _YEAR.fullmatch(word) for word in words)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _ends_list(figure: Figure) -> bool:
    return (
        has(figure.before, (*table("parts")["joints"]["last"], *table("parts")["closes"]["words"]))
        or ":" in figure.before
    )


def unwritten(members: tuple[Figure, ...]) -> int:
    """How many parts stand behind the list as "en een verpleegkundige"."""
    after = members[-1].after
    at = next((nr for nr, word in enumerate(after[:4]) if word == "en"), None)
    return int(at is not None and at + 2 < len(after) and after[at + 1] in ("een", "één"))


def singles(members: tuple[Figure, ...]) -> int:
    """How many parts stand in the list without a figure: "acht zeges, een gelijkspel en twee nederlagen"."""
    first = members[0].before
    opened = first[first.index(":") :] if ":" in first else ()
    gaps = (opened, *(member.before for member in members[1:]))
    return sum(
        word in ("een", "één") and gap[nr - 1] in (",", "en", ":", ";")
        for gap in gaps
        for nr, word in enumerate(gap)
        if nr
    )


def is_closed(members: tuple[Figure, ...]) -> bool:
    """Whether the last part is called the rest."""
    return names_rest(members[-1])


def names_rest(figure: Figure) -> bool:
    """Whether the figure is called the rest; "op de rest twee" is of a place."""
    lead, words = figure.before[-4:], table("parts")["closes"]["words"]
    at_rest = any(has(lead, (f"{place} de rest",)) for place in ("op", "in", "bij", "aan", "voor"))
    spread = has(lead[-1:], table("parts")["closes"]["spread"])
    return has(lead, words) and not at_rest and not spread


def is_kin(part: Figure, total: Figure) -> bool:
    """Whether what a part counts may be what the total counts; a part without a noun of its own counts the same."""
    return part.noun is None or total.noun is None or alike(part.noun, total.noun)


def are_all_kinds(members: tuple[Figure, ...]) -> bool:
    """Whether the parts are called all there is: gold, silver and bronze; men and women."""
    around = [_own_words(member) for member in members]
    for closed in table("parts")["closed"]:
        labels = closed["labels"]
        if closed.get("alone") and any(_with_more(words) for words in around):
            continue
        orders = [labels, labels[::-1]] if len(labels) == 2 else [labels]
        if len(labels) == len(members) and any(
            all(has(words, label) for words, label in zip(around, order, strict=True)) for order in orders
        ):
            return True
    return False


def _with_more(words: tuple[str, ...]) -> bool:
    """Whether more than a label stands with a part."""
    return sum(word.isalpha() and word not in table("parts")["joints"]["words"] for word in words) > ALONE


def _own_words(part: Figure) -> tuple[str, ...]:
    """The words of a part: those before it that are not of the part before it, and the first few behind."""
    start = (
        max(
            (nr for nr, word in enumerate(part.before) if word in table("parts")["joints"]["words"]),
            default=-1,
        )
        + 1
    )
    return (*part.before[start:], "|", *part.clause_after()[:4], "|", *[part.noun or ""])
