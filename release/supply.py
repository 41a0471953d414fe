"""What klopt stands on: locked, listed with its licences, described as an SBOM, asked after for known faults.

    python release/supply.py lock | licences | sbom | audit

`lock` remakes requirements-dev.txt (`--upgrade` with newer releases); the others look at exactly what stands in it,
without the tools of the tests. Results lie in build/. Needs Python 3.11 and nothing else: the tools of
release/tools.txt are put in an environment of their own. Exit codes: 0, 1 if something was found, 2 if it could not
be done.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
LOCK = ROOT / "requirements-dev.txt"
EXTRAS = ("parquet", "plot")
"""What users can ask for besides; "test" comes on top of these in the lock."""
COPYLEFT = ("AGPL", "GPL", "SSPL", "EUPL", "CC-BY-NC", "AFFERO", "GENERAL PUBLIC")
"""Licences that would bind those who pass klopt on, or keep them from using it."""
CHOICE = " OR "


class NotDone(Exception):
    """A step could not be done; the text says why."""


def main() -> int:
    """Do what is asked."""
    parser = argparse.ArgumentParser(
        prog="python release/supply.py", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("what", choices=("lock", "licences", "sbom", "audit"))
    parser.add_argument("--upgrade", action="store_true", help="lock: take newer releases")
    asked = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    steps = {"licences": licences, "sbom": sbom, "audit": audit}
    try:
        return lock(asked.upgrade) if asked.what == "lock" else steps[asked.what]()
    except NotDone as error:
        print(f"supply: {error}", file=sys.stderr)
        return 2


def lock(upgrade: bool) -> int:
    """Versions and hashes of everything, for every system and Python that klopt runs on."""
    command = [
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ]
    command += ["--no-emit-index-url", "--no-annotate", "--quiet", "--output-file", LOCK.name]
    command += [word for extra in (*EXTRAS, "test") for word in ("--extra", extra)]
    command += ["--custom-compile-command", "python release/supply.py lock"]
    _run(_tool("uv"), *command, *(["--upgrade"] if upgrade else []))
    print(f"{LOCK.name}: {sum('==' in line for line in LOCK.read_text('utf-8').splitlines())} packages")
    return 0


def licences() -> int:
    """Print the licence of everything that a user installs, and say which would bind them."""
    listed = _run(_tool("pip-licenses"), "--python", _locked(), "--format", "json", "--order", "license")
    (BUILD / "licences.json").write_text(listed, "utf-8")
    rows = json.loads(listed)
    for row in rows:
        print(f"{row['Name']:<28} {row['Version']:<14} {row['License']}")
    binding = [row["Name"] for row in rows if binds(row["License"])]
    print(f"{len(rows)} packages; binding: {', '.join(binding) or 'none'}")
    return 1 if binding else 0


def binds(licence: str) -> bool:
    """Whether this licence, with every choice that it leaves, has terms that klopt's own do not have."""
    return all(any(word in choice.upper() for word in COPYLEFT) for choice in licence.split(CHOICE))


def sbom() -> int:
    """A bill of materials (CycloneDX, JSON) of what a user installs."""
    out = BUILD / "klopt.cdx.json"
    _run(
        _tool("cyclonedx-py"), "environment", _locked(), "--pyproject", "pyproject.toml", "--output-file", out
    )
    print(f"{out.relative_to(ROOT)}: {len(json.loads(out.read_text('utf-8'))['components'])} components")
    return 0


def audit() -> int:
    """Ask the service of the package index which of the locked releases have known faults."""
    out = BUILD / "audit.json"
    out.unlink(missing_ok=True)
    command = [str(_tool("pip-audit")), "--disable-pip", "--require-hashes", "--requirement", LOCK.name]
    ended = subprocess.run(
        [*command, "--format", "json", "--output", out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    try:
        found = json.loads(out.read_text("utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError):
        raise NotDone(f"the audit did not run: {ended.stderr.strip()[-500:]}") from None
    said, code = audited(found)
    print(said)
    return code


def audited(found: list[dict[str, Any]]) -> tuple[str, int]:
    """What an audit says, and the exit code. A package that the service does not know was not audited: a service
    that cannot be reached knows none, and that must not read as "no faults".
    """
    lines = [
        f"{one['name']} {one['version']}: {fault['id']}, repaired in {', '.join(fault['fix_versions']) or 'no release'}"
        for one in found
        for fault in one.get("vulns", ())
    ]
    unknown = sum("skip_reason" in one for one in found)
    lines.append(f"{len(found) - unknown} of {len(found)} packages asked after, {len(lines)} known faults")
    if unknown:
        lines.append(
            f"not audited: {unknown} (the service does not know them, or cannot be reached from here)"
        )
    return "\n".join(lines), 1 if len(lines) > 1 + bool(unknown) else 2 if unknown else 0


def _tool(name: str) -> Path:
    """A program of release/tools.txt; installed at first use."""
    home = BUILD / "release-tools"
    found = home / ("Scripts" if os.name == "nt" else "bin") / name
    if not found.exists():
        venv.create(home, with_pip=True)
        _run(found.with_name("python"), "-m", "pip", "install", "--quiet", "-r", "release/tools.txt")
    return found


def _locked() -> Path:
    """The Python of an environment with klopt and what a user installs, in the locked releases."""
    home = BUILD / "release-env"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not LOCK.exists():
        raise NotDone(f"{LOCK.name} is not there: python release/supply.py lock")
    if not python.exists():
        venv.create(home, with_pip=False)
    klopt = f".[{','.join(EXTRAS)}]"
    _run(_tool("uv"), "pip", "install", "--quiet", "--python", python, "--constraint", LOCK.name, klopt)
    return python


def _run(*command: str | Path) -> str:
    """The output of a command that must succeed."""
    ended = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NotDone(f"{Path(command[0]).name} exited {ended.returncode}: {ended.stderr.strip()[-500:]}")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main())
