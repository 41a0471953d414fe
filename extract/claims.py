"""Claims: what is said to be how much, when, by whom. One for every figure that counts or measures
something, and one for a sentence without a figure that says something to check ("dat komt door de vergrijzing").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.attribution import Credit, Credits
from extract.changes import frames
from extract.frames import Frame, led_by
from extract.links import period_of
from extract.measure import limit_of, measure_of
from extract.modality import modality_of
from extract.nouns import Claim, Mention, Period, Quantity, Quote, Role, Source
from extract.parsed import Parsed, parsed
from extract.qualities import Measure
from extract.sentence import Figure, Sentence, sentences
from extract.words import table
from extract.worth import is_statement, says_anything, worth_of

_ROW = 2
_ROWS = {",", "en", "of", "à", "a"}
"""Between the figures of a row, and how many words at most."""


def read_claims(
    doc: Doc | Parsed,
    field: Field,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    mentions: Sequence[Mention],
    sources: Sequence[Source],
    quotes: Sequence[Quote] = (),
) -> tuple[Claim, ...]:
    """The claims of one field of an article, in reading order.

    `doc` is the parsed field; the other sequences are what was read in it, in reading order, with offsets
    in `doc.text`. Frames are numbered from 0 within the field.
    """
    numbers = count()
    claims: list[Claim] = []
    counted: Measure | None = None
    text = parsed(doc)
    credits_ = Credits(text, sources, quotes, mentions)
    places = [mention for mention in mentions if mention.kind == "place"]
    for sentence in sentences(text, field, quantities, periods):
        if not sentence.figures:
            claims += _statement(sentence, credits_)
            continue
        framed: dict[int, tuple[int | None, Frame | None]] = {}
        for one in frames(sentence):
            framed |= dict.fromkeys((nr for nr, _ in one.roles), (next(numbers), one))
        crediting = _Crediting(credits_, sentence)
        place = _place_in(sentence, places)
        for nr, figure in enumerate(sentence.figures):
            number, frame = framed.get(nr, (None, None))
            measure = measure_of(sentence, figure, frame, counted)
            if figure.quantity.kind in ("count", "money", "measure"):
                counted = measure or counted
            source, attribution = crediting.credit(figure, measure) or (None, None)
            claim = Claim(
                span=sentence.span,
                measure=measure.lemma if measure else None,
                phrase=measure.phrase if measure else None,
                quantity=figure.quantity,
                period=period_of(sentence, figure, frame),
                place=place,
                role=(frame.role(nr) if frame else None) or _role(sentence, figure, measure),
                source=source,
                modality=modality_of(sentence, figure, frame),
                frame=number,
                cue=_cue_span(sentence, frame),
                direction=frame.cue.direction if frame and frame.cue else None,
                attribution=attribution,
            )
            claims.append(replace(claim, worth=worth_of(sentence, claim)))
    return tuple(claims)


def _statement(sentence: Sentence, found: Credits) -> Iterator[Claim]:
    """The sentence itself, if it says something that can be checked without a figure."""
    if not says_anything(sentence):
        return
    source, attribution = found.of(sentence, sentence.span) or found.around(sentence) or (None, None)
    claim = Claim(
        sentence.span,
        None,
        None,
        None,
        period=sentence.times[0].period if len(sentence.times) == 1 else None,
        source=source,
        modality=modality_of(sentence, None, None),
        attribution=attribution,
    )
    if is_statement(sentence, claim):
        yield replace(claim, worth=worth_of(sentence, claim))


def _place_in(sentence: Sentence, places: Sequence[Mention]) -> str | None:
    """The first place that the sentence names; `places` are in reading order."""
    at = bisect_left(places, sentence.span.start, key=lambda place: place.span.start)
    return places[at].name if at < len(places) and sentence.span.covers(places[at].span) else None


def _cue_span(sentence: Sentence, frame: Frame | None) -> Span | None:
    return sentence.span_of(frame.cue.first, frame.cue.last) if frame and frame.cue else None


class _Crediting:
    """Who is credited with the figures of one sentence, one after another."""

    def __init__(self, found: Credits, sentence: Sentence) -> None:
        self._found = found
        self._sentence = sentence
        self._counted: dict[str | None, Source] = {}

    def credit(self, figure: Figure, measure: Measure | None) -> Credit | None:
        """The source of a figure and how it follows; who counted a thing counted it all through the sentence."""
        own = self._found.of(self._sentence, figure.quantity.span)
        if own is not None:
            return own
        lemma = measure.lemma if measure else None
        counted = self._found.counted(self._sentence, figure) or self._counted.get(lemma)
        if counted is not None:
            self._counted[lemma] = counted
            return counted, "counted"
        return self._found.around(self._sentence)


def _role(sentence: Sentence, figure: Figure, measure: Measure | None) -> Role:
    """The role of a figure that no statement ties to another."""
    kind = figure.quantity.kind
    near = sentence.words[max(0, figure.first - 3) : figure.first]
    following = sentence.words[figure.last : figure.last + 2]
    if any(word in table("wholes")["average"] for word in near):
        return "average"
    if kind == "factor":
        return "change"
    if kind in ("fraction", "share"):
        return "share"
    if limit := limit_of(measure):
        return limit
    if kind == "percent" and sentence.number_of(figure) in sentence.once("rows", lambda: _rows(sentence)):
        return "level"
    if kind == "percent" and (following[:1] == ("van",) or not _is_rate(measure, sentence, figure)):
        return "share"
    if "totaal" in (*near[-2:], *following):
        return "total"
    return "level"


def _rows(sentence: Sentence) -> set[int]:
    """The numbers of the figures that go on a row of levels: "tegen 7 procent, 7,5 en [8 procent]"."""
    rows: set[int] = set()
    for nr, figure in enumerate(sentence.figures):
        last = sentence.before(figure) - 1
        if last < 0 or sentence.figures[last].quantity.kind != "percent":
            continue
        between = sentence.words[sentence.figures[last].last : figure.first]
        tied = 0 < len(between) <= _ROW and set(between) <= _ROWS
        if tied and (last in rows or _is_rate(None, sentence, sentence.figures[last])):
            rows.add(nr)
    return rows


def _is_rate(measure: Measure | None, sentence: Sentence, figure: Figure) -> bool:
    """Whether a percentage is a level of its own ("een rente van 5 procent") rather than a part of a whole."""
    rates = table("measures")["rates"]["nouns"]
    named = measure is not None and any(measure.lemma.endswith(noun) for noun in rates)
    return named or led_by(sentence, figure, ("van", "op", "tegen", "tot", "naar", "met")) is not None
