"""Articles read by several processes at once: the same results in the same order as by one.

Each process has its own spaCy pipeline; only articles go in and extractions come out. They are started anew, not
forked: a fork would take the open database with it. A process that dies (killed, out of memory) takes nothing
with it: what it had is read again, an article at a time, and the one that kills its reader becomes a Failure.
"""

from __future__ import annotations

import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Self

from spacy.language import Language

from corpus.article import Article, Failure
from extract.models import load
from extract.nouns import Extraction
from extract.pipeline import extract

Result = Extraction | Failure
STOPPED = "the process that read it was stopped: out of memory, perhaps"
"""Why an article failed that nothing else can be blamed for."""
Reader = Callable[[Sequence[Article]], list[Result]]
"""Reads a batch: a result for each article, in order. It must be picklable (a function of a module)."""
RECYCLED = 400
"""Batches after which all processes are started anew: spaCy keeps a little of all that it reads."""


def read_batch(model: str | None, articles: Sequence[Article]) -> list[Result]:
    """What a process does with a batch: the pipeline of this name or path is loaded once and kept."""
    return [*extract(articles, loaded(model))]


@lru_cache(maxsize=1)
def loaded(model: str | None) -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the process that has the terminal has said it
        return load(model)


def read_in_parallel(
    batches: Iterable[Sequence[Article]], reader: Reader, jobs: int
) -> Generator[list[Result], None, None]:
    """The results of each batch, in order. At most two batches a process are under way.

    Closing the iterator (or Ctrl-C) waits for the batches that are being read and drops their results.
    """
    with _Processes(reader, jobs) as processes:
        under_way: deque[tuple[Sequence[Article], Future[list[Result]]]] = deque()
        for nr, batch in enumerate(batches, 1):
            under_way.append((batch, processes.submit(batch)))
            if len(under_way) >= 2 * jobs:
                yield processes.results(*under_way.popleft())
            if nr % RECYCLED == 0:
                while under_way:
                    yield processes.results(*under_way.popleft())
                processes.renew()
        while under_way:
            yield processes.results(*under_way.popleft())


class _Processes:
    """A pool that is made anew when one of its processes dies."""

    def __init__(self, reader: Reader, jobs: int) -> None:
        self._reader = reader
        self._jobs = jobs
        self._pool = self._made()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, batch: Sequence[Article]) -> Future[list[Result]]:
        """Have a batch read."""
        with no_interrupts():
            try:
                return self._pool.submit(self._reader, batch)
            except BrokenProcessPool:
                self.renew()
                return self._pool.submit(self._reader, batch)

    def results(self, batch: Sequence[Article], future: Future[list[Result]]) -> list[Result]:
        """What came of a batch; read again, each article by itself, if a process died meanwhile."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._one_by_one(batch)

    def _one_by_one(self, batch: Sequence[Article]) -> list[Result]:
        # A pool breaks as a whole: whoever waits in it learns of a death that another article caused. So the one that
        # is to blame is only known in a pool that reads one article at a time.
        found: list[Result] = []
        alone = self._made(1)
        for article in batch:
            with no_interrupts():
                future = alone.submit(self._reader, [article])
            try:
                found += future.result()
            except BrokenProcessPool:
                name = str(article.url or article.id)
                found.append(Failure(name, "extract", STOPPED))
                alone = self._made(1)
        alone.shutdown(cancel_futures=True)
        return found

    def renew(self) -> None:
        """Start all processes anew."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._made()

    def _made(self, jobs: int | None = None) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs or self._jobs, mp_context=get_context("spawn"), initializer=_end_with_parent
        )


def _end_with_parent() -> None:
    """A process whose parent is killed would wait for work for ever: each holds both ends of the queue."""
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


@contextmanager
def no_interrupts() -> Iterator[None]:
    """Processes that start in here do not hear Ctrl-C: it is for the one that keeps the results."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # where it starts later, it lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
