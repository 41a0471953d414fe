"""`klopt network`: which names stand together, in one sentence or one article."""

from __future__ import annotations

from typing import Any

import click

from db.network import WITHINS, Network, Pair, Within, network
from extract.nouns import MentionKind
from klopt.choices import WordChoice
from klopt.corpus_file import read_corpus
from klopt.listing import Form, Page, grid, listing_options, print_rows, waiting
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.research.association import log_likelihood
from klopt.selection import Selection, selection_options
from klopt.terminal import coloured

COLUMNS = ("name", "kind", "other", "other_kind", "together", "seen", "other_seen", "units", "g2")
KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "other")


@click.command("network", cls=SaidCommand)
@selection_options(required=False)
@click.option(
    "--kind", "kinds", cls=SaidOption, type=WordChoice("kind", KINDS), multiple=True, help="option.name_kinds"
)
@click.option(
    "--within", cls=SaidOption, type=click.Choice(WITHINS), default="sentence", help="option.within"
)
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    selection: Selection,
    kinds: tuple[MentionKind, ...],
    within: Within,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print the pairs, the most often together first."""
    page = Page(form, limit, offset)
    with read_corpus(settings) as store:
        waiting(store, settings, "listing.waiting")
        found = network(store, selection.among(store), within, kinds)
    size = page.size()
    part = found.pairs[offset:] if size is None else found.pairs[offset : offset + size]
    if form != "table":
        print_rows(form, COLUMNS, (_row(pair, found) for pair in part))
    elif part:
        header = [settings.say(f"network.{name}") for name in ("name", "other", "together", "seen")]
        rows: list[tuple[list[str], list[str]]] = [
            ([pair.one.name, pair.other.name, str(pair.together), f"{pair.one.seen} / {pair.other.seen}"], [])
            for pair in part
        ]
        click.echo("\n".join(grid(header, rows, coloured())))
    page.end(settings, len(part), len(found.pairs), "network.found")
    return 0


def _row(pair: Pair, found: Network) -> dict[str, Any]:
    one, other = pair.one, pair.other
    beside = other.seen - pair.together, found.units - one.seen
    return {
        "name": one.name,
        "kind": one.kind,
        "other": other.name,
        "other_kind": other.kind,
        "together": pair.together,
        "seen": one.seen,
        "other_seen": other.seen,
        "units": found.units,
        "g2": round(log_likelihood(pair.together, one.seen, *beside), 3),
    }
