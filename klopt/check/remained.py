"""What is left of a number and the share of it that was lost: "heeft 40 procent van zijn korpsen verloren: van de 350
verenigingen zijn er nog 210 over".

The share is not that of the part in its whole: what it is of went, and the part is what stayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.alike import kinds_of, one_noun
from klopt.check.case import Case, exact_value, once
from klopt.check.prose import CLAUSE_ENDS, Figure, Prose, has, prose
from klopt.check.tied import in_one_group, noun_of

BEHIND = 5
"""Words behind what is left, up to the end of its clause."""
LOST = 9
"""Words between a share and the verb that says that it went."""


@dataclass(frozen=True, slots=True)
class Remained:
    """How many there were, how many are left, and the share that went; `inferred` if that is in another sentence."""

    before: Figure
    after: Figure
    lost: Figure
    inferred: bool


@once
def remained(case: Case) -> Iterator[Remained]:
    """Each number with what is left of it and the one lost share near it."""
    text = prose(case)
    for after in text.figures:
        before = text.figures[after.nr - 1] if after.nr else after
        if not is_left(after) or not _is_whole_of(before, after):
            continue
        near = [
            figure
            for nr in (after.sentence - 1, after.sentence, after.sentence + 1)
            if text.one_field(nr, after.sentence)
            for figure in text.within(nr)
            if figure.quantity.kind in ("percent", "fraction")
        ]
        if len(near) == 1 and is_lost(text, near[0]) and _of_one(before, near[0]):
            yield Remained(before, after, near[0], near[0].sentence != after.sentence)


def is_left(figure: Figure) -> bool:
    """ "Zijn er nog 250 over", "werken er nog 175": what stayed."""
    known, lead = table("opposed")["remaining"], figure.before
    stop = max((nr for nr, word in enumerate(lead) if word in CLAUSE_ENDS), default=-1)
    clause, behind = lead[stop + 1 :], figure.clause_after()
    if figure.quantity.kind != "count" or not has(clause[-3:], ("nog",)) or has(behind, known["not"]):
        return False
    return (
        len(behind) <= BEHIND
        and has(clause, known["are"])
        and (has(clause, ("er",)) or has(behind, known["left"]))
    )


def is_lost(text: Prose, share: Figure) -> bool:
    """ "40 procent van zijn korpsen verloren", "raakte een kwart van haar clubs kwijt"."""
    known = table("opposed")["remaining"]
    after, lead = share.clause_after()[:LOST], text.lead(share)
    stop = max((nr for nr, word in enumerate(lead) if word in CLAUSE_ENDS), default=-1)
    before = lead[stop + 1 :]
    owned = after[:1] == ("van",) and has(after[1:2], known["owned"])
    return owned and has((*before, "|", *after), known["lost"]) and not has((*before, *after), known["not"])


def _is_whole_of(before: Figure, after: Figure) -> bool:
    """ "Van de 350 verenigingen die in 2001 lid waren": right before what is left, in the same sentence."""
    whole = before.sentence == after.sentence and before.nr != after.nr and before.quantity.kind == "count"
    more, less = exact_value(before.quantity), exact_value(after.quantity)
    if not whole or more is None or less is None or less >= more:
        return False
    return before.before[-2:-1] == ("van",) and has(
        before.before[-1:], table("opposed")["remaining"]["owned"]
    )


def _of_one(before: Figure, share: Figure) -> bool:
    """Whether the share is of what the number counts: by its noun, or because a colon or "dus" says so."""
    noun, group = noun_of(before), share.group
    if noun is not None and group is not None:
        kinds = noun in kinds_of(group) or group in kinds_of(
            noun
        )  # "een derde van haar schapen: van de 150 dieren"
        return kinds or one_noun(noun, group) or in_one_group(noun, group)
    if share.sentence == before.sentence:
        return ":" in before.before if share.nr < before.nr else has(share.clause_before(), ("dus",))
    return share.sentence == before.sentence + 1 and has(share.clause_before(), ("dus", "daarmee"))
