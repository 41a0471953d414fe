"""A sample as rows for coders, and what they filled in read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import Any

from db import Store
from db.read import claims_from
from db.units import Kind
from klopt.export.sheet import read_sheet
from klopt.messages import Lang
from klopt.options import KloptError
from klopt.quoted import windows
from klopt.research.coding import Code, Coded
from klopt.research.drawing import Drawn
from klopt.terminal import printable

_ABOUT = ("sample", "of", "nr", "key", "stratum", "weight")
_ARTICLE = ("article", "outlet", "published", "title", "url")
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "findings": (*_ABOUT, *_ARTICLE, "rule", "level", "message", "sentences", "code", "note"),
    "figures": (
        *(*_ABOUT, *_ARTICLE, "kind", "figure", "unit", "measure", "role", "period", "said_by", "sentences"),
        *("code", "note"),
    ),
    "articles": (*_ABOUT, *_ARTICLE, "text", "findings_told", "findings", "right", "missed", "note"),
}
"""The columns of a file by what was drawn. Coders fill in `code`, or `right` and `missed`."""
WORDS: dict[Kind, dict[str, Code]] = {
    "findings": {
        **dict.fromkeys(("niet", "klopt niet", "wrong"), "yes"),
        **dict.fromkeys(("wel", "klopt", "klopt wel", "right"), "no"),
    },
    "figures": {**dict.fromkeys(("goed", "right"), "yes"), **dict.fromkeys(("fout", "wrong"), "no")},
    "articles": {},
}
"""What can stand under `code`: of a finding what `klopt judge` takes."""
UNSURE = ("later", "?")
CHOICES: dict[Kind, tuple[str, ...]] = {
    "findings": ("niet", "wel", "?"),
    "figures": ("goed", "fout", "?"),
    "articles": (),
}
_GROUP: dict[Kind, str] = {"findings": "rule", "figures": "kind", "articles": ""}


def name_of(drawn: Sequence[Drawn], kind: Kind) -> str:
    """Which sample this is: the same units with the same weights have the same name."""
    told = "\n".join(f"{one.unit.key} {one.of}/{one.drawn}" for one in drawn)
    # A letter first: a spreadsheet takes "12e4" for a number.
    return f"s{hashlib.sha256(f'{kind}{chr(10)}{told}'.encode()).hexdigest()[:11]}"


def rows(store: Store, drawn: Sequence[Drawn], kind: Kind, lang: Lang) -> Iterator[dict[str, Any]]:
    """A row for each unit, with what a coder must see, one after another."""
    sample = name_of(drawn, kind)
    told = {"findings": _finding, "figures": _figure, "articles": _article}[kind]
    for nr, one in enumerate(drawn, 1):
        article = store.article(one.unit.article)
        about: dict[str, Any] = dict.fromkeys(COLUMNS[kind], "")
        about |= {"sample": sample, "of": kind, "nr": nr, "key": one.unit.key}
        about |= {"stratum": " | ".join(one.stratum), "weight": round(one.weight, 6)}
        about |= {
            "article": article.id,
            "outlet": article.source or "",
            "published": article.published or "",
            "title": article.headline,
            "url": article.url or "",
        }
        yield about | told(store, one, lang)


def _finding(store: Store, one: Drawn, lang: Lang) -> dict[str, Any]:
    row = next(store.findings(key=one.unit.key))
    quotes = []
    for article in dict.fromkeys(spot.article for spot in row.spans):
        spans = [spot.span for spot in row.spans if spot.article == article]
        quotes.append(_quote(store, article, spans))
    return {
        "rule": row.rule,
        "level": row.level,
        "message": row.message_en if lang == "en" else row.message_nl,
        "sentences": "\n\n".join(quotes),
    }


def _figure(store: Store, one: Drawn, _lang: Lang) -> dict[str, Any]:
    conn = store.db.conn
    (claim,) = claims_from(
        conn, conn.execute("SELECT * FROM claims WHERE id = ?", (one.unit.row,)).fetchall()
    )
    quantity = claim.quantity
    assert quantity is not None  # noqa: S101 - only those were drawn
    return {
        "kind": quantity.kind,
        "figure": quantity.span.text,
        "unit": quantity.unit or "",
        "measure": claim.measure or "",
        "role": claim.role or "",
        "period": claim.period.span.text if claim.period else "",
        "said_by": claim.source.name if claim.source else "",
        "sentences": _quote(store, one.unit.article, [quantity.span]),
    }


def _article(store: Store, one: Drawn, lang: Lang) -> dict[str, Any]:
    rows = store.findings(article=one.unit.article, level=("error", "warning"))
    found = [row for row in rows if row.spans[0].article == one.unit.article]
    told = "\n".join(f"{row.rule}: {row.message_en if lang == 'en' else row.message_nl}" for row in found)
    return {"text": store.article(one.unit.article).text, "findings": len(found), "findings_told": told}


def _quote(store: Store, row_id: int, spans: Iterable[Any]) -> str:
    """The sentences around, each span between marks."""
    article, found = store.article(row_id), []
    for window, inside in windows(article, store.sentences(row_id), spans):
        text, at = "", window.start
        for span in inside:
            if span.start >= at:
                text += f"{window.text[at - window.start : span.start - window.start]}>>{span.text}<<"
                at = span.end
        found.append(text + window.text[at - window.start :])
    return " [...] ".join(found)


def read_coded(paths: Sequence[Path]) -> tuple[Kind, list[Coded]]:
    """What coders filled in: a file each, of which the name is the coder's. Raises KloptError if a file is no sample,
    if they are not of one sample, or for a word that is no code.
    """
    coders = _coders(paths)
    units: dict[str, dict[str, Any]] = {}
    samples: set[tuple[str, str]] = set()
    for coder, path in coders.items():
        for line, row in enumerate(read_sheet(path), 2):
            samples.add((row.get("sample", ""), row.get("of", "")))
            if len(samples) > 1 or row.get("of") not in COLUMNS or not row.get("key"):
                raise KloptError("sample.other" if len(samples) > 1 else "sample.no_sample", path=path)
            unit = units.setdefault(row["key"], {"row": row, "codes": {}, "counts": {}})
            _fill(unit, coder, row, path, line)
    if not samples:
        raise KloptError("sample.no_sample", path=paths[0])
    kind: Kind = next(iter(samples))[1]  # type: ignore[assignment]
    return kind, [_coded(key, unit, kind) for key, unit in units.items()]


def _coders(paths: Sequence[Path]) -> dict[str, Path]:
    """Each file by the name of its coder; two of one name by their whole paths."""
    names = [path.stem for path in paths]
    return {path.stem if names.count(path.stem) == 1 else str(path): path for path in paths}


def _fill(unit: dict[str, Any], coder: str, row: Mapping[str, str], path: Path, line: int) -> None:
    if row["of"] == "articles":
        right, missed = row.get("right", ""), row.get("missed", "")
        if right or missed:
            findings = row.get("findings", "").removesuffix(".0")
            told = _count(right or ("0" if findings == "0" else ""), path, line), _count(missed, path, line)
            if findings.isascii() and findings.isdigit() and told[0] > int(findings):
                raise KloptError("sample.too_right", path=path, line=line, right=told[0], n=int(findings))
            unit["counts"][coder] = told
        return
    said = " ".join(row.get("code", "").casefold().split())
    if said in UNSURE:
        unit["codes"][coder] = "unsure"
    elif said:
        words = WORDS[row["of"]]  # type: ignore[index]
        if said not in words:
            choices = ", ".join(CHOICES[row["of"]])  # type: ignore[index]
            raise KloptError("sample.code", path=path, line=line, code=printable(said), choices=choices)
        unit["codes"][coder] = words[said]


def _count(said: str, path: Path, line: int) -> int:
    number = said.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        raise KloptError("sample.count", path=path, line=line, code=printable(said))
    return int(number)


def _coded(key: str, unit: Mapping[str, Any], kind: Kind) -> Coded:
    row = unit["row"]
    try:
        weight = float(row.get("weight", "1").replace(",", "."))
    except ValueError:
        weight = 0.0
    weight = weight if 0 < weight < inf else 1.0
    return Coded(key, row.get(_GROUP[kind], ""), weight, unit["codes"], unit["counts"])
