"""Whether the value of another time has the subject and the scope of the one that a superlative is said of.

A clause with a subject of its own ("Ajax werd in 2019 kampioen met 86 punten") or a limit ("bij de eerste golf") speaks
of something else. Only what is known to leave the subject as it was lets a value pass: in doubt it does not.
"""

from __future__ import annotations

import re

from extract.words import table
from klopt.check.alike import one_noun
from klopt.check.pairs import LEVELS, Pair
from klopt.check.prose import Figure, Prose, has, words_of
from klopt.check.tied import anaphoric, one_thing

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def of_one_scope(text: Prose, figure: Figure, other: Figure, nouns: tuple[str, ...]) -> bool:
    """Whether the clause of the other value names no other subject, place or limit; `nouns` are what is measured."""
    own = set(words_of(text.spans[figure.sentence].text))
    known = table("records")["scopes"]
    around, rest = (*other.before, "|", *other.clause_after()), text.behind(other)
    limits = [word for word in known["limits"] if word not in own]
    if has(around, limits) or has(rest, known["reserves"]) or has(other.before[-4:], known["parts"]):
        return False
    if other.after[:1] and other.after[0] in known["of"]:
        return False
    if _one_of_several(text, figure, other):
        return False
    words = _outside_periods(text, other)
    if any(word[:1].isupper() and word.lower() not in own for word, first in words if not first):
        return False  # a name that the superlative's own sentence does not know
    opening = next((word.lower() for word, first in words if first), None)
    if opening is not None and opening not in known["openings"] and opening not in own:
        return False
    return all(_known(noun, own, nouns) for noun in _nouns(tuple(word.lower() for word, _ in words)))


def is_of_other_subject(text: Prose, pair: Pair) -> bool:
    """Whether a pair beside a superlative ("meer dan ooit") has its second value in a sentence with its own subject."""
    first, last = pair.first, pair.last
    known = table("records")
    words = text.words(first.sentence)
    record = has(
        words, (*known["than_ever"]["words"], *known["superlatives"]["high"], *known["superlatives"]["low"])
    )
    if first.sentence == last.sentence or not record:
        return False
    nouns = tuple(word for word in (first.noun, first.claim.measure) if word)
    return not of_one_scope(text, first, last, nouns)


def says_itself(figure: Figure, other: Figure) -> bool:
    """Whether both stand in one sentence, or the second stands for the first ("dat waren er", "het")."""
    return figure.sentence == other.sentence or anaphoric(other)


def _one_of_several(text: Prose, figure: Figure, other: Figure) -> bool:
    """Whether the other figure is one of several sorts, each with a noun: "300 lopers en 900 wandelaars"."""
    if other.sentence == figure.sentence or other.noun is None:
        return False
    return any(
        one.nr != other.nr and one.noun is not None and one.unit == other.unit and one.quantity.kind in LEVELS
        and not one_noun(one.noun, other.noun)
        for one in text.within(other.sentence)
    )  # fmt: skip


def _outside_periods(text: Prose, other: Figure) -> list[tuple[str, bool]]:
    """The words of the clause around a figure that are of no time expression or figure, each with whether it opens
    the sentence.
    """
    sentence, whole = text.spans[other.sentence], text.case.article.field(other.field)
    earlier = [f.quantity.span.end for f in text.within(other.sentence) if f.nr < other.nr]
    start, end = (earlier[-1] if earlier else sentence.start), other.quantity.span.end
    clause = re.search(r"[,;:()–—“”\"]", whole[end : sentence.end])
    stop = end + clause.start() if clause else sentence.end
    taken = [p.span for p in text.case.extraction.periods if p.span.field == other.field]
    taken += [f.quantity.span for f in text.within(other.sentence)]
    found = [(m, start + m.start()) for m in _WORD.finditer(whole[start:stop])]
    return [
        (m.group(), at == sentence.start)
        for m, at in found
        if not any(span.start <= at < span.end for span in taken)
    ]


def _nouns(words: tuple[str, ...]) -> list[str]:
    """The nouns that an article or possessive opens, causes ("door een verbouwing") left out."""
    known = table("records")["scopes"]
    found = []
    for nr, word in enumerate(words):
        caused = nr and words[nr - 1] in known["causes"]
        if any(one in known["times"] for one in words[nr + 1 : nr + 3]):
            continue  # "in het droge jaar 2018"
        if word in known["articles"] and not caused and words[nr + 1 : nr + 2] and words[nr + 1].isalpha():
            found.append(words[nr + 1])
    return found


def _known(noun: str, own: set[str], nouns: tuple[str, ...]) -> bool:
    """Whether a noun is what is measured, a word of the superlative's own sentence, or one that names no subject."""
    known = table("records")["scopes"]["kept"]
    return (
        noun in known or noun in own or any(one_thing(noun, mine) or one_noun(noun, mine) for mine in nouns)
    )
