"""The way to a scheduler that runs elsewhere: waited for, and seen to be one before a client of Dask goes there, which
would wait forever for what listens and is none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from distributed import Client
from distributed.comm.core import connect

from klopt.options import KloptError
from klopt.scale.certificates import in_the_way, secured
from klopt.scale.place import no_scheduler_in, scheduler_at

REACH = 10
"""Seconds in which a scheduler that is there must answer."""
PAUSE = 2
"""Seconds between two times that we look for one."""


class _NotThere(Exception):
    """No scheduler, but one may come. `said` is what to say if none does."""

    def __init__(self, said: KloptError) -> None:
        super().__init__(said)
        self.said = said


def client_of(address: str, wait: int, waits: Callable[[], None]) -> Client:
    """A client of the scheduler at this address, or of the one that wrote the file of this name. It may come within so
    many seconds; `waits` is called if we wait. Raises KloptError.
    """
    until = monotonic() + wait
    told = False
    while True:
        try:
            found = _looked_up(address)
            said = address if found == address else f"{address} ({found})"
            return _client(found, said, max(wait, REACH))
        except _NotThere as missed:
            if monotonic() >= until:
                raise missed.said from None
        if not told:
            waits()
            told = True
        sleep(PAUSE)


def _looked_up(address: str) -> str:
    """The address in the file of a scheduler: each time, as another may have written it since."""
    if not address.endswith(".json"):
        return address
    found = scheduler_at(Path(address))
    if found is None:
        raise _NotThere(no_scheduler_in(address))
    return found


def _client(address: str, said: str, seconds: int) -> Client:
    """A client of the scheduler at this address, which is called `said`."""
    try:
        asyncio.run(_answered(address))
        return Client(address, timeout=REACH)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        key = in_the_way(address, error)
        if key is not None:
            raise KloptError(key, address=said) from None
        if isinstance(error, OSError):
            raise _NotThere(KloptError("cluster.unreachable", address=said, seconds=seconds)) from None
        reason = " ".join(str(error).split())[:200]
        raise KloptError("cluster.refused", address=said, reason=reason) from None


async def _answered(address: str) -> None:
    """Return once a scheduler answers there."""
    comm = await asyncio.wait_for(connect(address, timeout=REACH, **secured(address)), REACH)
    comm.abort()
