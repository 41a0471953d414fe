"""docs/rules.md: the catalogue with the examples that the rules are tested on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from klopt.check.registry import Rule, catalogue

EXAMPLES = Path(__file__).parents[2] / "tests" / "rules"
MEASURED = Path(__file__).parents[2] / "tests" / "quality" / "measured.toml"
SHOWN = 4
"""Examples of each kind that a rule shows; the tests have more."""


def blocks() -> dict[str, str]:
    """A table of contents and a section for each rule."""
    rows = [
        f"| [{rule.name}](#{rule.name}) | {rule.scope} | {rule.level} | {rule.question.nl} |"
        for rule in _all()
    ]
    table = "\n".join(["| rule | looks at | level | asks |", "|---|---|---|---|", *rows])
    return {"catalogue": table, "rules": "\n\n".join(_section(rule, _examples()) for rule in _all())}


def _all() -> list[Rule]:
    return list(catalogue().values())


def _examples() -> dict[str, list[Any]]:
    """The rows of all tables of examples, by rule; sets of articles under "set"."""
    found: dict[str, list[Any]] = {}
    for path in sorted(EXAMPLES.glob("*.toml")):
        for name, rows in tomllib.loads(path.read_text("utf-8")).items():
            found.setdefault(name, []).extend(rows)
    return found


def _section(rule: Rule, examples: dict[str, list[Any]]) -> str:
    kind = "within one article" if rule.scope == "article" else "across articles"
    parts = [
        f"### {rule.name}",
        f"**{rule.title.nl}** ({rule.title.en}), {kind}, at most {rule.level}.",
        f"{rule.question.nl} {rule.explanation.nl}",
        f"*{rule.question.en} {rule.explanation.en}*",
    ]
    rows = examples.get(rule.name, [])
    return "\n\n".join([*parts, *_reached(rule), *_of_one(rows), *_across(rule, examples["set"])])


def _reached(rule: Rule) -> Iterator[str]:
    """What was measured on our own texts (`python -m bench.quality`)."""
    measured = tomllib.loads(MEASURED.read_text("utf-8"))
    told = []
    for only, words in (("held", "not seen while building"), ("development", "seen while building")):
        if counts := measured[only].get(rule.name):
            wrong, found, right, alarms = counts
            told.append(
                f"{found} of {wrong} slips found and {alarms} of {right} right texts accused ({words})"
            )
    if told:
        yield f"Measured on our own texts: {'; '.join(told)}."


def _of_one(rows: list[Any]) -> Iterator[str]:
    sound = [row for row in rows if "known_failure" not in row]
    for title, wanted in (("Found", True), ("Left alone", False)):
        texts = [_text(row) for row in sound if ("[[" in row["text"]) is wanted][:SHOWN]
        if texts:
            yield "\n".join([f"{title}:", "", *(f"- {text}" for text in texts)])
    if known := [row for row in rows if "known_failure" in row]:
        lines = (f"- {_text(row)} ({row['known_failure']})" for row in known)
        yield "\n".join(["Known to go wrong:", "", *lines])


def _text(row: Any) -> str:
    marked = row["text"].replace("[[", "**").replace("]]", "**").replace("\n", " ")
    return f"{marked} ({row['published']})" if "published" in row else marked


def _across(rule: Rule, sets: list[Any]) -> Iterator[str]:
    for row in sets:
        if row.get("rule") == rule.name:
            each = len(row["marks"]) // len(row["articles"])  # an article's marks stand together
            marks = [row["marks"][nr * each : (nr + 1) * each] for nr in range(len(row["articles"]))]
            lines = (_text(_marked(*pair)) for pair in zip(row["articles"], marks, strict=True))
            yield "\n".join(["Found:", "", *(f"- {line}" for line in lines)])
            return


def _marked(article: dict[str, str], marks: list[str]) -> dict[str, str]:
    text = article["text"]
    for mark in marks:
        text = text.replace(mark, f"[[{mark}]]", 1)
    return article | {"text": text}
