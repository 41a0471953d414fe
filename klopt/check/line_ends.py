"""What words tie across the end of a paragraph: many sites put every sentence in one of its own."""

from __future__ import annotations

from extract.words import table
from klopt.check.prose import Prose, has

OPENING = 2
"""Words at the head of a sentence among which "dat" or "daarmee" stands for the one before."""


def in_reach(text: Prose, sentence: int, other: int) -> bool:
    """Whether no line ends between two sentences, or only one and the later says that it goes on from there."""
    return text.one_paragraph(sentence, other) or (
        _adjoin(text, sentence, other) and _goes_on(text, sentence, other)
    )


def ends_in_reach(text: Prose, sentence: int, average: int) -> bool:
    """Whether a sentence is in reach of that of an average, or beside it with a lowest and a highest value."""
    if in_reach(text, sentence, average):
        return True
    words, known = text.words(sentence), table("averages")
    both = has(words, known["lowest"]["words"]) and has(words, known["highest"]["words"])
    return both and _adjoin(text, sentence, average)


def _adjoin(text: Prose, sentence: int, other: int) -> bool:
    return abs(sentence - other) == 1 and text.one_field(sentence, other)


def _goes_on(text: Prose, sentence: int, other: int) -> bool:
    """Whether the later of two sentences opens with what stands for the one before, or draws a conclusion."""
    words, links = text.words(max(sentence, other)), table("paragraphs")["links"]
    return has(words[:OPENING], links["opening"]) or has(words, links["words"])
