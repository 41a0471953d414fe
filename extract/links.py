"""Which time expression a figure belongs to.

A time expression right after the figure's own phrase is the figure's ("34 meldingen in 2016"); otherwise
the last one before it in the sentence holds until another takes over ("In 2016 kreeg het centrum 34
meldingen, in 2017 waren dat er 68"). Commas, conjunctions and verbs end a figure's own phrase. Temporal
adverbials that open a Dutch clause scope over it: Algemene Nederlandse Spraakkunst, 20.3. "Respectievelijk" deals them
out one by one. Words: `words/links.toml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.frames import Frame
from extract.nouns import Period
from extract.sentence import Figure, Sentence, When, phrases_of
from extract.words import table

PHRASE = 8
"""Tokens between a figure and a time expression of its own."""

_BREAKS = {",", ";", ":", "en", "maar", "of", "(", ")", "naar", "tot", "dan", "tegen"}


def _owners(sentence: Sentence) -> dict[int, Period | None]:
    """For each figure, by its first token, the time expression of its own; worked out once for a sentence."""

    def owners() -> dict[int, Period | None]:
        ends = [*(figure.first for figure in sentence.figures[1:]), len(sentence.words)]
        pairs = zip(sentence.figures, ends, strict=True) if sentence.figures else ()
        return {figure.first: _own(sentence, figure, end) for figure, end in pairs}

    return sentence.once("owners", owners)


def _own(sentence: Sentence, figure: Figure, following: int) -> Period | None:
    """The time expression that ends the figure's own phrase, before the next figure at `following`."""
    first = bisect_left(sentence.times, figure.first, key=lambda when: when.first)
    for nr in range(first, len(sentence.times)):
        when = sentence.times[nr]
        if when.first > figure.last + PHRASE:
            return None
        if when.last <= figure.last:
            continue
        if figure.last <= when.first <= min(following, figure.last + PHRASE):
            gap = range(figure.last, when.first)
            words, tags = sentence.words, sentence.tags
            if words[figure.last] == "(" and when.first == figure.last + 1:
                following_mark = words[when.last] if when.last < len(words) else ""
                return None if following_mark == ":" else when.period  # "34 (2015: 30)": of the 30
            if any(words[at] in _BREAKS or tags[at] in ("VERB", "AUX") for at in gap):
                return None
            return when.period
    return None


def _before(sentence: Sentence, figure: Figure) -> Period | None:
    """The last time expression before the figure, which has none of its own, that no figure owns."""

    def free() -> list[When]:
        owned = {id(period) for period in _owners(sentence).values()}
        return [when for when in sentence.times if id(when.period) not in owned]

    times = sentence.once("free times", free)
    before = bisect_right(times, figure.first, key=lambda when: when.last)
    if not before:
        return None
    found = times[before - 1]
    reset = sentence.has_any(phrases_of("links", "resets", "words"), found.last, figure.first)
    return None if reset else found.period


def _after(sentence: Sentence, figure: Figure) -> Period | None:
    """The only time expression of the sentence, behind its last figure: "Er kwamen 34 mensen om in 2016"."""
    if len(sentence.times) == 1 and len(sentence.figures) == 1 and sentence.times[0].first >= figure.last:
        return sentence.times[0].period
    return None


def _respectively(sentence: Sentence) -> dict[int, Period]:
    """The time expressions of the figures (by their number) at their places in a list: "in 2015 en 2016
    respectievelijk 34 en 68".
    """
    words = table("links")["respectively"]["words"]
    at = next((nr for nr, word in enumerate(sentence.words) if word in words), None)
    if at is None or len(sentence.times) < 2:
        return {}
    figures = _list_around(sentence, [f for f in sentence.figures if not _is_time(sentence, f)], at)
    if len(figures) != len(sentence.times) or not _is_list(sentence, sentence.times):
        return {}
    return {sentence.number_of(one): when.period for one, when in zip(figures, sentence.times, strict=True)}


def _list_around(sentence: Sentence, figures: list[Figure], at: int) -> list[Figure]:
    """The coordinated figures right behind the word at `at`, else those right before it."""
    behind = [figure for figure in figures if figure.first > at]
    members = behind[:1] if behind and behind[0].first - at <= 3 else []
    for figure in behind[len(members) :] if members else ():
        if not _is_list(sentence, [members[-1], figure]):
            break
        members.append(figure)
    if members:
        return members
    for figure in reversed([figure for figure in figures if figure.last <= at]):
        if members and not _is_list(sentence, [figure, members[0]]):
            break
        members.insert(0, figure)
    return members


def _is_list(sentence: Sentence, members: Sequence[Figure | When]) -> bool:
    """Whether only commas, conjunctions and small words stand between the members."""
    between = table("links")["respectively"]["between"]
    gaps = pairwise(members)
    return (
        all(word in between for one, other in gaps for word in sentence.words[one.last : other.first])
        and len(members) > 1
    )


def _is_time(sentence: Sentence, figure: Figure) -> bool:
    return any(figure.last <= when.last for when in sentence.times_at(figure.first))


def period_of(sentence: Sentence, figure: Figure, frame: Frame | None) -> Period | None:
    """The time expression that says when this figure held; None if the sentence does not say.

    The start of a change takes only a time of its own: in "in 2017 steeg het van 34 naar 68" the 34 is of
    an earlier time.
    """
    if not sentence.times:
        return None
    number = sentence.number_of(figure)
    respectively = sentence.once("respectively", lambda: _respectively(sentence))
    if number in respectively:
        return respectively[number]
    own = _owners(sentence).get(figure.first)
    role = frame.role(number) if frame else None
    if own is not None or role == "from":
        return own
    return _before(sentence, figure) or _after(sentence, figure)
