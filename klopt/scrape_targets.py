"""What is fetched: sources by their names, and addresses of pages."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.sources import Source, all_sources, own
from corpus.urls import NoAddress, canonical, without_password
from klopt.options import KloptError, Settings


def sources_of(settings: Settings) -> dict[str, Source]:
    """The sources of klopt.toml, then those that come with klopt."""
    return all_sources(owned(settings))


def owned(settings: Settings) -> list[Source]:
    """The sources of klopt.toml."""
    return [
        own(s.name, s.address, s.source, feeds=s.feeds, sitemaps=s.sitemaps, sections=s.sections)
        for s in settings.config.sources
    ]


def chosen(names: Iterable[str], settings: Settings) -> list[Source]:
    """The sources of these names; without names those of klopt.toml. Raises KloptError."""
    known = sources_of(settings)
    names = list(names) or [source.name for source in owned(settings)]
    if not names:
        raise KloptError("scrape.no_sources")
    for name in names:
        if name not in known:
            from difflib import get_close_matches

            near = next(iter(get_close_matches(name, known, 1)), None)
            meant = f" {settings.say('usage.meant', names=near)}" if near else ""
            raise KloptError("scrape.unknown", name=name, meant=meant)
    return [known[name] for name in dict.fromkeys(names)]


def is_address(path: str) -> bool:
    """Whether this argument is the address of a page and not a path.

    >>> is_address("https://polderpost.example/a"), is_address("https.txt")
    (True, False)
    """
    return path.startswith(("http://", "https://"))


def checked_addresses(paths: Iterable[str]) -> tuple[str, ...]:
    """These addresses. Raises KloptError for one that is none."""
    for path in (found := tuple(paths)):
        try:
            canonical(path)
        except NoAddress as error:
            raise KloptError("scrape.no_address", address=without_password(path)) from error
    return found
