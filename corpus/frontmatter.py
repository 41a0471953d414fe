"""The lines between two `---` above an article: source, address, date, title, authors.

Simple `key: value` lines, no YAML: a reader of news needs six strings, and YAML would turn a date into a
number or run out of memory on an alias bomb. A list is written `[a, b]` or as `- a` lines under its key.
"""

from __future__ import annotations

import difflib
import logging
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from corpus.clean import one_line
from corpus.reasons import Refused
from corpus.stamps import iso_stamp
from corpus.urls import without_password

MAX_LINES = 100
"""A block longer than this is no front matter."""
NEAR = 0.75
"""difflib ratio from which an unknown key is a slip of the pen: "publised" is 0.94 like "published",
"afdeling" 0.5 like "datum".
"""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEY = re.compile(r"([^\W\d][\w \-]{0,40}?)\s*:(?:\s+(.*))?")
_AUTHORS = re.compile(r"\s*[,;]\s*|\s+en\s+|\s+and\s+")
logger = logging.getLogger("corpus")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the article; `end` is the offset at which the article itself starts (0 if nothing
    does).
    """

    end: int = 0
    title: str | None = None
    title_at: int | None = None
    """The offset of the title, if it stands there as it is."""
    source: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    language: str | None = None


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    table = tomllib.loads(files("corpus").joinpath("frontmatter.toml").read_text(encoding="utf-8"))
    return table["fields"], frozenset(table["foreign"]["keys"])


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a decoded file.

    A text that starts with a rule (`---`) but has no block of keys has none. Raises Refused (step "parse")
    for a key that is nearly one of ours, a line without key, a date that is none.
    """
    lines, end = _block(text)
    if not any(_key(line) in _table()[0] for line in lines):
        return FrontMatter()
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(lines, start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.lstrip().startswith("- ") or line[:1].isspace():
            if current is not None:
                current.append(line.strip().removeprefix("- "))
            continue
        found = _KEY.fullmatch(line.rstrip())
        if found is None:
            raise Refused("parse", "front_matter_line", line=number, value=line.strip())
        current = fields.setdefault(_field(found[1]) or "", [])
        if found[2]:
            current.append(found[2])
    filled = _filled(fields, end)
    return replace(filled, title_at=_title_at(text[:end], filled.title))


def _title_at(block: str, title: str | None) -> int | None:
    """Where the title stands in its line; None if there is none, or its white space was another."""
    for line in _LINE.finditer(block) if title else ():
        if _table()[0].get(_key(line[0]) or "") == "title":
            at = block.find(title or "", line.start() + line[0].index(":"), line.end())
            return None if at < 0 else at
    return None


def _block(text: str) -> tuple[list[str], int]:
    """The lines between the two rules and the offset behind the second; nothing if there is no such block at
    the start.
    """
    lines: list[str] = []
    for found in _LINE.finditer(text):
        line = found[0].rstrip("\r\n")
        if found.start() == 0:
            if line.rstrip() != "---":
                break
        elif line.rstrip() in {"---", "..."}:
            return lines, found.end()
        elif len(lines) == MAX_LINES:
            break
        else:
            lines.append(line)
    return [], 0


def _key(line: str) -> str | None:
    found = _KEY.fullmatch(line.rstrip())
    return None if found is None else found[1].casefold()


def _field(key: str) -> str | None:
    """The field that this key fills, None for a key of somebody else's."""
    known, foreign = _table()
    name = key.casefold()
    if name in known:
        return known[name]
    if name not in foreign:
        near = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
        if near:
            raise Refused("parse", "front_matter_key", key=key, near=near[0])
        logger.warning("front matter: %r is passed over; known are %s", key, ", ".join(sorted(known)))
    return None


def _filled(fields: dict[str, list[str]], end: int) -> FrontMatter:
    values = {name: one_line(_unquoted(" ".join(parts))) or None for name, parts in fields.items()}
    for name in ("published", "modified"):
        written = values.get(name)
        if written is not None:
            values[name] = iso_stamp(written)
            if values[name] is None:
                raise Refused("parse", "bad_date", key=name, value=written)
    return FrontMatter(
        end=end,
        title=values.get("title"),
        source=values.get("source"),
        url=without_password(values.get("url") or "") or None,
        published=values.get("published"),
        modified=values.get("modified"),
        authors=_authors(fields.get("authors", [])),
        agency=values.get("agency"),
        language=values.get("language"),
    )


def _authors(parts: list[str]) -> tuple[str, ...]:
    names = (
        one_line(_unquoted(name))
        for part in parts
        for name in _AUTHORS.split(one_line(part).removeprefix("[").removesuffix("]"))
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
