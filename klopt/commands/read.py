"""`klopt read`: an article as klopt reads it from a page or file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import click

from corpus.article import Article, Failure
from corpus.formats import filled
from corpus.stamps import iso_stamp
from klopt.fetched import Read, fetched
from klopt.import_options import Asked, import_options
from klopt.inputs import code_of, complain, failure_row, given
from klopt.options import SaidArgument, SaidCommand, Settings, format_option
from klopt.scrape_targets import checked_addresses, is_address
from klopt.scraping import Wish, agent_of, fetching_options
from klopt.show import article_lines
from klopt.terminal import coloured, json_line, progress


@click.command("read", cls=SaidCommand)
@click.argument("paths", nargs=-1, required=True, cls=SaidArgument, metavar="usage.paths_needed")
@import_options
@fetching_options
@format_option
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    asked: Asked,
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
    as_jsonl: bool,
) -> int:
    """Print each article of these paths and addresses."""
    addresses = checked_addresses(filter(is_address, paths))
    pages: Read = {}
    if addresses:
        agent = agent_of(settings, user_agent)
        wish = Wish(agent=agent, delay=delay, timeout=timeout, allow_private=allow_private)
        pages = fetched(addresses, settings, wish)
    done = failed = 0
    for item in progress(_items(paths, pages, settings, asked), None, settings.say("bar.reading")):
        if isinstance(item, Failure):
            failed += 1
            complain(item, settings)
            if as_jsonl:
                click.echo(failure_row(item))
            continue
        if as_jsonl:
            click.echo(json_line(row(item)))
        else:
            said = [] if item.kind == "article" else [settings.say(f"read.is_{item.kind}")]
            lines = article_lines(item, settings.lang, coloured())
            click.echo("\n".join([*([""] if done else []), *said, *lines]))
        done += 1
    return code_of(done, failed)


def _items(
    paths: tuple[str, ...], pages: Read, settings: Settings, asked: Asked
) -> Iterator[Article | Failure]:
    """In the order given."""
    for among, some in groupby(paths, pages.__contains__):
        if among:
            yield from (_filled(pages[address], asked) for address in some)
        else:
            yield from given(some, settings, exact=False, asked=asked)


def _filled(page: Article | Failure, asked: Asked) -> Article | Failure:
    """A page with what the user said beside it, where it does not say that itself."""
    return filled(page, asked.source, iso_stamp(asked.published or "")) if isinstance(page, Article) else page


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
