"""`klopt split`: in this article the name is somebody else."""

from __future__ import annotations

import getpass

import click

from db.corrections import ALL, Change, Correction, add_correction, corrections_of
from klopt.corpus_file import existing
from klopt.correcting import read_again
from klopt.listing import article_ids
from klopt.naming import entity_named
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings, model_option
from klopt.reading import pipeline
from klopt.terminal import printable


@click.command("split", cls=SaidCommand)
@click.argument("entity", cls=SaidArgument, metavar="usage.entity")
@click.argument("article", cls=SaidArgument, metavar="usage.article_id")
@click.argument("called", required=False, cls=SaidArgument, metavar="usage.called")
@click.option("--undo", is_flag=True, cls=SaidOption, help="option.undo_split")
@click.option("--by", "name", envvar="KLOPT_NAME", cls=SaidOption, help="option.by")
@click.option("--note", default="", cls=SaidOption, help="option.note")
@model_option
@click.pass_context
def command(
    ctx: click.Context, entity: str, article: str, called: str | None, undo: bool, name: str | None, note: str
) -> int:
    """Make the entity of this name in this article another one, or no longer."""
    settings: Settings = ctx.obj
    if undo and called:
        raise KloptError("split.undo_alone")
    with existing(settings) as store, store.transaction():
        (row_id,) = article_ids(store, [article], settings)
        one, key = entity_named(store, entity), store.article_key(row_id)
        new = called or f"{one.name} (2)"
        forms = {
            m.span.text
            for m in store.extraction(row_id).mentions
            if m.name == one.name and m.kind == one.kind
        }
        if undo:
            forms = {
                c.words for c in corrections_of(store.db.conn, key) if c.change == "entity" and c.nth == ALL
            }
            forms &= {m.span.text.casefold() for m in store.extraction(row_id).mentions if m.name == one.name}
        if not forms:
            raise KloptError("split.not_there", name=printable(one.name), article=row_id)
        for words in sorted(forms):
            change: Change = "withdrawn" if undo else "entity"
            value = "" if undo else f"{one.kind}:{new}"
            who = name or getpass.getuser()
            add_correction(store.db.conn, key, Correction("name", words, ALL, change, value, who, note))
        read_again(store, row_id, pipeline(settings))
    said = "split.undone" if undo else "split.done"
    click.echo(settings.say(said, name=printable(one.name), article=row_id, called=printable(new)))
    return 0
