"""`klopt check --dask`: what needs no database is done elsewhere: the rules within each article, and the question which
two articles are about one matter, which takes most of a check. Groups are put together here, out of few pairs, and the
rules across articles run on them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby

from db import Store
from db.checks import changes_elsewhere
from db.errors import NotExtracted, NotInCorpus
from klopt.check.case import Official
from klopt.check.examined import Batch
from klopt.check.kept import whole
from klopt.scale.connect import Cluster, Task
from klopt.scale.ordered import Chunk, in_order
from klopt.scale.packed import unpacked
from klopt.scale.parts import Folder, rows_of
from klopt.scale.work import Versions, check_chunk, chunk_of, compare_chunk, key_of

TOGETHER = 128
"""Articles of a chunk: those of so many row numbers in a row."""
PAIRS = 1000
BYTES = 4_000_000
"""Pairs of articles are sent when there are so many, or when their articles take so much."""
HELD = 4096
"""Articles whose bytes are at hand for the next pairs."""
Pairs = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class FarCrew:
    """The workers of a cluster, for one check with these rules and official figures: `klopt.check.examined.Crew`."""

    store: Store
    cluster: Cluster
    folder: Folder
    asked: Versions
    rules: Sequence[str]
    stamp: str
    official: tuple[Official, ...]

    def examined(self, articles: Iterable[int]) -> Iterator[Batch]:
        """These articles, in order; nothing is found of those whose workers were stopped: the caller examines them."""
        figures = self.cluster.hold(chunk_of(self.official))
        for chunk, raw in in_order(self.cluster, self.folder, self._chunks(articles, figures)):
            found = () if raw is None else tuple(unpacked(one) for (one,) in rows_of(raw, ["found"]))
            yield Batch(chunk.articles, found, chunk.holds)

    def _chunks(self, articles: Iterable[int], figures: object) -> Iterator[tuple[Chunk, Task]]:
        for _, some in groupby(articles, key=lambda article: article // TOGETHER):
            ids, seen = tuple(some), changes_elsewhere(self.store)
            sent = self._sent(ids)
            key = self._key(sent)
            chunk = Chunk("check", key, ids, partial(self._holds, ids, key, seen))
            yield chunk, Task(key, check_chunk, (self.asked, self.rules, figures, sent))

    def _sent(self, ids: Iterable[int]) -> bytes:
        """The articles as they are sent; those that wait to be read again are left out."""
        cases = []
        for article in ids:
            try:
                cases.append((self.store.article_key(article), whole(self.store, article)))
            except (NotExtracted, NotInCorpus):
                continue
        return chunk_of(cases)

    def _key(self, sent: bytes) -> str:
        return key_of("check", self.asked, (self.stamp, *self.rules), sent)

    def _holds(self, ids: Sequence[int], key: str, seen: int) -> bool:
        return changes_elsewhere(self.store) == seen or self._key(self._sent(ids)) == key

    def ties(self, candidates: Iterable[tuple[int, Sequence[int]]]) -> Mapping[int, set[int]]:
        """For each article that stands first those that it is tied to, of those that stand with it or that it stands
        with.
        """
        first: set[int] = set()
        tied: dict[int, set[int]] = defaultdict(set)
        case_of = lru_cache(HELD)(self._case)
        planned = self._comparisons(_pairs(candidates, first), case_of)
        for chunk, raw in in_order(self.cluster, self.folder, planned):
            if raw is None:
                raw = compare_chunk(self.asked, self.rules, _compared(chunk.articles, case_of))
            for one, other in rows_of(raw, ["one", "other"]):
                tied[one].add(other)
                tied[other].add(one)
        return {article: tied[article] for article in first}

    def _comparisons(
        self, pairs: Iterable[tuple[int, int]], case_of: Callable[[int], bytes]
    ) -> Iterator[tuple[Chunk, Task]]:
        order = lru_cache(100 * HELD)(self.store.article_key)
        for some in _portions(pairs, case_of):
            sent = _compared([tuple(sorted(pair, key=order)) for pair in some], case_of)
            key = key_of("compare", self.asked, self.rules, sent)
            chunk = Chunk("compare", key, some, bool)
            yield chunk, Task(key, compare_chunk, (self.asked, self.rules, sent))

    def _case(self, article: int) -> bytes:
        """An article as it is sent; of one that waits to be read again, nothing."""
        try:
            return chunk_of(whole(self.store, article))
        except (NotExtracted, NotInCorpus):
            return b""


def _pairs(candidates: Iterable[tuple[int, Sequence[int]]], first: set[int]) -> Iterator[tuple[int, int]]:
    """Each pair once; who stands first is noted."""
    for article, others in candidates:
        yield from ((article, other) for other in others if other not in first)
        first.add(article)


def _portions(pairs: Iterable[tuple[int, int]], case_of: Callable[[int], bytes]) -> Iterator[Pairs]:
    """The pairs of which all articles exist, as many together as go into a chunk."""
    some: list[tuple[int, int]] = []
    inside: set[int] = set()
    size = 0
    for pair in pairs:
        raw = {article: case_of(article) for article in pair}
        if not all(raw.values()):
            continue
        some.append(pair)
        size += sum(len(raw[article]) for article in {*pair} - inside)
        inside.update(pair)
        if len(some) >= PAIRS or size >= BYTES:
            yield tuple(some)
            some, inside, size = [], set(), 0
    if some:
        yield tuple(some)


def _compared(pairs: Sequence[tuple[int, ...]], case_of: Callable[[int], bytes]) -> bytes:
    articles = sorted({article for pair in pairs for article in pair})
    return chunk_of((pairs, [(article, case_of(article)) for article in articles]))
