"""Words that say that a value was the best until now and that another beat it: "het vorige record, 37,2 graden uit
2006, sneuvelde", "zijn oude besttijd van 13.21,10 scherpte hij aan met ruim vijftien seconden".
"""

from __future__ import annotations

from extract.words import table
from klopt.check.prose import Figure, Prose, has

REACH = 4
"""Words between a record and its value, and before the record: whose it is."""


def beats(text: Prose, figure: Figure) -> bool:
    """ "Verbeterde hij het vorige record, 612 kilo uit 2014, met 75 kilo": the figure is by how much."""
    was = next((f for f in text.within(figure.sentence) if f.nr == figure.nr - 1), None)
    return was is not None and is_of_a_record(was.before) and is_margin(figure) and is_beaten(was, figure)


def is_beaten(was: Figure, size: Figure) -> bool:
    """Whether the words around what a record was and a margin behind it say that it is one no longer."""
    return was_broken(_clause(was.before), (*was.after, *size.after))


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
