"""`klopt snapshot`: keep what a selection gives now, and see later whether it still does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import click

from db.export import snapshot as one_moment
from db.frozen import rows_of
from klopt import snapshots
from klopt.corpus_file import existing
from klopt.listing import Form, grid, is_flat, listing_form, print_rows, waiting
from klopt.options import KloptError, SaidArgument, SaidCommand, Settings
from klopt.report import one_line
from klopt.research.methods import methods
from klopt.research.snapshot import Head, Json, Snapshot
from klopt.research.snapshot_diff import KINDS, Difference, differences, made_otherwise
from klopt.selection import Filters, filter_options
from klopt.terminal import coloured, json_line, printable

COLUMNS = ("name", "made_at", "query", "articles", "texts", "figures", "findings", "digest")
DIFFERENCES = ("kind", "article", "row", "finding", "rule", "before", "after")
TRANSLATED = ("query", "source", "since", "until", "compounds", "klopt", "model", "check")
"""What a difference in how two were made is called by a word of ours; a rule has its own name."""
SHOWN = 20
"""Differences that a table shows; JSON lines and CSV have all."""


@click.command("snapshot", cls=SaidCommand)
@click.argument("words", nargs=-1, required=True, cls=SaidArgument, metavar="usage.snapshot_action")
@filter_options
@listing_form
@click.pass_obj
def command(settings: Settings, words: tuple[str, ...], filters: Filters, form: Form) -> int:
    """Make, list, show, compare, prove, describe or remove one. What is no action is the name of a new one."""
    action, names = words[0], words[1:]
    if action not in ACTIONS:
        return _make(settings, action, names, filters, form)
    if filters != Filters(None, None, None, False):
        raise KloptError("snapshot.no_filters", action=action)
    run, takes = ACTIONS[action]
    if len(names) != takes:
        raise KloptError("snapshot.takes", action=action, n=takes)
    return run(settings, names, form)


def _make(settings: Settings, name: str, typed: tuple[str, ...], filters: Filters, form: Form) -> int:
    if "/" in name or name.endswith(snapshots.ENDING):
        raise KloptError("snapshot.badname", name=printable(name))
    selection = filters.of(typed)
    if selection.query is not None and selection.query.mended:
        raise KloptError("snapshot.mended")
    path = snapshots.path_of(settings.db, name)
    with existing(settings, read_only=True) as store, one_moment(store):
        waiting(store, settings, "search.waiting")
        taken = snapshots.take(store, selection, name, settings)
        end = snapshots.keep(settings.db, taken)
    _print_one(taken.head, end, form, settings)
    if form == "table":
        click.echo(settings.say("snapshot.made", path=printable(str(path))))
    return 0


def _list(settings: Settings, _names: tuple[str, ...], form: Form) -> int:
    rows = list(_glanced(settings))
    if form != "table":
        print_rows(form, COLUMNS, rows)
    elif rows:
        shown = [name for name in COLUMNS if name != "texts"]
        header = [settings.say(f"snapshot.{name}") for name in shown]
        cells = [([str(_short(name, row[name])) for name in shown], list[str]()) for row in rows]
        click.echo("\n".join(grid(header, cells, coloured())))
    if not rows:
        click.echo(settings.say("snapshot.empty"), err=form != "table")
    return 0


def _glanced(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each; of one that cannot be read a line on standard error."""
    for name in snapshots.names(settings.db):
        try:
            yield _row(*snapshots.glance(settings.db, name))
        except KloptError as damaged:
            click.echo(f"klopt: {printable(damaged.in_(settings.lang))}", err=True)


def _show(settings: Settings, names: tuple[str, ...], form: Form) -> int:
    with snapshots.opened(settings.db, names[0]) as found:
        _print_one(found.head, found.whole(), form, settings)
    return 0


def _methods(settings: Settings, names: tuple[str, ...], _form: Form) -> int:
    with snapshots.opened(settings.db, names[0]) as found:
        click.echo(printable(methods(found.head, found.whole(), settings.lang)))
    return 0


def _remove(settings: Settings, names: tuple[str, ...], _form: Form) -> int:
    snapshots.remove(settings.db, names[0])
    click.echo(settings.say("snapshot.removed", name=printable(names[0])))
    return 0


def _diff(settings: Settings, names: tuple[str, ...], form: Form) -> int:
    rows: dict[str, int] = {}
    if settings.db.exists():
        with existing(settings, read_only=True) as store:
            rows = rows_of(store)
    with snapshots.opened(settings.db, names[0]) as one, snapshots.opened(settings.db, names[1]) as other:
        return _compare(one, other, rows, form, settings, names[1])


