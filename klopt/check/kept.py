"""What the database keeps of a check, and the articles that it was done on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from db import FindingRow, Store, checks
from db.references import reference_tables
from db.versions import older_texts
from extract.nouns import Extraction
from klopt.check.case import Case, Earlier, Official
from klopt.check.finding import Finding
from klopt.check.registry import catalogue
from klopt.check.run import Checked, check_article, finding_from
from klopt.check.stamp import stamp_of

VERSIONS = 20
"""Older versions of an article that are looked at, the last ones."""
_NONE: tuple[int | None, Iterable[FindingRow]] = (None, ())


def kept(
    store: Store, rules: Sequence[str], case_of: Callable[[int], Case], *, looks: bool = False
) -> Iterator[tuple[Checked, tuple[str, ...]]]:
    """What the database keeps of the last check with these rules: each article that was checked, in order of id, with
    its findings that stand; and their keys. `case_of` fetches an article. What the rules looked at in vain is not kept:
    with `looks` they run again, for which it must be `whole`.
    """
    order = {name: nr for nr, name in enumerate(rules)}
    scopes = {name: rule.scope for name, rule in catalogue().items()}

    def place(item: tuple[Finding, str]) -> tuple[bool, bool, int, int]:
        finding, first = item[0], item[0].spans[0].span
        across = scopes.get(finding.rule) == "across"
        return across, first.field != "title", first.start, order.get(finding.rule, len(order))

    standing = groupby(store.findings(), key=lambda row: row.spans[0].article)
    at, rows = next(standing, _NONE)
    for counted in checks.counted(store, stamp_in(store, rules)):
        while at is not None and at < counted.article:
            at, rows = next(standing, _NONE)
        here = rows if at == counted.article else ()
        known = sorted(((finding_from(row), row.key) for row in here), key=place)
        fetch = partial(case_of, counted.article)
        checked = Checked(
            counted.article,
            fetch,
            counted.figures,
            counted.checkable,
            counted.checked,
            tuple(finding for finding, _ in known),
            check_article(rules, fetch()).looks if looks else (),
        )
        yield checked, tuple(key for _, key in known)


def whole(store: Store, article: int, official: tuple[Official, ...] = ()) -> Case:
    """An article of the corpus with all that was read from it and its older versions, and the official figures to hold
    beside it.
    """
    older = older_texts(store, article, VERSIONS)
    earlier = tuple(
        Earlier(nr, date.fromisoformat(seen[:10]), title, text) for nr, seen, title, text in older
    )
    return Case(store.article(article), store.extraction(article), official=official, earlier=earlier)


def quotable(store: Store, article: int) -> Case:
    """An article of the corpus with its sentences alone: what quoting from it takes."""
    return Case(store.article(article), Extraction(article, sentences=store.sentences(article)))


def stamp_in(store: Store, rules: Iterable[str]) -> str:
    """The digest of all that findings rest on beside the articles: the rules, and the tables of official figures."""
    tables = (f"{table.id} {table.name} {table.digest} {table.columns}" for table in reference_tables(store))
    return stamp_of((*rules, *tables))
