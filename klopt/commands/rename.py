"""`klopt rename`: call somebody by another name."""

from __future__ import annotations

import getpass

import click

from klopt.corpus_file import existing
from klopt.naming import entity_named
from klopt.naming import rename as rename_as
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.terminal import printable


@click.command("rename", cls=SaidCommand)
@click.argument("entity", cls=SaidArgument, metavar="usage.entity")
@click.argument("called", required=False, cls=SaidArgument, metavar="usage.called")
@click.option("--undo", is_flag=True, cls=SaidOption, help="option.undo_name")
@click.option("--by", "name", envvar="KLOPT_NAME", cls=SaidOption, help="option.by")
@click.option("--note", default="", cls=SaidOption, help="option.note")
@click.pass_obj
def command(
    settings: Settings, entity: str, called: str | None, undo: bool, name: str | None, note: str
) -> int:
    """Show an entity under this name from now on, or under its own again."""
    new = " ".join((called or "").split())
    if undo == bool(new):
        raise KloptError("rename.one")
    with existing(settings) as store, store.transaction():
        one = entity_named(store, entity)
        rename_as(store, one, new, name=name or getpass.getuser(), note=note)
    key = "rename.undone" if undo else "rename.done"
    click.echo(settings.say(key, name=printable(one.name), called=printable(new)))
    return 0
