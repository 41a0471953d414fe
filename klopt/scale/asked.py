"""`--dask`, `--parts` and `--wait`, and what they open: a cluster whose workers run what we run, a folder for parts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from klopt.options import KloptError, SaidOption, Settings
from klopt.scale.place import parts_folder, seen_to

if TYPE_CHECKING:
    from klopt.scale.connect import Cluster
    from klopt.scale.parts import Folder
    from klopt.scale.work import Versions

_MINUTES = click.IntRange(1, 7 * 24 * 60)


@dataclass(frozen=True, slots=True)
class Dask:
    """Where a cluster is, where parts stay (None: nowhere, they are deleted once the database has them), and how many
    seconds we wait for what is not there yet (0: a short while).
    """

    address: str
    parts: Path | None
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """`--dask`, `--parts` and `--wait` as they were given."""

    address: str | None
    parts: Path | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Hands:
    """A cluster that was reached, the folder for its parts, and what its workers run."""

    cluster: Cluster
    folder: Folder
    asked: Versions


def dask_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The three options, handed to the command as `far`: a `Wanted`."""

    @click.option("--dask", cls=SaidOption, metavar="usage.cluster", help="option.dask")
    @click.option("--parts", type=click.Path(path_type=Path), cls=SaidOption, help="option.parts")
    @click.option("--wait", type=_MINUTES, cls=SaidOption, metavar="usage.minutes", help="option.wait")
    @wraps(command)
    def asked(*given: Any, dask: str | None, parts: Path | None, wait: int | None, **named: Any) -> Any:
        return command(*given, far=Wanted(dask, parts, wait), **named)

    return asked


def dask_of(wanted: Wanted, *, corpus: bool = True, jobs: int = 1) -> Dask | None:
    """What was asked for. Raises KloptError if it cannot be: on files, with jobs too, parts without a cluster."""
    if (address := wanted.address) is None:
        for option, given in (("--parts", wanted.parts), ("--wait", wanted.minutes)):
            if given is not None:
                raise KloptError("cluster.alone", option=option)
        return None
    if not corpus:
        raise KloptError("cluster.corpus_only")
    if jobs != 1:
        raise KloptError("cluster.or_jobs")
    wait = 60 * (wanted.minutes or 0)
    return Dask(seen_to(address, wait), wanted.parts, wait)


@contextmanager
def hands(dask: Dask, settings: Settings, model: tuple[str, str] | None) -> Iterator[Hands]:
    """The cluster, which works with the model of this name and version (None: without any). What it is and where it can
    be watched is said on stderr. The parts that were used are deleted at the end, if all went well and nobody wants
    them. Raises KloptError.
    """
    try:
        from klopt.scale.connect import reached
        from klopt.scale.parts import Folder
        from klopt.scale.work import versions
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("arro3", "dask", "distributed", "msgpack"):
            raise
        raise KloptError("cluster.not_installed", python=sys.executable) from None
    folder = Folder(dask.parts or parts_folder(settings.db))
    asked = versions(model)

    def waits(for_what: str) -> None:
        click.echo(f"klopt: {settings.say(for_what, minutes=dask.wait // 60)}", err=True)

    with reached(dask.address, dask.wait, waits) as cluster:
        cluster.expect(asked, settings.model, settings.lang)
        click.echo(f"klopt: {settings.say('cluster.works', n=cluster.workers())}", err=True)
        if cluster.dashboard:
            click.echo(f"klopt: {settings.say('cluster.dashboard', address=cluster.dashboard)}", err=True)
        yield Hands(cluster, folder, asked)
    if dask.parts is None:
        folder.clear()
