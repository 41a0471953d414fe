"""What the pages of one server were told: in Datasette's configuration what anybody may see, beside it what nobody may.

Datasette shows its configuration at `/-/metadata.json` to whoever may read the pages, so secrets and paths
of this machine are not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class Private:
    """`token`: what programs must show; `password`: what everybody must give; `db`: the corpus, if verdicts may be
    written; `name`: who judges if the browser does not say; `model`: the pipeline for drafts.
    """

    token: str | None = None
    password: str | None = None
    db: Path | None = None
    name: str = ""
    model: str | None = None


_PRIVATE: WeakKeyDictionary[Datasette, Private] = WeakKeyDictionary()


def keep(datasette: Datasette, private: Private) -> None:
    """Keep what nobody may see, as long as this server lives."""
    _PRIVATE[datasette] = private


def private_of(datasette: Datasette) -> Private:
    """What only this server knows; nothing for a Datasette that `klopt web` did not make."""
    return _PRIVATE.get(datasette, Private())


def settings_of(datasette: Datasette) -> Mapping[str, Any]:
    """The configuration that anybody may see: "lang", "hosts", "rules"."""
    return datasette.plugin_config("klopt") or {}