def _check(settings: Settings, names: tuple[str, ...], form: Form) -> int:
    with (
        existing(settings, read_only=True) as store,
        one_moment(store),
        snapshots.opened(settings.db, names[0]) as kept,
    ):
        now = Snapshot(snapshots.again(store, kept.head, settings).lines())
        return _compare(kept, now, rows_of(store), form, settings)


def _compare(
    one: Snapshot, other: Snapshot, rows: dict[str, int], form: Form, settings: Settings, called: str = ""
) -> int:
    """Print what is otherwise; 0 if the results are the same. The other is `called` so, or is what there is now."""
    counts: Counter[str] = Counter()
    first: list[Difference] = []

    def told() -> Iterator[Difference]:
        for found in differences(one.articles(), other.articles()):
            counts[found.kind] += 1
            yield found

    if form == "table":
        for found in told():
            if len(first) < SHOWN:
                first.append(found)
        _tell(counts, first, rows, settings)
    else:
        print_rows(form, DIFFERENCES, (asdict(found) | {"row": rows.get(found.article)} for found in told()))
    same = one.end["digest"] == other.end["digest"]
    n = other.end["articles"]
    if same or not called:
        lines = [settings.say(f"snapshot.{'same' if same else 'otherwise'}", n=n)]
    else:
        lines = [settings.say("snapshot.other", name=printable(called), n=n)]
    for name, was, now in made_otherwise((one.head, one.end), (other.head, other.end)):
        what = settings.say(f"snapshot.{name}") if name in TRANSLATED else name
        before, after = (_yes_or_no(value, settings) or "-" for value in (was, now))
        lines.append("  " + settings.say("snapshot.with", what=what, before=before, after=after))
    click.echo("\n".join(lines), err=form != "table")
    return 0 if same else 1


def _tell(counts: Counter[str], first: list[Difference], rows: dict[str, int], settings: Settings) -> None:
    for kind in KINDS:
        if counts[kind]:
            click.echo(settings.say(f"snapshot.diff_{kind}", n=counts[kind]))
    for one in first:
        row = rows.get(one.article)
        where = f"[{row}]" if row is not None else one.article[:12]
        finding = f"{one.finding[:7]} {one.rule}" if one.finding else ""
        called = settings.say(f"snapshot.is_{one.kind}")
        click.echo("  " + "  ".join(filter(None, (called, where, finding, _change(one, settings)))))
    if (more := sum(counts.values()) - len(first)) > 0:
        click.echo(f"  {settings.say('snapshot.more', n=more)}")


def _change(one: Difference, settings: Settings) -> str:
    """From what to what, where that says something to a reader."""
    match one.kind:
        case "about":
            return one_line(f"{one.before or '-'} > {one.after or '-'}")
        case "level":
            return " > ".join(settings.say(f"level.{level}") for level in (one.before, one.after))
        case "verdict":
            said = (f"verdict.{word}" if word else "snapshot.unjudged" for word in (one.before, one.after))
            return " > ".join(map(settings.say, said))
    return ""


def _yes_or_no(value: str, settings: Settings) -> str:
    said = {"True": "snapshot.yes", "False": "snapshot.no"}.get(value)
    return one_line(value) if said is None else settings.say(said)


def _print_one(head: Head, end: Json, form: Form, settings: Settings) -> None:
    if form == "jsonl":
        click.echo(json_line(asdict(head) | end))
    elif is_flat(form):
        print_rows(form, COLUMNS, [_row(head, end)])
    else:
        row = _row(head, end)
        for name in COLUMNS:
            click.echo(f"{settings.say(f'snapshot.{name}')}: {one_line(str(row[name]))}")


def _row(head: Head, end: Json) -> dict[str, Any]:
    told = {"name": head.name, "made_at": head.made_at, "query": head.asked["query"] or ""}
    counts = {name: end[name] for name in ("articles", "texts", "figures")}
    return told | counts | {"findings": sum(end["rules"].values()), "digest": end["digest"]}


def _short(name: str, cell: Any) -> Any:
    return cell[:16] if name in ("digest", "made_at") else cell


Action = Callable[[Settings, tuple[str, ...], Form], int]
ACTIONS: dict[str, tuple[Action, int]] = {
    "list": (_list, 0),
    "show": (_show, 1),
    "methods": (_methods, 1),
    "check": (_check, 1),
    "diff": (_diff, 2),
    "remove": (_remove, 1),
}
"""What can be done with those that there are, and how many names that takes."""
