"""`klopt export`: chosen articles with everything that is known of them, written elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from db import Store
from db.among import Among
from db.export import chosen, count, snapshot, without_capture
from extract.nouns import Days
from klopt.adding import archive_folder
from klopt.corpus_file import existing
from klopt.export.lines import article_line
from klopt.export.place import whole_file, whole_folder
from klopt.listing import among, article_ids, published_options, publisher_option
from klopt.options import KloptError, SaidCommand, SaidOption, Settings
from klopt.terminal import json_line, progress

FOLDERS = ("csv", "parquet", "html")


@click.command("export", cls=SaidCommand)
@click.option(
    "--format",
    "form",
    cls=SaidOption,
    type=click.Choice(["jsonl", "csv", "parquet", "warc", "html"]),
    default="jsonl",
    help="option.export_format",
)
@click.option("-o", "--output", cls=SaidOption, type=click.Path(), help="option.output")
@click.option("--article", "articles", cls=SaidOption, multiple=True, help="option.article")
@publisher_option
@published_options
@click.pass_obj
def command(
    settings: Settings,
    form: str,
    output: str | None,
    articles: tuple[str, ...],
    source: str | None,
    since: Days | None,
    until: Days | None,
) -> int:
    """Write the articles chosen, all as they are at one moment; nothing half is ever left."""
    if output is None or (output == "-" and form != "jsonl"):
        raise KloptError("export.where")
    with existing(settings, read_only=True) as store, snapshot(store):
        wanted = among(source, since, until, article_ids(store, articles, settings))
        total = count(store, wanted)
        if not total:
            click.echo(f"klopt: {settings.say('export.nothing')}", err=True)
            return 0
        if output == "-":
            for line in _lines(store, wanted, total, settings):
                click.echo(line)
            return 0
        write(store, wanted, form, Path(output), total, settings)
    click.echo(settings.say("export.done", n=total, path=output), err=True)
    return 0


def write(store: Store, wanted: Among, form: str, path: Path, total: int, settings: Settings) -> None:
    """Write these articles to a file or folder. Raises KloptError, StoreError, ArchiveError and OSError; then
    nothing is left of it.
    """
    if form in FOLDERS:
        with whole_folder(path) as folder:
            _write_folder(store, wanted, form, folder, total, settings)
        return
    with whole_file(path) as stream:
        if form == "jsonl":
            for line in _lines(store, wanted, total, settings):
                stream.write(line.encode() + b"\n")
            return
        from klopt.export.warc import write_warc

        missing = without_capture(store, wanted)
        write_warc(store, wanted, archive_folder(settings.db), stream, path.name, settings.lang)
    if missing:
        click.echo(f"klopt: {settings.say('export.no_pages', n=missing)}", err=True)


def _lines(store: Store, wanted: Among, total: int, settings: Settings) -> Iterator[str]:
    for row_id in progress(chosen(store, wanted), total, settings.say("bar.exporting")):
        yield json_line(article_line(store, row_id, settings.lang))


def _write_folder(
    store: Store, wanted: Among, form: str, folder: Path, total: int, settings: Settings
) -> None:
    if form == "html":
        from klopt.export.pages import index_begin, index_end, write_page

        with (folder / "index.html").open("w", encoding="utf-8") as index:
            index.write(index_begin(settings.lang))
            for row_id in progress(chosen(store, wanted), total, settings.say("bar.exporting")):
                index.write(write_page(store, row_id, folder, settings.lang))
            index.write(index_end(settings.lang))
        return
    from klopt.export.tables import write_csv, write_parquet

    (write_csv if form == "csv" else write_parquet)(store, wanted, folder)
