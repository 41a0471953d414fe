"""Averages of whole things over a number of others, of which only so many exist: "negen gezinnen ... gemiddeld 2,4
kinderen per gezin", "vier juryleden gaven elk een heel cijfer ... gemiddeld een 4,4".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import alike, are_people, kinds_of
from klopt.check.averages import is_average
from klopt.check.case import Case, exact_value, once
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.samples import OVER, Sample, is_moved, is_number, of_other_group

REACH = 4
"""Sentences between who gave whole marks and their average."""
HIGHEST = 10
"""Marks go up to ten."""


@once
def counted_means_of(case: Case) -> Iterator[Sample]:
    """Averages of whole things over a number of others: "negen gezinnen ... gemiddeld 2,4 kinderen per gezin"."""
    text = prose(case)
    for average in text.figures:
        value = exact_value(average.quantity)
        if (
            value is None
            or value == value.to_integral_value()
            or average.unit is not None
            or not is_average(average)
        ):
            continue
        if (
            average.quantity.kind not in ("count", "rate")
            or average.quantity.hedge is not None
            or average.per is None
        ):
            continue
        near = [
            f
            for nr in (average.sentence, average.sentence - 1)
            for f in text.within(nr)
            if f.nr != average.nr
        ]
        mine = [f for f in near if f.nr < average.nr or f.before[-2:] in OVER or f.before[-1:] == ("over",)]
        numbers = [f for f in mine if is_number(f) and f.noun is not None and alike(average.per, f.noun)]
        if len(numbers) == 1 and not of_other_group(average) and not is_moved(numbers[0]):
            yield Sample(numbers[0], average, inferred=numbers[0].sentence != average.sentence)
    yield from _marks(text)


def _marks(text: Prose) -> Iterator[Sample]:
    """ "Vier juryleden gaven elk een heel cijfer. De Vetpan kreeg gemiddeld een 4,4"."""
    known = table("averages")["whole_marks"]
    if any(has(words, known["not"]) for words in text.sentences):
        return
    for sentence, words in enumerate(text.sentences):
        if not has(words, known["whole"]) or _are_many_each(text, sentence):
            continue
        here = [nr for nr in (sentence, sentence - 1) if text.one_field(nr, sentence)]
        juries = [[f for f in text.within(nr) if is_number(f) and _are_raters(f)] for nr in here]
        mine = next((found for found in juries if found), [])
        if len(mine) != 1 or mine[0].claim.role in ("part", "from", "to", "change"):
            continue
        for average in text.figures:
            near = 0 <= average.sentence - sentence <= REACH and text.one_field(sentence, average.sentence)
            others = has(text.words(average.sentence), known["others"]) or of_other_group(average)
            if near and not others and _is_mark(average):
                yield Sample(mine[0], average, inferred=average.sentence != mine[0].sentence)


def _are_many_each(text: Prose, sentence: int) -> bool:
    """Whether each gave more marks than one: "hele cijfers voor smaak, geur en kleur", "voor drie soepen"."""
    if any(f.quantity.kind == "count" and f.before[-1:] == ("voor",) for f in text.within(sentence)):
        return True
    verbs = table("averages")["whole_marks"]["verbs"]
    return any(found["last"] not in verbs for found in _LISTED.finditer(" ".join(text.words(sentence))))


_LISTED = re.compile(
    r"\b(?:voor|op)(?: (?:de|het|hun|zijn|haar))? \w+(?: ,(?: de| het)? \w+)* ,? ?(?:en|én) (?P<last>\w+)"
)


def _are_raters(figure: Figure) -> bool:
    """Whether people are counted ("vier juryleden"), or those who gave the marks ("vijf bakkers beoordeelden")."""
    if has(figure.after[1:2], table("averages")["whole_marks"]["verbs"]):
        return True
    nouns = [word for word in (figure.noun, *figure.after[:1]) if word is not None]
    return any("mens" in kinds_of(noun) or are_people(noun) for noun in nouns)


def _is_mark(figure: Figure) -> bool:
    """Whether the figure is an average mark with decimals: "gemiddeld een 4,4"."""
    value = exact_value(figure.quantity)
    mark = figure.quantity.kind == "count" and figure.quantity.hedge is None and figure.unit is None
    named = figure.noun is None or figure.noun in table("averages")["whole_marks"]["nouns"]
    broken = value is not None and value != value.to_integral_value() and value <= HIGHEST
    return mark and named and broken and is_average(figure)
