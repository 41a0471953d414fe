"""Moments as people in the Netherlands read them, and as machines do."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from klopt.messages import Lang
from klopt.moments import here
from klopt.report import long_date


def moment(stamp: str | None, lang: Lang) -> str:
    """Day and time in the Netherlands of a stamp of ours, which is in UTC; "" for none.

    >>> moment("2026-07-01T12:05:00.000+00:00", "nl"), moment("2026-12-01T12:05:00.000+00:00", "nl")
    ('1 juli 2026, 14.05', '1 december 2026, 13.05')
    """
    if not stamp:
        return ""
    then = here(stamp)
    return f"{long_date(then.date(), lang)}, {then:%H.%M}"


def timed(stamp: str | None, lang: Lang) -> Markup:
    """The moment as an element that says it to machines too. A day without a time stays that, and a stamp of a page
    that names no zone stays as it was written.
    """
    if not stamp:
        return Markup("")
    then = datetime.fromisoformat(stamp)
    if len(stamp) <= len("2026-07-01"):
        machine, words = stamp, long_date(then.date(), lang)
    elif then.tzinfo is None:
        machine, words = stamp, f"{long_date(then.date(), lang)}, {then:%H.%M}"
    else:
        machine, words = here(stamp).isoformat(timespec="seconds"), moment(stamp, lang)
    return Markup('<time datetime="{}">{}</time>').format(machine, words)
