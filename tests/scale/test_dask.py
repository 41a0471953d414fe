"""`--dask` on a cluster of two processes: the rows of one process, whatever happens to the others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread, Timer
from time import monotonic, sleep
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

import dask
from distributed import Client, Future, LocalCluster
from distributed.client import FutureState

from klopt.cli import main
from klopt.options import KloptError
from klopt.scale import connect, reach
from klopt.scale.connect import Cluster, Died, Task, reached
from klopt.scale.parts import Folder
from klopt.scale.place import parts_folder, seen_to
from klopt.scale.work import TooMuch, read_chunk, versions

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Two workers, made once: each start takes seconds."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as made,
        Client(made) as client,
    ):
        yield Cluster(client)


@pytest.fixture(scope="module")
def address(cluster: Cluster) -> str:
    return str(cluster._client.scheduler_info()["address"])


def test_the_rows_are_those_of_one_process_though_a_worker_is_killed(
    corpus: Any,
    cluster: Cluster,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Extract, with a worker killed when the first part comes; then check; all tables, and what is printed."""
    killed: list[int] = []
    put = Folder.put

    def put_and_kill(self: Folder, *given: Any) -> None:
        put(self, *given)
        if not killed:
            killed.append(min(cluster._client.run(os.getpid).values()))
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(Folder, "put", put_and_kill)
    assert main(["extract", "--db", str(corpus.added), "--dask", address]) == 0
    assert killed
    assert corpus.rows(corpus.added) == corpus.rows(corpus.read)

    assert main(["check", "--db", str(corpus.added), "--dask", address]) == 1
    told = capsys.readouterr().out.splitlines()[1:-1]
    assert corpus.rows(corpus.added) == corpus.rows(corpus.checked)
    found = {row[0] for row in corpus.rows(corpus.added)["findings"]}
    assert len(found) > 5
    assert not parts_folder(corpus.added).exists()
    assert main(["check", "--db", str(corpus.added)]) == 1
    assert capsys.readouterr().out.splitlines()[: len(told)] == told


def test_a_cluster_on_this_machine_lets_nobody_else_in() -> None:
    with reached("local:1") as cluster:
        assert str(cluster._client.scheduler_info()["address"]).startswith("tls://127.0.0.1:")
        assert [result for _, result in cluster.results([Task("works", bytes, (b"x",))])] == [b"x"]


def test_work_that_stops_its_workers_comes_back_and_the_rest_goes_on(cluster: Cluster) -> None:
    found = dict(cluster.results([Task("dies", os._exit, (1,)), Task("lives", bytes, (b"x",))]))
    assert {task.name: result for task, result in found.items()} == {"dies": Died(), "lives": b"x"}


