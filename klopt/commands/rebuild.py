"""`klopt rebuild`: the database made anew from the archive."""

from __future__ import annotations

import click

from klopt.inputs import complain
from klopt.options import SaidCommand, Settings
from klopt.rebuilding import rebuild


@click.command("rebuild", cls=SaidCommand)
@click.pass_obj
def command(settings: Settings) -> int:
    """Rebuild, and say what could not be read. 2 if something was lost with the archive."""
    done = rebuild(settings, lambda failure: complain(failure, settings))
    for wreck in done.wrecks:
        line = settings.say(
            "rebuild.wreck", file=wreck.file, offset=wreck.offset, length=wreck.length, why=wreck.why
        )
        click.echo(f"klopt: {line}", err=True)
    if done.counts["taken"]:
        click.echo(f"klopt: {settings.say('rebuild.taken', n=done.counts['taken'])}", err=True)
    if done.bak is not None:
        click.echo(f"klopt: {settings.say('rebuild.bak', path=done.bak)}", err=True)
    names = ("articles", "captures", "by_hand", "failed")
    click.echo(settings.say("rebuild.done", db=settings.db, **{name: done.counts[name] for name in names}))
    return 0
