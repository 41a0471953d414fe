"""The beginning of a club or firm told by what its founders did, beside its jubilee.

"Viert haar 75-jarig bestaan. In 1934 begonnen elf boerenzonen met instrumenten uit een failliete boedel."
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.nouns import Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.lengths import YEARS, value_of
from klopt.check.nearby import Nearby, has_word, starts_with

REACH = 2
"""Sentences between the jubilee and the beginning."""
_OPENS = re.compile(
    r"\W*(?:(?:Het was|Het verhaal|De geschiedenis) )?"
    r"(?:(?:in|begin|eind|medio|op|het|jaar|de zomer van|het najaar van) ?)+",
    re.IGNORECASE,
)
_IT_BEGAN = re.compile(
    r"\W*(?:Het|Alles|Het verhaal|Het avontuur|De geschiedenis) (?:begon|startte|ging van start)"
    r"(?: (?:allemaal|ooit|al|dus|heel|klein|bescheiden))* (?:in|op|begin|eind) ",
    re.IGNORECASE,
)
""" "Het begon allemaal in 1934"."""


_PLACED = re.compile(
    r"(?: [\w'’-]+){2,5}? (?:met (?!een (?:actie|staking|cursus|project)\b)|in |op |vanuit |onder |bij )"
    r"(?!.*\bte \w+en\b)"
)
""" "Begonnen elf boerenzonen met instrumenten"; not "fietsen te verzamelen" or "een actie voor het dak"."""


def begun_near(case: Case, near: Nearby, length: Quantity) -> Period | None:
    """The only year with which a sentence near a jubilee opens to tell how it began; None if another year of the
    article makes the jubilee right, or if what began may be something else.
    """
    if case.published is None:
        return None
    dated = [
        p
        for p in case.extraction.periods
        if p.precision in ("day", "month", "year") and YEARS.search(p.span.text) and p.days and p.days.start
    ]
    wanted = case.published.year - value_of(length)
    if any(abs(p.days.start.year - wanted) <= 1 for p in dated if p.days and p.days.start):
        return None
    close = [
        p
        for p in dated
        if p.span.field == length.span.field and 0 < near.nr(p.span) - near.nr(length.span) <= REACH
    ]
    found = [p for p in close if _tells_beginning(case, near, p)]
    return found[0] if len(found) == 1 and found[0] is close[0] else None


def founded_later(case: Case, near: Nearby, years: list[int], wanted: Decimal) -> bool:
    """Whether a length behind one of these years makes the wanted one: "pas vijf jaar later kwam er een korps"."""
    lengths = [
        q.value
        for q in case.extraction.quantities
        if q.kind == "duration"
        and q.unit == "jaar"
        and isinstance(q.value, Decimal)
        and starts_with(near.behind(q.span), table("spans")["reckoned"]["after"])
    ]
    return any(abs(wanted - year - length) <= 1 for year in years for length in lengths)


def _tells_beginning(case: Case, near: Nearby, period: Period) -> bool:
    """Whether a sentence says that some people began in a year, or that it began then."""
    known = table("spans")["founding"]["begun"]
    before, behind = near.before(period.span), near.behind(period.span)
    if has_word(near.sentence(period.span).text, known["other"]):
        return False
    if _IT_BEGAN.fullmatch(before):
        return True
    if _OPENS.fullmatch(before) is None:
        return False
    verb = starts_with(behind, known["verbs"])
    if verb is None:
        return False
    rest = behind[behind.lower().find(verb) + len(verb) :]
    if not _some(case, period, rest) or (verb in known["plain"] and not _PLACED.match(rest)):
        return False
    return has_word(rest, known["together"]) or (
        verb in known["plain"] and not has_word(rest, known["inside"])
    )


def _some(case: Case, period: Period, rest: str) -> bool:
    """Whether some people that nobody spoke of before come next: "elf boerenzonen", "een groepje moeders"; no "zij"."""
    if starts_with(rest, table("spans")["founding"]["begun"]["some"]):
        return True
    return any(
        quantity.kind == "count"
        and quantity.span.field == period.span.field
        and rest.lstrip().startswith(quantity.span.text)
        and 0 <= quantity.span.start - period.span.end <= 30
        for quantity in case.extraction.quantities
    )
