"""Claims: what is said to be how much, when, by whom. One for every figure that counts or measures
something, and one for every change that is stated without a figure of its own ("het aantal daalde").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from spacy.tokens import Doc, Token

from corpus.article import Field, Span
from extract.changes import Frame, frames
from extract.links import period_of
from extract.measure import measure_of, phrase_of
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
    last_noun: Token | None = None
    places = [mention for mention in mentions if mention.kind == "place"]
    for sentence in sentences(doc, field, quantities, periods):
        if not sentence.figures:
            continue
        tied = frames(sentence)
        numbered = [(next(numbers), frame) for frame in tied]
        source = _source_of(sentence, sources)
        modality = _modality(sentence)
        place = next((p.name for p in places if sentence.span.covers(p.span)), None)
        for nr, figure in enumerate(sentence.figures):
            number, frame = next(((n, f) for n, f in numbered if f.role(nr)), (None, None))
            noun = measure_of(sentence, figure, frame)
            if noun is None and _elliptic(sentence, figure):
                noun = last_noun
            if noun is not None and figure.quantity.kind == "count":
                last_noun = noun
            claims.append(
                Claim(
                    span=sentence.span,
                    measure=_lemma(noun),
                    phrase=phrase_of(noun) if noun is not None else None,
                    quantity=figure.quantity,
                    period=period_of(sentence, figure, frame),
                    place=place,
                    role=(frame.role(nr) if frame else None) or _role(sentence, figure),
                    source=source,
                    modality=modality,
                    frame=number,
                    cue=_cue_span(sentence, frame),
                    direction=frame.cue.direction if frame and frame.cue else None,
                )
            )
    return tuple(claims)


def _lemma(noun: Token | None) -> str | None:
    return None if noun is None else (noun.lemma_ or noun.lower_)


def _cue_span(sentence: Sentence, frame: Frame | None) -> Span | None:
    return sentence.span_of(frame.cue.first, frame.cue.last) if frame and frame.cue else None


def _elliptic(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure stands for something named before: "in 2017 waren dat er 68"."""
    window = sentence.words[max(0, figure.first - 5) : figure.first]
    return figure.quantity.kind == "count" and ("er" in window or "dat" in window or "daarvan" in window)


def _source_of(sentence: Sentence, sources: Sequence[Source]) -> Source | None:
    return next((source for source in sources if sentence.span.overlaps(source.span)), None)


def _modality(sentence: Sentence) -> Modality:
    """How the sentence is said: the first of the groups in `words/wholes.toml` that has a word in it."""
    words = table("wholes")["modality"]
    return next((kind for kind in _MODALITIES if sentence.has_any(words[kind])), "asserted")


def _role(sentence: Sentence, figure: Figure) -> Role:
    """The role of a figure that no statement ties to another."""
    words = sentence.words
    near = words[max(0, figure.first - 3) : figure.first]
    following = words[figure.last : figure.last + 2]
    wholes = table("wholes")
    if any(word in wholes["average"] for word in near):
        return "average"
    if figure.quantity.kind == "factor":
        return "change"
    if figure.quantity.kind in ("fraction", "share"):
        return "share"
    if figure.quantity.kind == "percent" and following[:1] == ("van",):
        return "share"
    if "totaal" in (*near[-2:], *following):
        return "total"
    return "level"