def test_a_result_that_goes_with_its_worker_is_made_again(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was done, and the worker that had it is killed before it is fetched."""
    lost: list[str] = []
    lose = FutureState.lose

    def noted(self: FutureState) -> None:
        lost.append(str(self.key))
        lose(self)

    monkeypatch.setattr(FutureState, "lose", noted)
    results = cluster.results([Task("one", bytes, (b"1",)), Task("two", bytes, (b"2",))])
    first, _ = next(results)
    (other,) = {"one", "two"} - {first.name}
    states = cluster._client.futures
    reaches(lambda: states[other].status == "finished")
    for process in cluster._client.run(os.getpid).values():
        os.kill(process, signal.SIGKILL)
    reaches(lambda: other in lost)
    ((task, result),) = results
    assert (task.name, result) == (other, {"one": b"1", "two": b"2"}[other])


def test_work_that_somebody_cancels_is_one_line(cluster: Cluster) -> None:
    """As when the cluster closes: no traceback."""
    Timer(0.5, lambda: Future("slow", cluster._client).cancel(force=True)).start()
    with pytest.raises(KloptError, match="lost"):
        next(cluster.results([Task("slow", sleep, (30,))]))


def reaches(so: Callable[[], bool]) -> None:
    """Wait until this is so."""
    until = monotonic() + 60
    while not so():
        assert monotonic() < until
        sleep(0.01)


def test_a_file_that_is_too_much_for_a_part_comes_back(cluster: Cluster) -> None:
    ((_, result),) = cluster.results([Task("much", too_much, ())])
    assert result == Died()


def too_much() -> bytes:
    raise TooMuch("x.warc")


def test_workers_that_run_something_else_are_refused(cluster: Cluster) -> None:
    """Before any work is given out; and when one comes later."""
    ours = versions(("nl_klopt_sm", "?"))
    with pytest.raises(KloptError, match="other_version"):
        cluster.expect(ours, "nl_klopt_sm", "nl")
    with pytest.raises(KloptError, match="other_version"):
        cluster.expect(replace(versions(), code="0"), None, "nl")
    with pytest.raises(KloptError, match="no_model"):
        cluster.expect(ours, "nl_dat_er_niet_is", "nl")
    with pytest.raises(KloptError, match="later_version"):
        next(cluster.results([Task("later", read_chunk, (ours, "nl_klopt_sm", b""))]))


def test_a_mistake_of_ours_is_no_failure_of_the_cluster(cluster: Cluster) -> None:
    with pytest.raises(TypeError):
        next(cluster.results([Task("mistake", bytes, ("no bytes",))]))


def test_a_cluster_without_workers_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "PATIENCE", 0.2)
    monkeypatch.setattr(connect, "LOOK", 0.05)
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as made, Client(made) as client:
        empty = Cluster(client)
        with pytest.raises(KloptError, match="no_workers"):
            empty.expect(versions(), None, "nl")
        with pytest.raises(KloptError, match="all_gone"):
            next(empty.results([Task("never", bytes, (b"",))]))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--dask", "ergens"], "ergens is geen adres"),
        (["--dask", "weg.json"], "weg.json is er niet"),
        (["--dask", "local:0"], "local:0 is geen adres"),
        (["--dask", "local:9999"], "local:9999 is geen adres"),
        (["--dask", "tcp://h:99999"], "tcp://h:99999 is geen adres"),
        (["--dask", "[::1"], "[::1 is geen adres"),
        (["--dask", "local", "-j", "2"], "--jobs of --dask"),
        (["--parts", "delen"], "--parts hoort bij --dask"),
        (["--wait", "5"], "--wait hoort bij --dask"),
        (["--dask", "local", "bericht.txt"], "klopt add"),
    ],
)
def test_what_cannot_be_is_one_line(
    given: list[str],
    says: str,
    corpus: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["extract", "--db", str(corpus.added), *given]) == 2
    assert says in one_line(capsys)


@pytest.mark.parametrize(
    "address", ["local", "local:2", "h:1", "tcp://[::1]:8786", "[fe80::1]:65535", "tls://10.0.0.1:8786"]
)
def test_addresses_that_can_be(address: str) -> None:
    assert seen_to(address) == address


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("klopt: ")
    return line


def test_a_scheduler_that_does_not_answer_is_not_waited_for_forever(
    corpus: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reach, "REACH", 0.5)
    assert main(["check", "--db", str(corpus.read), "--dask", "tcp://127.0.0.1:9"]) == 2
    said = one_line(capsys)
    assert "Op tcp://127.0.0.1:9 antwoordt" in said
    assert "Timed out" not in said


def test_a_port_on_which_something_else_listens(
    corpus: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when the port of the dashboard was typed: a client of Dask would wait for it forever."""
    monkeypatch.setattr(reach, "REACH", 0.5)
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_port}"
        assert main(["check", "--db", str(corpus.read), "--dask", address]) == 2
        server.shutdown()
    assert f"Op {address} antwoordt" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("written", ["niets", "[1]", '{"id": "x"}', '{"address": null}'])
def test_a_file_that_is_no_schedulers(
    corpus: Any, tmp_path: Path, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scheduler.json"
    file.write_text(written, encoding="utf-8")
    assert main(["check", "--db", str(corpus.read), "--dask", str(file)]) == 2
    assert "geen bestand van een scheduler" in one_line(capsys)


def test_what_a_worker_lacks_is_named() -> None:
    """In the words of klopt, without those of Python."""
    lacks = ModuleNotFoundError("No module named 'spacy'", name="spacy")

    class Client:
        def wait_for_workers(self, *_args: Any, **_kept: Any) -> None: ...

        def run(self, *_args: Any, **_kept: Any) -> dict[str, Exception]:
            return {"tcp://w:1": lacks}

    with pytest.raises(KloptError) as stopped:
        connect.Cluster(Client()).expect(versions(), None, "nl")  # type: ignore[arg-type]
    assert stopped.value.in_("nl") == "Op worker tcp://w:1 ontbreekt spacy. Installeer overal hetzelfde."


def test_who_lacks_the_package_is_told_how_to_get_it(
    corpus: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "klopt.scale.connect")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", "--db", str(corpus.read), "--dask", "local"]) == 2
    assert "pip install distributed arro3-core" in one_line(capsys)
