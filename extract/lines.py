"""Sentence starts at line ends, where a heading, a list item or a byline stands alone, whatever the parser makes of it;
and at a quotation mark behind a full stop. And none behind a semicolon or an opening mark, or between a colon and a
number: there a sentence goes on, as UD Dutch has it.

The component goes before the parser, which keeps every start that is set and finds the others itself. A
text that was wrapped by hand (mail, telex) has line ends inside sentences: a line that goes on in lower
case after a long line without closing punctuation is one.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extract.parsed import Parsed

NAME = "klopt_lines"
WRAPPED = 40
"""A line this long that does not end a sentence may have been wrapped; shorter ones are headings and list
items. Characters.
"""
_GOES_ON = frozenset(";„«([")
_QUOTES = frozenset(["'", '"', "‘", "“", "„", "«", "``", "''", ",,"])
_STOPS = frozenset(".?!")
_CLOSING = frozenset(".!?:;…\"'”’)»")


def start_at_lines(doc: Doc) -> Doc:
    """Mark the first word after every line end as the start of a sentence, and those that go on with one as none."""
    words = Parsed(doc).texts
    blanks = doc.to_array("SPACY").tolist()
    quoted = quotations(words, blanks)
    for inside in (*going_on(words), *(quote + 1 for quote in quoted)):
        doc[inside].is_sent_start = False
    for start in (*starts(words), *quoted):
        doc[start].is_sent_start = True
    return doc


def going_on(words: list[str]) -> list[int]:
    """Indices of the words right behind a semicolon or an opening mark, and of the numbers right behind a colon, on the
    same line.

    >>> going_on(["Dat", "kan", ";", "Dit", "niet", ";", "\\n", "Ja", ":", "40", ":", "Nee"])
    [3, 9]
    """
    return [
        i
        for i in range(1, len(words))
        if (words[i - 1] in _GOES_ON and not words[i].isspace())
        or (words[i - 1] == ":" and words[i][:1].isdigit())
    ]


def quotations(words: list[str], blanks: list[bool]) -> list[int]:
    """Indices of the quotation marks that open a sentence behind a full stop: `Dat kan. "Het moet", zei ze.` In the
    treebanks 208 of 209 such marks do.

    >>> quotations(["Kan", ".", "'", "Ja", "'", "."], [False, True, False, False, False, False])
    [2]
    """
    return [
        i
        for i in range(1, len(words) - 1)
        if words[i] in _QUOTES
        and words[i - 1] in _STOPS
        and blanks[i - 1]
        and not blanks[i]
        and words[i + 1][:1].isupper()
    ]


def starts(words: list[str]) -> list[int]:
    """Indices of the words that begin a line and with it a sentence.

    >>> starts(["Kop", "\\n", "Dat", "is", "zo", ".", "\\n\\n", "Nog", "iets"])
    [2, 7]
    """
    found: list[int] = []
    breaks, length, last = 0, 0, ""
    for i, word in enumerate(words):
        if word.isspace():
            breaks += word.count("\n")
            continue
        if breaks:
            wrapped = breaks == 1 and length >= WRAPPED and last[-1:] not in _CLOSING and word[:1].islower()
            if last and not wrapped:
                found.append(i)
            breaks, length = 0, 0
        length += len(word) + 1
        last = word
    return found


@Language.factory(NAME, assigns=["token.is_sent_start"])
def make_lines(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  (spaCy calls with both)
    """Factory of the component `klopt_lines`."""
    return start_at_lines


def add_to(nlp: Language) -> None:
    """Put the component into this pipeline, unless it is there: before the parser, and before a recogniser of
    names that comes earlier (no name goes on over a line end).
    """
    if NAME not in nlp.pipe_names:
        first = next((name for name in nlp.pipe_names if name in ("parser", "senter", "ner")), None)
        nlp.add_pipe(NAME, before=first)
