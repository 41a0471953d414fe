"""What options were given, as values: a day, days, a number. For click, as callbacks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import click

from extract.nouns import Days
from klopt.days import Backwards, day_or_longer, stretch
from klopt.options import KloptError
from klopt.terminal import printable


def a_day(_ctx: click.Context, param: click.Parameter, value: str | None) -> Days | None:
    """The day, month or year that an option was given. Raises KloptError."""
    return _days(day_or_longer, param, value)


def a_stretch(_ctx: click.Context, param: click.Parameter, value: str | None) -> Days | None:
    """The days from:to that an option was given. Raises KloptError."""
    return _days(stretch, param, value)


def a_number(_ctx: click.Context, param: click.Parameter, value: str | None) -> Decimal | None:
    """The number that an option was given, with a decimal comma or point. Raises KloptError, also for 1.500, which
    is one and a half to some and fifteen hundred to others.
    """
    if value is None:
        return None
    whole, sign, part = value.strip().replace(",", ".").partition(".")
    try:
        if sign and len(part) == 3 and whole.lstrip("-") not in ("", "0"):
            raise KloptError("listing.unclear", option=param.opts[0], value=printable(value))
        number = Decimal(value.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise KloptError("listing.number", option=param.opts[0], value=printable(value))
    return number


def _days(read: Callable[[str], Days], param: click.Parameter, value: str | None) -> Days | None:
    try:
        return None if value is None else read(value)
    except Backwards:
        raise KloptError("listing.ends", option=param.opts[0], value=printable(value or "")) from None
    except ValueError:
        raise KloptError("listing.day", option=param.opts[0], value=printable(value or "")) from None


def whole(_ctx: click.Context, param: click.Parameter, value: str) -> int:
    """The whole number from nothing up that an option was given. Raises KloptError."""
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise KloptError("listing.whole", option=param.opts[0], value=printable(value))
    return int(value)


def positive(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """The whole number above nothing that an option was given. Raises KloptError."""
    if value is None:
        return None
    number = whole(ctx, param, value)
    if not number:
        raise KloptError("listing.positive", option=param.opts[0], value=value)
    return number
