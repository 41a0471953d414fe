"""The best value until now and by how much it was beaten: "het vorige record, 37,2 graden uit 2006, sneuvelde daarmee
met 2,4 graden verschil", "zijn oude besttijd van 13.21,10 scherpte hij aan met ruim vijftien seconden".

That a record was beaten ties three figures: what it was, what it is now (told right before) and what lies between.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.interval import Interval
from extract.nouns import Claim
from klopt.check.bests import is_beaten, is_margin, is_of_a_record
from klopt.check.case import Case, exact_value, once
from klopt.check.conversions import in_other_unit
from klopt.check.pairs import levels_in
from klopt.check.prose import Figure, Prose, prose


@once
def beaten(case: Case) -> Iterator[tuple[Claim, Claim, Claim]]:
    """What a record was, what it is now, and the stated difference."""
    text = prose(case)
    for was in text.figures:
        size = next((f for f in text.within(was.sentence) if f.nr == was.nr + 1), None)
        if size is None or exact_value(was.quantity) is None or not is_of_a_record(was.before):
            continue
        if not is_margin(size) or not is_beaten(text, was, size) or names_another(case, text, was.sentence):
            continue
        now = _new_value(case, was)
        if now is not None and _in_one_unit(size, was):
            yield was.claim, now.claim, size.claim


def names_another(case: Case, text: Prose, sentence: int) -> bool:
    """Whether somebody is named in a sentence who was not in the one before: the record may be of that one."""
    here, before = (
        {
            mention.name
            for mention in case.extraction.mentions
            if mention.kind == "person" and 0 <= nr < len(text.spans) and text.spans[nr].covers(mention.span)
        }
        for nr in (sentence, sentence - 1)
    )
    return bool(here - before)


def _new_value(case: Case, was: Figure) -> Figure | None:
    """The one value of that unit that the sentence before gives, or this one before the record."""
    for nr in (was.sentence, was.sentence - 1):
        if not prose(case).one_field(nr, was.sentence):
            continue
        values = [
            level
            for level in levels_in(case, nr, nr)
            if level.nr < was.nr and level.quantity.kind == was.quantity.kind and level.unit == was.unit
        ]
        if values:
            return values[0] if len(values) == 1 else None
    return None


def _in_one_unit(size: Figure, was: Figure) -> bool:
    if was.quantity.kind == "percent":
        return size.quantity.kind == "percentage_point"
    if size.quantity.kind == was.quantity.kind and size.unit == was.unit:
        return True
    units = was.quantity.unit or "", size.quantity.unit or ""
    return all(units) and in_other_unit(Interval.point(1), *units) is not None
