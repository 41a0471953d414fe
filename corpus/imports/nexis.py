"""Exports of Nexis: the numbered txt file ("3 of 50 DOCUMENTS") and the Word file of Nexis Uni ("End of Document").

Neither is a format that anyone has written down: a head (paper, date), a title, labels in the language of whoever
exported, the text, more labels. What is not surely a label is text; a document without text or date is a failure with
its number, so that nobody counts articles that are not there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby, islice
from typing import Any

from corpus.imports.days import written_day
from corpus.reasons import Refused

Documents = Iterator[tuple[int, dict[str, object] | Refused]]
"""Rows of JSONL (`corpus.rows`), each with its place in the file from 1 on; one that cannot be read as a Refused."""

LOOKED_AT = 3
"""Documents that tell whether a file is an export: the first may be without a date."""
_DOCUMENT = re.compile(
    r"^[ \t]*(?:FOCUS - )?(?:"
    r"\d{1,6} (?:of|van|von|de|sur) \d{1,6} (?:DOCUMENT|DOKUMENT)[A-Z]{0,2}"
    r"|Do[ck]ument \d{1,6} (?:of|van|von|de|sur) \d{1,6})[ \t]*$",
    re.M,
)
_LABEL = re.compile(r"([^\W\d_][^\W\d_ -]{1,12}(?:[ -][^\W\d_]{2,10}){0,2}):(?:\s+(.*))?")
_WORDS = re.compile(r"\d{1,6} (?:words|woorden|wörter|mots)", re.I)
_ADDRESS = re.compile(r"https?://\S+")
_END = re.compile(r"end of document|einde van document|ende des dokuments", re.I)
_COPYRIGHT = re.compile(
    r"copyright\b|©|all rights reserved|alle rechten voorbehouden|alle rechte vorbehalten", re.I
)


def is_export(text: str) -> bool:
    """Whether this is the text of a numbered export: one of its first documents has a paper and a date. A bundle that
    says "Document 1 van 2" somewhere is none.
    """
    if _DOCUMENT.search(text[:20_000]) is None:
        return False
    return any(isinstance(row, dict) for _, row in islice(numbered(text), LOOKED_AT))


def is_word_export(paragraphs: Sequence[str]) -> bool:
    """Whether these are the paragraphs of a Word file that Nexis Uni made: one of its first documents has a paper and a
    date.
    """
    return any(isinstance(row, dict) for _, row in islice(word(paragraphs), LOOKED_AT))


def numbered(text: str) -> Documents:
    """The documents of a numbered export."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    marks = list(_DOCUMENT.finditer(text))
    for place, mark in enumerate(marks, start=1):
        end = marks[place].start() if place < len(marks) else len(text)
        yield place, _kept(_of_blocks(_blocks(text[mark.end() : end])), place)


def word(paragraphs: Sequence[str]) -> Documents:
    """The documents of a Word file of Nexis Uni."""
    place, lines = 0, list[str]()
    for paragraph in paragraphs:
        if _END.fullmatch(paragraph.strip()):
            place += 1
            yield place, _kept(_of_lines(lines), place)
            lines = []
        else:
            lines += [line.strip() for line in paragraph.splitlines() if line.strip()]
    if lines and place:
        yield place + 1, Refused("parse", "not_whole_export")


def _blocks(text: str) -> list[list[str]]:
    """The lines between blank lines."""
    parts = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return [list(lines) for filled, lines in parts if filled]


def _of_blocks(blocks: list[list[str]]) -> dict[str, Any]:
    """What the blocks of a numbered document hold: centred blocks are its head, the first block without label its
    title (unless a label has it), all below the length is text.
    """
    while blocks and (_is_below(blocks[-1]) or _COPYRIGHT.match(blocks[-1][0].strip())):
        blocks.pop()
    begin = _text_begins(blocks)
    found: dict[str, Any] = {"head": [], "text": []}
    loose: list[list[str]] = []
    for block in blocks[:begin]:
        label, rest = _labelled(block[0], "above")
        if label is not None:
            found.setdefault(label, _joined([rest, *block[1:]]))
        elif _length(block):
            continue
        elif _ADDRESS.match(block[0].strip()):
            found["url"] = "".join(line.strip() for line in block)
        elif _centred(block) or (not loose and not found["head"]) or written_day(_joined(block)):
            found["head"] += [line.strip() for line in block if not _COPYRIGHT.search(line)]
        elif not _COPYRIGHT.match(block[0].strip()):
            loose.append(block)
    below = blocks[begin:]
    if begin == len(blocks) and "length" not in found:  # an export without lengths: the title is one block
        loose, below = loose[:1], loose[1:]
    if "title" not in found and loose:
        found["title"], under = _split_title(loose.pop(0))
        loose.insert(0, [under])
    found["text"] = [words for block in (*loose, *below) if (words := _joined(block))]
    return found


