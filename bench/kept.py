"""Results of benches that take long, in a file of JSON lines: a run that was broken off goes on with what is wanting,
and the page is written from what was measured, whenever that was.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.clock import machine
from klopt.check.stamp import stamp_of

ROOT = Path(__file__).parents[1]
FILE = ROOT / "build" / "bench.jsonl"
"""Where they are kept unless another file is named; no part of the repository."""


def kept(bench: str, file: Path = FILE) -> list[dict[str, Any]]:
    """What this bench measured, by number of articles; of the same number the last."""
    if not file.exists():
        return []
    lines = map(json.loads, file.read_text("utf-8").splitlines())
    found = {line["result"]["articles"]: line for line in lines if line["bench"] == bench}
    return [found[articles] for articles in sorted(found)]


def measured_here(bench: str, file: Path = FILE, **asked: Any) -> dict[str, Any] | None:
    """The last line of this bench that was measured with the klopt and on the machine of this run, and of which the
    result has these values; None if it is to be measured.
    """
    for line in reversed(file.read_text("utf-8").splitlines() if file.exists() else []):
        found = json.loads(line)
        same = (bench, machine(), stamp_of(())) == (found["bench"], found["machine"], found.get("code"))
        if same and all(found["result"].get(name) == value for name, value in asked.items()):
            return dict(found)
    return None


def keep(bench: str, result: Any, file: Path = FILE) -> dict[str, Any]:
    """Add a result, a dataclass with `articles`; returns its line, with the day, the machine and the digest of
    klopt's code and word lists.
    """
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    about = {"bench": bench, "day": day, "machine": machine(), "code": stamp_of(())}
    line = about | {"result": asdict(result)}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{json.dumps(line)}\n")
    return line
