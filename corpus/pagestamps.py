"""When the article of a page appeared and was changed, and where the page says so.

The order is the one that goes wrong least on Dutch pages: JSON-LD, OpenGraph's `article:`, older meta names, microdata,
the first `<time>` beside the heading, a date in words there. A time elsewhere is that of another article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from corpus.clean import one_line
from corpus.signs import signs
from corpus.stamps import first_day_in, iso_stamp, mail_stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

Which = Literal["published", "modified"]
Found = tuple[str | None, str | None]
LD_NAMES: dict[Which, tuple[str, ...]] = {
    "published": ("datePublished", "dateCreated", "uploadDate"),
    "modified": ("dateModified",),
}
LONGEST_STAMP = 60
AROUND_HEADING = 4
"""Elements around the heading in which a time is looked for, from the inside out."""
LETTERS_AROUND = 2_000


def stamps_of(which: Which, tree: HtmlElement, meta: dict[str, str], node: dict[str, object]) -> Found:
    """The stamp as ISO 8601 in the page's own zone, and where it stands; (None, None) if the page has none."""
    for name in LD_NAMES[which]:
        if stamp := _stamp(node.get(name)):
            return stamp, f"json-ld {name}"
    for name in signs("stamps")[which]:
        if stamp := _stamp(meta.get(name)):
            return stamp, f"meta {name}"
    item = "datePublished" if which == "published" else "dateModified"
    for written in tree.xpath(f"//*[@itemprop='{item}']/@datetime")[:1]:
        if stamp := _stamp(written):
            return stamp, f"itemprop {item}"
    return _beside_heading(tree) if which == "published" else (None, None)


def article_stamp(meta: dict[str, str], node: dict[str, object]) -> bool:
    """Whether an article's own markup gives a day of publication."""
    return bool(
        _stamp(node.get("datePublished"))
        or any(_stamp(meta.get(name)) for name in signs("stamps")["published"])
    )


def day_in_words(tree: HtmlElement) -> str | None:
    """The day written in words in the smallest element around the heading that has one, but not within a paragraph of
    the text.
    """
    for block in tree.xpath("(//h1)[1]/ancestor::*")[: -AROUND_HEADING - 1 : -1]:
        if block.tag in ("body", "html"):
            break
        for element in block.xpath(".//*[not(self::p) and not(*[self::p or self::div])]")[:200]:
            line = one_line((element.text_content() or "")[:200])
            if len(line) <= LETTERS_AROUND // 20 and (day := first_day_in(line)):
                return day
    return None


def _beside_heading(tree: HtmlElement) -> Found:
    """The first time in the smallest element around the heading that has any."""
    for element in tree.xpath("//time[@pubdate]/@datetime")[:1]:
        if stamp := _stamp(element):
            return stamp, "time"
    attributes = " | ".join(f".//@{name}" for name in signs("stamps")["attributes"])
    for block in tree.xpath("(//h1)[1]/ancestor::*")[: -AROUND_HEADING - 1 : -1]:
        for written in block.xpath(f"({attributes})[1]"):
            if stamp := _stamp(written):
                return stamp, "data"
        times = block.xpath("(.//time)[1]")
        for time in times:
            stamp = _stamp(time.get("datetime")) or first_day_in(
                one_line(time.text_content()[:LONGEST_STAMP])
            )
            return (stamp, "time") if stamp else (None, None)
    return None, None


def _stamp(*written: object) -> str | None:
    for value in written:
        if isinstance(value, str) and len(value) < LONGEST_STAMP:
            stamp = iso_stamp(value) or mail_stamp(value)
            if stamp is not None:
                return stamp
    return None
