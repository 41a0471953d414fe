"""`--dask` between users: with certificates the rows are the same, and what is wrong with them is one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

import dask
from distributed import LocalCluster, Security

from klopt.cli import main

pytestmark = pytest.mark.usefixtures("let_go")


@dataclass(frozen=True, slots=True)
class Papers:
    """A certificate that is its own CA, with its key, as files."""

    cert: Path
    key: Path

    @classmethod
    def made(cls, folder: Path) -> Papers:
        folder.mkdir()
        made, found = Security.temporary(), cls(folder / "cert.pem", folder / "key.pem")
        found.cert.write_text(str(made.tls_client_cert), encoding="ascii")
        found.key.write_text(str(made.tls_client_key), encoding="ascii")
        return found

    def settings(self, trusts: Papers | None = None) -> dict[str, Any]:
        """What stands in Dask's settings of who has these, and trusts this CA (its own)."""
        said = {"require-encryption": True, "tls.ca-file": str((trusts or self).cert)}
        for role in ("client", "worker", "scheduler"):
            said |= {f"tls.{role}.cert": str(self.cert), f"tls.{role}.key": str(self.key)}
        return {f"distributed.comm.{name}": value for name, value in said.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A scheduler with certificates and a worker, a scheduler without; certificates of ours and of others."""

    secret: str
    plain: str
    ours: Papers
    theirs: Papers


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, let_go_at_last: None) -> Iterator[Place]:  # noqa: ARG001
    folder = tmp_path_factory.mktemp("papers")
    ours, theirs = (Papers.made(folder / name) for name in ("ours", "theirs"))
    quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": 50, "threads_per_worker": 1}
    with dask.config.set(ours.settings()):
        secret = LocalCluster(n_workers=1, protocol="tls://", security=Security(), **quiet)
    with secret, LocalCluster(n_workers=0, **quiet) as plain:
        yield Place(secret.scheduler_address, plain.scheduler_address, ours, theirs)


@pytest.mark.model
def test_with_certificates_the_rows_are_those_of_one_process(corpus: Any, place: Place) -> None:
    assert place.secret.startswith("tls://")
    with dask.config.set(place.ours.settings()):
        assert main(["check", "--db", str(corpus.read), "--dask", place.secret]) == 1
    assert corpus.rows(corpus.read) == corpus.rows(corpus.checked)


def nothing(_place: Place) -> dict[str, Any]:
    return {}


def ours(place: Place) -> dict[str, Any]:
    return place.ours.settings()


def of_another_ca(place: Place) -> dict[str, Any]:
    return place.theirs.settings()


def half(place: Place) -> dict[str, Any]:
    """We trust the scheduler, and it does not trust us."""
    return place.theirs.settings(trusts=place.ours)


def of_another_folder(_place: Place) -> dict[str, Any]:
    return Papers(Path("cert.pem"), Path("key.pem")).settings()


def mixed_up(place: Place) -> dict[str, Any]:
    """A key where the certificate should be."""
    return Papers(place.ours.key, place.ours.key).settings(trusts=place.ours)


@pytest.mark.parametrize(
    ("settings", "to", "dutch", "english"),
    [
        (nothing, "secret", "is een certificaat nodig", "A certificate is needed"),
        (of_another_ca, "secret", "vertrouwen elkaars certificaat niet", "do not trust each other"),
        (half, "secret", "vertrouwen elkaars certificaat niet", "do not trust each other"),
        (of_another_folder, "secret", "cert.pem is er niet", "cert.pem is not there"),
        (mixed_up, "secret", "is niet te gebruiken", "cannot be used"),
        (nothing, "as_plain", "luistert iets dat anders spreekt", "speaks differently"),
        (ours, "as_secret", "luistert iets dat anders spreekt", "speaks differently"),
        (ours, "plain", "moet alles versleuteld zijn", "all must be encrypted"),
    ],
)
def test_what_is_wrong_is_one_line(
    settings: Callable[[Place], dict[str, Any]],
    to: str,
    dutch: str,
    english: str,
    corpus: Any,
    place: Place,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = {
        "secret": place.secret,
        "plain": place.plain,
        "as_plain": place.secret.replace("tls:", "tcp:"),
        "as_secret": place.plain.replace("tcp:", "tls:"),
    }[to]
    for lang, words in (("nl", dutch), ("en", english)):
        with dask.config.set(settings(place)):
            given = ["check", "--db", str(corpus.read), "--dask", address, "--lang", lang]
            assert main(given) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("klopt: ")
        assert words in line
