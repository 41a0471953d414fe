"""`klopt scrape`: new articles from the sources."""

from __future__ import annotations

import click

from klopt.days import day_or_longer
from klopt.inputs import code_of
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.scrape_targets import chosen
from klopt.scraped import summary
from klopt.scraping import Wish, agent_of, fetching_options, run_crawl


@click.command("scrape", cls=SaidCommand)
@click.argument("names", nargs=-1, cls=SaidArgument, metavar="usage.sources")
@click.option("--since", cls=SaidOption, metavar="usage.day", help="option.from_day")
@click.option("--max", "most", type=click.IntRange(min=1), cls=SaidOption, help="option.most")
@click.option("--watch", type=float, cls=SaidOption, metavar="usage.minutes", help="option.watch")
@fetching_options
@click.pass_obj
def command(
    settings: Settings,
    names: tuple[str, ...],
    since: str | None,
    most: int | None,
    watch: float | None,
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
) -> int:
    """Poll these sources, fetch what is new, and say what that gave."""
    try:
        start = day_or_longer(since).start if since else None
    except ValueError as error:
        raise KloptError("scrape.no_day", value=since) from error
    sources = chosen(names, settings)
    wish = Wish(
        agent=agent_of(settings, user_agent),
        since=start,
        most=most,
        watch=watch,
        delay=delay,
        timeout=timeout,
        allow_private=allow_private,
    )
    counts = run_crawl(settings, sources, wish)
    if watch is None:  # else each round has said it
        click.echo(summary(counts, settings))
    done = sum(counts[name] for name in ("new", "version", "same", "unchanged", "passed", "listings"))
    return code_of(done, counts["failed"])
