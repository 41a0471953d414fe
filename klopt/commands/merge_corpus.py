"""`klopt merge-corpus`: another corpus into this one."""

from __future__ import annotations

from pathlib import Path

import click

from db import Store
from klopt.corpus_file import new_or_existing
from klopt.options import KloptError, SaidArgument, SaidCommand, Settings
from klopt.uniting import unite


@click.command("merge-corpus", cls=SaidCommand)
@click.argument("other", type=click.Path(path_type=Path), cls=SaidArgument, metavar="usage.other")
@click.pass_obj
def command(settings: Settings, other: Path) -> int:
    """Take everything of the other corpus over; that one stays as it is."""
    if other.exists() and settings.db.exists() and other.samefile(settings.db):
        raise KloptError("uniting.same", path=other)
    with Store(other, read_only=True) as theirs, new_or_existing(settings.db) as store:
        counts = unite(settings, store, theirs)
    names = ("new", "version", "same", "by_hand")
    click.echo(settings.say("uniting.done", db=settings.db, **{name: counts[name] for name in names}))
    for key in ("forgotten", "tombstones"):
        if counts[key]:
            note = {"forgotten": "uniting.forgotten", "tombstones": "uniting.tombstones"}[key]
            click.echo(f"klopt: {settings.say(note, n=counts[key])}", err=True)
    return 0
