""" "Respectievelijk": how many things are named before it and how many values stand behind it.

The word deals its values out one by one in the order in which the things were named, so there are as many of the one
as of the other. Things are counted only where the text lists them as names or years, names two of them, or says
how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.words import table
from klopt.check.case import Case, exact_value, once
from klopt.check.prose import Prose, prose

_WORD = re.compile(r"\b(?:respectievelijk|resp\.)(?=\s)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*|\d{4}|de|het|van|den|der|en|'t)(?:\s(?:[A-ZÀ-Þ0-9][\w.'’-]*|de|het|van|den|der|'t))*\Z"
)
MOST = 12
"""Things that one such list holds at most."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """So many `things`, named in `named`, and so many `values` behind "respectievelijk" (`listed` covers both).

    `number` is the figure that says how many things there are, if they are not listed.
    """

    things: int
    named: Span
    values: int
    listed: Span
    number: Span | None = None


@once
def dealt(case: Case) -> Iterator[Dealt]:
    """Every "respectievelijk" of the article for which both sides can be counted."""
    text = prose(case)
    for nr, span in enumerate(text.spans):
        for found in _WORD.finditer(span.text):
            values = _values(case, span, found.end())
            if values is None:
                continue
            things = _things(case, text, nr, found.start(), values[0])
            if things is not None:
                start = span.start + found.start()
                count, named, number = things
                listed = case.article.span(span.field, start, values[1])
                yield Dealt(count, named, values[0], listed, number)


def _values(case: Case, sentence: Span, at: int) -> tuple[int, int] | None:
    """How many values stand behind the word, and where the last ends: "a, b en c", each piece with a figure or date."""
    rest = sentence.text[at:]
    last = re.search(r"\s(?:en|of)\s", rest)
    if last is None:
        return None
    pieces = re.split(r",\s", rest[: last.start()])
    tail = re.split(r"[,.;:](?:\s|$)|\s(?:en|of)\s", rest[last.end() :], maxsplit=1)[0]
    places: list[tuple[int, int]] = []
    offset = sentence.start + at
    for piece in pieces:
        places.append((offset, offset + len(piece)))
        offset += len(piece) + 2
    begin = sentence.start + at + last.end()
    places.append((begin, begin + len(tail)))
    ends = [_figure_end(case, sentence, start, end) for start, end in places]
    if len(places) > MOST or any(end is None for end in ends):
        return None
    return len(places), max(end for end in ends if end is not None)


def _figure_end(case: Case, sentence: Span, start: int, end: int) -> int | None:
    """Where the only figure or date of a piece ends; None if it has none or several."""
    piece = case.article.field(sentence.field)[start:end]
    written = re.findall(r"\d+(?:[.,:]\d+)*", piece)
    if len(written) > 1:
        return None
    known = [q.span for q in case.extraction.quantities] + [p.span for p in case.extraction.periods]
    inside = [s for s in known if s.field == sentence.field and s.start < end and start < s.end]
    if not inside and not written:
        return None
    ends = [min(span.end, end) for span in inside]
    if not ends:
        ends = [start + piece.index(written[0]) + len(written[0])]
    return max(ends, default=None)


def _things(case: Case, text: Prose, nr: int, at: int, values: int) -> tuple[int, Span, Span | None] | None:
    """How many things are named before the word and where; None unless there is one answer and it is sure."""
    sentence = text.spans[nr]
    counts = _counts(text, nr, sentence.start + at)
    listed = _list(case, sentence, at)
    if listed is not None:
        return None if any(count == values for count, *_ in counts) else (*listed, None)
    if not counts and nr and text.one_field(nr - 1, nr):
        words = set(text.words(nr)[:8])
        if not words.isdisjoint(table("lists")["pronouns"]):
            counts = _counts(text, nr - 1, text.spans[nr - 1].end)
    return counts[0] if len(counts) == 1 else None


def _counts(text: Prose, nr: int, before: int) -> list[tuple[int, Span, Span]]:
    """Small whole numbers of things in a sentence, before a place: the value, the figure with its noun, the figure."""
    found: list[tuple[int, Span, Span]] = []
    for figure in text.within(nr):
        value = exact_value(figure.quantity)
        whole = (
            figure.quantity.kind == "count"
            and value is not None
            and value == int(value)
            and 2 <= value <= MOST
            and figure.before[-1:] != ("van",)  # "een doos van tien scharreleieren, ..."
        )
        if (
            whole
            and value is not None
            and figure.quantity.span.end <= before
            and figure.quantity.hedge is None
        ):
            following = figure.after[:1]
            if following and following[0] not in table("lists")["measures"] and following[0].isalpha():
                span = figure.quantity.span
                field = text.case.article.field(span.field)
                end = field.index(" ", span.end + 1) if " " in field[span.end + 1 :] else span.end
                found.append((int(value), text.case.article.span(span.field, span.start, end), span))
    return found


def _list(case: Case, sentence: Span, at: int) -> tuple[int, Span] | None:
    """ "Ajax, FC Twente en PSV", "2017, 2018 en 2019", "het zwembad en de ijsbaan"."""
    left = sentence.text[:at]
    joints = list(re.finditer(r"\sen\s(?!omgeving\b|omstreken\b|dergelijke\b|zo\b)", left))
    if not joints or len(left[joints[-1].end() :].split()) > MOST:
        return None
    joint = joints[-1]
    if re.search(r"\btot\Z", left[: joint.start()]) and re.match(r"met\b", left[joint.end() :]):
        return None  # "2019 tot en met 2023": two ends, not two things
    last = re.match(
        r"(?:de|het|een|in|op|bij)?\s?(?:\d{4}|(?:[A-ZÀ-Þ][\w'’-]*\s?)+|\w+)", left[joint.end() :]
    )
    if last is None:
        return None
    end = sentence.start + joint.end() + len(last.group().rstrip())
    pieces = re.split(r",\s", left[: joint.start()])
    count, start = 2, joint.start() - len(pieces[-1])
    names = _NAME.fullmatch(pieces[-1]) is not None
    if len(pieces) > 1 and names:
        for piece in reversed(pieces[:-1]):
            trimmed = re.search(r"(?:[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*)*|\d{4})\Z", piece)
            if trimmed is None:
                break
            count += 1
            start = start - 2 - len(trimmed.group())
            if trimmed.group() != piece:
                break
        if count == 2:
            return None
    elif len(pieces) > 1 and (ranks := _ranks(pieces, last.group())):
        opening, *others = pieces[1 - ranks :]
        count, start = ranks, joint.start() - len(", ".join((opening.split()[-1], *others)))
    elif len(pieces) > 1 and len(joints) == 1 and _one_word_each(pieces):
        count, start = len(pieces) + 1, 0  # "Brood, kaas, melk en eieren" opens the sentence
    elif len(pieces) > 1 and len(pieces[-1].split()) < 3:
        return None  # a list of things without capitals: where it begins is not sure
    else:
        words = pieces[-1].split()
        keep = " ".join(words[-2:])
        start = joint.start() - len(keep) if pieces[-1].endswith(keep) else start
    if len(joints) > 1 and joint.start() - joints[-2].end() < 40:
        return None
    return count, case.article.span(sentence.field, sentence.start + max(0, start), end)


def _one_word_each(pieces: list[str]) -> bool:
    """Whether a sentence opens with a list of things of one word: no adverb set off by a comma."""
    return all(len(piece.split()) == 1 for piece in pieces) and (
        pieces[0].strip().lower() not in table("lists")["openers"]
    )


def _ranks(pieces: list[str], last: str) -> int:
    """How many places in a row are named: "een eerste, tweede en derde kind"; 0 if it is no such list."""
    known = table("lists")["ranks"]
    if set(known).isdisjoint(last.lower().split()):
        return 0
    count = 1
    for piece in reversed(pieces):
        words = piece.lower().split()
        if not words or words[-1] not in known:
            break
        count += 1
        if len(words) > 1:
            break
    return count if count > 2 else 0
