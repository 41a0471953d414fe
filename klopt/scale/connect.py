"""A Dask cluster: reached or made, asked what its workers run, given work, its dead outlived.

Whatever happens to a worker, its work is given to another: Dask starts a chunk again elsewhere. A chunk that took
several workers with it comes back as `Died`; a worker that ends as it was told to (`--lifetime`) takes nothing with it.
How Dask speaks (certificates, timeouts) is set in its own files.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import islice
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar

import dask
from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, wait

from klopt.options import KloptError
from klopt.parallel import no_interrupts
from klopt.scale.place import processes_here
from klopt.scale.reach import client_of
from klopt.scale.work import NotSeen, OtherVersion, TooMuch, Versions, versions_here

Come = TypeVar("Come")

PATIENCE = 60
"""Seconds that we wait for a first worker, and for another when the last is gone, if nobody says how long."""
AHEAD = 2
"""Chunks that a worker has at hand."""
QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.limit": "60s",
    "distributed.admin.system-monitor.interval": "2s",
}
"""For a cluster of this machine: as it comes, Dask looks at itself more often than that."""
LOOK = 2
"""Seconds after which we look whether the cluster is still there."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something for a worker to do: a function of `klopt.scale.work` and what it is given. `name` is the same for the
    same work.
    """

    name: str
    function: Callable[..., bytes]
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Died:
    """What comes of a task whose workers were stopped, one after another, or that is too much for one."""


class Cluster:
    """A cluster that was reached. `wait`: seconds that we wait for a worker (0: PATIENCE), of which `waits` tells."""

    def __init__(self, client: Client, wait: int = 0, waits: Callable[[], None] = lambda: None) -> None:
        self._client = client
        self._patience = wait or PATIENCE
        self._waits = waits if wait else lambda: None

    @property
    def dashboard(self) -> str | None:
        """The address of the page that shows what the cluster does; None if there is none."""
        port = self._client.scheduler_info(n_workers=0).get("services", {}).get("dashboard")
        drawn = self._client.cluster is None or find_spec("bokeh")
        return self._client.dashboard_link if port and drawn else None

    def workers(self) -> int:
        """How many workers there are. Raises KloptError if nobody can say."""
        try:
            return len(self._client.nthreads())
        except (OSError, ValueError, RuntimeError):  # what Dask raises for a connection that is closed
            raise KloptError("cluster.lost") from None

    def expect(self, asked: Versions, model: str | None, lang: str) -> None:
        """Wait for a worker, and see that all that are there run the same. Raises KloptError."""
        self._awaited(partial(self._client.wait_for_workers, 1, timeout=LOOK), "cluster.no_workers")
        found = self._client.run(versions_here, model, asked.model is not None, lang, on_error="return")
        for worker, answer in found.items():
            if isinstance(answer, ImportError):
                raise KloptError("cluster.no_package", worker=worker, name=answer.name or "klopt")
            if isinstance(answer, OSError):
                continue  # it died meanwhile; the one that takes its place looks by itself
            if isinstance(answer, Exception):
                raise answer
            if isinstance(answer, str):
                raise KloptError("cluster.no_model", worker=worker, reason=answer)
            if answer != asked:
                raise KloptError("cluster.other_version", worker=worker, theirs=answer, ours=asked)

    def hold(self, value: bytes) -> Any:
        """Give the workers something that many tasks need: what stands for it among the things given to a task."""
        return self._client.submit(bytes, value, pure=False)

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes | Died]]:
        """What comes of each task, in the order in which they are done. Only some are taken at a time. Raises
        KloptError if the cluster goes, or a worker that runs something else comes.
        """
        done: SimpleQueue[Future[bytes]] = SimpleQueue()
        under_way: dict[str, tuple[Task, Future[bytes]]] = {}
        waiting = iter(tasks)
        while True:
            for task in islice(waiting, max(0, AHEAD * max(1, self.workers()) - len(under_way))):
                future = self._client.submit(task.function, *task.given, key=task.name)
                under_way[task.name] = task, future
                future.add_done_callback(done.put)
            if not under_way:
                return
            task, future = under_way.pop(str(self._next(done).key))
            yield task, self._result(future)

    def _next(self, done: SimpleQueue[Future[bytes]]) -> Future[bytes]:
        """The next future that is done."""
        return self._awaited(partial(done.get, timeout=LOOK))

    def _awaited(self, come: Callable[[], Come], nobody: str = "cluster.all_gone") -> Come:
        """What this gives in the end, while there are workers. `come` raises Empty or TimeoutError after LOOK. Raises
        KloptError(nobody) if there are none for long.
        """
        alone_since: float | None = None
        while True:
            try:
                return come()
            except (Empty, TimeoutError):
                if self.workers():
                    alone_since = None
                elif alone_since is None:
                    alone_since = monotonic()
                    self._waits()
            if alone_since is not None and monotonic() - alone_since > self._patience:
                raise KloptError(nobody, minutes=max(1, round(self._patience / 60)))

    def _result(self, future: Future[bytes]) -> bytes | Died:
        """What came of this. A result that went with the worker that had it is made again by Dask."""
        try:
            self._awaited(partial(wait, future, timeout=LOOK))
        except CancelledError:
            raise KloptError("cluster.lost") from None
        error = future.exception()
        if isinstance(error, KilledWorker | TooMuch):
            return Died()
        if isinstance(error, OtherVersion):
            raise KloptError("cluster.later_version", theirs=error)
        if isinstance(error, NotSeen):
            path, host, there = error.args
            raise KloptError("cluster.seen_otherwise" if there else "cluster.not_seen", path=path, host=host)
        if isinstance(error, ImportError):
            raise KloptError("cluster.later_lacks", name=error.name or "klopt")
        if error is not None:
            raise error
        try:
            raw: bytes = future.result(timeout=PATIENCE)
        except TimeoutError:
            raise KloptError("cluster.lost") from None
        return raw


@contextmanager
def reached(
    address: str, wait: int = 0, waits: Callable[[str], None] = lambda _for_what: None
) -> Iterator[Cluster]:
    """The cluster at this address (see `klopt.scale.place`), or a new one on this machine. A scheduler and a worker may
    come within `wait` seconds each; while they do not, `waits` is called with the key of what we wait for. Raises
    KloptError.
    """
    for name in [*logging.root.manager.loggerDict]:
        if name.startswith("distributed"):  # what matters of it, we say ourselves
            logging.getLogger(name).setLevel(logging.CRITICAL)
    processes = processes_here(address)
    if processes is None:
        with client_of(address, wait, partial(waits, "cluster.waits_scheduler")) as client:
            yield Cluster(client, wait, partial(waits, "cluster.waits_worker"))
        return
    with dask.config.set(QUIET):
        with no_interrupts():  # nor do the threads and processes that start in here hear them
            cluster = LocalCluster(
                n_workers=processes,
                threads_per_worker=1,
                silence_logs=logging.CRITICAL,
                dashboard_address="127.0.0.1:0",  # without a host it would be open to the network
                security=True,  # certificates for this run: others on this machine could send work otherwise
            )
        with cluster, Client(cluster) as client:
            yield Cluster(client)
