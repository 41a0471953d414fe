"""The server under the pages: opens the corpus to read, takes the port, and goes on until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import uvicorn
from datasette import handle_exception
from datasette.app import Datasette
from datasette.plugins import pm

from klopt import web
from klopt.messages import Lang
from klopt.options import KloptError
from klopt.web.settings import Private, keep

_SETTINGS = {
    "sql_time_limit_ms": 1000,
    "allow_download": False,  # a copy of the file while others write is `klopt backup`
    "truncate_cells_html": 300,  # the text of an article makes rows as high as the screen; its page has all of it
    "default_cache_ttl": 0,  # the corpus changes under us
}

_HIDDEN = {
    name: {"hidden": True}
    for name in (
        *("_sqlite_migrations", "check_keys", "checks", "common_keys", "key_changes", "leftovers", "moved"),
        *("occurrences", "stems", "titles", "tombstones", "vocabulary"),
    )
}
"""Tables of klopt's own bookkeeping: one link away, not between those that somebody looks for."""


def application(
    db: Path,
    lang: Lang,
    hosts: tuple[str, ...] = (),
    rules: Mapping[str, str] | None = None,
    *,
    model: str | None = None,
    token: str | None = None,
    name: str = "",
    password: str | None = None,
    **settings: int,
) -> Datasette:
    """A Datasette with our pages over this corpus, which it can only read. `rules` are those that the user lowered or
    silenced, `model` is the pipeline for drafts, `token` what programs must show, `name` who
    judges if the browser does not say, `password` what everybody must give, `settings` are Datasette's.

    The file is opened in a way that sees what other klopts write meanwhile; only where SQLite cannot (a folder
    that may not be written to) it is taken as it lies there.
    """
    if not pm.is_registered(web):
        pm.register(web)
    handle_exception.rich = None  # it would print all variables of a failed request: drafts, passwords
    path = str(db.absolute())
    seen_live = _readable(path)
    told = {"lang": lang, "hosts": list(hosts), "rules": dict(rules or {})}
    datasette = Datasette(
        [path] if seen_live else [],
        immutables=[] if seen_live else [path],
        metadata={"plugins": {web.PLUGIN: told}, "databases": {db.stem: {"tables": _HIDDEN}}},
        settings={**_SETTINGS, **settings},
    )
    writable = seen_live and os.access(path, os.W_OK)
    keep(datasette, Private(token, password, db.absolute() if writable else None, name, model))
    return datasette


def _readable(path: str) -> bool:
    """Whether SQLite can read the file and notice what others write."""
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as conn:
            conn.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """The port, ours. Raises KloptError when it is taken, not allowed, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    with closing(taken):
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, port))
            taken.listen(64)
        except socket.gaierror as error:
            raise KloptError("web.no_host", host=host) from error
        except OSError as error:
            key = {errno.EADDRINUSE: "web.taken", errno.EACCES: "web.not_allowed"}.get(error.errno or 0)
            raise KloptError(key or "web.no_host", host=host, port=port) from error
        yield taken


def is_local(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def names_of(host: str) -> tuple[str, ...]:
    """The names that a server at this address is asked by; one that others can reach, by this machine's too."""
    if is_local(host):
        return (host,)
    return host, socket.gethostname(), socket.getfqdn()


def serve(datasette: Datasette, taken: socket.socket) -> None:
    """Answer until Ctrl-C; returns when it comes."""
    config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on", access_log=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[taken])
    for database in datasette.databases.values():
        database.close()
