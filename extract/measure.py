"""What a figure counts or measures: the head noun and the phrase around it.

Word order says most of it ("34 [meldingen]", "een [drempel] van 5 procent", "95 procent van de
[gemeenten]", "90 km lang"); the parse says the rest: the object or the subject of the verb that the figure
goes with. Nouns that only say how many ("aantal", "bedrag") pass the question on. Order of the clues: the
nearer the noun and the firmer the construction, the earlier it is tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.counted import NOMINAL, THEREOF, apposed, compared, counted, thereof, twin, whole, whole_before
from extract.frames import Frame
from extract.noun_phrase import base_form, content_of, phrase_of
from extract.qualities import Measure, quality_of
from extract.said_of import argument, before_preposition, labelled, of_figure, right_before
from extract.sentence import Figure, Sentence
from extract.words import table

_PARTS = {"percent", "percentage_point", "fraction", "share", "factor"}


def measure_of(
    sentence: Sentence, figure: Figure, frame: Frame | None, earlier: Measure | None
) -> Measure | None:
    """The measure of this figure, or None when the text does not name it.

    `earlier` is the measure counted last before this figure, for "in 2017 waren dat er 68" and "de helft
    daarvan".
    """
    kind = figure.quantity.kind
    if kind == "age":
        return None
    for clue in _clues(sentence, figure, frame):
        if isinstance(clue, Measure):
            return clue
        if clue is not None and clue.lower_ not in table("measures")["never"]["words"]:
            return _measure(clue) if not _counts_only(clue) else earlier or _measure(clue)
    if kind in ("duration", "ordinal"):
        return None
    return earlier if _elliptic(sentence, figure) or (kind == "count" and _bare(sentence, figure)) else None


def _clues(sentence: Sentence, figure: Figure, frame: Frame | None) -> Iterator[Token | Measure | None]:
    """Nouns that may be the measure, the surest first."""
    kind = figure.quantity.kind
    starts = frame is not None and frame.role(sentence.number_of(figure)) == "from"  # "van 34 naar 68"
    yield quality_of(sentence, figure)
    if kind in ("count", "ordinal"):
        yield counted(sentence, figure)
        if kind == "ordinal":
            return
        yield labelled(sentence, figure)
        yield twin(sentence, figure, frame)
        if _elliptic(sentence, figure) or _listed(sentence, figure):
            return
    elif kind in _PARTS:
        yield whole(sentence, figure) or apposed(sentence, figure)
        if thereof(sentence, figure):
            return
        yield compared(sentence, figure)
        yield whole_before(sentence, figure)
    else:
        yield labelled(sentence, figure)
        if not starts:
            yield of_figure(sentence, figure)
        yield counted(sentence, figure, adjacent=True)
        yield right_before(sentence, figure)
    yield labelled(sentence, figure)
    if not starts:
        yield of_figure(sentence, figure)
    yield twin(sentence, figure, frame)
    if kind == "duration" and frame is None:
        return
    yield before_preposition(sentence, figure)
    yield argument(sentence, figure)


def _counts_only(noun: Token) -> bool:
    return noun.lower_ in table("wholes")["counting_nouns"] and content_of(noun) is noun


def _elliptic(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure stands for something named before: "in 2017 waren dat er 68"."""
    window = sentence.words[max(0, figure.first - 5) : figure.first]
    stands_for = bool({"er", "dat", *THEREOF}.intersection(window))
    return (stands_for and _bare(sentence, figure)) or thereof(sentence, figure)


def _bare(sentence: Sentence, figure: Figure) -> bool:
    """Whether no noun follows the figure."""
    return figure.last >= len(sentence.words) or sentence.tags[figure.last] not in (*NOMINAL, "ADJ")


def _listed(sentence: Sentence, figure: Figure) -> bool:
    """Whether a bare count follows another in one sentence: "het noorden heeft er 40, het zuiden 30"."""
    counts = (other.last for other in sentence.figures if other.quantity.kind == "count")
    first: int | None = sentence.once("first count", lambda: next(counts, None))
    return first is not None and first <= figure.first and _bare(sentence, figure)


def _measure(noun: Token) -> Measure:
    content = content_of(noun)
    return Measure(base_form(content), phrase_of(content))
