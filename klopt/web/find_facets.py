"""How what was found is divided, as links that narrow it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import Store
from db.among import Among
from db.facets import FACETS, Division, Facet, facet
from db.measure_words import measure_words
from db.name_lists import named
from klopt.check.registry import catalogue
from klopt.messages import Lang, say
from klopt.web.find_asked import Sought
from klopt.web.marks import harmless

SHORT, LONG = 8, 100
"""Values of a facet, and of the one that is wanted at length."""
BROAD = 1_500
"""Of more articles the names and measures are not counted until they are asked for, and then in the first of them: in
all of twenty thousand that takes twice as long as a page may.
"""
_COSTLY: tuple[Facet, ...] = ("person", "organisation", "measure")


@dataclass(frozen=True, slots=True)
class Value:
    """A value with how many articles and texts have it, and what the address asks when it is chosen."""

    words: str
    articles: int
    texts: int
    asked: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Divided:
    """A facet. `waiting`: not counted yet; `more`: there are more values than these; `within`: counted in so many
    articles, the first, 0 for all.
    """

    name: Facet
    title: str
    values: tuple[Value, ...]
    waiting: bool = False
    more: bool = False
    within: int = 0


def divided(
    store: Store, among: Among, sought: Sought, order: Sequence[int], lang: Lang
) -> tuple[Divided, ...]:
    """The facets of these articles (`order`: their row ids) of which nothing was chosen yet; only one if that is wanted
    at length.
    """
    found = []
    one_year = len(sought.since) == 4 and sought.since == sought.until
    # Time has a view of its own, which counts it; once a year is chosen, its months are left.
    left_out = ("year", "month") if sought.shown == "counts" else ("year" if one_year else "month",)
    for name in FACETS:
        if sought.chosen.get(name) or name in left_out or (sought.more and sought.more != name):
            continue
        title = say(f"facet.{name}", lang)
        within = BROAD if name in _COSTLY and len(order) > BROAD else 0
        if within and sought.more != name:
            found.append(Divided(name, title, (), waiting=True))
            continue
        part = Among(articles=tuple(order[:within])) if within else among
        most = LONG if name in ("year", "month") or sought.more == name else SHORT
        divisions = facet(store, part, name, most + 1)
        keys = [one.key for one in divisions[:most] if one.key is not None]
        called = measure_words(store.db.conn, keys) if name == "measure" else {}
        values = tuple(
            _value(name, one, called, sought, lang) for one in divisions[:most] if one.key is not None
        )
        if len(values) > 1 or (values and values[0].articles < len(order)):
            more = len(divisions) > most
            found.append(Divided(name, title, values, more=more, within=within))
    return tuple(found)


def chips(store: Store, sought: Sought, lang: Lang) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """What was chosen: what it is a choice of, the value, and what the address asks without it."""
    found = []
    for name, key in sought.chosen.items():
        words = named(store.db.conn, key) if name in ("person", "organisation") else key
        words = _of_rule(key, lang) if name == "rule" else words
        words = measure_words(store.db.conn, [key])[key] if name == "measure" else words
        found.append((say(f"facet.{name}", lang), harmless(words), sought.but(**{name: ""})))
    if sought.since or sought.until:
        words = (
            sought.since
            if sought.since == sought.until
            else " – ".join((sought.since or "…", sought.until or "…"))
        )
        found.append((say("find.time", lang), harmless(words), sought.but(since="", until="")))
    return tuple(found)


def _value(name: Facet, one: Division, called: dict[str, str], sought: Sought, lang: Lang) -> Value:
    key = one.key or ""
    words = _of_rule(key, lang) if name == "rule" else called.get(key, one.value or "")
    asked = sought.but(since=key, until=key) if name in ("year", "month") else sought.but(**{name: key})
    return Value(harmless(words), one.articles, one.texts, asked)


def _of_rule(name: str, lang: Lang) -> str:
    rule = catalogue().get(name)
    return rule.title.in_(lang) if rule else name
