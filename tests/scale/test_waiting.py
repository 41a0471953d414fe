"""`--wait`: a scheduler and workers that come later, as they do where machines are waited for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from time import sleep

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

import dask
from distributed import Client, LocalCluster

from klopt.options import KloptError
from klopt.scale import connect, reach
from klopt.scale.connect import Cluster, Task
from klopt.scale.place import seen_to
from klopt.scale.work import versions

pytestmark = pytest.mark.usefixtures("let_go")


@pytest.fixture(scope="module")
def empty(let_go_at_last: None) -> Iterator[LocalCluster]:  # noqa: ARG001
    """A cluster in this process, of which the workers come when they are asked for."""
    with LocalCluster(
        n_workers=0, processes=False, dashboard_address="127.0.0.1:0", protocol="tcp://", silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "PAUSE", 0.05)
    monkeypatch.setattr(connect, "LOOK", 0.05)


def test_the_file_of_a_scheduler_may_come_later(empty: LocalCluster, tmp_path: Path) -> None:
    file = tmp_path / "scheduler.json"
    with pytest.raises(KloptError, match="no_file"):
        seen_to(str(file))
    assert seen_to(str(file), 60) == str(file)
    told: list[int] = []
    half = tmp_path / "half"
    half.write_text(json.dumps({"address": empty.scheduler_address}), encoding="utf-8")
    Timer(0.3, half.rename, [file]).start()
    with reach.client_of(str(file), 60, lambda: told.append(1)) as client:
        assert client.scheduler_info()["address"] == empty.scheduler_address
    assert told == [1]


def test_the_file_of_a_scheduler_that_is_gone_is_read_again(
    empty: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed and could not take its file away; another takes its place."""
    monkeypatch.setattr(reach, "REACH", 1)
    file, half = tmp_path / "scheduler.json", tmp_path / "half"
    file.write_text(json.dumps({"address": "tcp://127.0.0.1:9"}), encoding="utf-8")
    with pytest.raises(KloptError) as stopped:
        reach.client_of(str(file), 0, lambda: None)
    assert f"{file} (tcp://127.0.0.1:9)" in stopped.value.in_("nl")
    half.write_text(json.dumps({"address": empty.scheduler_address}), encoding="utf-8")
    Timer(0.3, half.replace, [file]).start()
    with reach.client_of(str(file), 60, lambda: None) as client:
        assert client.scheduler_info()["address"] == empty.scheduler_address


def test_a_scheduler_that_never_comes_is_waited_for_so_long(tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(KloptError, match="no_file"):
        reach.client_of(str(tmp_path / "scheduler.json"), 1, lambda: told.append(1))
    assert told == [1]


def test_workers_may_come_later_and_go_and_come(empty: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than without `--wait`; each time it is told."""
    monkeypatch.setattr(connect, "PATIENCE", 0.1)
    told: list[int] = []
    with Client(empty) as client:
        cluster = Cluster(client, 60, lambda: told.append(1))
        Timer(0.5, empty.scale, [1]).start()
        cluster.expect(versions(), None, "nl")
        assert told == [1]
        empty.scale(0)
        while cluster.workers():
            pass
        Timer(0.5, empty.scale, [1]).start()
        assert [result for _, result in cluster.results([Task("one", bytes, (b"1",))])] == [b"1"]
        assert told == [1, 1]


def test_a_worker_that_ends_as_it_was_told_takes_no_chunk_with_it() -> None:
    """As at the end of a `--lifetime`, where no worker may die of a chunk."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=False,
            dashboard_address="127.0.0.1:0",
            protocol="tcp://",
            silence_logs=50,
        ) as made,
        Client(made) as client,
    ):
        ended: list[str] = []

        def end() -> None:
            ended.extend(address for address, tasks in client.processing().items() if tasks)
            client.retire_workers(ended, close_workers=True)

        Timer(0.5, end).start()
        assert [result for _, result in Cluster(client).results([Task("long", slept, (3,))])] == [b"x"]
        assert len(ended) == 1
        assert ended[0] not in client.nthreads()


def slept(seconds: float) -> bytes:
    sleep(seconds)
    return b"x"
