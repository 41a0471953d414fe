"""Claims: what is said to be how much, when, by whom. One for every figure that counts or measures
something, and one for a sentence without a figure that says something to check ("dat komt door de vergrijzing").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.attribution import Credit, Credits
from extract.changes import frames
from extract.frames import Frame
from extract.groups import place_of, population_of
from extract.links import period_of
from extract.measure import measure_of
from extract.modality import modality_of
from extract.nouns import Claim, Mention, Period, Quantity, Quote, Source
from extract.parsed import Parsed, parsed
from extract.qualities import Measure
from extract.roles import role_of
from extract.sentence import Figure, Sentence, sentences
from extract.worth import is_statement, says_anything, worth_of


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
        for nr, figure in enumerate(sentence.figures):
            number, frame = framed.get(nr, (None, None))
            measure = measure_of(sentence, figure, frame, counted)
            if figure.quantity.kind in ("count", "money", "measure", "rate"):
                counted = measure or counted
            source, attribution = crediting.credit(figure, measure) or (None, None)
            claim = Claim(
                span=sentence.span,
                measure=measure.lemma if measure else None,
                phrase=measure.phrase if measure else None,
                quantity=figure.quantity,
                period=period_of(sentence, figure, frame),
                place=place_of(sentence, figure, places),
                population=population_of(sentence, figure),
                role=(frame.role(nr) if frame else None) or role_of(sentence, figure, measure),
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
