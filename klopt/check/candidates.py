"""Which articles may be about one matter, found without holding the articles: an inverted index on figures, things and
names, then the likeness of their words.

A key that many articles share gives no candidates, so that the cost grows with the corpus and not with its square. The
likeness is the cosine of lemma counts, dampened (Manning, Raghavan & Schütze, Introduction to Information Retrieval,
6.3), never weighted by counts over the corpus: a new article changes nothing for two others.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import chain
from zlib import crc32

from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, exact_value, once
from klopt.check.linked import Linked
from klopt.check.said import Key, said
from klopt.check.taken_back import taken_back

FAINTLY = 0.1
"""Least cosine of two articles on one matter."""
ROUNDING = 1e-6
"""The same sum in another order may differ by less than this: who is let through is judged again."""
COMMON = 40
"""A key that more articles than this share says nothing about their matter."""
WORD = 4
"""Letters that a lemma needs to say something about the matter: shorter ones are function words."""
LITTLE = 12
"""Words of an article of which little was read, for it is a correction, beside those of its headline."""
WIDE = 12
"""Names, and things, of an article that it is found by."""
FEW = 3
"""Names that are paired with each of its things."""
WINDOW = 28
"""Days in which a name has one key."""

Numbers = tuple[int, int]


def keys_of(case: Case) -> frozenset[Key]:
    """What an article can be found by: its telling figures, what it measures when and beside which names, who it names
    in which weeks. What sort of name it is, the reader cannot always tell.
    """
    claims = said(case)
    figures = {("figure", *one.sort, str(one.value.normalize())) for one in claims if one.telling}
    figures |= {("figure", note.old.kind, note.old.unit or "", _plain(note.old)) for note in taken_back(case)}
    heads = sorted({one.thing.head for one in claims if one.thing is not None})[:WIDE]
    things = {
        ("thing", one.thing.head, (one.place or "").lower(), str(one.days[0].year if one.days else ""))
        for one in claims
        if one.thing is not None
    }
    counts = Counter(mention.name.lower() for mention in case.extraction.mentions)
    names = [name for name, _ in sorted(counts.items(), key=lambda at: (-at[1], at[0]))[:WIDE]]
    named = {("name", name, window) for name in (*names, *_published_by(case)) for window in _windows(case)}
    about = {("about", head, name) for head in heads for name in names[:FEW]}
    url = {("url", case.article.url)} if case.article.url else set()
    return frozenset((*figures, *things, *named, *about, *url))


def _published_by(case: Case) -> Iterator[str]:
    """What may be the town of who published an article that names no place: "De Vorstenbroekse Kiosk" need not say that
    it is about Vorstenbroek.
    """
    if any(mention.kind == "place" for mention in case.extraction.mentions):
        return
    for word in (case.article.source or "").split():
        name = word.strip("()").lower()
        if word[:1].isupper():
            yield from (
                name.removesuffix(ending)
                for ending in table("across")["published_endings"]
                if name.endswith(ending) and len(name) - len(ending) >= WORD
            )


def _windows(case: Case) -> tuple[str, ...]:
    """Two stretches of four weeks, of which articles that are two weeks apart at most have one in common."""
    if case.published is None:
        return ("",)
    day = case.published.toordinal()
    return f"a{day // WINDOW}", f"b{(day + WINDOW // 2) // WINDOW}"


@once
def _weights_once(case: Case) -> Iterable[dict[str, float]]:
    yield weighted(case.extraction.lemmas)


def weights(case: Case) -> dict[str, float]:
    """The lemmas of an article with their weights."""
    return next(iter(_weights_once(case)))


def weighted(lemmas: str) -> dict[str, float]:
    """The words among lemmas with their weights."""
    counts = Counter(word for word in lemmas.lower().split() if len(word) >= WORD and word.isalpha())
    return {word: 1 + math.log(count) for word, count in counts.items()}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two weighted bags of words, 0 to 1."""
    small, large = sorted((one, other), key=len)
    shared = math.fsum(weight * large[word] for word, weight in small.items() if word in large)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return shared / lengths if lengths else 0.0


class Terms:
    """The words of an article as numbers: what takes little room and shows which articles cannot be alike."""

    __slots__ = ("_corrects", "_weights", "_words")

    def __init__(self, lemmas: str) -> None:
        mine = weighted(lemmas)
        length = math.hypot(*mine.values()) or 1.0
        self._words = array("I", (crc32(word.encode("utf-8", "replace")) for word in mine))
        self._weights = array("f", (weight / length for weight in mine.values()))
        self._corrects = _corrects(self._words)

    def by_word(self) -> dict[int, float]:
        """The weights by the number of the word."""
        found: dict[int, float] = defaultdict(float)
        for word, weight in zip(self._words, self._weights, strict=True):
            found[word] += weight
        return found

    def may_be_alike(self, mine: Mapping[int, float]) -> bool:
        """Whether the cosine with an article of these words can be `FAINTLY`; two words may have one number, so the
        words must be compared again. A correction has few words, or none that are read, and may be of any article.
        """
        if self._corrects or _corrects(mine):
            return True
        both = zip(self._words, self._weights, strict=True)
        return math.fsum(mine[word] * weight for word, weight in both if word in mine) > FAINTLY - ROUNDING


def _corrects(words: Collection[int]) -> bool:
    """Whether an article of these words may be a correction alone."""
    return len(words) < LITTLE or any(word in words for word in _called())


@cache
def _called() -> frozenset[int]:
    return frozenset(crc32(word.encode()) for word in table("across")["taken_back"]["called"])


class Index:
    """Articles by number, in the order in which they are added: of each some numbers, and not the article."""

    def __init__(self) -> None:
        self._keys: list[array[int]] = []
        self._terms: list[Terms] = []

    def add(self, case: Case) -> None:
        """Take in the next article."""
        self._keys.append(array("q", sorted(map(hashed, keys_of(case)))))
        self._terms.append(Terms(case.extraction.lemmas))

    def clusters(self) -> Iterator[tuple[Numbers, ...]]:
        """Pairs that may be about one matter, the lower number first; those that hang together in one tuple."""
        linked = Linked[int]()
        pairs = tuple(self._pairs())
        for pair in pairs:
            linked.join(*pair)
        inside: dict[int, list[Numbers]] = defaultdict(list)
        for pair in pairs:  # by their lower number, so the clusters come by their lowest
            inside[linked.root(pair[0])].append(pair)
        for root in tuple(inside):
            yield tuple(inside.pop(root))

    def _pairs(self) -> Iterator[Numbers]:
        postings = self._postings()
        for nr, keys in enumerate(self._keys):
            others = {other for key in keys for other in postings.get(key, ()) if other > nr}
            mine = self._terms[nr].by_word() if others else {}
            for other in sorted(others):
                if self._terms[other].may_be_alike(mine):
                    yield nr, other

    def _postings(self) -> dict[int, list[int]]:
        """The articles of each key that two share and not too many."""
        counts = Counter(chain.from_iterable(self._keys))
        postings: dict[int, list[int]] = {key: [] for key, count in counts.items() if 2 <= count <= COMMON}
        for nr, keys in enumerate(self._keys):
            for key in keys:
                if key in postings:
                    postings[key].append(nr)
        return postings


def _plain(figure: Quantity) -> str:
    value = exact_value(figure)
    return str(value.normalize()) if value is not None else ""


def hashed(key: Key) -> int:
    """A key as 64 bits, signed, the same on every machine."""
    digest = blake2b("\n".join(key).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
