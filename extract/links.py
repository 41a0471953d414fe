"""Which time expression a figure belongs to.

A time expression right after the figure's own phrase is the figure's ("34 meldingen in 2016"); otherwise
the last one before it in the sentence holds until another takes over ("In 2016 kreeg het centrum 34
meldingen, in 2017 waren dat er 68"). Commas, conjunctions and verbs end a figure's own phrase. Temporal
adverbials that open a Dutch clause scope over it: Algemene Nederlandse Spraakkunst, 20.3.
"""

from __future__ import annotations

from extract.frames import Frame
from extract.nouns import Period
from extract.sentence import Figure, Sentence

PHRASE = 8
"""Tokens between a figure and a time expression of its own."""

_BREAKS = {",", ";", ":", "en", "maar", "of", "(", ")", "naar", "tot", "dan", "tegen"}


def _own(sentence: Sentence, figure: Figure) -> Period | None:
    """The time expression that ends the figure's own phrase."""
    following = next((f.first for f in sentence.figures if f.first >= figure.last), len(sentence.words))
    for when in sentence.times:
        if when.first >= figure.first and when.last <= figure.last:
            continue
        if figure.last <= when.first <= min(following, figure.last + PHRASE):
            gap = range(figure.last, when.first)
            words, tags = sentence.words, sentence.tags
            opens = when.first > figure.last and words[figure.last] == "(" and when.first == figure.last + 1
            if opens:
                return when.period
            if any(words[at] in _BREAKS or tags[at] in ("VERB", "AUX") for at in gap):
                return None
            return when.period
    return None


def _before(sentence: Sentence, figure: Figure) -> Period | None:
    """The last time expression before the figure that no other figure owns."""
    owned = {id(_own(sentence, other)) for other in sentence.figures if other is not figure}
    found = None
    for when in sentence.times:
        if when.last > figure.first:
            break
        if id(when.period) not in owned:
            found = when.period
    return found


def _after(sentence: Sentence, figure: Figure) -> Period | None:
    """The only time expression of the sentence, behind its last figure: "Er kwamen 34 mensen om in 2016"."""
    if len(sentence.times) == 1 and len(sentence.figures) == 1 and sentence.times[0].first >= figure.last:
        return sentence.times[0].period
    return None


def period_of(sentence: Sentence, figure: Figure, frame: Frame | None) -> Period | None:
    """The time expression that says when this figure held; None if the sentence does not say.

    The start of a change takes only a time of its own: in "in 2017 steeg het van 34 naar 68" the 34 is of
    an earlier time.
    """
    own = _own(sentence, figure)
    role = frame.role(sentence.figures.index(figure)) if frame else None
    if own is not None or role == "from":
        return own
    return _before(sentence, figure) or _after(sentence, figure)
