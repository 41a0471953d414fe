"""Snapshots as files beside the database: make one, find one, ask the corpus anew what a snapshot asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from db import Store
from db.clock import now
from db.export import count
from db.frozen import Frozen, frozen, runs_of
from db.query_reader import read_query
from extract.nouns import Days
from klopt import __version__
from klopt.export.place import whole_file
from klopt.options import KloptError, Settings
from klopt.research.snapshot import Head, Json, NoSnapshot, Snapshot, lines
from klopt.selection import Selection
from klopt.terminal import printable, progress

ENDING = ".jsonl"
_NAME = re.compile(r"[^\W_][\w.-]{0,63}")


@dataclass(slots=True)
class Taken:
    """A snapshot in the making: its lines come one by one; `head`, and at the end `made`, say with what."""

    head: Head
    articles: Iterator[Json]
    made: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        return lines(self.head, self.articles, self.made)


def folder_of(db: Path) -> Path:
    """Where the snapshots of this database are: beside it, under its whole name."""
    return db.with_name(f"{db.name}.snapshots")


def path_of(db: Path, name: str) -> Path:
    """The file of the snapshot with this name; a path (with a slash, or ending in .jsonl) is that file. Raises
    KloptError for what can be no name.
    """
    if "/" in name or name.endswith(ENDING):
        return Path(name)
    if not _NAME.fullmatch(name):
        raise KloptError("snapshot.badname", name=printable(name))
    return folder_of(db) / f"{name}{ENDING}"


@contextmanager
def opened(db: Path, name: str) -> Iterator[Snapshot]:
    """The snapshot, proved whole, to be read once. Raises KloptError if there is none, or if it is not what was
    written.
    """
    path = _there(db, name)
    with _reading(path) as stream:
        Snapshot(stream).whole()
    with _reading(path) as stream:
        yield Snapshot(stream)


def glance(db: Path, name: str) -> tuple[Head, Json]:
    """The first line and the last of a snapshot, without proof of what stands between. Raises KloptError."""
    with _reading(_there(db, name)) as stream:
        found = Snapshot(stream)
        return found.head, found.last()


def remove(db: Path, name: str) -> None:
    """Delete it. Raises KloptError if there is none."""
    _there(db, name).unlink()


def _there(db: Path, name: str) -> Path:
    path = path_of(db, name)
    if not path.is_file():
        if path == Path(name):
            raise KloptError("snapshot.no_file", path=printable(name))
        raise KloptError("snapshot.none", name=printable(name), folder=folder_of(db))
    return path


@contextmanager
def _reading(path: Path) -> Iterator[TextIO]:
    try:
        with path.open(encoding="utf-8") as stream:
            yield stream
    except (NoSnapshot, UnicodeDecodeError):
        raise KloptError("snapshot.damaged", path=path) from None


def names(db: Path) -> list[str]:
    """The snapshots of this database, in order of their names."""
    return sorted(path.name.removesuffix(ENDING) for path in folder_of(db).glob(f"*{ENDING}"))


def keep(db: Path, taken: Taken) -> Json:
    """Write it; returns what its last line says. Raises KloptError if there is one of that name."""
    path = path_of(db, taken.head.name)
    if path.exists():
        raise KloptError("snapshot.exists", name=printable(taken.head.name))
    path.parent.mkdir(exist_ok=True)
    with whole_file(path) as stream:
        for line in taken.lines():
            stream.write(f"{line}\n".encode())
    with opened(db, taken.head.name) as made:
        return made.whole()


def take(store: Store, selection: Selection, name: str, settings: Settings) -> Taken:
    """What the selection gives now. Read its lines while the store is open and within `db.export.snapshot`."""
    from klopt.check.registry import select
    from klopt.check.stamp import versions_of

    wanted = selection.among(store)
    head = Head(
        name=name,
        made_at=now(),
        asked=asked(selection),
        corpus=store.counts()["articles"],
        klopt=__version__,
        rules=versions_of(select(ignore=settings.config.silenced)),
    )
    made: dict[str, Any] = {}

    def articles() -> Iterator[Json]:
        runs: set[int] = set()
        for one in progress(frozen(store, wanted), count(store, wanted), settings.say("bar.freezing")):
            if one.run is not None:
                runs.add(one.run)
            yield _line(one)
        made["runs"] = runs_of(store, runs)

    return Taken(head, articles(), made)


def asked(selection: Selection) -> dict[str, Any]:
    """What was asked, as a snapshot keeps it: the first day, and the day after the last."""
    around = selection.around().published
    return {
        "query": None if selection.query is None else selection.query.typed,
        "source": selection.source,
        "since": _iso(around.start if around else None),
        "until": _iso(around.end if around else None),
        "compounds": selection.compounds,
    }


def selection_from(kept: Head) -> Selection:
    """What a snapshot asked, to be asked again. Raises KloptError if that cannot be read."""
    told = kept.asked
    try:
        since, until = (
            None if told[name] is None else date.fromisoformat(told[name]) for name in ("since", "until")
        )
        return Selection(
            None if told["query"] is None else read_query(told["query"]),
            told["source"],
            None if since is None else Days(since, None),
            None if until is None else Days(None, until),
            bool(told["compounds"]),
        )
    except (KeyError, TypeError, ValueError):
        raise KloptError("snapshot.damaged", path=printable(kept.name)) from None


def again(store: Store, kept: Head, settings: Settings) -> Taken:
    """What this corpus gives now for what a snapshot asked."""
    taken = take(store, selection_from(kept), kept.name, settings)
    return replace(taken, head=replace(taken.head, asked=kept.asked))


def _line(one: Frozen) -> Json:
    line = asdict(one)
    del line["run"]  # a number of this file alone
    line["findings"] = [[found.key, found.rule, found.level, found.verdict] for found in one.findings]
    return line


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
