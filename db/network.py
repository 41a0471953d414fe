"""Who is named together with whom: in one sentence or one article, copies of one text once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Literal, get_args

from db.among import Among, is_in
from db.connect import in_words
from db.entities import RESOLVED
from db.store import Store
from extract.nouns import MentionKind

Within = Literal["sentence", "article"]
WITHINS: tuple[Within, ...] = get_args(Within)
MOST_NAMES = 200
"""Names of one article of which pairs are made, the first ones: a list of a thousand names is no company."""
_SENTENCE = (
    " JOIN sentences AS p ON p.article = m.article AND p.field = m.field"
    " AND p.start_char <= m.start_char AND m.end_char <= p.end_char"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A name with its kind and in how many sentences or articles it stands."""

    name: str
    kind: MentionKind
    seen: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and in how many sentences or articles both stand."""

    one: Node
    other: Node
    together: int


@dataclass(frozen=True, slots=True)
class Network:
    """The pairs, the most often together first, and out of how many sentences or articles with a name."""

    pairs: tuple[Pair, ...]
    units: int


def network(store: Store, among: Among, within: Within, kinds: Collection[MentionKind] = ()) -> Network:
    """Which names of these kinds (none: all) stand together in the articles chosen."""
    seen: Counter[int] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    units = 0
    with in_words(store.path):
        for names in _units(store, among, within, kinds):
            units += 1
            seen.update(names)
            together.update(combinations(sorted(names), 2))
        nodes = _nodes(store, seen)
    pairs = (Pair(nodes[one], nodes[other], n) for (one, other), n in together.items())
    return Network(
        tuple(sorted(pairs, key=lambda pair: (-pair.together, pair.one.name, pair.other.name))), units
    )


def _units(store: Store, among: Among, within: Within, kinds: Collection[MentionKind]) -> Iterator[list[int]]:
    """The entities of each sentence or article."""
    conn = store.db.conn
    where, values = among.where(conn)
    unit, join = ("p.id", _SENTENCE) if within == "sentence" else ("m.article", "")
    of_kind = is_in("t.kind") if kinds else "1"
    rows = conn.execute(
        f"{RESOLVED}, chosen AS MATERIALIZED (SELECT min(a.id) AS id FROM articles AS a"  # noqa: S608 - own words
        f" LEFT JOIN copies AS c ON c.article = a.id WHERE {where} GROUP BY coalesce(c.witness, a.id))"
        f" SELECT {unit} AS unit, r.top, min(m.nr) AS nr FROM chosen JOIN mentions AS m ON m.article = chosen.id{join}"
        " JOIN resolved AS r ON r.id = m.entity JOIN entities AS t ON t.id = r.top"
        f" WHERE m.nr IS NOT NULL AND {of_kind} GROUP BY unit, r.top ORDER BY unit, nr",
        (*values, *((json.dumps(sorted(kinds)),) if kinds else ())),
    )
    for _, members in groupby(rows, key=lambda row: row[0]):
        yield [row[1] for row in members][:MOST_NAMES]


def _nodes(store: Store, seen: Counter[int]) -> dict[int, Node]:
    rows = store.db.conn.execute(
        f"{RESOLVED} SELECT t.id, coalesce(n.called, t.name), t.kind FROM entities AS t"  # noqa: S608 - own words
        " LEFT JOIN called AS n ON n.entity = t.key"
    )
    return {row[0]: Node(row[1], row[2], seen[row[0]]) for row in rows if row[0] in seen}
