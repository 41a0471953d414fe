"""What the corpus gives of each article at one moment, in digests: enough to see later whether it still gives the
same, too little to give any of it away.

A digest of an article is that of `db.keys.tombstone_digest`, the same in every corpus that has it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.among import Among
from db.connect import in_words
from db.entities import RESOLVED
from db.errors import NotExtracted
from db.keys import tombstone_digest
from db.store import Store
from extract.contract import as_json
from extract.nouns import Extraction

# Named one by one: a key that a later version adds to the contract is no other reading.
_SPAN = ("field", "start", "end")
_FACTS: dict[str, tuple[str, ...]] = {
    "quantities": (*_SPAN, "kind", "value", "low", "high", "unit", "hedge"),
    "periods": (*_SPAN, "from", "to", "precision"),
    "sources": (*_SPAN, "name", "cue"),
    "quotes": (*_SPAN, "speaker"),
    "claims": (*_SPAN, "measure", "role", "quantity", "period", "place", "population", "source", "modality"),
    "entities": (*_SPAN, "kind"),
}


@dataclass(frozen=True, slots=True)
class FrozenFinding:
    """A finding that stands with an article, and the verdict on it, if any."""

    key: str
    rule: str
    level: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """An article: digests of its key, of its title and text, of what was read from it (None: nothing was), and of the
    article by which its text is known (None: itself). `run` read it, `stamp` is that of its check ("": it changed
    since, None: there was none).
    """

    article: str
    text: str
    published: str | None
    outlet: str | None
    copy_of: str | None
    facts: str | None
    figures: int
    findings: tuple[FrozenFinding, ...]
    run: int | None
    stamp: str | None


def frozen(store: Store, among: Among) -> Iterator[Frozen]:
    """The articles chosen in the order of their digests, which is that of no address and of no row."""
    conn = store.db.conn
    with in_words(store.path):
        where, values = among.where(conn)
        sql = f"SELECT a.id, a.key FROM articles AS a WHERE {where}"  # noqa: S608 - own words
        order = sorted((tombstone_digest(key), row_id) for row_id, key in conn.execute(sql, values))
        called = _called(store)
    for digest, row_id in order:
        yield _frozen(store, digest, row_id, called)


def rows_of(store: Store) -> dict[str, int]:
    """The row of each article by its digest."""
    with in_words(store.path):
        return {
            tombstone_digest(key): row_id
            for row_id, key in store.db.conn.execute("SELECT id, key FROM articles")
        }


def runs_of(store: Store, runs: set[int]) -> list[dict[str, Any]]:
    """When these runs were and with what, the first first."""
    with in_words(store.path):
        found = store.db.conn.execute(
            "SELECT kind, started_at, klopt_version, model, model_version, reader_version FROM runs"
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(sorted(runs)),),
        )
        return [dict(row) for row in found]


def _frozen(store: Store, digest: str, row_id: int, called: Mapping[int, str]) -> Frozen:
    conn = store.db.conn
    with in_words(store.path):
        about = conn.execute(
            "SELECT a.text_digest, a.published, a.source, w.key AS witness, e.run, k.stamp FROM articles AS a"
            " LEFT JOIN copies AS c ON c.article = a.id AND c.witness <> a.id"
            " LEFT JOIN articles AS w ON w.id = c.witness"
            " LEFT JOIN extractions AS e ON e.article = a.id LEFT JOIN checks AS k ON k.article = a.id"
            " WHERE a.id = ?",
            (row_id,),
        ).fetchone()
        found = conn.execute(
            "SELECT f.key, f.rule, f.level, v.verdict FROM findings AS f LEFT JOIN verdicts AS v"
            " ON v.id = (SELECT max(id) FROM verdicts WHERE finding = f.key)"
            " WHERE f.article = ? AND f.gone_run IS NULL ORDER BY f.key",
            (row_id,),
        ).fetchall()
        named = conn.execute(
            "SELECT entity FROM mentions WHERE article = ? AND nr IS NOT NULL ORDER BY nr", (row_id,)
        ).fetchall()
    try:
        read: Extraction | None = store.extraction(row_id)
    except NotExtracted:
        read = None
    return Frozen(
        article=digest,
        text=about["text_digest"],
        published=about["published"],
        outlet=about["source"],
        copy_of=None if about["witness"] is None else tombstone_digest(about["witness"]),
        facts=None if read is None else facts_digest(read, [called.get(entity, "") for (entity,) in named]),
        figures=0 if read is None else len(read.quantities),
        findings=tuple(
            FrozenFinding(key, rule, level, None if verdict == "withdrawn" else verdict)
            for key, rule, level, verdict in found
        ),
        run=about["run"],
        stamp=about["stamp"],
    )


def facts_digest(read: Extraction, names: list[str]) -> str:
    """The digest of what was read, with who is meant by each name."""
    told = as_json(read)
    facts = {kind: [[one[key] for key in keys] for one in told[kind]] for kind, keys in _FACTS.items()}
    return hashlib.sha256(json.dumps([facts, names], sort_keys=True).encode()).hexdigest()


def _called(store: Store) -> dict[int, str]:
    """Who is meant by each entity, as people settled it: the key of the one that it was declared the same as, and
    what
    that is called.
    """
    rows = store.db.conn.execute(
        f"{RESOLVED} SELECT r.id, t.key || char(10) || coalesce(n.called, '')"  # noqa: S608 - own words
        " FROM resolved AS r JOIN entities AS t ON t.id = r.top LEFT JOIN called AS n ON n.entity = t.key"
    )
    return dict(rows.fetchall())
