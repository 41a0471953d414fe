"""The figures of an article in reading order, each with the words around it: what the relations between figures are
read from.

Words are lower-case; punctuation marks are words of their own. The words "before" a figure run from the figure before
it in the same sentence, the words "after" it to the next one, so that what stands between two figures is known without
asking what either means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.article import Field, Span
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.alike import alike, stem
from klopt.check.case import Case, once
from klopt.check.sentences import whole_sentences

MOST = 50
"""Figures in a sentence: one with more is a table that lost its rows, and pairing them would take time for ever."""
LONGEST = 60
"""Words kept on either side of a figure: a longer stretch ties nothing."""
OPENING = 9
"""Words of a clause that opens with what its figure is per."""
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
PARTICIPLE = re.compile(
    r"(?:in|aan|af|op|uit|om|mee|door|bij|weg|terug|over|onder|voor|toe|na|binnen)?ge\w{2,}(?:en|d|t)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its place: number `nr` of the article, in sentence number `sentence` of its field."""

    nr: int
    claim: Claim
    quantity: Quantity
    sentence: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    first: bool
    """Whether it is the first figure of its sentence."""

    @property
    def field(self) -> Field:
        """Where it stands: "title" or "text"."""
        return self.quantity.span.field

    @property
    def noun(self) -> str | None:
        """What is counted, if that noun stands right behind the figure; a noun taken over from an earlier figure is
        not its own.
        """
        measure = self.claim.measure
        if measure is None:
            word = next(iter(self.after), "")
            plural = (
                len(word) > 4
                and word.isalpha()
                and word.endswith(("en", "s"))
                and self.quantity.kind == "count"
            )
            return word if plural and word not in table("wholes")["noun_breaks"] else None
        if self.before[-1:] == ("er",) and self._no_noun_behind():
            return None
        named = (self.claim.phrase or "").partition(" ")[0].lower()
        for word in self.after[:4]:
            if word in table("wholes")["noun_breaks"]:
                return None
            if stem(word) == stem(measure) or alike(word, measure) or word == named:
                return measure
        return None

    def _no_noun_behind(self) -> bool:
        """Whether only the rest of the verb ends the clause: "werden er 2.890 gevangen", "gingen er 187 weg"."""
        words = self.clause_after()
        if not words:
            return False
        if PARTICIPLE.fullmatch(words[0]) or words[0] in table("wholes")["adjectives"]:
            return True  # "staan er 480 ingeschreven", "raakten er 52 besmet"
        return len(words) == 1 and words[0] in table("wholes")["verb_particles"]

    @property
    def group(self) -> str | None:
        """What a share is of: the noun behind "van de"; None if it does not say."""
        after = self.after[:8]
        if after[:1] != ("van",) or len(after) < 3:
            return None
        words = (
            after[2:]
            if after[1] in ("de", "het", "alle", "die", "deze", "hun", "zijn", "haar", "onze")
            else after[1:]
        )
        measure = self.claim.measure
        return next((word for word in words if measure and alike(word, measure)), words[0])

    @property
    def unit(self) -> str | None:
        """The unit without what it is per: "EUR" of "EUR per maand"."""
        return self.quantity.unit.split("per ")[0].strip() or None if self.quantity.unit else None

    @property
    def per(self) -> str | None:
        """What a rate is per ("maand", "school"), by its unit or by "per" beside it; None if it is no rate."""
        unit = self.quantity.unit or ""
        if "per " in unit:
            return unit.partition("per ")[2].strip() or None
        after, before = self.after[:3], self.clause_before()
        opens = before[:2] if len(before) <= OPENING else ()  # "Per vestiging komt dat neer op ruim 31.000"
        for words in (after, before[-4:], opens):
            if "per" in words[:-1]:
                return words[words.index("per") + 1]
        return "persoon" if after[:2] == ("de", "man") else None

    def clause_before(self) -> tuple[str, ...]:
        """The words before it from the last mark that ends a clause on."""
        return tuple(reversed(tuple(until(reversed(self.before), CLAUSE_ENDS))))

    def clause_after(self) -> tuple[str, ...]:
        """The words behind it up to the first mark that ends a clause."""
        return tuple(until(self.after, CLAUSE_ENDS))


CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "–", "—", "“", "”", "‘", "’", '"', ".", "!", "?"})


def until(words: Iterable[str], ends: frozenset[str]) -> Iterator[str]:
    """The words up to the first of these."""
    for word in words:
        if word in ends:
            return
        yield word


def words_of(text: str) -> tuple[str, ...]:
    """The words and punctuation marks of a piece of text, lower-case.

    >>> words_of("Daarvan (16%), dus.")
    ('daarvan', '(', '16', '%', ')', ',', 'dus', '.')
    """
    return tuple(_WORD.findall(text.lower()))


