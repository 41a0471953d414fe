"""`klopt versions`: the texts that an article has had, when, and what differs in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import click

from corpus.article import Article, Span
from db.versions import Version, versions
from klopt.corpus_file import existing
from klopt.differences import Change, differences, near
from klopt.listing import Form, article_ids, is_flat, listing_form, print_rows
from klopt.options import SaidArgument, SaidCommand, Settings
from klopt.report import WIDTH, heading, moment, one_line
from klopt.terminal import coloured, marked, strong

AROUND = 60
"""Characters shown before and behind what changed."""
_OLD, _NEW, _OFF = "\x1b[31m", "\x1b[32m", "\x1b[0m"
COLUMNS = (
    *(
        "article",
        "version",
        "current",
        "first_seen",
        "last_seen",
        "captured",
        "title",
        "published",
        "modified",
    ),
    *("field", "old_start", "old_end", "before", "start", "end", "after", "figures"),
)


@click.command("versions", cls=SaidCommand)
@click.argument("article", cls=SaidArgument, metavar="usage.article_id")
@listing_form
@click.pass_obj
def command(settings: Settings, article: str, form: Form) -> int:
    """Print the versions in the order in which they were first seen, each with what changed since the one before."""
    with existing(settings, read_only=True) as store:
        (row_id,) = article_ids(store, [article], settings)
        found = versions(store, row_id)
        if form == "jsonl":
            print_rows(form, (), _rows(row_id, found))
        elif is_flat(form):
            print_rows(form, COLUMNS, _flat(_rows(row_id, found)))
        else:
            _print(store.article(row_id), found, settings)
    return 0


def changes(old: Version, new: Version) -> tuple[Change, ...]:
    """What differs between two versions, the title first."""
    return (
        *differences(old.title or "", new.title or "", "title"),
        *differences(old.text, new.text, "text"),
    )


def _print(article: Article, found: Sequence[Version], settings: Settings) -> None:
    colour = coloured()
    click.echo("\n".join(heading(article, settings.lang, colour)))
    before: Version | None = None
    for version in found:
        click.echo()
        current = f" ({settings.say('versions.current')})" if version.current else ""
        click.echo(strong(settings.say("versions.nr", n=version.nr) + current, colour))
        click.echo(
            "  "
            + settings.say(
                "versions.seen",
                first=moment(version.first_seen, settings.lang),
                last=moment(version.last_seen, settings.lang),
            )
        )
        if version.captures:
            moments = "; ".join(moment(capture.captured_at, settings.lang) for capture in version.captures)
            click.echo("  " + settings.say("versions.captured", moments=moments))
        if before is not None:
            _print_changes(before, version, settings)
        before = version
    if len(found) == 1:
        click.echo()
        click.echo(settings.say("versions.only"))
    click.echo()
    click.echo(settings.say("versions.zone"))


def _print_changes(old: Version, new: Version, settings: Settings) -> None:
    colour, changed = coloured(), changes(old, new)
    click.echo("  " + settings.say("versions.changes", n=len(changed), before=old.nr))
    for group in near(changed, AROUND):
        in_title = group[0].after.field == "title"
        text = (new.title or "") if in_title else new.text
        line = _line(text, group, colour)
        if in_title:
            line = f"{settings.say('versions.title')}: {line}"
        # Colour codes would count as width.
        click.echo(f"    {line}" if colour else "\n".join(_wrapped(line)))


def _wrapped(line: str) -> list[str]:
    margin = " " * 4
    return wrap(
        line,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _line(text: str, group: Sequence[Change], colour: bool) -> str:
    """What changed in its surroundings: [-words that went-]{+words that came+}, figures marked."""
    first, last = group[0].after.start, group[-1].after.end
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    pieces, at = [], start
    for change in group:
        pieces.append(one_line(text[at : change.after.start], strip=False))
        if change.before.text:
            pieces.append(_side(change.before, change.old_figures, "[-", "-]", _OLD, colour))
        if change.after.text:
            pieces.append(_side(change.after, change.new_figures, "{+", "+}", _NEW, colour))
        at = change.after.end
    pieces.append(one_line(text[at:end], strip=False))
    return "".join(pieces).strip()


def _side(span: Span, figures: Sequence[Span], opened: str, closed: str, ink: str, colour: bool) -> str:
    on, off = (ink, _OFF) if colour else ("", "")
    pieces, at = [], span.start
    for figure in figures:
        pieces.append(
            on + one_line(span.text[at - span.start : figure.start - span.start], strip=False) + off
        )
        pieces.append(marked(one_line(figure.text), colour))
        at = figure.end
    pieces.append(on + one_line(span.text[at - span.start :], strip=False) + off)
    return f"{on}{opened}{off}{''.join(pieces)}{on}{closed}{off}"


def _rows(article: int, found: Sequence[Version]) -> Iterator[dict[str, Any]]:
    for old, new in zip([None, *found], found, strict=False):
        yield {
            "article": article,
            "version": new.nr,
            "current": new.current,
            "first_seen": new.first_seen,
            "last_seen": new.last_seen,
            "title": new.title,
            "published": new.published,
            "modified": new.modified,
            "captures": [
                {"captured": one.captured_at, "file": one.file, "offset": one.offset, "digest": one.digest}
                for one in new.captures
            ],
            "changes": [] if old is None else [_change(change) for change in changes(old, new)],
        }


def _change(change: Change) -> dict[str, Any]:
    """Offsets of `before` count in the version before this one, those of `after` in this one."""
    before, after = change.before, change.after
    return {
        "field": after.field,
        "before": {"start": before.start, "end": before.end, "text": before.text},
        "after": {"start": after.start, "end": after.end, "text": after.text},
        "figures": {
            "before": [figure.text for figure in change.old_figures],
            "after": [figure.text for figure in change.new_figures],
        },
    }


def _flat(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row for each change; one without for the first version."""
    for row in rows:
        moments = " ".join(one["captured"] for one in row["captures"])
        for change in row["changes"] or [None]:
            before, after = (change["before"], change["after"]) if change else ({}, {})
            yield row | {
                "captured": moments,
                "field": change and change["field"],
                "old_start": before.get("start"),
                "old_end": before.get("end"),
                "before": before.get("text"),
                "start": after.get("start"),
                "end": after.get("end"),
                "after": after.get("text"),
                "figures": change and bool(change["figures"]["before"] or change["figures"]["after"]),
            }
