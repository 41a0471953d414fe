"""The places that news comes from: those of `sources.toml`, and what a user adds or changes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from corpus.urls import canonical, domain_of, same_house

SourceKind = Literal[
    "national", "regional", "broadcaster", "magazine", "agency", "government", "statistics", "ngo", "own"
]
ListingKind = Literal["feed", "sitemap", "section"]
KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that news comes from. `title` is who its articles are by, `domain` the site that they stand on; feeds,
    sitemaps and sections are addresses that list articles. `kind` "own": the user's.
    """

    name: str
    title: str
    domain: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kind: SourceKind = "own"
    country: str = "NL"
    notes: str = ""

    def __post_init__(self) -> None:
        if not self.name or not self.domain or self.kind not in KINDS:
            raise ValueError(f"no source: {self.name!r} at {self.domain!r}, {self.kind!r}")
        for _, address in self.listings():
            canonical(address)  # NoAddress: not an address of the web

    def listings(self) -> Iterator[tuple[ListingKind, str]]:
        """What to look at for new articles."""
        yield from (("feed", address) for address in self.feeds)
        yield from (("sitemap", address) for address in self.sitemaps)
        yield from (("section", address) for address in self.sections)


@cache
def built_in() -> dict[str, Source]:
    """The sources that come with klopt, by name."""
    table = tomllib.loads(files("corpus").joinpath("sources.toml").read_text(encoding="utf-8"))
    return {
        name: Source(
            name=name,
            title=row["source"],
            domain=row["domain"],
            feeds=tuple(row.get("feeds", ())),
            sitemaps=tuple(row.get("sitemaps", ())),
            sections=tuple(row.get("sections", ())),
            kind=row["kind"],
            country=row["country"],
            notes=row["notes"],
        )
        for name, row in table.items()
    }


def own(
    name: str,
    address: str,
    title: str,
    *,
    feeds: Iterable[str] = (),
    sitemaps: Iterable[str] = (),
    sections: Iterable[str] = (),
) -> Source:
    """A user's source. Without any listing its address is looked at as a section page; of one that comes with
    klopt what is not given stays as it is.
    """
    known = built_in().get(name)
    if known is not None:
        return replace(
            known,
            title=title,
            domain=domain_of(address),
            kind="own",
            feeds=tuple(feeds) or known.feeds,
            sitemaps=tuple(sitemaps) or known.sitemaps,
            sections=tuple(sections) or known.sections,
        )
    lists = (tuple(feeds), tuple(sitemaps), tuple(sections))
    looked_at = lists if any(lists) else ((), (), (address,))
    return Source(
        name=name,
        title=title,
        domain=domain_of(address),
        feeds=looked_at[0],
        sitemaps=looked_at[1],
        sections=looked_at[2],
    )


def all_sources(owned: Iterable[Source] = ()) -> dict[str, Source]:
    """The user's sources first, then those that come with klopt."""
    ours = {source.name: source for source in owned}
    return ours | {name: source for name, source in built_in().items() if name not in ours}


def source_of(url: str, sources: Iterable[Source]) -> Source | None:
    """The source on whose site this address is; of several the one with the longest domain."""
    at = [source for source in sources if same_house(url, source.domain)]
    return max(at, key=lambda source: len(source.domain), default=None)