def _text_begins(blocks: list[list[str]]) -> int:
    """The number of the block behind the length and the labels that follow it; of all blocks if no length is given."""
    lengths = [nr for nr, block in enumerate(blocks) if _length(block)]
    if not lengths:
        return len(blocks)
    begin = lengths[0] + 1
    while begin < len(blocks) and _labelled(blocks[begin][0], "above")[0] is not None:
        if _labelled(blocks[begin][0], "above")[0] == "text":
            return begin + 1
        begin += 1
    return begin


def _length(block: list[str]) -> bool:
    return _labelled(block[0], "above")[0] == "length" or _WORDS.fullmatch(block[0].strip()) is not None


def _of_lines(lines: list[str]) -> dict[str, Any]:
    """What the paragraphs of a Word document hold: title, paper and date stand right above the labels."""
    begins = [nr for nr, line in enumerate(lines) if line.casefold() in _table()["lines"]["begin"]]
    if not begins:
        return {"head": [], "text": []}
    above, below = lines[: begins[0]], lines[begins[0] + 1 :]
    ends = [nr for nr, line in enumerate(below) if line.casefold() in _table()["lines"]["end"]]
    below = below[: ends[0]] if ends else below
    while below and _is_below([below[-1]]):
        below.pop()
    found: dict[str, Any] = {"text": below}
    days = [nr for nr, line in enumerate(above) if written_day(line)]
    dated = days[-1] if days else len(above)
    found["head"] = above[max(0, dated - 1) : dated + 1]
    found["title"] = above[dated - 2] if dated >= 2 else ""
    for line in above[dated + 1 :]:
        label, rest = _labelled(line, "above")
        if label is not None:
            found.setdefault(label, rest)
    return found


def _kept(found: dict[str, Any], place: int) -> dict[str, object] | Refused:
    """The row of what was found in a document."""
    days = [day for line in found["head"] if (day := written_day(line))]
    papers = [line for line in found["head"] if not written_day(line)]
    paragraphs = [part for part in (found.get("highlight"), *found["text"]) if part]
    if not found["text"] or not days or not papers:
        return Refused("parse", "bad_document", number=place)
    row: dict[str, object] = {
        "title": found.get("title") or None,
        "source": papers[0],
        "published": days[0],
        "text": "\n\n".join(paragraphs),
    }
    if url := found.get("url"):
        row["url"] = url
    if authors := [name for part in re.split("[;,]", found.get("authors", "")) if (name := part.strip())]:
        row["authors"] = authors
    return row


def _split_title(block: list[str]) -> tuple[str, str]:
    """A title and what is set below it: Nexis ends the first with a semicolon."""
    for nr, line in enumerate(block[:-1]):
        if line.rstrip().endswith(";"):
            return _joined(block[: nr + 1]).rstrip("; "), _joined(block[nr + 1 :])
    return _joined(block), ""


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())


def _centred(block: list[str]) -> bool:
    return all(line.startswith("     ") for line in block)


def _is_below(block: list[str]) -> bool:
    """Whether the block is a label below the text. "UPDATE" is one with a date only: it may begin a sentence."""
    label, rest = _labelled(block[0], "below")
    return label is not None and (label != "loaded" or written_day(rest) is not None)


def _labelled(line: str, where: str) -> tuple[str | None, str]:
    """What the label at the start of a line stands for, and what follows it; None if it has none that we know."""
    found = _LABEL.match(line.strip())
    label = _table()[where].get(found[1].casefold().replace("-", " ")) if found else None
    return label, (found[2] or "") if found and label else ""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("corpus.imports").joinpath("exports.toml").read_text(encoding="utf-8"))
