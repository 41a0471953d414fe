"""`klopt extract --dask`: what waits in the corpus is read in chunks elsewhere, and kept here in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from corpus.article import Article, Failure
from db import Store
from db.checks import changes_elsewhere
from db.errors import NotInCorpus
from klopt.parallel import STOPPED, Result
from klopt.scale.connect import Cluster, Died, Task
from klopt.scale.ordered import Chunk, in_order
from klopt.scale.packed import unpacked
from klopt.scale.parts import FACTS, Folder, part, rows_of
from klopt.scale.work import Versions, chunk_of, key_of, made, read_chunk, row_of

TOGETHER = 64
"""Articles of a chunk: those of so many row numbers in a row, so that a second run cuts the corpus as the first did."""
Keep = Callable[[Sequence[Result]], None]


@dataclass(frozen=True, slots=True)
class FarReading:
    """A corpus, and a cluster whose workers run what `asked` says, with the pipeline called `model`."""

    store: Store
    cluster: Cluster
    folder: Folder
    asked: Versions
    model: str | None

    def read(self, pending: Iterable[tuple[int, Article]], keep: Keep) -> Iterator[Result]:
        """The results of these articles, each given when `keep` has it. Results of some articles are kept in one
        transaction, in which nothing else is done. An article that changed meanwhile is read again.
        """
        changed: list[int] = []
        for chunk, raw in in_order(self.cluster, self.folder, self._chunks(pending), stopped_last=True):
            results = self._one_by_one(chunk) if raw is None else _results(raw)
            with self.store.transaction():
                if holds := chunk.holds():
                    keep(results)
            if holds:
                yield from results
            else:
                self.folder.drop(chunk.kind, chunk.key)
                changed += chunk.articles
        if changed:
            yield from self.read(self._still_there(changed), keep)

    def _chunks(self, pending: Iterable[tuple[int, Article]]) -> Iterator[tuple[Chunk, Task]]:
        for _, some in groupby(self._dated(pending), key=lambda item: item[1][0] // TOGETHER):
            dated = [*some]
            ids, articles = zip(*(item for _, item in dated), strict=True)
            yield self._chunk(ids, articles, dated[0][0])

    def _dated(self, pending: Iterable[tuple[int, Article]]) -> Iterator[tuple[int, tuple[int, Article]]]:
        """Each with what `changes_elsewhere` said before it was fetched."""
        items = iter(pending)
        while True:
            seen = changes_elsewhere(self.store)
            if (item := next(items, None)) is None:
                return
            yield seen, item

    def _chunk(self, ids: tuple[int, ...], articles: Sequence[Article], seen: int) -> tuple[Chunk, Task]:
        sent = chunk_of(articles)
        key = self._key(sent)
        chunk = Chunk("extract", key, ids, partial(self._holds, ids, key, seen))
        return chunk, Task(key, read_chunk, (self.asked, self.model, sent))

    def _key(self, sent: bytes) -> str:
        return key_of("extract", self.asked, (), sent)

    def _holds(self, ids: Sequence[int], key: str, seen: int) -> bool:
        """Whether the articles are what was sent: so they are if nobody wrote since."""
        if changes_elsewhere(self.store) == seen:
            return True
        articles = [article for _, article in self._still_there(ids)]
        return self._key(chunk_of(articles)) == key

    def _still_there(self, ids: Iterable[int]) -> Iterator[tuple[int, Article]]:
        for row_id in ids:
            try:
                yield row_id, self.store.article(row_id)
            except NotInCorpus:
                continue  # forgotten meanwhile

    def _one_by_one(self, chunk: Chunk) -> Sequence[Result]:
        """The articles of a chunk whose workers were stopped, each read with nothing beside it, so that the one that
        stops its worker is known.
        """
        rows, stopped = [], False
        for row_id, article in self._still_there(chunk.articles):
            _, task = self._chunk((row_id,), [article], 0)
            ((_, raw),) = self.cluster.results([task])
            if isinstance(raw, Died):
                stopped = True
                rows.append(row_of(article, Failure(str(article.url or article.id), "extract", STOPPED)))
            else:
                rows += rows_of(raw, [name for name, _ in FACTS])
        whole = part(FACTS, rows, made("extract", self.asked))
        if not stopped:  # else another run, perhaps with more memory, tries again
            self.folder.put(chunk.kind, chunk.key, whole)
        return _results(whole)


def _results(raw: bytes) -> Sequence[Result]:
    return [unpacked(read) for (read,) in rows_of(raw, ["read"])]
