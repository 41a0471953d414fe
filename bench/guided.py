"""A search for input that breaks a reader, guided by which code it reaches (atheris, libFuzzer).

    python -m bench.guided TARGET FOLDER [-max_total_time=3600] [-max_len=4096] [other options of libFuzzer]

TARGET is a name of `bench.targets`; in FOLDER stand inputs to begin with, and those that reach something new are added.
What breaks is written to `crash-...` here. Needs `pip install atheris` (Linux, Python 3.11 to 3.13) in an
environment with klopt; it is no part of the tests, which try the same targets a few times (`tests/test_any_input.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["corpus", "extract", "klopt", "db"]):
    from bench.targets import TARGETS, in_time


def main() -> None:
    """Search until told to stop."""
    if len(sys.argv) < 3 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"python -m bench.guided TARGET FOLDER; targets: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv[1]]
    Path(sys.argv[2]).mkdir(exist_ok=True)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: in_time(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
