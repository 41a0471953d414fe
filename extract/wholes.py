"""Which figures of a sentence are a part and the whole it is taken from."""

from __future__ import annotations

from collections.abc import Iterator

from extract.cues import Cue
from extract.frames import Frame, led_by
from extract.nouns import Role
from extract.sentence import Figure, Sentence, phrases_of
from extract.words import table

_OF = 3
"""Words of the longest "van de" that is looked for."""


def wholes(sentence: Sentence) -> Iterator[Frame]:
    """ "zestien van de 35", and "van de acht wedstrijden ... won zij er negen"."""
    figures = sentence.figures
    for nr, part in enumerate(figures[:-1]):
        total = figures[nr + 1]
        if part.quantity.kind not in ("count", "fraction", "percent") or total.quantity.kind != "count":
            continue
        for phrase in phrases_of("wholes", "of").at(sentence.words, part.last):
            if len(phrase) <= _OF and total.first - part.last <= 6:
                gap = sentence.words[part.last + len(phrase) : total.first]
                if all(word in table("wholes")["between"] for word in gap):
                    role: Role = "part" if part.quantity.kind == "count" else "share"
                    yield Frame(((nr, role), (nr + 1, "total")), Cue(part.last, total.first))
                    break
        else:
            if part.quantity.kind == "count":
                yield from _whole_first(sentence, nr)


def _whole_first(sentence: Sentence, nr: int) -> Iterator[Frame]:
    """ "Van de acht wedstrijden won zij er negen": the total opens the clause, the part has no noun of its
    own.
    """
    total, part = sentence.figures[nr], sentence.figures[nr + 1]
    lead = led_by(sentence, total, ("van",))
    if lead is None or (lead > 0 and sentence.words[lead - 1] not in (",", ";", ":", "en", "maar", "“", '"')):
        return
    if not _stands_for_er(sentence, part):
        return
    clause = sentence.tags[total.last : part.first]
    bare = part.last >= len(sentence.words) or sentence.tags[part.last] not in _NOMINAL
    if (
        bare
        and any(tag in ("VERB", "AUX") for tag in clause)
        and ";" not in sentence.words[total.last : part.first]
    ):
        yield Frame(((nr, "total"), (nr + 1, "part")), Cue(lead, total.first))


def _stands_for_er(sentence: Sentence, part: Figure) -> bool:
    """Whether "er" stands right before the part, hedges passed over: "won zij er [ruim] negen", not "er een 12"."""
    at = part.first - 1
    while (
        at >= 0
        and sentence.words[at] in table("wholes")["between"]
        and sentence.words[at] not in _DETERMINERS
    ):
        if sentence.words[at] == "er":
            return True
        at -= 1
    return False


_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
_DETERMINERS = {"de", "het", "een", "die", "deze", "€", "euro", "eur", "$", "£"}
