"""Chunks through a cluster: parts that are there are not made again, and all come in the order of the chunks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from klopt.scale.connect import Cluster, Died, Task
from klopt.scale.parts import Folder
from klopt.scale.work import Kind


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles (or pairs of them) of which one part is made. `holds`, asked in a transaction, says whether they
    are still what was sent.
    """

    kind: Kind
    key: str
    articles: tuple[Any, ...]
    holds: Callable[[], bool]


def in_order(
    cluster: Cluster, folder: Folder, planned: Iterable[tuple[Chunk, Task]], *, stopped_last: bool = False
) -> Iterator[tuple[Chunk, bytes | None]]:
    """The part of each chunk, in order, which is in the folder by then; None for one whose workers were stopped. Those
    come at the end, when nothing else is under way, if `stopped_last`. Chunks of one key share what comes of it.
    """
    waiting: deque[Chunk] = deque()
    under_way: dict[str, Chunk] = {}
    stopped: set[str] = set()
    last: list[Chunk] = []

    def tasks() -> Iterator[Task]:
        for chunk, task in planned:
            waiting.append(chunk)
            given_out = chunk.key in under_way or chunk.key in stopped
            if not given_out and folder.read(chunk.kind, chunk.key) is None:
                under_way[chunk.key] = chunk
                yield task

    def ready() -> Iterator[tuple[Chunk, bytes | None]]:
        while waiting and waiting[0].key not in under_way:
            chunk = waiting.popleft()
            if chunk.key not in stopped:
                yield chunk, folder.read(chunk.kind, chunk.key)
            elif stopped_last:
                last.append(chunk)
            else:
                yield chunk, None

    for task, raw in cluster.results(tasks()):
        chunk = under_way.pop(task.name)
        if isinstance(raw, Died):
            stopped.add(chunk.key)
        else:
            folder.put(chunk.kind, chunk.key, raw)
        yield from ready()
    yield from ready()
    yield from ((chunk, None) for chunk in last)
