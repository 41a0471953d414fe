"""klopt, stopped at a place: it says where it is and waits there to be killed. Arguments: the place, then klopt's."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

PLACES = {
    "forget: new file written": ("klopt.forgetting", "forget"),
    "forget: committed": ("klopt.forgetting", "finish_forgetting"),
    "forget: old file gone": ("klopt.upkeep", "erase"),
    "rebuild: records read": ("klopt.rebuilding", "held"),
    "rebuild: before the swap": ("klopt.rebuilding", "swap"),
    "rebuild: two names": ("klopt.swapping", "_last"),
    "merge: records appended": ("klopt.uniting", "take_article"),
    "backup: archive copied": ("klopt.backing_up", "_prove"),
}
PLACE, *ARGS = sys.argv[1:]


def stop(*_: object, **__: object) -> None:
    print(f"at {PLACE}", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    from klopt.cli import main

    module, name = PLACES[PLACE]
    import_module(f"klopt.commands.{ARGS[0].replace('-', '_')}")
    if not hasattr(import_module(module), name):
        raise LookupError(f"{module} has no {name}")
    setattr(import_module(module), name, stop)
    sys.exit(main(ARGS))
