"""What stands around every answer: a check on whom the question was for, and what a browser may do with the
answer.

Pages listen on this machine, yet any web page may try to reach them by a name of its own that suddenly means
127.0.0.1 (DNS rebinding): then the `Host` header has that name, and the answer is a refusal. An address in
figures cannot be rebound. What articles say is escaped everywhere; the Content-Security-Policy is the second
lock: no script runs that is not Datasette's own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any, TypeAlias

from jinja2 import Environment

from corpus.decode import MAX_BYTES
from klopt.messages import Lang, say

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

OURS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
"""Our pages need a style sheet and nothing else."""
WITH_SCRIPT = f"{OURS}; script-src 'self'"
"""The page of drafts also has a file of scripts, to copy and to drop a file on; it works without."""

FOR_PROGRAMS = "/klopt/check"
"""The route that looks at a token of its own."""
MAX_POST = MAX_BYTES + 100_000
"""Bytes of a whole question: a file as large as `klopt check` reads, and some words beside it."""
_CHALLENGE = ((b"www-authenticate", b'Basic realm="klopt", charset="UTF-8"'),)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ALWAYS = (
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# Datasette's templates that have a script in the page; none of these scripts holds data.
_WITH_SCRIPTS = ("_close_open_menus.html", "_codemirror_foot.html")
_CONSTANTS = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")  # in table.html


def wrapper(
    hosts: frozenset[str], templates: Environment, lang: Lang, password: Callable[[], str | None]
) -> Callable[[App], App]:
    """Makes the guard. `hosts` are names that this server may be asked by, beside localhost and addresses in
    figures; if there is a `password` who asks must give it (any user name), or a program its own token.
    """
    theirs = _datasettes_policy(templates)
    locked = say("web.locked", lang).encode()
    known = {name.lower() for name in hosts} | {"localhost"}
    refusal, too_large = say("web.refused", lang).encode(), say("draft.too_large", lang).encode()

    def wrap(app: App) -> App:
        async def guarded(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_guarded(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _headers(message.get("headers", ()), theirs)}
                await send(message)

            host = _asked_for(scope)
            if not (host in known or _is_address(host)):
                await _refuse(send_guarded, 421, refusal)
            elif (wanted := password()) is not None and not _let_in(scope, wanted):
                await _refuse(send_guarded, 401, locked, _CHALLENGE)
            elif scope["method"] not in _SAFE and not _from_here(scope):
                await _refuse(send_guarded, 403, refusal)
            elif _announced(scope) > MAX_POST:
                await _refuse(send_guarded, 413, too_large)
            else:
                await app(scope, receive, send_guarded)

        return guarded

    return wrap


def _let_in(scope: Message, password: str) -> bool:
    """Whether the question carries the password (HTTP Basic, RFC 7617), or comes from a program with a token, which
    its own route looks at.
    """
    sent = next((value for name, value in scope["headers"] if name.lower() == b"authorization"), b"")
    kind, _, value = sent.partition(b" ")
    if kind.lower() == b"bearer":
        return bool(scope["path"] == FOR_PROGRAMS)
    try:
        given = base64.b64decode(value, validate=True).partition(b":")[2]
    except ValueError:
        return False
    return kind.lower() == b"basic" and hmac.compare_digest(given, password.encode())


async def _refuse(send: Send, status: int, words: bytes, more: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def _from_here(scope: Message) -> bool:
    """Whether a page of ours sent this, or no page at all. A browser says of which site the page was; its Origin is
    "null" since our pages tell nobody where a visitor comes from.
    """
    headers = {name.lower(): value for name, value in scope["headers"]}
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    if site is not None:
        return bool(site in (b"same-origin", b"none"))
    return origin is None or bool(origin.partition(b"://")[2] == headers.get(b"host"))


def _announced(scope: Message) -> int:
    """The bytes that a question says to bring; more than we take if it does not say how many a form has, since the
    check of forms below us reads them all.
    """
    headers = {name.lower(): value for name, value in scope["headers"]}
    length = headers.get(b"content-length")
    if length is None:
        return 0 if scope["method"] in _SAFE or b"transfer-encoding" not in headers else MAX_POST + 1
    return int(length) if length.isdigit() and len(length) < 12 else MAX_POST + 1


def _asked_for(scope: Message) -> str:
    """The host that the question names, without the port; "" unless it names exactly one."""
    hosts = [value for name, value in scope["headers"] if name.lower() == b"host"]
    if len(hosts) != 1:
        return ""
    host = hosts[0].decode("latin-1").strip().lower()
    found = re.fullmatch(r"(\[[0-9a-f:.]{2,45}\]|[^\[\]:/@\s]{1,253})(?::[0-9]{1,5})?", host)
    return found[1] if found else ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _headers(given: Any, theirs: str) -> list[tuple[bytes, bytes]]:
    headers = [(bytes(name), bytes(value)) for name, value in given]
    names = {name.lower() for name, _ in headers}
    headers += [pair for pair in _ALWAYS if pair[0] not in names]
    if b"content-security-policy" not in names:
        headers.append((b"content-security-policy", theirs.encode()))
    return headers


def _datasettes_policy(templates: Environment) -> str:
    """What Datasette's own pages may do: its files, its styles, and the scripts that its templates carry, told
    by their digests. A script out of an article is none of these.
    """
    scripts = list(_CONSTANTS)
    for name in _WITH_SCRIPTS:
        if templates.loader is not None:
            source, _, _ = templates.loader.get_source(templates, f"default:{name}")
            scripts += re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
