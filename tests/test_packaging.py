"""What is in the wheel, and that it works in an environment that has nothing else. Run with `-m
packaging`.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"corpus", "extract", "db", "klopt"}
PYTHONS = ("3.11", "3.12", "3.13")

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


def test_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Who builds from the source archive gets the files that we build, and the tests are in it."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", "hatchling>=1.26", cwd=tmp_path)
    build = f"from hatchling.build import build_sdist; print(build_sdist({str(tmp_path)!r}))"
    made = run(python, "-c", build, cwd=ROOT).split()[-1]
    with tarfile.open(tmp_path / made) as packed:
        packed.extractall(tmp_path, filter="data")
    source = tmp_path / made.removesuffix(".tar.gz")
    for needed in (
        "tests/test_flow.py",
        "bench/README.md",
        "requirements-dev.txt",
        "CITATION.cff",
        "LICENSE",
    ):
        assert (source / needed).is_file()
    run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path / "out", source, cwd=tmp_path)
    (again,) = (tmp_path / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(again) as theirs:
        assert sorted(ours.namelist()) == sorted(theirs.namelist())


def interpreter(version: str) -> Path | None:
    """An interpreter of this version on this machine: on the PATH, or among those of pyenv."""
    homes = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [shutil.which(f"python{version}"), *homes.glob(f"{version}.*/bin/python")]
    for one in filter(None, found):  # pyenv's own programs on the PATH exist for versions that are not chosen
        if subprocess.run([one, "-c", ""], capture_output=True, check=False).returncode == 0:
            return Path(one)
    return None


@pytest.mark.parametrize("version", [nr for nr in PYTHONS if nr != f"3.{sys.version_info.minor}"])
def test_wheel_works_on_other_pythons(wheel: Path, version: str, tmp_path: Path) -> None:
    """On every Python that the classifiers name, what is installed reads and checks the samples."""
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    run(python, "-m", "venv", "env", cwd=tmp_path)
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assert ">>34 in 2017<<" in run(programs / "klopt", "demo", cwd=tmp_path)


def test_classifiers_name_the_pythons_that_are_tested() -> None:
    """What we say that we run on is what we try."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    prefix = "Programming Language :: Python :: "
    assert tuple(f"{prefix}{nr}" for nr in PYTHONS) == tuple(
        name for name in project["classifiers"] if name.startswith(f"{prefix}3.")
    )