def has(words: tuple[str, ...], phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands among these words, whole words only."""
    padded = f" {' '.join(words)} "
    return any(f" {phrase} " in padded for phrase in phrases)


@dataclass(frozen=True)
class Prose:
    """The figures and sentences of an article as words."""

    case: Case
    figures: tuple[Figure, ...] = field(init=False)
    spans: tuple[Span, ...] = field(init=False)
    """The sentences, pieces that a parser cut off from one put back."""
    sentences: tuple[tuple[str, ...], ...] = field(init=False)
    titled: tuple[Figure, ...] = field(init=False)
    """The figures of the title."""
    _by_sentence: dict[int, tuple[Figure, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", tuple(whole_sentences(self.case)))
        object.__setattr__(self, "sentences", tuple(words_of(span.text) for span in self.spans))
        figures = tuple(self._read())
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "titled", tuple(figure for figure in figures if figure.field == "title"))
        grouped: dict[int, list[Figure]] = {}
        for figure in figures:
            grouped.setdefault(figure.sentence, []).append(figure)
        object.__setattr__(self, "_by_sentence", {nr: tuple(mine) for nr, mine in grouped.items()})

    def _read(self) -> Iterator[Figure]:
        spans = self.spans
        starts = {
            name: [(s.start, nr) for nr, s in enumerate(spans) if s.field == name]
            for name in ("title", "text")
        }
        claims = [claim for claim in self.case.extraction.claims if claim.quantity is not None]
        places: list[tuple[Claim, Quantity, int]] = []
        for claim in claims:
            quantity = claim.quantity
            if quantity is None or quantity.kind == "ordinal":
                continue
            known = starts[quantity.span.field]
            at = bisect_right(known, (quantity.span.start, len(spans))) - 1
            if at >= 0:
                places.append((claim, quantity, known[at][1]))
        filled = Counter(sentence for _, _, sentence in places)
        places = [place for place in places if filled[place[2]] <= MOST]
        for nr, (claim, quantity, sentence) in enumerate(places):
            span, text = quantity.span, self.case.article.field(quantity.span.field)
            first = nr == 0 or places[nr - 1][2] != sentence
            last = nr + 1 == len(places) or places[nr + 1][2] != sentence
            begin = spans[sentence].start if first else places[nr - 1][1].span.end
            end = spans[sentence].end if last else places[nr + 1][1].span.start
            before = words_of(text[max(begin, span.start - LONGEST * 8) : span.start])[-LONGEST:]
            after = words_of(text[span.end : max(span.end, min(end, span.end + LONGEST * 8))])[:LONGEST]
            yield Figure(nr, claim, quantity, sentence, before, after, first)

    def within(self, sentence: int) -> tuple[Figure, ...]:
        """The figures of a sentence, in reading order."""
        return self._by_sentence.get(sentence, ())

    def behind(self, figure: Figure) -> tuple[str, ...]:
        """The words of its sentence behind a figure, other figures passed over; at most `LONGEST`."""
        span, sentence = figure.quantity.span, self.spans[figure.sentence]
        text = self.case.article.field(span.field)
        return words_of(text[span.end : min(sentence.end, span.end + LONGEST * 8)])[:LONGEST]

    def lead(self, figure: Figure) -> tuple[str, ...]:
        """The words of its sentence before a figure, other figures among them; at most `LONGEST`."""
        span, sentence = figure.quantity.span, self.spans[figure.sentence]
        text = self.case.article.field(span.field)
        return words_of(text[max(sentence.start, span.start - LONGEST * 8) : span.start])[-LONGEST:]

    def words(self, sentence: int) -> tuple[str, ...]:
        """The words of a sentence; none if there is no such sentence."""
        return self.sentences[sentence] if 0 <= sentence < len(self.sentences) else ()

    def one_paragraph(self, sentence: int, other: int) -> bool:
        """Whether both sentences exist and no line ends between them."""
        if not self.one_field(sentence, other):
            return False
        first, last = self.spans[min(sentence, other)], self.spans[max(sentence, other)]
        return "\n" not in self.case.article.field(first.field)[first.end : last.start]

    def one_field(self, sentence: int, other: int) -> bool:
        """Whether both sentences exist and stand in the same field."""
        inside = 0 <= sentence < len(self.spans) and 0 <= other < len(self.spans)
        return inside and self.spans[sentence].field == self.spans[other].field


@once
def _prose(case: Case) -> Iterator[Prose]:
    yield Prose(case)


def prose(case: Case) -> Prose:
    """The words and figures of this case, read once."""
    return _prose(case)[0]
