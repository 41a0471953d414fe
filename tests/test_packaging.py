"""What is in the wheel, and that it works in an environment that has nothing else. Run with `-m
packaging`.
"""

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"corpus", "extract", "db", "klopt"}

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path) -> str:
    """Output of a command that must succeed, with nothing of this environment in its way."""
    keep = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "KLOPT", "VIRTUAL"))
    }
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=keep, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} exited {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel and what it asks for, nothing more."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return programs


def test_wheel_has_exactly_four_packages(wheel: Path) -> None:
    """Nothing but the four packages and the wheel's own metadata stands at the top."""
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.split("/")[0] for name in packed.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES


def test_wheel_has_every_data_file(wheel: Path) -> None:
    """Tables, SQL, samples and the pipeline travel along: every tracked file of the packages is in the
    wheel.
    """
    tracked = run("git", "ls-files", *sorted(PACKAGES), cwd=ROOT).split("\n")
    with zipfile.ZipFile(wheel) as packed:
        assert set(filter(None, tracked)) <= set(packed.namelist())
        names = packed.namelist()
    for needed in ("extract/nl_klopt_sm/config.cfg", "klopt/messages.toml", "klopt/check/rules.toml"):
        assert needed in names
    assert sum(name.startswith("klopt/samples/") for name in names) >= 6


def test_wheel_carries_the_licence(wheel: Path) -> None:
    """The licence file travels along."""
    with zipfile.ZipFile(wheel) as packed:
        assert any(name.endswith("licenses/LICENSE") for name in packed.namelist())


def test_help_runs_without_development_packages(installed: Path, tmp_path: Path) -> None:
    """`klopt --help` and `klopt --version` work with run-time dependencies only."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert "Afsluitcodes" in run(installed / "klopt", "--help", cwd=tmp_path)
    assert run(installed / "klopt", "--version", cwd=tmp_path) == f"klopt {version}\n"


def test_demo_runs_from_elsewhere(installed: Path, tmp_path: Path) -> None:
    """The demo needs nothing of the working tree and leaves its folder where it was called."""
    out = run(installed / "klopt", "demo", cwd=tmp_path)
    assert ">>34 in 2017<<" in out
    assert (tmp_path / "klopt-demo" / "klopt.db").is_file()
