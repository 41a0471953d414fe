"""What one file, page or line holds, as an article: from bytes and their content type.

Two readings. *Exact* is the stateless contract: a text that is only checked keeps every character, so that
offsets count in the file as it stands. Otherwise the article is for the corpus: cleaned, without markup, its
title apart. Pages and Word files have no text of their own to count in and are cleaned in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.clean import clean, one_line
from corpus.corrections import correction_notes
from corpus.decode import decode
from corpus.frontmatter import FrontMatter, read_front_matter
from corpus.markdown import heading, not_prose, plain
from corpus.reasons import Refused
from corpus.rows import Row, read_row
from corpus.silences import silences_in_text
from corpus.skipped import Range, skipped_spans

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
JSON = "application/json"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TABLE = "text/csv"
PARQUET = "application/vnd.apache.parquet"
WEB = "application/warc"

SUFFIXES = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".html.gz": HTML,
    ".jsonl": JSON,
    ".docx": DOCX,
    ".pdf": PDF,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".parquet": PARQUET,
    ".warc": WEB,
    ".warc.gz": WEB,
    ".arc": WEB,
    ".arc.gz": WEB,
}
"""What is read, by the end of the file name (in lower case), and as what."""


def read_payload(
    payload: bytes,
    content_type: str,
    *,
    name: str | int,
    exact: bool = False,
    source: str | None = None,
    published: str | None = None,
    line: int = 1,
) -> Article:
    """The article in these bytes; `source` and `published` fill gaps only.

    `name` is what it is called if it has no better name of its own: in the corpus its address, in an exact
    JSONL row the id that the row gives. The same call on an archived payload, with the archived name, gives
    the same article again. Raises Refused.

    >>> read_payload(b"---\\nbron: NRC\\n---\\nHet zijn er 34.\\n", TEXT, name="a.txt").text
    'Het zijn er 34.'
    """
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    if kind == JSON:
        article = row_article(read_row(payload, line), name, exact=exact)
    elif kind == HTML:
        article = _html(payload, name, exact, parameters)
    elif kind == DOCX:
        article = _docx(payload, name)
    elif kind == PDF:
        article = _pdf(payload, name)
    elif kind in _READERS:
        article = _READERS[kind](decode(payload), name, exact)
    else:
        raise Refused("read", "unknown_kind", suffixes=", ".join(SUFFIXES))
    return filled(article, source, published)


def filled(article: Article, source: str | None, published: str | None) -> Article:
    """The article with what it does not say itself. The host of its address is no name of a source."""
    said = None if source and article.url and article.source in _hosts(article.url) else article.source
    return replace(article, source=said or source, published=article.published or published)


def _hosts(url: str) -> tuple[str, ...]:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ()
    return (host, host.removeprefix("www."))


def row_article(row: Row, name: str | int, *, exact: bool) -> Article:
    """The article of a JSONL row: exactly as given, or cleaned for the corpus and named after its address."""
    called: str | int
    if exact:
        text, title = row.text, row.title
        called = row.id if row.id is not None else row.url or name
    else:
        text, title = clean(row.text), one_line(row.title or "") or None
        called = row.url or name
        if not text and not title:
            raise Refused("read", "empty")
    return Article(
        id=called,
        url=row.url,
        source=row.source,
        title=title,
        text=text,
        published=row.published,
        modified=row.modified,
        authors=row.authors,
        agency=row.agency,
        language=row.language,
        skipped=skipped_spans(text, correction_notes(text)),
    )


def _text(text: str, name: str | int, exact: bool) -> Article:
    head = read_front_matter(text)
    if exact:
        return _exact(text, name, head, [])
    return _kept(clean(text[head.end :]), name, head, [], None)


def _markdown(text: str, name: str | int, exact: bool) -> Article:
    head = read_front_matter(text)
    if exact:
        return _exact(text, name, *_titled(text, head))
    out = plain(text[head.end :], head.title)
    kept: list[str] = []
    code: list[Range] = []
    start = 0
    for paragraph, is_code in out.paragraphs:
        if cleaned := clean(paragraph):
            kept.append(cleaned)
            if is_code:
                code.append((start, start + len(cleaned)))
            start += len(cleaned) + len("\n\n")
    return _kept("\n\n".join(kept), name, head, code, out.title)


_READERS: dict[str, Callable[[str, str | int, bool], Article]] = {TEXT: _text, MARKDOWN: _markdown}


def _titled(text: str, head: FrontMatter) -> tuple[FrontMatter, list[Range]]:
    """Where the title of a Markdown file stands, and what is not prose: the heading too, where it is the title."""
    skip = list(not_prose(text))
    found = heading(text, head.end)
    if found is None:
        return head, skip
    line, (start, end) = found
    if head.title is None:
        head = replace(head, title=text[start:end], title_at=start)
    return head, [*skip, line] if text[start:end] == head.title else skip


def _exact(text: str, name: str | int, head: FrontMatter, skip: list[Range]) -> Article:
    """The file as it stands. Its title stays part of the text, where nothing is read from it a second time."""
    if not text[head.end :].strip():
        raise Refused("read", "empty")
    ranges = [(0, head.end), *skip, *correction_notes(text)]
    return Article(
        id=name,
        url=head.url,
        source=head.source,
        title=head.title,
        title_at=head.title_at,
        text=text,
        published=head.published,
        modified=head.modified,
        authors=head.authors,
        agency=head.agency,
        language=head.language,
        skipped=skipped_spans(text, ranges),
        silences=tuple(silences_in_text(text)),
    )


def _kept(text: str, name: str | int, head: FrontMatter, skip: list[Range], title: str | None) -> Article:
    if not text:
        raise Refused("read", "empty")
    title = head.title or one_line(title or "") or None
    return _exact(text, head.url or name, replace(head, end=0, title=title, title_at=None), skip)


def _html(payload: bytes, name: str | int, exact: bool, parameters: str) -> Article:
    from corpus.read import read_page

    charset = parameters.partition("charset=")[2].strip(" \"'") or None
    # A page that is called by an address was fetched from it, whatever it says of itself.
    address = str(name) if str(name).startswith(("http://", "https://")) else None
    article = read_page(payload, name=name, address=address, charset=charset)
    return article if exact or article.url is None else replace(article, id=article.url)


def _docx(payload: bytes, name: str | int) -> Article:
    from corpus.docx import read_docx

    return read_docx(payload, name=name)


def _pdf(payload: bytes, name: str | int) -> Article:
    from corpus.pdf import read_pdf

    return read_pdf(payload, name=name)
