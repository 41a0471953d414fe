"""`klopt merge`: two names are one."""

from __future__ import annotations

import getpass

import click

from klopt.corpus_file import existing
from klopt.naming import entity_named, merge, part
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.terminal import printable


@click.command("merge", cls=SaidCommand)
@click.argument("entity", cls=SaidArgument, metavar="usage.entity")
@click.argument("same_as", required=False, cls=SaidArgument, metavar="usage.same_as")
@click.option("--undo", is_flag=True, cls=SaidOption, help="option.undo_merge")
@click.option("--by", "name", envvar="KLOPT_NAME", cls=SaidOption, help="option.by")
@click.option("--note", default="", cls=SaidOption, help="option.note")
@click.pass_obj
def command(
    settings: Settings, entity: str, same_as: str | None, undo: bool, name: str | None, note: str
) -> int:
    """Count all that is said of the first name as said of the second, which stays; or no longer."""
    if undo == (same_as is not None):
        raise KloptError("merge.two")
    who = name or getpass.getuser()
    with existing(settings) as store, store.transaction():
        one = entity_named(store, entity)
        if same_as is None:
            part(store, one, name=who, note=note)
            said = settings.say("merge.undone", name=printable(one.name))
        else:
            other = entity_named(store, same_as)
            merge(store, one, other, name=who, note=note)
            said = settings.say("merge.done", name=printable(one.name), other=printable(other.name))
    click.echo(said)
    return 0
