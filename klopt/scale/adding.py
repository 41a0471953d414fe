"""`klopt add --dask`: each file is read by a worker, which must see it under the same path; the articles come back and
are kept here, in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from corpus.article import Failure
from corpus.files import content_type, load_paths
from corpus.folders import walk
from corpus.loading import Loaded
from klopt.scale.connect import Cluster, Task
from klopt.scale.ordered import Chunk, in_order
from klopt.scale.packed import packed, unpacked
from klopt.scale.parts import Folder, rows_of
from klopt.scale.work import File, How, Versions, key_of, load_chunk


@dataclass(frozen=True, slots=True)
class FarFiles:
    """Files, and a cluster whose workers see them and run what `asked` says. `how` is how they are read."""

    cluster: Cluster
    folder: Folder
    asked: Versions
    how: How

    def load(self, paths: Iterable[str]) -> Iterator[Loaded | Failure]:
        """What `corpus.files.load_paths` gives. A file that stops its workers, or gives more than can
        become a part, is read here, article after article.
        """
        for chunk, raw in in_order(self.cluster, self.folder, self._chunks(paths)):
            if raw is None:
                yield from load_paths(chunk.articles, **self.how.options)
            else:
                yield from (unpacked(one) for (one,) in rows_of(raw, ["loaded"]))

    def _chunks(self, paths: Iterable[str]) -> Iterator[tuple[Chunk, Task]]:
        for path in files_of(paths):
            file = File.at(path)
            key = key_of("add", self.asked, (repr(self.how),), packed(astuple(file)))
            yield Chunk("add", key, (path,), bool), Task(key, load_chunk, (self.asked, self.how, file))


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """These paths, in the place of a folder its files; a folder in which something cannot be read stays as it is."""
    for path in paths:
        inside = [*walk(path, lambda name: content_type(name) is not None)] if Path(path).is_dir() else []
        if inside and not any(refused for _, refused in inside):
            yield from (found for found, _ in inside)
        else:
            yield path
