"""`klopt copies`: articles that are one text in several papers, as one witness with its outlets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import click

from db.copies import Copy, compare_copies, copies
from klopt.corpus_file import existing
from klopt.listing import Form, listing_form, print_rows
from klopt.options import SaidCommand, Settings
from klopt.report import one_line
from klopt.terminal import coloured, strong

COLUMNS = ("witness", "article", "source", "published", "agency", "same", "title")


@click.command("copies", cls=SaidCommand)
@listing_form
@click.pass_obj
def command(settings: Settings, form: Form) -> int:
    """Compare what is new with the rest, then print the groups."""
    with existing(settings) as store:
        compare_copies(store)
        found = copies(store)
    if form != "table":
        print_rows(form, COLUMNS, map(_row, found))
    elif not found:
        click.echo(settings.say("copies.none"))
    else:
        _print(found, settings)
    return 0


def _print(found: Sequence[Copy], settings: Settings) -> None:
    for nr, (_, members) in enumerate(groupby(found, key=lambda copy: copy.witness)):
        group = list(members)
        if nr:
            click.echo()
        outlets = len({copy.source or copy.article for copy in group})
        click.echo(strong(one_line(group[0].headline or settings.say("copies.untitled")), coloured()))
        click.echo("  " + settings.say("copies.witness", n=len(group), outlets=outlets))
        for copy in group:
            agency = f" ({one_line(copy.agency)})" if copy.agency else ""
            parts = [(copy.published or "")[:10], one_line(copy.source or "?") + agency, f"[{copy.article}]"]
            if not copy.same:
                parts.append(settings.say("copies.other_words"))
            click.echo("    " + "  ".join(filter(None, parts)))


def _row(copy: Copy) -> dict[str, Any]:
    return {name: getattr(copy, name) for name in COLUMNS}
