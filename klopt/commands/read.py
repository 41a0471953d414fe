"""`klopt read`: an article as klopt reads it from a page or file."""

from __future__ import annotations

from typing import Any

import click

from corpus.article import Article, Failure
from klopt.import_options import Asked, import_options
from klopt.inputs import code_of, complain, failure_row, given
from klopt.options import SaidArgument, SaidCommand, Settings, format_option
from klopt.show import article_lines
from klopt.terminal import coloured, json_line, progress


@click.command("read", cls=SaidCommand)
@click.argument("paths", nargs=-1, required=True, cls=SaidArgument, metavar="usage.paths_needed")
@import_options
@format_option
@click.pass_obj
def command(settings: Settings, paths: tuple[str, ...], asked: Asked, as_jsonl: bool) -> int:
    """Print each article of these paths."""
    done = failed = 0
    items = given(paths, settings, exact=False, asked=asked)
    for item in progress(items, None, settings.say("bar.reading")):
        if isinstance(item, Failure):
            failed += 1
            complain(item, settings)
            if as_jsonl:
                click.echo(failure_row(item))
            continue
        if as_jsonl:
            click.echo(json_line(row(item)))
        else:
            click.echo("\n".join([*([""] if done else []), *article_lines(item, settings.lang, coloured())]))
        done += 1
    return code_of(done, failed)


def row(article: Article) -> dict[str, Any]:
    """The article in the contract of `read --format jsonl`."""
    return {
        "id": article.id,
        "url": article.url,
        "kind": article.kind,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "modified": article.modified,
        "authors": list(article.authors),
        "agency": article.agency,
        "language": article.language,
        "paywall": article.paywall,
        "correction": "\n\n".join(span.text for span in article.skipped if span.field == "text") or None,
        "source": article.source,
        "section": article.section,
        "published_from": article.published_from,
        "modified_from": article.modified_from,
        "reserved": article.reserved,
    }
