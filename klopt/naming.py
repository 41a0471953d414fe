"""Entities by the names that people type, and names put right: for the commands and for the pages."""

from __future__ import annotations

from db import Store
from db.byhand import merge_entities, rename_entity
from db.entities import NamedEntity, leads_to, named
from extract.nouns import MentionKind
from klopt.options import KloptError
from klopt.terminal import printable


def entity_named(store: Store, name: str, kind: MentionKind | None = None) -> NamedEntity:
    """The one entity of this name (or key). Raises KloptError if there is none, or one of each kind."""
    found = named(store, name, kind)
    if not found:
        raise KloptError("naming.unknown", name=printable(name))
    if len(found) > 1:
        keys = ", ".join(printable(one.key) for one in found)
        raise KloptError("naming.more", name=printable(name), keys=keys)
    return found[0]


def merge(store: Store, one: NamedEntity, other: NamedEntity, *, name: str, note: str) -> None:
    """Count the one as the other from now on, in the transaction of the caller. Raises KloptError if the other counts
    as the one already.
    """
    if one.key in leads_to(store, other.key):
        raise KloptError("merge.circle", name=printable(one.name), other=printable(other.name))
    merge_entities(store.db.conn, one.key, other.key, name=name, note=note)


def part(store: Store, one: NamedEntity, *, name: str, note: str) -> None:
    """Let it count apart again, in the transaction of the caller. Raises KloptError if it does already."""
    if len(leads_to(store, one.key)) < 2:
        raise KloptError("merge.nothing", name=printable(one.name))
    merge_entities(store.db.conn, one.key, one.key, name=name, note=note)


def rename(store: Store, one: NamedEntity, called: str, *, name: str, note: str) -> None:
    """Show it under this name from now on, or under its own again (""), in the transaction of the caller."""
    rename_entity(store.db.conn, one.key, called, name=name, note=note)
