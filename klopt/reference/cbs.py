"""A table of CBS StatLine by its number, fetched from the open data service of CBS and written as the CSV that StatLine
exports. The only importer of cbsodata.

cbsodata follows a table page by page and has no limit of its own: so its rows are counted first, in the catalogue, and
the whole must be there within `SECONDS`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import Any

from corpus.article import Failure
from klopt.reference.rows import MAX_ROWS

SERVER, HTTPS = "opendata.cbs.nl", True
SECONDS = 180.0
"""For all of a table together."""
PATIENCE = (10.0, 60.0)
"""Seconds for a connection, and for a server to say something more."""
CELLS = 2_000_000
"""Cells of a table, at most: rows times columns."""
WHOLE = 0.9
"""Share of the rows that the catalogue counts which must come: a page that names the next in another way (OData 4 does)
would be taken for the last, and part of a table for all of it.
"""
PREFIX = "cbs:"
_NUMBER = re.compile(r"[0-9A-Za-z]{3,20}")
_DIMENSIONS = frozenset(("Dimension", "TimeDimension", "GeoDimension", "GeoDetail"))
_EARLY = ("voorlopig", "nader voorlopig", "nadervoorlopig")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A table as CSV, and its title and source for who lists it."""

    data: bytes
    title: str
    source: str


def is_cbs(path: str) -> bool:
    """Whether this names a table of CBS and no file.

    >>> is_cbs("cbs:82242NED"), is_cbs("branden.csv")
    (True, False)
    """
    return path.startswith(PREFIX) and _NUMBER.fullmatch(path.removeprefix(PREFIX)) is not None


def fetch_table(path: str) -> Fetched | Failure:
    """The table that "cbs:82242NED" names. What goes wrong with the service is a Failure, with a key of messages
    ("reference.cbs_...") as its step.

    Raises ModuleNotFoundError where cbsodata is not installed.
    """
    import cbsodata  # type: ignore[import-untyped]  # noqa: F401 - said at once, not by the thread

    answer: Queue[Fetched | Failure | BaseException] = Queue()
    Thread(target=_put, args=(path, answer), daemon=True).start()
    try:
        found = answer.get(timeout=SECONDS)
    except Empty:
        return Failure(path, "reference.cbs_slow", f"{SECONDS:.0f}")
    if isinstance(found, BaseException):
        raise found
    return found


def _put(path: str, answer: Queue[Fetched | Failure | BaseException]) -> None:
    try:
        answer.put(_fetch(path))
    except BaseException as error:  # of another thread: raised again in ours
        answer.put(error)


def _fetch(path: str) -> Fetched | Failure:
    import requests

    table = path.removeprefix(PREFIX)
    try:
        return _from_service(path, table)
    except requests.HTTPError as error:
        # cbsodata raises one of its own from that of requests.
        answered = getattr(error.__cause__ or error, "response", None)
        status = answered.status_code if answered is not None else 0
        key = "reference.cbs_unknown" if status == 404 else "reference.cbs_refused"
        return Failure(path, key, str(status or error))
    except requests.Timeout:
        return Failure(path, "reference.cbs_slow", f"{PATIENCE[1]:.0f}")
    except requests.RequestException as error:
        return Failure(path, "reference.cbs_away", type(error).__name__)
    except (KeyError, TypeError, ValueError) as error:
        return Failure(path, "reference.cbs_odd", f"{type(error).__name__}: {error}"[:100])


def _from_service(path: str, table: str) -> Fetched | Failure:
    import cbsodata

    cbsodata.options.use_https = HTTPS
    how: dict[str, Any] = {"catalog_url": SERVER, "timeout": PATIENCE}
    listed = cbsodata.get_table_list(filters=f"Identifier eq '{table}'", **how)
    if not listed:
        return Failure(path, "reference.cbs_unknown", "404")
    rows, columns = (int(listed[0].get(name) or 0) for name in ("RecordCount", "ColumnCount"))
    if rows > MAX_ROWS or rows * max(columns, 1) > CELLS:
        return Failure(path, "reference.cbs_large", f"{rows}")
    properties = cbsodata.get_meta(table, "DataProperties", **how)
    keys = [one["Key"] for one in properties if one.get("Type") in _DIMENSIONS]
    names = {key: {one["Key"]: one for one in cbsodata.get_meta(table, key, **how)} for key in keys}
    data = cbsodata.get_meta(table, "TypedDataSet", **how)
    if len(data) > MAX_ROWS:
        return Failure(path, "reference.cbs_large", f"{len(data)}")
    if len(data) < rows * WHOLE:
        return Failure(path, "reference.cbs_odd", f"{len(data)} < {rows}")
    title = str(listed[0].get("Title") or table)
    source = f"CBS StatLine {table}"
    return Fetched(as_csv(title, source, properties, names, data), title, source)


def as_csv(
    title: str,
    source: str,
    properties: Sequence[Mapping[str, Any]],
    names: Mapping[str, Mapping[str, Mapping[str, Any]]],
    data: Sequence[Mapping[str, Any]],
) -> bytes:
    """The table as StatLine exports it: the title, the names of the columns, their units, the rows, the source.
    `properties` are the columns, `names` the words for the codes of each dimension.
    """
    used = [one for one in properties if one.get("Type") in {*_DIMENSIONS, "Topic"}]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([title])
    writer.writerow(_headings(used, properties))
    if any(_unit(one) for one in used):
        writer.writerow([_unit(one) for one in used])
    for row in data:
        writer.writerow([_cell(one, row.get(one["Key"]), names) for one in used])
    writer.writerow([f"Bron: {source}"])
    return out.getvalue().encode("utf-8")


def _headings(used: Sequence[Mapping[str, Any]], properties: Sequence[Mapping[str, Any]]) -> list[str]:
    """The titles; one that stands twice has the title of its group before it."""
    groups = {one.get("ID"): one for one in properties}
    titles = [str(one.get("Title") or one["Key"]).strip() for one in used]
    found = []
    for one, title in zip(used, titles, strict=True):
        group = groups.get(one.get("ParentID"))
        double = titles.count(title) > 1 and group is not None
        found.append(f"{str(group.get('Title') or '').strip()} {title}" if double and group else title)
    return found


def _unit(one: Mapping[str, Any]) -> str:
    return str(one.get("Unit") or "").strip() if one.get("Type") == "Topic" else ""


def _cell(one: Mapping[str, Any], value: Any, names: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """A value with as many decimals as the table has, "." where there is none; a code by its words, with a star where
    it is provisional.
    """
    if one.get("Type") == "Topic":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "." if value is None else str(value).strip()
        return f"{value:.{int(one.get('Decimals') or 0)}f}".replace(".", ",")
    known = names.get(one["Key"], {})
    meant = known.get(str(value)) or {key.strip(): each for key, each in known.items()}.get(
        str(value).strip(), {}
    )
    words = str(meant.get("Title") or value or "").strip()
    early = str(meant.get("Status") or "").strip().casefold() in _EARLY
    return f"{words}*" if early else words
