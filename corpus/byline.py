"""Who wrote it: names as persons have them, and the news agency that is credited for the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from corpus.clean import one_line
from corpus.signs import agency_of, agency_pattern, signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_WORDS = 6
"""Words that a name has at most ("Jonkheer Jan Pieter van der Berg")."""
LONGEST = 120
"""Characters of the longest line that is taken for a byline."""
MOST_ELEMENTS = 40


def _one_of(key: str) -> str:
    return "(?:" + "|".join(map(re.escape, signs("authors")[key])) + ")"


_PARTS = re.compile(rf"\s*[,;/|·•]\s*|\s+{_one_of('and')}\s+")
_CREDIT = re.compile(rf"(?i:\b{_one_of('credit')}\b)\s?:?\s?[^.!?\n]{{0,60}}")
_CREDIT_IN_TEXT = re.compile(rf"{_one_of('in_text')}\s?:", re.IGNORECASE)
_WRITTEN_BY = re.compile(rf"{_one_of('written_by')}\s*([^|·•\d]{{3,60}})", re.IGNORECASE)
_DATELINE = re.compile(r"\A[\w' -]{2,40}\s?\(([^()]{2,40})\)\s?[-–—]")
_LAST = re.compile(r"\A\(([^()]{2,40})\)\Z")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{'|'.join(signs('authors')['before'])})", re.IGNORECASE)


def persons(names: Iterable[str], site: str | None) -> tuple[str, ...]:
    """The names of people among what pages give as authors: one by one, without "Door", agencies, the site itself and
    log-in names, in their order.

    >>> persons(["Door Ans Boer", "ANP", "admin", "Piet Kade en Jo Bos, redacteur"], "De Bode")
    ('Ans Boer', 'Piet Kade', 'Jo Bos')
    """
    found = []
    for name in names:
        for part in _PARTS.split(one_line(name)[:500]):
            part = _before().sub("", part).strip(" .:-–—")
            if _is_person(part, site):
                found.append(part)
    return tuple(dict.fromkeys(found))


def _is_person(name: str, site: str | None) -> bool:
    words = name.split()
    if not words or len(words) > MOST_WORDS or "@" in name or "://" in name or name[0].isdigit():
        return False
    if name.casefold() in {*signs("authors")["nobody"], (site or "").casefold()}:
        return False
    if agency_pattern().fullmatch(name) or agency_pattern().fullmatch(name.title()):
        return False
    return any(word[0].isupper() or not word[0].isascii() for word in words) and not name[0].islower()


def bylines(tree: HtmlElement) -> list[str]:
    """Short lines of the page that name who wrote it, in the order in which they stand."""
    found = []
    named = tree.xpath("//*[@class or @rel or @itemprop or @data-testid]")
    for element in islice(filter(_names_an_author, named), MOST_ELEMENTS):
        if element.tag in ("meta", "link", "head") or len(element) > MOST_ELEMENTS:
            continue
        line = one_line(element.text_content()[: 4 * LONGEST])
        if 0 < len(line) <= LONGEST:
            found.append(line)
    return found


def _names_an_author(element: HtmlElement) -> bool:
    """Whether an element is called what bylines are. Asked of each in turn: an XPath with all of it takes longer."""
    classes = element.get("class", "")
    return (
        any(word in classes for word in signs("authors")["classes"])
        or "author" in (element.get("rel"), element.get("itemprop"))
        or "author" in element.get("data-testid", "")
    )


def named_in(lines: Iterable[str]) -> Iterator[str]:
    """The names behind "Door:" and "Geschreven door" in bylines."""
    for line in lines:
        if found := _WRITTEN_BY.search(line):
            yield found[1]


def credited_agency(given: Iterable[str], lines: Iterable[str], blocks: list[str]) -> str | None:
    """The agency that the text is credited to: as an author, behind "Door:" or "Bron:", in the dateline, or alone in
    brackets at the end. Photo credits ("Foto: ANP") do not count.
    """
    for name in given:
        if len(name) <= LONGEST and (agency := agency_of(name) or agency_of(name.title())):
            return agency
    for line in lines:
        if (credit := _CREDIT.search(line)) and signs("authors")["photo"] not in line.casefold():
            if agency := agency_of(credit[0]):
                return agency
        elif agency_pattern().fullmatch(line):
            return agency_of(line)
    edges = [*blocks[:1], *blocks[-2:]]
    for block in edges:
        mark = _DATELINE.match(block[:100]) or _LAST.match(block.strip()) if block else None
        if mark and (agency := agency_of(mark[1]) or agency_of(mark[1].title())):
            return agency
    return next(
        (agency for block in blocks[-2:] if len(block) <= LONGEST for agency in _text_credit(block)), None
    )


def _text_credit(block: str) -> Iterator[str]:
    if _CREDIT_IN_TEXT.match(block) and (agency := agency_of(block)):
        yield agency
