"""Check the corpus: what is new or changed since the last check, and what that touches.

First every such article alone, then those that hang together with them. What is found is kept in one transaction for
some articles at a time, so a check that is stopped goes on where it was. Afterwards the database holds what a check of
everything would give; why that is so, stands in `docs/decisions/0025-incremental-check.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, zip_longest
from typing import Literal

from db import Store, checks
from klopt.check.candidates import COMMON
from klopt.check.case import Case, Official
from klopt.check.examined import Batch, Crew, Examined, to_keep
from klopt.check.finding import Finding
from klopt.check.kept import stamp_in, whole
from klopt.check.matters import Corpus, Matters
from klopt.check.registry import Scope, catalogue, run_across, tells
from klopt.check.run import Checked, check_article, keyed, row_of
from klopt.check.ties import Ties
from klopt.reference.figures import official_figures

TOGETHER = 20
"""Articles in one transaction: other programs that write wait for it."""

Step = Literal["checking", "comparing"]
Watch = Callable[[Iterable[int], int, Step], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Round:
    """What a check looked at: articles that were never checked, articles that changed since, others that those may
    concern, and the rest. `anew` is whether all were checked again, since the rules are others or somebody wanted it.
    """

    new: int
    changed: int
    touched: int
    unchanged: int
    anew: bool
    held: int = 0
    """Figures of the articles that were checked now that were held beside those of a table."""


def _unwatched(ids: Iterable[int], _total: int, _step: Step) -> Iterable[int]:
    return ids


def check_corpus(
    store: Store,
    rules: Sequence[str],
    run: int,
    *,
    anew: bool = False,
    watched: Watch = _unwatched,
    hired: Callable[[str, tuple[Official, ...]], Crew] | None = None,
) -> Round:
    """Check the articles that have been read, each alone and against the others, and keep what is found. What was
    checked before with the same rules and has not changed since stays as it is, unless `anew`.

    `watched` sees the ids go by and is told how many there are and what is done with them. `hired`, given the stamp of
    this check and the official figures, gives others who do what needs no database; what is kept is the same.
    """
    stamp, official = stamp_in(store, rules), official_figures(store)
    due = checks.due(store, stamp)
    anew = anew or bool(due.outdated)
    if anew:
        checks.forget_checks(store)
        due = checks.due(store, stamp)
    store.drop_findings(run, rules)
    mine = {*due.new, *due.changed}
    matters = _matters(store, rules, stamp)
    work = bool(mine) or bool(checks.waiting(store, stamp))
    held = 0
    crew = hired(stamp, official) if hired is not None and work else None
    going_by = watched(sorted(mine), len(mine), "checking")
    for batch in _here(going_by) if crew is None else crew.examined(going_by):
        with store.transaction():
            found = batch.found if batch.holds() else ()
            for article, known in zip_longest(batch.articles, found):
                if checks.is_due(store, article, stamp):
                    if known is not None:
                        _keep(store, rules, stamp, known, run)
                        held += known.held
                        continue
                    case = whole(store, article, official)
                    matters.note(article, case.extraction.lemmas)
                    held += _check_alone(store, rules, stamp, case, run).held
    compared = _compare(store, rules, stamp, run, matters, watched, crew)
    touched = len(compared - mine)
    unchanged = max(0, checks.count(store, stamp) - len(mine) - touched)
    return Round(len(due.new), len(due.changed), touched, unchanged, anew, held)


def check_one(store: Store, rules: Sequence[str], article: int, run: int) -> Checked:
    """Check one article that has been read by itself, and keep the findings; those with other articles stay as they
    were until the corpus is checked.
    """
    case = whole(store, article, official_figures(store))
    return _check_alone(store, rules, stamp_in(store, rules), case, run)


def _here(articles: Iterable[int]) -> Iterator[Batch]:
    """Batches that nobody else examined."""
    return (Batch(tuple(some)) for some in _batches(articles))


def _check_alone(store: Store, rules: Sequence[str], stamp: str, case: Case, run: int) -> Checked:
    """Check one article by itself and keep what is found. It is to be compared."""
    checked = check_article(rules, case)
    _keep(store, rules, stamp, to_keep(checked, store.article_key(int(checked.article))), run)
    return checked


def _keep(store: Store, rules: Sequence[str], stamp: str, found: Examined, run: int) -> None:
    with store.transaction():
        store.put_findings(found.rows, run, [found.counted.article], _of(rules, "article"))
        checks.put_check(store, found.counted, stamp, found.keys)


def _compare(
    store: Store,
    rules: Sequence[str],
    stamp: str,
    run: int,
    matters: Matters,
    watched: Watch,
    crew: Crew | None = None,
) -> set[int]:
    """Compare all articles that are to be compared with those that they hang together with; which those are."""
    compared: set[int] = set()
    while waiting := _waiting(store, stamp):
        version, done, left = checks.changes_elsewhere(store), set[int](), set(waiting)
        ties = None
        if crew is not None:
            going_by = watched(waiting, len(waiting), "comparing")
            ties = Ties(going_by, partial(whole, store), partial(checks.near, store))
            going_by = watched(waiting, len(waiting), "comparing")
            ties.told(crew.ties((one, tuple(matters.candidates(one))) for one in going_by))
            matters = _matters(store, rules, stamp, ties)
        for some in _batches(watched(waiting, len(waiting), "comparing")):
            with store.transaction():
                if (now := checks.changes_elsewhere(store)) != version:
                    # What we hold in memory may be of other texts, and who is done may be open again; what is new comes
                    # in the next round, so that one who writes all the time does not send us back to the start.
                    version, matters, done = now, _matters(store, rules, stamp, ties), set()
                    if ties is not None:
                        ties.wrote()
                    checks.post_keys(store, COMMON)
                    left = set(checks.waiting(store, stamp))
                for article in some:
                    if article in left and article not in done:
                        done |= _compare_around(store, rules, run, matters, article, done)
            compared |= done
    return compared


def _waiting(store: Store, stamp: str) -> tuple[int, ...]:
    """The articles that are to be compared. Those that share a key come one after another, so that what was fetched for
    one is at hand for the next.
    """
    checks.post_keys(store, COMMON)
    waiting = dict.fromkeys(checks.waiting(store, stamp))
    order: dict[int, None] = {}
    for article in waiting:
        if article not in order:
            order[article] = None
            order |= dict.fromkeys(one for one in sorted(checks.near(store, article)) if one in waiting)
    return tuple(order)


def _compare_around(
    store: Store, rules: Sequence[str], run: int, matters: Matters, article: int, done: set[int]
) -> set[int]:
    """Compare the articles about one matter and keep what is found, in the transaction of the caller. Every finding
    across articles that quotes one of them and is not found now belonged to a group that is no more.
    """
    members, group = matters.around(article, done)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in run_across(rules, group) if group.pairs else ():
        found[int(finding.spans[0].article)].append(finding)
    rows = (row_of(*pair) for one in members for pair in keyed(store.article_key(one), found.get(one, ())))
    store.put_findings(rows, run, members, _of(rules, "across"))
    checks.settle(store, members)
    return set(members)


def _of(rules: Iterable[str], scope: Scope) -> list[str]:
    return [name for name in rules if catalogue()[name].scope == scope]


def _matters(store: Store, rules: Sequence[str], stamp: str, ties: Ties | None = None) -> Matters:
    """The search for groups, with what somebody looked at already."""
    return Matters(
        Corpus(
            order=store.article_key,
            case=partial(whole, store),
            lemmas=partial(checks.lemmas, store),
            near=partial(checks.near, store) if ties is None else ties.near,
            is_there=lambda article: checks.is_current(store, article, stamp),
        ),
        tells(rules),
    )


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    at = iter(ids)
    while some := list(islice(at, TOGETHER)):
        yield some
