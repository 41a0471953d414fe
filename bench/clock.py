"""Processor time of this process, so that what else runs on the machine counts little; the best of some rounds."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from os import cpu_count
from time import process_time
from typing import Any


@dataclass(slots=True)
class Clock:
    """Seconds spent, by name."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Add the time inside to `name`."""
        start = process_time()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + process_time() - start

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its time added to `name`. It must not be a generator."""

        @wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            with self.running(name):
                return function(*args, **options)

        return timed


def best(rounds: list[Clock], name: str) -> Clock:
    """The round in which `name` took least: what disturbs a measurement only makes it longer."""
    return min(rounds, key=lambda clock: clock.spent[name])


def machine() -> str:
    """What this runs on, in a line."""
    return f"{platform.machine()}, {cpu_count()} cores, Python {platform.python_version()}, one thread"
