"""Words that say that a value was the best until now and that another beat it: "het vorige record, 37,2 graden uit
2006, sneuvelde", "zijn oude besttijd van 13.21,10 scherpte hij aan met ruim vijftien seconden".
"""

from __future__ import annotations

import re

from extract.words import table
from klopt.check.prose import Figure, Prose, has, words_of

REACH = 4
"""Words between a record and its value, and before the record: whose it is."""


def beats(text: Prose, figure: Figure) -> bool:
    """ "Verbeterde hij het vorige record, 612 kilo uit 2014, met 75 kilo": the figure is by how much."""
    was = next((f for f in text.within(figure.sentence) if f.nr == figure.nr - 1), None)
    return (
        was is not None and is_of_a_record(was.before) and is_margin(figure) and is_beaten(text, was, figure)
    )


def is_beaten(text: Prose, was: Figure, size: Figure) -> bool:
    """Whether the words around what a record was and a margin behind it say that it is one no longer."""
    broken = was_broken(_clause(was.before), (*was.after, *size.after))
    return broken and not _on_another_occasion(text, was, size)


def _on_another_occasion(text: Prose, was: Figure, size: Figure) -> bool:
    """Whether a place, a day or a round that was not told before stands between a record and a margin: "39,6 graden op
    zondag. Het oude record, 37,2 graden, sneuvelde zaterdag in Arcen met 1,2 graden".
    """
    field, nr = text.case.article.field(was.field), was.sentence
    first = nr - 1 if nr and text.one_field(nr - 1, nr) else nr
    told = field[text.spans[first].start : was.quantity.span.start]
    between = field[was.quantity.span.end : size.quantity.span.start]
    if any(name not in told for name in _PLACE.findall(between)):
        return True
    here, known = words_of(between), words_of(told)
    rounds = table("changes")["best"]["rounds"]
    return any(has(here, (word,)) and not has(known, (word,)) for word in rounds)


_PLACE = re.compile(r"\b(?:in|te|bij|op) (?:de |het )?([A-Z]\w+)")


def _clause(before: tuple[str, ...]) -> tuple[str, ...]:
    """The words before a value from the last colon or semicolon on."""
    stops = [nr for nr, word in enumerate(before) if word in (":", ";")]
    return before[stops[-1] + 1 :] if stops else before


def is_of_a_record(before: tuple[str, ...]) -> bool:
    """Whether the words before a value say that it was the best until now: "haar oude clubrecord van"."""
    known = table("changes")["best"]
    words = list(before)
    while words and words[-1] in known["joining"] and len(before) - len(words) < REACH:
        words.pop()
    named = " ".join(words[-2:])
    return any(named.endswith(noun) for noun in known["nouns"]) and has(tuple(words[-REACH:]), known["was"])


def was_broken(before: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Whether the words around what a record was say that it is that no longer."""
    known = table("changes")["best"]
    return has((*before, "|", *behind), known["broken"]) and not has(behind, known["held"])


def is_margin(figure: Figure) -> bool:
    """ "Met 57 kilo", "3,5 millimeter verschil": how far two values lie apart."""
    small = table("wholes")["between"]
    led = [word for word in figure.before if word not in small]
    behind = has(figure.after[:1], table("changes")["best"]["apart"])
    return led[-1:] == ["met"] or behind
