"""What may stand in `klopt.toml`, and how each value is checked.

A level in `[rules]` can lower what a rule says, or silence it, but never raise it: the level in the catalogue
says how sure the sum can be at best, and that is no matter of taste.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from klopt.check.levels import LEVELS
from klopt.check.registry import catalogue
from klopt.config import Cap, Config, Key, Place, Site
from klopt.messages import Lang

KEYS = ("language", "database", "model", "user_agent", "rules", "sources")
LISTINGS = ("feeds", "sitemaps", "sections")
SITE_KEYS = ("address", "source", *LISTINGS)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# A header of HTTP: visible characters and blanks, no line end that would start another header (RFC 9110, 5.5).
AGENT = re.compile(r"[!-~][ -~]{0,199}")


def config_from(tables: Mapping[str, Any], place: Place) -> Config:
    """The settings in these tables. Raises ConfigError for the first thing that is not as it should be."""
    _known(tables, KEYS, (), place)
    config = Config()
    agent = _text(tables, ("user_agent",), place, config.user_agent)
    if not AGENT.fullmatch(agent):
        raise place.error("config.wrong", ("user_agent",), expected=Key("config.expect_agent"))
    return Config(
        path=place.path,
        language=_language(tables.get("language", config.language), place),
        database=_database(tables, place, config.database),
        model=_model(tables, place),
        user_agent=agent,
        rules=_rules(_table(tables, ("rules",), place), place),
        sources=tuple(_sites(_table(tables, ("sources",), place), place)),
    )


def _known(table: Mapping[str, Any], names: Iterable[str], where: tuple[str, ...], place: Place) -> None:
    for name in table:
        if name not in names:
            near = next(iter(difflib.get_close_matches(name, names, 1, 0.5)), None)
            raise place.error("config.unknown", (*where, name), near=near)


def _table(tables: Mapping[str, Any], where: tuple[str, ...], place: Place) -> Mapping[str, Any]:
    value = tables.get(where[-1], {})
    if not isinstance(value, dict):
        raise place.error("config.wrong", where, expected=Key("config.expect_table"))
    return value


def _text(table: Mapping[str, Any], where: tuple[str, ...], place: Place, default: str | None = None) -> str:
    """A text that is not empty. Without default it must be there."""
    value = table.get(where[-1], default)
    if not isinstance(value, str) or not value.strip():
        at = where if where[-1] in table else where[:-1]
        expected = "config.expect_text" if at == where else "config.expect_address"
        raise place.error("config.wrong", at, expected=Key(expected))
    return value


def _language(value: object, place: Place) -> Lang:
    if value not in ("nl", "en"):
        raise place.error("config.wrong", ("language",), expected='"nl" / "en"')
    return value


def _database(tables: Mapping[str, Any], place: Place, default: Path) -> Path:
    if "database" not in tables:
        return default
    return _beside(Path(_text(tables, ("database",), place)).expanduser(), place)


def _model(tables: Mapping[str, Any], place: Place) -> str | None:
    if tables.get("model", "") == "":
        return None
    name = _text(tables, ("model",), place)
    # A name of a package has no slash and no leading dot; a folder is meant from where the file stands.
    is_folder = name.startswith((".", "~")) or "/" in name or "\\" in name
    return str(_beside(Path(name).expanduser(), place)) if is_folder else name


def _beside(path: Path, place: Place) -> Path:
    """A path in the file counts from the file's own folder. Short where that is the working folder."""
    folder = place.path.absolute().parent
    return path if folder == Path.cwd() else folder / path


def _rules(table: Mapping[str, Any], place: Place) -> dict[str, Cap]:
    """The rules that differ from the catalogue."""
    if not table:
        return {}  # the catalogue loads all rules, and those spaCy: seconds for a command that checks nothing
    _known(table, catalogue(), ("rules",), place)
    caps: dict[str, Cap] = {}
    for name, value in table.items():
        cap = {True: catalogue()[name].level, False: "off"}[value] if isinstance(value, bool) else value
        if cap not in (*LEVELS, "off"):
            raise place.error(
                "config.wrong", ("rules", name), expected='"error" / "warning" / "note" / "off"'
            )
        highest = catalogue()[name].level
        if cap != "off" and LEVELS.index(cap) < LEVELS.index(highest):
            raise place.error("config.raised", ("rules", name), level=highest)
        if cap != highest:
            caps[name] = cast(Cap, cap)
    return caps


def _sites(table: Mapping[str, Any], place: Place) -> Iterable[Site]:
    for name in table:
        where = ("sources", name)
        if not _NAME.fullmatch(name):
            raise place.error("config.wrong", where, expected=Key("config.expect_name"))
        site = _table(table, where, place)
        _known(site, SITE_KEYS, where, place)
        address = _text(site, (*where, "address"), place)
        if not _is_address(address):
            raise place.error("config.wrong", (*where, "address"), expected=Key("config.expect_address"))
        lists = {which: _addresses(site, (*where, which), place) for which in LISTINGS}
        yield Site(name, address, _text(site, (*where, "source"), place, name), **lists)


def _addresses(site: Mapping[str, Any], where: tuple[str, ...], place: Place) -> tuple[str, ...]:
    value = site.get(where[-1], [])
    if not isinstance(value, list) or not all(isinstance(item, str) and _is_address(item) for item in value):
        raise place.error("config.wrong", where, expected=Key("config.expect_addresses"))
    return tuple(value)


def _is_address(address: str) -> bool:
    """Whether it is the address of a page on the web, without a name and password in it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    plain = address.isprintable() and not any(c.isspace() for c in address)
    return plain and parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
