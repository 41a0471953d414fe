"""`--dask` and `--parts`, and what they open: a cluster whose workers run what we run, and a folder for parts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from klopt.options import KloptError, SaidOption, Settings
from klopt.scale.place import parts_folder, seen_to

if TYPE_CHECKING:
    from klopt.scale.connect import Cluster
    from klopt.scale.parts import Folder
    from klopt.scale.work import Versions


@dataclass(frozen=True, slots=True)
class Dask:
    """Where a cluster is, and where parts stay (None: nowhere, they are deleted once the database has them)."""

    address: str
    parts: Path | None


@dataclass(frozen=True, slots=True)
class Hands:
    """A cluster that was reached, the folder for its parts, and what its workers run."""

    cluster: Cluster
    folder: Folder
    asked: Versions


def dask_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two options, handed to the command as `dask` and `parts`."""
    parts = click.option("--parts", type=click.Path(path_type=Path), cls=SaidOption, help="option.parts")
    return click.option("--dask", cls=SaidOption, metavar="usage.cluster", help="option.dask")(parts(command))


def dask_of(address: str | None, parts: Path | None, *, corpus: bool = True, jobs: int = 1) -> Dask | None:
    """What was asked for. Raises KloptError if it cannot be: on files, with jobs too, parts without a cluster."""
    if address is None:
        if parts is not None:
            raise KloptError("cluster.parts_alone")
        return None
    if not corpus:
        raise KloptError("cluster.corpus_only")
    if jobs != 1:
        raise KloptError("cluster.or_jobs")
    return Dask(seen_to(address), parts)


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
    with reached(dask.address) as cluster:
        cluster.expect(asked, settings.model, settings.lang)
        click.echo(f"klopt: {settings.say('cluster.works', n=cluster.workers())}", err=True)
        if cluster.dashboard:
            click.echo(f"klopt: {settings.say('cluster.dashboard', address=cluster.dashboard)}", err=True)
        yield Hands(cluster, folder, asked)
    if dask.parts is None:
        folder.clear()
