"""Captions of pictures and infographics: those that say a figure are text of the article.

Most captions say what a photograph shows and who made it; readers of running text leave them out, and so do we. One
that has a figure with a unit or a number of things is a sentence like others, and often the only place where an
infographic says what it shows. An alternative text (`alt`) counts as one if the picture has no caption that says it.
Words: `pages.toml`, `[captions]`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.clean import one_line
from corpus.signs import signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

LONGEST = 400
SHORTEST = 20
"""Characters of a caption that is worth reading."""
MOST = 60
"""Pictures of a page; one with more is a gallery."""
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?(?![\w/:-])\s?"
    r"(%|procent|euro|mln|miljoen|miljard)?"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DATED = re.compile(
    r"\d{1,2}\s+(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*\.?(?:\s+\d{4})?"
    r"|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}[.:]\d\d uur",
    re.IGNORECASE,
)


def has_figure(caption: str, *, graph: bool = False) -> bool:
    """Whether a caption says how much or how many: a number with a unit or in groups of three digits; of a graph any
    number that is no year, date or hour. "De brandweer met 3 wagens" shows a photograph and counts nothing.

    >>> [has_figure(words) for words in ("34 procent van de gemeenten", "De brand op 12 mei 2017", "Foto: ANP")]
    [True, False, False]
    """
    for found in _NUMBER.finditer(_DATED.sub(" ", caption)):
        number = found[0].strip()
        if found[1] is not None or (len(number) > 3 and not number.isdigit()):
            return True
        if graph and _YEAR.fullmatch(number) is None:
            return True
    return False


def without_credit(caption: str) -> str:
    """A caption without the words that say who made the picture: "(foto: ANP)", "Beeld ANP" at its end.

    >>> without_credit("Van de gemeenten meldde 34 procent niets. Foto: ANP / Jan de Vries")
    'Van de gemeenten meldde 34 procent niets.'
    """
    return _credit().sub("", one_line(caption)).strip(" |–—-")


@cache
def _credit() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in signs("captions")["credits"])
    named = rf"(?:^|(?<=[\s.(|–—-]))[(|]?\s?(?i:{words})(?:\s?[:|/©]|\s(?=[A-Z©])).{{0,120}}$"
    return re.compile(rf"{named}|©.{{0,120}}$")


def keep_captions(tree: HtmlElement) -> None:
    """Put each caption that says a figure behind its picture, as a paragraph of its own, in place. Only pictures among
    the paragraphs of the text count.
    """
    pictures = [*tree.iter("figure")]
    if len(pictures) > MOST:
        return
    said: set[str] = set()
    for figure in pictures:
        if figure.find(".//table") is not None or figure.find(".//figure") is not None:
            continue
        for words in _captions(figure):
            if words.casefold() not in said:
                said.add(words.casefold())
                _put_behind(figure, words)


def _captions(figure: HtmlElement) -> list[str]:
    """The caption if it says a figure, and the alternative text if it is of a graph and says another."""
    given = without_credit(" ".join(part.text_content() for part in figure.iter("figcaption")))
    alts = [without_credit(image.get("alt") or "") for image in figure.iter("img")]
    graph = any(_is_graph(words) for words in (given, *alts))
    if not _among_text(figure, graph=graph):
        return []
    found = [given] if _is_worth(given, graph=graph) else []
    for alt in alts:
        if _is_graph(alt) and _is_worth(alt, graph=True) and alt.casefold() not in given.casefold():
            found.append(alt)
    return found


def _is_graph(words: str) -> bool:
    return any(word in words.casefold() for word in signs("captions")["graphs"])


def _is_worth(words: str, *, graph: bool) -> bool:
    return SHORTEST <= len(words) <= LONGEST and " " in words and has_figure(words, graph=graph)


def _among_text(figure: HtmlElement, *, graph: bool) -> bool:
    """Whether paragraphs stand on both sides of a picture, or on one of a graph: it is set in the text, not above it or
    in a column of others.
    """
    siblings = [*figure.itersiblings("p", preceding=True)], [*figure.itersiblings("p")]
    beside = [any(len(p.text_content()) > SHORTEST for p in side[:3]) for side in siblings]
    return any(beside) if graph else all(beside)


def _put_behind(figure: HtmlElement, words: str) -> None:
    from lxml.html import Element

    paragraph = Element("p")
    paragraph.text = words
    figure.addnext(paragraph)
    paragraph.tail, figure.tail = figure.tail, None
