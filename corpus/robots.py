"""What a site allows (robots.txt, RFC 9309, read by protego) and what rights it reserves, which is shown and
not judged.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from protego import Protego

MAX_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, section 2.5)."""
MAX_DELAY = 600.0
"""Seconds between two requests that a Crawl-delay can ask for; longer means: not at all."""
OURS = "klopt"
"""Rules for this name hold for us whatever the user calls us."""
SHOWN = 2_000
"""Characters of a notice that are kept."""
_META = re.compile(rb"<meta\s[^<>]{0,600}>", re.I)
_ATTRIBUTE = re.compile(
    rb"""(name|content)\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'<>]{1,500}))""", re.I
)

Kind = Literal["notice", "signal", "tdm"]


@dataclass(frozen=True, slots=True)
class Reservation:
    """Rights that somebody reserves, in their own words: a "notice" or a "signal" in robots.txt, or the "tdm" protocol
    (W3C TDMRep) in a header, a meta element or tdmrep.json. `place` is where it stands.
    """

    kind: Kind
    place: str
    words: str


class Rules:
    """What the robots.txt of one site says. `status` is that of the answer, None for no answer at all.

    No such file (any 4xx but 429) allows everything; an answer that the server owes us (5xx, 429, none)
    forbids everything until it comes (RFC 9309, section 2.3.1).

    >>> rules = Rules(200, b"User-agent: *\\nDisallow: /zoeken\\nCrawl-delay: 5")
    >>> rules.allows("https://a.example/zoeken?q=1", "klopt"), rules.delay("klopt")
    (False, 5.0)
    """

    def __init__(self, status: int | None, body: bytes) -> None:
        self.answered = status is not None and status != 429 and status < 500
        found = status is not None and 200 <= status < 300
        if len(body) > MAX_ROBOTS:  # half a rule is another rule
            body = body[: body.rfind(b"\n", 0, MAX_ROBOTS) + 1]
        self._text = body.decode("utf-8-sig", "replace") if found else ""
        self._parser = Protego.parse(self._text)

    def allows(self, url: str, agent: str) -> bool:
        """Whether we may fetch this, as `agent` and under our own name."""
        if not self.answered:
            return False
        return (
            all(self._parser.can_fetch(url, name) for name in names_of(agent))
            and self.delay(agent) <= MAX_DELAY
        )

    def delay(self, agent: str) -> float:
        """Seconds that must lie between two requests."""
        return max(float(self._parser.crawl_delay(name) or 0) for name in names_of(agent))

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names."""
        return tuple(self._parser.sitemaps)

    def reservations(self, place: str) -> Iterator[Reservation]:
        """What it reserves in prose or by signals."""
        words, signals = _words()
        for block in _comments(self._text):
            small = block.casefold()
            if any(word in small for word in words):
                yield Reservation("notice", place, block[:SHOWN])
        for line in self._text.splitlines():
            if line.partition(":")[0].strip().casefold() in signals:
                yield Reservation("signal", place, line.strip()[:SHOWN])


def names_of(agent: str) -> tuple[str, ...]:
    """The names that rules can be meant for: the product that the user agent begins with, and ours.

    >>> names_of("Polderbot/2.1 (redactie@polderpost.example)")
    ('Polderbot', 'klopt')
    """
    product = re.split(r"[/\s(]", agent.strip(), maxsplit=1)[0]
    return (product, OURS) if product and product.casefold() != OURS else (OURS,)


@cache
def _words() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tomllib.loads(files("corpus").joinpath("reservations.toml").read_text(encoding="utf-8"))
    return tuple(table["words"]), frozenset(table["signals"])


def _comments(text: str) -> Iterator[str]:
    """Each run of comment lines as one text, without the marks."""
    block: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.lstrip().startswith("#"):
            block.append(line.strip().lstrip("#").strip())
        elif block:
            yield " ".join(filter(None, block))
            block = []


def reserved_in_headers(headers: Mapping[str, str], url: str) -> Iterator[Reservation]:
    """What the headers of an answer reserve (names in small letters)."""
    value = headers.get("tdm-reservation", "").strip()
    if value:
        yield Reservation("tdm", url, _tdm(value, headers.get("tdm-policy", "").strip()))


def reserved_on_page(body: bytes, url: str) -> Iterator[Reservation]:
    """What the meta elements in the head of a page reserve."""
    found: dict[str, str] = {}
    for element in _META.findall(body[:200_000]):
        said = {
            name.lower().decode(): (double or single or bare).decode("utf-8", "replace")
            for name, double, single, bare in _ATTRIBUTE.findall(element)
        }
        if said.get("name", "").lower() in ("tdm-reservation", "tdm-policy"):
            found.setdefault(said["name"].lower(), said.get("content", "").strip())
    if found.get("tdm-reservation"):
        yield Reservation("tdm", url, _tdm(found["tdm-reservation"], found.get("tdm-policy", "")))


def reserved_in_tdmrep(body: bytes, place: str) -> tuple[Reservation, ...]:
    """What a site's `/.well-known/tdmrep.json` reserves; none if it is not what it should be.

    >>> reserved_in_tdmrep(b'[{"location": "/*", "tdm-reservation": 1}]', "https://a.example/.well-known/tdmrep.json")[0].words
    '/*: tdm-reservation: 1'
    """
    try:
        rows = json.loads(body[:MAX_ROBOTS])
    except (ValueError, RecursionError):
        return ()
    return tuple(_tdmrep_rows(rows if isinstance(rows, list) else [], place))


def _tdmrep_rows(rows: Iterable[object], place: str) -> Iterator[Reservation]:
    for row in rows:
        if isinstance(row, dict) and "tdm-reservation" in row:
            said = _tdm(str(row["tdm-reservation"]), str(row.get("tdm-policy") or ""))
            yield Reservation("tdm", place, f"{row.get('location', '/')}: {said}"[:SHOWN])


def covered(words: str, kind: Kind, url: str | None) -> bool:
    """Whether what a site says holds for the page at this address. A line of tdmrep.json names the pages in the way of
    robots.txt (W3C TDMRep, section 6.1); all else is about the whole site.

    >>> covered("/nieuws/*: tdm-reservation: 1", "tdm", "https://a.example/sport/1")
    False
    """
    location, found, _ = words.partition(": tdm-reservation:")
    if kind != "tdm" or not found:
        return True
    pattern = "".join(character for character in location if character.isprintable())
    return url is not None and not Protego.parse(f"User-agent: *\nDisallow: {pattern}").can_fetch(url, OURS)


def reserves(reservation: Reservation) -> bool:
    """Whether this is the statement of the protocol that the rights are reserved; words are for people to read.

    >>> reserves(Reservation("tdm", "", "/: tdm-reservation: 1"))
    True
    >>> reserves(Reservation("tdm", "", "tdm-reservation: 0"))
    False
    """
    return reservation.kind == "tdm" and bool(re.search(r"tdm-reservation: 1(?:\D|$)", reservation.words))


def _tdm(value: str, policy: str) -> str:
    return f"tdm-reservation: {value}{f', tdm-policy: {policy}' if policy else ''}"[:SHOWN]
