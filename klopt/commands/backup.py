"""`klopt backup`: a copy of the corpus, checked."""

from __future__ import annotations

import os
from pathlib import Path

import click

from klopt.adding import archive_folder
from klopt.backing_up import back_up
from klopt.corpus_file import existing
from klopt.options import SaidArgument, SaidCommand, Settings

SEPARATORS = tuple(filter(None, ("/", os.sep, os.altsep)))
"""What a name ends with that is meant for a folder."""


@click.command("backup", cls=SaidCommand)
@click.argument("target", cls=SaidArgument, metavar="usage.target")
@click.pass_obj
def command(settings: Settings, target: str) -> int:
    """Copy the corpus there, and say how it is put back."""
    with existing(settings, read_only=True):
        copy = back_up(settings, Path(target), in_folder=target.endswith(SEPARATORS))
    click.echo(settings.say("backup.done", db=copy, folder=archive_folder(copy)))
    click.echo(
        settings.say(
            "backup.restore",
            copy=copy,
            copy_folder=archive_folder(copy),
            db=settings.db,
            folder=archive_folder(settings.db),
        )
    )
    return 0
