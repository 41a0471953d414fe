"""The papers of a release agree with each other, and an audit that could not be made does not read as a clean one."""

import importlib.util
import re
import tomllib
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def load() -> ModuleType:
    """release/supply.py, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("supply", ROOT / "release" / "supply.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


supply = load()


def locked() -> dict[str, str]:
    """The one version of every package in the lock that counts on this system and Python."""
    found: dict[str, str] = {}
    for line in (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines():
        if re.match(r"[a-z0-9]", line):
            asked = Requirement(line.removesuffix("\\"))
            if asked.marker is None or asked.marker.evaluate({**default_environment(), "extra": ""}):
                (pin,) = asked.specifier
                found[canonicalize_name(asked.name)] = pin.version
    return found


@pytest.mark.parametrize(
    "line", [*PROJECT["dependencies"], *chain.from_iterable(PROJECT["optional-dependencies"].values())]
)
def test_lock_has_every_dependency_within_its_range(line: str) -> None:
    """Who changes a dependency remakes the lock."""
    asked = Requirement(line)
    version = locked().get(canonicalize_name(asked.name))
    assert version is not None, "python release/supply.py lock"
    assert asked.specifier.contains(version), "python release/supply.py lock"


def test_lock_names_no_index() -> None:
    """A lock with somebody's own index in it works nowhere else; every release has hashes."""
    text = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert "://" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_version_is_the_same_everywhere() -> None:
    """The citation is of this version and under these licences."""
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in citation
    for licence in PROJECT["license"].split(" AND "):
        assert f"  - {licence}\n" in citation


def test_image_has_a_python_that_is_tested() -> None:
    """The container runs a Python that the classifiers name, and copies every package."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    versions = set(re.findall(r"FROM python:([\d.]+)", text))
    assert versions <= {line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line}
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    for package in ("corpus", "extract", "db", "klopt"):
        assert f"COPY {package} {package}\n" in text
        assert f"!{package}\n" in ignored


def test_audit_that_was_not_made_says_so() -> None:
    """A service that cannot be reached knows no package: that is exit code 2, not "no faults"."""
    known = {"name": "a", "version": "1", "vulns": []}
    fault = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    unknown = {"name": "c", "skip_reason": "not found"}
    assert supply.audited([known]) == ("1 of 1 packages asked after, 0 known faults", 0)
    said, code = supply.audited([unknown])
    assert code == 2
    assert "not audited: 1" in said
    said, code = supply.audited([known, fault, unknown])
    assert code == 1
    assert said.startswith("b 2: PYSEC-1, repaired in 3\n2 of 3 packages asked after, 1 known faults\n")


@pytest.mark.parametrize(
    ("licence", "bound"),
    [
        ("MIT", False),
        ("MPL-1.1 OR GPL-2.0-only", False),
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("MIT AND LGPL-2.1", True),
    ],
)
def test_licence_binds(licence: str, bound: bool) -> None:
    """A choice that leaves a way out does not bind."""
    assert supply.binds(licence) is bound
