"""Entities by the names that people type, for the commands that put names right."""

from __future__ import annotations

from db import Store
from db.entities import NamedEntity, named
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
