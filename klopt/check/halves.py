"""Majorities and minorities: whether a share is more or less than half by the word for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.words import table
from klopt.check.again import closed_or_whole
from klopt.check.case import Case, once
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, has, prose
from klopt.check.wholes import wholes_of


@dataclass(frozen=True, slots=True)
class Half:
    """A share, as one figure or as part and total, and the word that says whether it is over half of the whole."""

    figures: tuple[Figure, ...]
    word: Span
    over: bool
    inferred: bool = False


@once
def halves_of(case: Case) -> Iterator[Half]:
    """ "Een meerderheid van 54 procent", "14 van de 20 leden, een meerderheid dus"."""
    text = prose(case)
    by_claim = {id(figure.claim): figure for figure in text.figures}
    for figure in text.figures:
        if figure.quantity.kind == "percent" and is_share(figure) and closed_or_whole(figure):
            word = _half(case, figure, figure.before[-4:], ("van", "(", ",", ":"))
            if word is not None:
                yield Half((figure,), word, word.text.lower() in table("shares")["halves"]["over"])
    for whole in wholes_of(case):
        part, total = by_claim.get(id(whole.part)), by_claim.get(id(whole.total))
        if part is None or total is None or part.quantity.kind != "count" or total.quantity.kind != "count":
            continue
        last = max(part, total, key=lambda figure: figure.nr)
        words = text.behind(last)
        if part.sentence == last.sentence and has(words, ("zodat", "dus", "oftewel", "ofwel", "en dus")):
            word = _half(case, last, words, None)
            if word is not None:
                yield Half(
                    (part, total), word, word.text.lower() in table("shares")["halves"]["over"], inferred=True
                )


def _half(case: Case, figure: Figure, words: tuple[str, ...], ends: tuple[str, ...] | None) -> Span | None:
    """The word for more or less than half among these words, as it stands in the text."""
    known = table("shares")["halves"]
    at = next((nr for nr, word in enumerate(words) if word in (*known["over"], *known["under"])), None)
    if at is None or has(words, known["not"]) or "geen" in words:
        return None
    if ends is not None and (len(words) - at > 3 or not set(words[at + 1 :]) & set(ends)):
        return None
    text, span = case.article.field(figure.field).lower(), figure.quantity.span
    start = text.rfind(words[at], 0, span.start) if ends is not None else text.find(words[at], span.end)
    return case.article.span(figure.field, start, start + len(words[at])) if start >= 0 else None
