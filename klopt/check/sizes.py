"""What the text says about how big a change or a difference is, and what it is compared with.

"Met 8 procent gestegen", "vier minuten sneller", "een voorsprong van vijf punten", "er verdween 520 hectare"; and words
that only say which way it goes ("lager dan een jaar terug").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Field, Span
from extract.nouns import Claim, Direction
from extract.words import table
from klopt.check.bests import beats
from klopt.check.case import Case, once
from klopt.check.prose import CLAUSE_ENDS, Figure, Prose, has, prose
from klopt.check.size_verbs import by_verb
from klopt.check.size_words import (
    by_mark,
    by_measure,
    by_noun,
    by_noun_behind,
    by_subject,
    comparatives,
    is_of_none,
    risen,
    saves,
    therefore,
)

LONGEST = 12
"""Words of a comparison ("dan in september, toen") that are read."""

STRAY = 3
"""Words up to "dan" behind a noun with its size; behind more of them something else is compared: "met die stap van een
kwart procentpunt gaat de bank verder dan de concurrentie"."""

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Size:
    """A stated size (`figure`), or only a direction (`figure` is None), at sentence number `sentence`.

    `than`: the words of what it is compared with ("vorig jaar", "in Gelderland"), empty if the text does not say; `end`
    is where they begin. `verbal`: it is the complement of a verb ("steeg met 8 procent"), which may have a subject of
    its own.
    """

    figure: Figure | None
    direction: Direction | None
    cue: Span
    sentence: int
    end: int
    than: tuple[str, ...] = ()
    verbal: bool = False

    @property
    def field(self) -> Field:
        """Where it stands."""
        return self.cue.field

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The stated size as a claim, if it is a figure."""
        return (self.figure.claim,) if self.figure else ()


@once
def sizes(case: Case) -> Iterator[Size]:
    """Every stated size of the article that no statement ties to two values already, in reading order."""
    text = prose(case)
    for figure in text.figures:
        size = _size(case, text, figure)
        if size is not None:
            yield size


def sizes_in(case: Case, sentence: int) -> tuple[Size, ...]:
    """The stated sizes of one sentence."""
    return _by_sentence(case)[0].get(sentence, ())


@once
def _by_sentence(case: Case) -> Iterator[dict[int, tuple[Size, ...]]]:
    grouped: dict[int, list[Size]] = defaultdict(list)
    for size in sizes(case):
        grouped[size.sentence].append(size)
    yield {nr: tuple(mine) for nr, mine in grouped.items()}


def _size(case: Case, text: Prose, figure: Figure) -> Size | None:
    kind, claim = figure.quantity.kind, figure.claim
    if kind in ("ordinal", "age", "share") or is_of_none(figure):
        return None
    if found := _comparative(case, text, figure):
        return found
    if claim.role == "change" and claim.cue is not None:
        than, end = _than(case, text, figure, figure.quantity.span.end)
        verbal = kind != "factor" and by_noun(figure) is False
        return Size(figure, claim.direction, claim.cue, figure.sentence, end, than, verbal)
    if claim.role in ("from", "to", "part", "total"):
        return None
    if measured := by_measure(text, figure):
        return Size(figure, measured, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    way = by_noun(figure)
    if way is not False:
        than, end = _than(case, text, figure, figure.quantity.span.end)
        return Size(figure, way, figure.quantity.span, figure.sentence, end, than)
    way = by_subject(text, figure)
    if way is not False:
        return Size(figure, way, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    way = by_mark(figure)
    if way is not False:
        return Size(figure, way, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=True)
    if therefore(figure) or beats(text, figure):
        return Size(
            figure, None, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=True
        )
    if saves(figure):
        return Size(figure, None, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    way = by_noun_behind(figure)
    if way is not False:
        return Size(figure, way, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    verb = by_verb(text, figure) or risen(figure)
    if verb:
        return Size(
            figure, verb, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=False
        )
    return None


def _comparative(case: Case, text: Prose, figure: Figure) -> Size | None:
    """ "€ 15 meer", "drie zetels minder", "twaalf minder"."""
    after = figure.clause_after()[:3]
    for nr, word in enumerate(after):
        if word in ("of", "en", "niet", "dan", "van", "die", "om", "per", "is", "was", "nog"):
            return None
        way = comparatives().get(word)
        if way is None:
            continue
        following = text.figures[figure.nr + 1 : figure.nr + 2]
        if following and (following[0].quantity.hedge or "").split()[:1] == [word]:
            return None  # "318 leerlingen langer dan vier weken"
        if figure.before[-1:] in (("niet",), ("geen",)) or (nr == 2 and figure.quantity.kind != "count"):
            return None
        place = case.article.field(figure.field)
        start = place.lower().find(word, figure.quantity.span.end)
        cue = case.article.span(figure.field, start, start + len(word))
        than, end = _than(case, text, figure, cue.end)
        return Size(figure, way, cue, figure.sentence, end, than)
    return None


def _than(case: Case, text: Prose, figure: Figure, at: int) -> tuple[tuple[str, ...], int]:
    """The words behind "dan", "als", "op" or "ten opzichte van", and where they begin."""
    sentence = text.spans[figure.sentence]
    place = case.article.field(figure.field)[at : sentence.end]
    ahead = has(figure.before[-3:], table("changes")["differences"]["ahead"])
    opens = (
        (_AHEAD.match(place) if ahead else None)
        or _OPENS.match(place)
        or (_OF_TIME.match(place) if figure.quantity.kind == "factor" else None)
    )
    if opens is not None and by_noun(figure) is not False and opens.group().split()[-1] == "dan":
        between = tuple(opens.group().lower().split())
        if len(between) > STRAY or has(between, table("changes")["differences"]["equals"]):
            opens = None  # "de stap van een kwart procentpunt was groter dan verwacht"
    if opens is None:
        return _than_before(case, figure, sentence.start, at)
    begin = at + opens.end()
    words = _WORD.findall(place[opens.end() : opens.end() + LONGEST * 12])[:LONGEST]
    taken: list[str] = []
    for word in words:
        if word in CLAUSE_ENDS:
            break
        taken.append(word)
    return tuple(taken), begin


def _than_before(case: Case, figure: Figure, start: int, at: int) -> tuple[tuple[str, ...], int]:
    """The words of a comparison that opens the sentence: "ten opzichte van 1990 is dat 9 procent minder"."""
    if not figure.first:
        return (), at
    opens = _STARTS.match(case.article.field(figure.field)[start : figure.quantity.span.start])
    if opens is None:
        return (), at
    return tuple(
        word for word in _WORD.findall(opens.group(1)) if word not in CLAUSE_ENDS
    ), start + opens.start(1)


_STARTS = re.compile(
    r"(?:ten opzichte van|vergeleken met|in vergelijking met|gerekend vanaf)\s+((?:de |het )?\S+)",
    re.IGNORECASE,
)
# "meer dan", "zo veel als", "hoger in prijs dan": at most four words of the thing compared come first.
_OPENS = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:dan|als|ten opzichte van|vergeleken met|in vergelijking met|tegenover)\s+"
    r"|(?:\s+(?:voorsprong|achterstand|voor|meer|minder|hoger|lager))?\s+op\s+",
    re.IGNORECASE,
)
# "een voorsprong van vijf punten op naaste belager Rijnoever"
_AHEAD = re.compile(r"(?:\s+\w+)?\s+op\s+")
# "het dubbele van begin dit jaar", "zesmaal het bedrag van 2001"
_OF_TIME = re.compile(r"(?:\s+(?:het|de)\s+\w+)?\s+van\s+", re.IGNORECASE)
