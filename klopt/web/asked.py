"""What a visitor asks for: the language, the filters and the page, out of the address and back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from db.queue import Wanted
from db.rows import Level
from extract.nouns import Days
from klopt.check.finding import Lang
from klopt.check.levels import uncapped
from klopt.days import day_or_longer

LEVELS: dict[str, tuple[Level, ...]] = {
    "": ("error", "warning"),
    "error": ("error",),
    "warning": ("warning",),
    "note": ("note",),
    "all": ("error", "warning", "note"),
}
"""What can be chosen, and the levels that it means; like `klopt check`, notes only when asked for."""
JUDGED: dict[str, bool | None] = {"": False, "settled": True, "all": None}
"""Which findings by what was said of them; like `klopt check`, those that are settled only when asked for."""
DEEPEST = 10_000
"""Pages of findings; who wants more has a filter, and SQL."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the page of findings. What makes no sense is taken as not asked, and told in `ignored`."""

    lang: Lang
    default_lang: Lang
    level: str = ""
    rule: str = ""
    source: str = ""
    judged: str = ""
    page: int = 1
    since: str = ""
    until: str = ""
    ignored: tuple[str, ...] = ()

    def wanted(self, caps: Mapping[str, str]) -> Wanted:
        """The findings that this asks for, where rules are lowered or silenced like this."""
        levels = LEVELS[self.level]
        of_rule = uncapped(levels, caps)
        published = stretch_of(self.since, self.until)
        judged = JUDGED[self.judged]
        return Wanted(levels, of_rule, self.rule or None, self.source or None, judged, published)

    def at(self, page: int) -> Asked:
        """The same on another page."""
        return replace(self, page=page)

    def query(self) -> str:
        """The part of the address behind the path, "" if all is as it is without asking."""
        pairs = {
            "level": self.level,
            "rule": self.rule,
            "source": self.source,
            "judged": self.judged,
            "since": self.since,
            "until": self.until,
            "page": "" if self.page == 1 else str(self.page),
            "lang": "" if self.lang == self.default_lang else self.lang,
        }
        given = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{given}" if given else ""

    def plain(self) -> str:
        """The language alone, for a link to another page."""
        return Asked(self.lang, self.default_lang).query()

    def everything(self) -> Asked:
        """All findings, of every level, judged or not."""
        return Asked(self.lang, self.default_lang, "all", judged="all")

    def of_rule(self, rule: str) -> Asked:
        """All findings of one rule."""
        return replace(self.everything(), rule=rule)

    def switched(self) -> Asked:
        """The same in the other language."""
        return replace(self, lang="en" if self.lang == "nl" else "nl")


def asked(args: Mapping[str, str], default_lang: Lang) -> Asked:
    """What this query string asks for."""
    lang: Lang = default_lang
    if args.get("lang") in ("nl", "en"):
        lang = "en" if args.get("lang") == "en" else "nl"
    level = args.get("level") or ""
    judged = args.get("judged") or ""
    since, until = ((args.get(name) or "")[:10] for name in ("since", "until"))
    no_sense = {
        "lang": (args.get("lang") or "nl") not in ("nl", "en"),
        "level": level not in LEVELS,
        "judged": judged not in JUDGED,
        "since": bool(since) and stretch_of(since, "") is None,
        "until": bool(until) and stretch_of("", until) is None,
    }
    if since and until and not (no_sense["since"] or no_sense["until"]):
        no_sense["until"] = stretch_of(since, until) is None
    return Asked(
        lang,
        default_lang,
        "" if no_sense["level"] else level,
        args.get("rule") or "",
        args.get("source") or "",
        "" if no_sense["judged"] else judged,
        page_number(args.get("page")),
        since,
        until,
        tuple(f"{name}={args[name]}" for name, not_known in no_sense.items() if not_known),
    )


def page_number(typed: str | None) -> int:
    """The page that an address asks for, the first if it makes no sense.

    >>> page_number("3"), page_number("-1"), page_number(None)
    (3, 1, 1)
    """
    number = typed or ""
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return min(max(page, 1), DEEPEST)


def stretch_of(since: str, until: str) -> Days | None:
    """The days from the first to the last that were typed; what is no day, or backwards, is as not typed."""

    def day(typed: str) -> Days | None:
        try:
            return day_or_longer(typed) if typed else None
        except ValueError:
            return None

    first, last = day(since), day(until)
    if first is None and last is None:
        return None
    try:
        return Days(first.start if first else None, last.end if last else None)
    except ValueError:
        return None
