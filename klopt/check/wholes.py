"""A part and the whole it is taken from: "zestien van de 35", "Daarvan haalden er 1.090 de finish".

Within a sentence `extract.wholes` reads the firmest forms; here are those that need the words between two figures or
the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.nouns import Claim
from klopt.check.case import Case, exact_value, once
from klopt.check.lists import lists_in
from klopt.check.prose import Figure, Prose, prose
from klopt.check.slips import FARTHEST
from klopt.check.whole_among import among
from klopt.check.whole_before import of_known, some, thereof, with_some
from klopt.check.whole_beside import allotted, framed, held, out_of, whereof, whole_first
from klopt.check.whole_places import in_place


@dataclass(frozen=True, slots=True)
class Whole:
    """A part and its whole; `inferred` if the text ties them only by "daarvan" in the next sentence."""

    part: Claim
    total: Claim
    inferred: bool = False


@once
def wholes_of(case: Case) -> Iterator[Whole]:
    """The parts with their wholes; each figure is part of one whole."""
    text = prose(case)
    told: set[int] = set()
    for reader in (
        framed,
        whole_first,
        allotted,
        out_of,
        whereof,
        thereof,
        held,
        some,
        with_some,
        of_known,
        in_place,
        among,
    ):
        for total, part, inferred in reader(text):
            if part.nr not in told and part.nr != total.nr and not _is_whole_of_them(text, part, total):
                told.add(part.nr)
                yield Whole(part.claim, total.claim, inferred)


def _is_whole_of_them(text: Prose, part: Figure, total: Figure) -> bool:
    """Whether the part is of another order than its whole ("zeven kasboeken ... vertrokken er 1.264"), or what the
    whole adds up to with the figures beside it ("raden met 17, 15 en 13 leden. Van die 45 raadsleden").
    """
    mine, whole = exact_value(part.quantity), exact_value(total.quantity)
    if mine is None or whole is None or mine <= whole:
        return False
    there = text.within(total.sentence)
    at = there.index(total)
    runs = [there[start : at + 1] for start in range(at)]
    runs += [run for run in lists_in(text) if run[0].sentence == total.sentence]
    if any(sum(exact_value(figure.quantity) or Decimal(0) for figure in run) == mine for run in runs):
        return True
    return mine > FARTHEST * whole
