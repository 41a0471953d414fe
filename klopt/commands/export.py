"""`klopt export`: chosen articles with everything that is known of them, written elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from corpus.article import Article
from db import Store
from db.among import Among
from db.errors import NotExtracted
from db.export import article_row, chosen, count, models, snapshot, without_capture
from extract.nouns import Mention
from klopt import __version__
from klopt.adding import archive_folder
from klopt.corpus_file import existing
from klopt.export.lines import article_line
from klopt.export.place import whole_file, whole_folder
from klopt.listing import article_ids
from klopt.options import KloptError, SaidCommand, SaidOption, Settings, model_option
from klopt.selection import Selection, selection_options
from klopt.terminal import json_line, printable, progress

FOLDERS = ("csv", "parquet", "html")
FORMS = ("jsonl", "csv", "parquet", "warc", "html", "zip", "conllu", "bibtex", "csl")
WITH_TEXT = ("warc", "html", "zip", "conllu")
"""What is the text itself, and so nothing without it."""


@click.command("export", cls=SaidCommand)
@selection_options(required=False)
@click.option(
    "--format",
    "form",
    cls=SaidOption,
    type=click.Choice(FORMS),
    default="jsonl",
    help="option.export_format",
)
@click.option("-o", "--output", cls=SaidOption, type=click.Path(), help="option.output")
@click.option("--without-text", cls=SaidOption, is_flag=True, help="option.without_text")
@click.option("--force", cls=SaidOption, is_flag=True, help="option.force")
@model_option
@click.option("--article", "articles", cls=SaidOption, multiple=True, help="option.article")
@click.pass_context
def command(
    ctx: click.Context,
    selection: Selection,
    form: str,
    output: str | None,
    without_text: bool,
    force: bool,
    articles: tuple[str, ...],
) -> int:
    """Write the articles chosen, all as they are at one moment; nothing half is ever left."""
    settings: Settings = ctx.obj  # as --model left it
    if output is None or (output == "-" and form != "jsonl"):
        raise KloptError("export.where")
    if without_text and form in WITH_TEXT:
        raise KloptError("export.only_text", form=form)
    if output != "-" and form not in FOLDERS and Path(output).is_file() and not force:
        raise KloptError("export.there", path=output)
    with existing(settings, read_only=True) as store, snapshot(store):
        wanted = selection.among(store, article_ids(store, articles, settings))
        total = count(store, wanted)
        if not total:
            click.echo(f"klopt: {settings.say('export.nothing')}", err=True)
            return 0
        if output == "-":
            for line in _lines(store, wanted, total, settings, without_text):
                click.echo(line)
            return 0
        try:
            write(store, wanted, form, Path(output), total, settings, without_text=without_text)
        except KeyboardInterrupt:
            raise KloptError("export.stopped") from None
    click.echo(settings.say("export.done", n=total, path=output), err=True)
    return 0


def write(
    store: Store,
    wanted: Among,
    form: str,
    path: Path,
    total: int,
    settings: Settings,
    *,
    without_text: bool = False,
) -> None:
    """Write these articles to a file or folder. Raises KloptError, StoreError, ArchiveError and OSError; then
    nothing is left of it.
    """
    if form in FOLDERS:
        with whole_folder(path) as folder:
            _write_folder(store, wanted, form, folder, total, settings, without_text)
        return
    with whole_file(path) as stream:
        if form == "jsonl":
            for line in _lines(store, wanted, total, settings, without_text):
                stream.write(line.encode() + b"\n")
            return
        if form == "zip":
            from klopt.export.zipped import write_zip

            write_zip(_articles(store, wanted, total, settings), stream)
            return
        if form in ("bibtex", "csl"):
            from klopt.export.citations import bibtex, csl_json

            articles = _articles(store, wanted, total, settings)
            if without_text:  # then no article is called by its first words
                articles = ((row_id, replace(article, text="", skipped=())) for row_id, article in articles)
            entries = (bibtex if form == "bibtex" else csl_json)(
                articles,
                lambda row_id: str(article_row(store, row_id)["added_at"])[:10],
                settings.say("export.untitled"),
            )
            for entry in entries:
                stream.write(entry.encode())
            return
        if form == "conllu":
            from klopt.export.trees import conllu
            from klopt.reading import pipeline, versions

            nlp = pipeline(settings)
            model = " ".join(versions(nlp)[:2])
            _say_model(store, wanted, model, settings)
            for sentence in conllu(
                _named(store, wanted, total, settings), nlp, f"klopt {__version__}, {model}"
            ):
                stream.write(sentence.encode())
            return
        from klopt.export.warc import write_warc

        missing = without_capture(store, wanted)
        write_warc(store, wanted, archive_folder(settings.db), stream, path.name, settings.lang)
    if missing:
        click.echo(f"klopt: {settings.say('export.no_pages', n=missing)}", err=True)


def _articles(store: Store, wanted: Among, total: int, settings: Settings) -> Iterator[tuple[int, Article]]:
    for row_id in progress(chosen(store, wanted), total, settings.say("bar.exporting")):
        yield row_id, store.article(row_id)


def _say_model(store: Store, wanted: Among, model: str, settings: Settings) -> None:
    """What parses now, and what the articles were read with if that is another."""
    read = ", ".join(sorted(models(store, wanted) - {model}))
    said = settings.say("export.read_with" if read else "export.parsing", model=model, read=read)
    click.echo(f"klopt: {printable(said)}", err=True)


def _named(
    store: Store, wanted: Among, total: int, settings: Settings
) -> Iterator[tuple[str, Article, tuple[Mention, ...]]]:
    """Each article with its key and the names that were read in it."""
    for row_id, article in _articles(store, wanted, total, settings):
        try:
            mentions = store.extraction(row_id).mentions
        except NotExtracted:
            mentions = ()
        yield store.article_key(row_id), article, mentions


def _lines(store: Store, wanted: Among, total: int, settings: Settings, without_text: bool) -> Iterator[str]:
    for row_id in progress(chosen(store, wanted), total, settings.say("bar.exporting")):
        yield json_line(article_line(store, row_id, settings.lang, without_text=without_text))


def _write_folder(
    store: Store,
    wanted: Among,
    form: str,
    folder: Path,
    total: int,
    settings: Settings,
    without_text: bool,
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

    write_tables = write_csv if form == "csv" else write_parquet
    write_tables(store, wanted, folder, without_text=without_text)
