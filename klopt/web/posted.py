"""What a form or another program sends: read to an end that is known beforehand, and made into an article."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from datasette.utils.asgi import Request

from corpus.article import Article
from corpus.clean import one_line
from corpus.files import content_type
from corpus.formats import TEXT, read_payload
from corpus.reasons import Refused
from corpus.stamps import iso_stamp
from klopt.web.guard import MAX_POST

MAX_TEXT = 300_000
"""Characters of a text that is checked while somebody waits: some hundred articles' worth."""


class TooLarge(Exception):
    """More was sent than is read."""


class NoDay(Exception):
    """What was typed as the day of a draft is none; `args[0]` is that."""


class TooLong(Exception):
    """A text that would take too long while somebody waits."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in. `file` is the name and the bytes of a file, None if none was chosen."""

    words: Mapping[str, str]
    file: tuple[str, bytes] | None = None

    def get(self, name: str) -> str:
        """What was filled in here, "" if nothing."""
        return self.words.get(name, "").strip()


async def chunks(request: Request) -> AsyncIterator[bytes]:
    """The body piece by piece. Raises TooLarge as soon as it is more than `MAX_POST` bytes."""
    size, more = 0, True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            return
        piece = message.get("body", b"")
        size += len(piece)
        if size > MAX_POST:
            raise TooLarge
        yield piece
        more = message.get("more_body", False)


async def body(request: Request) -> bytes:
    """All of it. Raises TooLarge."""
    return b"".join([piece async for piece in chunks(request)])


async def form(request: Request) -> Form:
    """The form that a browser sent. Raises TooLarge, and ValueError if it is none."""
    from python_multipart import parse_form
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import Field, File

    words: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []

    def on_field(field: Field) -> None:
        name, value = field.field_name or b"", field.value or b""
        words[name.decode(errors="replace")] = value.decode(errors="replace").replace("\r\n", "\n")

    def on_file(file: File) -> None:
        file.file_object.seek(0)
        payload = file.file_object.read()
        if payload:
            files.append(((file.file_name or b"").decode(errors="replace"), payload))

    headers = {"Content-Type": (request.headers.get("content-type") or "").encode()}
    try:
        parse_form(headers, BytesIO(await body(request)), on_field, on_file)
    except (FormParserError, KeyError, TypeError) as error:
        raise ValueError("no form") from error
    return Form(words, files[0] if files else None)


def draft(given: Form, pasted: str) -> Article:
    """The text or file as an article, read as `klopt check` reads a file; the title, source and date of the form fill
    what the file does not say. `pasted` is what a text without a file is called. Raises Refused, TooLong
    and NoDay.
    """
    if given.file is not None:
        name, payload = given.file
        kind = content_type(name)
        if kind is None:
            raise Refused("read", "unknown_kind", suffixes=".txt, .md, .html, .docx, .pdf")
    else:
        name, payload, kind = pasted, given.words.get("text", "").encode(errors="replace"), TEXT
    article = read_payload(
        payload, kind, name=name, exact=True, source=given.get("source") or None, published=_day(given)
    )
    if len(article.text) > MAX_TEXT:
        raise TooLong
    return replace(article, id=name, url=None, title=article.title or one_line(given.get("title")) or None)


def _day(given: Form) -> str | None:
    typed = given.get("published").strip()
    if not typed:
        return None
    if (stamp := iso_stamp(typed)) is None:
        raise NoDay(typed)
    return stamp
