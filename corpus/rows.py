"""One line of a JSONL file: an article as another program gives it.

`{"id", "url"?, "source"?, "published"?, "title"?, "text"}`; also `modified`, `authors`, `agency`, `language`,
as `klopt read` writes them. Other keys are passed over. Text and title are taken exactly as they stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from corpus.decode import decode
from corpus.reasons import Refused
from corpus.stamps import iso_stamp
from corpus.urls import without_password

_STRINGS = ("url", "source", "published", "title", "text", "modified", "agency", "language")
_STAMPS = ("published", "modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line that is right: strings as given, stamps checked."""

    text: str
    id: str | int | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    title: str | None = None
    modified: str | None = None
    agency: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


def read_row(line: bytes, number: int) -> Row:
    """The article on this line; `number` counts from 1 and is named in the reason.

    Raises Refused with step "parse" (or "decode") for a line that is no JSON object, has no text, or a wrong
    type or date.
    """
    given = _object(line, number)
    strings: dict[str, str] = {}
    for key in _STRINGS:
        value = given.get(key)
        if value is None or (key in _STAMPS and value == ""):
            continue
        if not isinstance(value, str):
            raise _wrong(number, key, "string", value)
        if not _whole(value):
            raise Refused("parse", "half_character", line=number, key=key)
        strings[key] = _stamp(value, key, number) if key in _STAMPS else value
    if "url" in strings:
        strings["url"] = without_password(strings["url"])
    if "text" not in strings:
        raise Refused("parse", "missing_text", line=number)
    return Row(
        text=strings["text"],
        id=_id(given, number),
        url=strings.get("url"),
        source=strings.get("source"),
        published=strings.get("published"),
        title=strings.get("title"),
        modified=strings.get("modified"),
        agency=strings.get("agency"),
        language=strings.get("language"),
        authors=_authors(given, number),
    )


def _object(line: bytes, number: int) -> dict[str, object]:
    try:
        given = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise Refused("parse", "bad_json", line=number, why=f"{error.msg}: {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
        raise Refused("parse", "bad_json", line=number, why=type(error).__name__) from error
    if not isinstance(given, dict):
        raise Refused("parse", "not_object", line=number)
    return given


def _id(given: dict[str, object], number: int) -> str | int | None:
    value = given.get("id")
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if not isinstance(value, str):
        raise _wrong(number, "id", "string / integer", value)
    if not _whole(value):
        raise Refused("parse", "half_character", line=number, key="id")
    return value


def _authors(given: dict[str, object], number: int) -> tuple[str, ...]:
    value = given.get("authors")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _wrong(number, "authors", "[string, ...]", value)
    if not all(map(_whole, value)):
        raise Refused("parse", "half_character", line=number, key="authors")
    return tuple(value)


def _stamp(value: str, key: str, number: int) -> str:
    stamp = iso_stamp(value)
    if stamp is None:
        raise Refused("parse", "row_bad_date", line=number, key=key, value=value)
    return stamp


def _whole(text: str) -> bool:
    """Whether the text has no lone surrogate: JSON can spell one, UTF-8 and SQLite cannot keep it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong(number: int, key: str, wanted: str, found: object) -> Refused:
    return Refused("parse", "wrong_type", line=number, key=key, wanted=wanted, found=json.dumps(found)[:40])
