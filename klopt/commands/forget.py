"""`klopt forget`: take an article out for good."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from corpus.archive import Archive
from db import Store
from db.byhand import is_forgotten
from klopt.adding import archive_folder
from klopt.corpus_file import row_of
from klopt.forgetting import forget_article
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.report import byline, one_line
from klopt.scale.place import drop_parts
from klopt.swapping import beside
from klopt.terminal import printable
from klopt.upkeep import tidy


@click.command("forget", cls=SaidCommand)
@click.argument("article", cls=SaidArgument, metavar="usage.article_id")
@click.option("--reason", default="", cls=SaidOption, help="option.reason")
@click.option("--yes", is_flag=True, cls=SaidOption, help="option.yes")
@click.pass_obj
def command(settings: Settings, article: str, reason: str, yes: bool) -> int:
    """Forget the article with this number, address or name, once it is sure that this is meant."""
    if not settings.db.exists():
        raise KloptError("stop.no_database", path=settings.db)
    archive = Archive(archive_folder(settings.db), lang=settings.lang)
    with Store(settings.db) as store:
        if tidy(store, archive):
            click.echo(settings.say("forget.finished"))
        row_id = _found(store, article, settings)
        what = store.article(row_id)
        name = ", ".join(filter(None, (one_line(what.title or ""), byline(what, settings.lang))))
        if not yes and not _sure(name, settings):
            click.echo(settings.say("forget.kept"))
            return 2
        drop_parts(settings.db)  # before, for once it is forgotten nobody comes back here
        try:
            forget_article(store, archive, row_id, reason)
        finally:
            left = drop_parts(settings.db)  # and after, for a run may have put some meanwhile
    click.echo(settings.say("forget.done", name=name))
    for copy in (*_copies(settings), *left):
        click.echo(f"klopt: {settings.say('forget.copy', path=copy)}", err=True)
    return 0


def _found(store: Store, article: str, settings: Settings) -> int:
    row_id = row_of(store, article)
    if row_id is not None:
        return row_id
    if is_forgotten(store.db.conn, article):
        raise KloptError("forget.already", id=printable(article))
    raise KloptError("stop.no_article", id=printable(article), path=settings.db)


def _sure(name: str, settings: Settings) -> bool:
    """Ask on a terminal; elsewhere nobody can answer."""
    if not sys.stdin.isatty():
        raise KloptError("forget.ask_yes")
    click.echo(settings.say("forget.ask", name=name) + " ", nl=False)
    return sys.stdin.readline().strip().casefold() in ("j", "ja", "y", "yes")


def _copies(settings: Settings) -> list[Path]:
    """Files of ours beside the corpus that may hold the article still."""
    archive = archive_folder(settings.db)
    return [path for path in (beside(settings.db)[1], *sorted(archive.glob("*.damaged"))) if path.exists()]
