"""Raw text to corpus text: once, before an article exists, so that no offset ever moves afterwards.

Unicode NFC; lines end in a line feed, paragraphs in one blank line; what has no width or no shape goes. A
single line end stays one: it sets apart headings and list items as often as it wraps a line, and joining a
heading to the next sentence does more harm to what is read than a line end inside a sentence. Digit groups
and columns keep their spaces apart: "1 234" with a no-break space is one number, "12   340" in a table is
two.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028]")
# Control characters; soft hyphen; zero width, direction and joiner marks; byte order mark; lone surrogates.
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_OTHER = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_OTHER}]{{2,}}|[{_OTHER}]")
"""Runs of blanks but a plain one, which stays as it is and is nearly all there are."""
_GROUPING = "\xa0\u2007\u2009\u202f"
"""Spaces that group digits: no-break, figure, thin and narrow no-break (SI brochure, 9th ed., 5.4.4).
"""
_BLANKS = re.compile(f"  |[{_OTHER}]")
_PLAIN = re.compile("[\n\r\t -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""What nearly every text is made of: letters with and without accents, punctuation, signs of money. All of it is NFC
and has a width; only blanks and line ends are left to clean.
"""
_MARKS = re.compile("[\u0300-\U0010ffff]")
"""Among these are all combining marks."""
MOST_MARKS = 30
_BLANK_LINES = re.compile("\n{3,}")


def clean(text: str) -> str:
    """Corpus text. Pure and idempotent: `clean(clean(x)) == clean(x)`.

    >>> clean("Coo\\u0308rdi\\u00adnatie\\r\\nkost  €\\xa05\\r\\n\\r\\n\\r\\n1\\u202f234 ")
    'Coördinatie\\nkost € 5\\n\\n1\\u202f234'
    """
    if _PLAIN.fullmatch(text) is None:
        text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
        text = _NOTHING.sub("", text)
        text = unicodedata.normalize("NFC", _few_marks(text))
        text = _few_marks(text)  # some marks become two
    elif "\r" in text:
        text = _LINE_END.sub("\n", text)
    if _BLANKS.search(text) is not None:
        text = _SPACES.sub(_space, text)
    text = "\n".join([line.strip(" \t") for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip("\n")


def one_line(text: str) -> str:
    """Cleaned text on one line: for titles, names and sources."""
    return " ".join((text if _PLAIN.fullmatch(text) else clean(text)).split())


def _few_marks(text: str) -> str:
    """At most thirty combining marks on a letter (UAX #15, Stream-Safe Text Format).

    Normalising sorts them in quadratic time: a file of nothing but marks would take days.
    """
    found = {*_MARKS.findall(text)}
    marks = "".join(sorted(character for character in found if unicodedata.combining(character)))
    return re.sub(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+", r"\1", text) if marks else text


def _space(run: re.Match[str]) -> str:
    spaces, text = run[0], run.string
    before = text[run.start() - 1 : run.start()]
    between_digits = before.isdecimal() and text[run.end() : run.end() + 1].isdecimal()
    if "\t" in spaces or (between_digits and len(spaces) > 1):
        return "\t"  # columns
    return spaces if between_digits and spaces in _GROUPING else " "
