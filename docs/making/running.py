"""klopt run as a user runs it, in an empty folder, in Dutch, with the bundled pipeline."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


def klopt(*args: str, files: Mapping[str, str] | None = None) -> str:
    """What it prints on stdout. `files` are laid in the folder first. Raises if it could not run."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("KLOPT", "COLUMNS"))}
    path = os.pathsep.join(filter(None, (str(ROOT), environ.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (files or {}).items():
            Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "klopt", *args],
            cwd=folder,
            env=environ | {"KLOPT_MODEL": "nl_klopt_sm", "PYTHONPATH": path, "COLUMNS": "100"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"klopt {' '.join(args)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
