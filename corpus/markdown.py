"""Markdown: where its markup stands in a file, and the plain text of it.

Two readings, for two contracts. A file that is only checked keeps every character, so the parts that are not
prose are ranges to skip. An article of the corpus is plain text, which markdown-it-py (CommonMark; it comes
with rich) makes: emphasis, escapes and nested lists cannot be undone with regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.skipped import Range
from corpus.tables import text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_FENCE = re.compile(r"(?m)^ {0,3}(?:>[ ]?){0,3}(`{3,}|~{3,})[^\n]*$")
# Lengths are bounded so that unclosed marks cannot make the search quadratic.
_INLINE = re.compile(
    r"``[^\n]{1,300}?``|`[^`\n]{1,300}`"  # code
    r"|(?<=\])\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"  # the target of a link or image
    r"|<[A-Za-z][A-Za-z0-9+.\-]{1,30}:[^<>\s]{0,1000}>"  # an address between angle brackets
    r"|(?m:^ {0,3}\[[^\[\]\n]{1,200}\]:[^\n]{0,1000})"  # the definition of a reference
)
# A heading of the first level, with marks before it or under it, and its words.
_HEADING = re.compile(
    r"(?: {0,3}#[ \t]+(?P<before>\S.*?)(?:[ \t]+#+)?|(?P<under>\S.*?)[ \t]*\n {0,3}=+)[ \t]*(?:\n|$)"
)
_BLOCKS = {  # blocks whose lines stay together
    "bullet_list_open": 1,
    "bullet_list_close": -1,
    "ordered_list_open": 1,
    "ordered_list_close": -1,
    "table_open": 1,
    "table_close": -1,
}
_TAG = re.compile(r"<[^<>]{0,500}>")


def not_prose(text: str) -> Iterator[Range]:
    """Ranges of code, comments and link targets in a Markdown file; they may overlap."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")  # the same length: offsets stay
    yield from _fences(text)
    yield from _comments(text)
    for found in _INLINE.finditer(text):
        yield found.span()


def heading(text: str, start: int = 0) -> tuple[Range, Range] | None:
    """The `# heading` that nothing but blank lines and comments stands above: its lines, and its words in them.

    >>> heading("\\n# Meer meldingen\\n\\nHet waren er 34.")
    ((1, 18), (3, 17))
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")  # the same length: offsets stay
    after = dict(_comments(text))
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if start in after:
            start = after[start]
        elif text[start:end].strip():
            break
        else:
            start = end
    found = _HEADING.match(text, start)
    return None if found is None else (found.span(), found.span(found.lastgroup or 0))


def _fences(text: str) -> Iterator[Range]:
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = found
        elif found[1].startswith(opened[1]) and not found[0].strip(" >`~"):
            yield opened.start(), found.end()
            opened = None
    if opened is not None:  # never closed: CommonMark runs it to the end
        yield opened.start(), len(text)


def _comments(text: str) -> Iterator[Range]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end)


@dataclass(slots=True)
class Plain:
    """The plain text of a Markdown article: paragraphs in order, each with whether it is code."""

    title: str | None = None
    paragraphs: list[tuple[str, bool]] = field(default_factory=list)

    def end(self, lines: list[str]) -> None:
        """Make the lines so far a paragraph; lines of a list or table stay lines of one paragraph."""
        if any(line.strip() for line in lines):
            self.paragraphs.append(("\n".join(lines), False))
        lines.clear()


def plain(text: str, title: str | None = None) -> Plain:
    """The article without its markup.

    A `# heading` that nothing stands above is its title and not in the text, unless `title` is known to be
    another.
    """
    from markdown_it import MarkdownIt

    out = Plain(title)
    lines: list[str] = []
    rows: list[list[str]] = []
    depth, in_title, in_cell, counts = 0, False, False, False
    number = ""  # of a list item: "2018. Het jaar begon" is a list to Markdown, and a year to a reader
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        depth += _BLOCKS.get(token.type, 0)
        if token.type == "heading_open":
            in_title = token.tag == "h1" and not out.paragraphs
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            lines.append(text_of(rows))
            rows = []
        elif token.type == "ordered_list_open":
            counts = token.attrGet("start") is not None
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info and counts else ""
        elif token.type == "list_item_close" and number:
            lines.append(number)  # "68." alone on its line
            number = ""
        elif token.type in {"td_open", "th_open"}:
            in_cell = True
        elif token.type == "inline":
            words = _words(token.children or ())
            if in_title and title in {None, words}:
                out.title = words
            elif in_cell:
                rows[-1].append(words)
            else:
                lines.append(number + words)
            in_title = in_cell = False
            number = ""
        elif token.type in {"fence", "code_block"}:
            out.end(lines)
            out.paragraphs.append((token.content, True))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            lines.append(_TAG.sub(" ", token.content))
        if depth == 0 and not token.type.endswith("_open"):
            out.end(lines)
    return out


def _words(tokens: Sequence[Token]) -> str:
    words = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            words.append(" " if token.type == "softbreak" else "\n")
        elif token.type in {"text", "code_inline", "image", "text_special"}:
            words.append(token.content)
    return "".join(words)
