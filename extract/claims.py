"""Claims: what is said to be how much, when, by whom. One for every figure that counts or measures
something, and one for every change that is stated without a figure of its own ("het aantal daalde").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.changes import frames
from extract.frames import Frame, led_by
from extract.links import period_of
from extract.measure import Measure, limit_of, measure_of
from extract.nouns import Claim, Mention, Modality, Period, Quantity, Role, Source
from extract.sentence import Figure, Sentence, sentences
from extract.words import table

_MODALITIES: tuple[Modality, ...] = ("denied", "hearsay", "expected", "estimated", "demanded")


def read_claims(
    doc: Doc,
    field: Field,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    mentions: Sequence[Mention],
    sources: Sequence[Source],
) -> tuple[Claim, ...]:
    """The claims of one field of an article, in reading order.

    `doc` is the parsed field; the other sequences are what was read in it, in reading order, with offsets
    in `doc.text`. Frames are numbered from 0 within the field.
    """
    numbers = count()
    claims: list[Claim] = []
    counted: Measure | None = None
    places = [mention for mention in mentions if mention.kind == "place"]
    for sentence in sentences(doc, field, quantities, periods):
        if not sentence.figures:
            continue
        numbered = [(next(numbers), frame) for frame in frames(sentence)]
        source = _source_of(sentence, sources)
        modality = _modality(sentence)
        place = next((p.name for p in places if sentence.span.covers(p.span)), None)
        for nr, figure in enumerate(sentence.figures):
            number, frame = next(((n, f) for n, f in numbered if f.role(nr)), (None, None))
            measure = measure_of(sentence, figure, frame, counted)
            if figure.quantity.kind in ("count", "money", "measure"):
                counted = measure or counted
            claims.append(
                Claim(
                    span=sentence.span,
                    measure=measure.lemma if measure else None,
                    phrase=measure.phrase if measure else None,
                    quantity=figure.quantity,
                    period=period_of(sentence, figure, frame),
                    place=place,
                    role=(frame.role(nr) if frame else None) or _role(sentence, figure, measure),
                    source=source,
                    modality=modality,
                    frame=number,
                    cue=_cue_span(sentence, frame),
                    direction=frame.cue.direction if frame and frame.cue else None,
                )
            )
    return tuple(claims)


def _cue_span(sentence: Sentence, frame: Frame | None) -> Span | None:
    return sentence.span_of(frame.cue.first, frame.cue.last) if frame and frame.cue else None


def _source_of(sentence: Sentence, sources: Sequence[Source]) -> Source | None:
    return next((source for source in sources if sentence.span.overlaps(source.span)), None)


def _modality(sentence: Sentence) -> Modality:
    """How the sentence is said: the first of the groups in `words/wholes.toml` that has a word in it."""
    words = table("wholes")["modality"]
    return next((kind for kind in _MODALITIES if sentence.has_any(words[kind])), "asserted")


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
    if kind == "percent" and (following[:1] == ("van",) or not _is_rate(measure, sentence, figure)):
        return "share"
    if "totaal" in (*near[-2:], *following):
        return "total"
    return "level"


def _is_rate(measure: Measure | None, sentence: Sentence, figure: Figure) -> bool:
    """Whether a percentage is a level of its own ("een rente van 5 procent") rather than a part of a whole."""
    rates = table("measures")["rates"]["nouns"]
    named = measure is not None and any(measure.lemma.endswith(noun) for noun in rates)
    return named or led_by(sentence, figure, ("van", "op", "tegen", "tot", "naar", "met")) is not None
