"""Tables of CBS by their number, from a stand-in for the open data service on this machine."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.article import Failure
from klopt.cli import main
from klopt.reference import cbs
from klopt.reference.cbs import Fetched, fetch_table
from klopt.reference.table import read_table

cbsodata = pytest.importorskip("cbsodata")

ROWS = [
    {"ID": 0, "Perioden": "2017JJ00", "Faillissementen_1": 3291, "Gemiddeld_2": 12.5},
    {"ID": 1, "Perioden": "2018JJ00", "Faillissementen_1": 3144, "Gemiddeld_2": 12.0},
    {"ID": 2, "Perioden": "2019JJ00", "Faillissementen_1": None, "Gemiddeld_2": None},
]
PROPERTIES = [
    {"ID": 0, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
    {"ID": 1, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Uitgesproken"},
    {"ID": 2, "ParentID": 1, "Type": "Topic", "Key": "Faillissementen_1", "Title": "faillissementen", "Unit": "aantal",
     "Decimals": 0},
    {"ID": 3, "ParentID": 1, "Type": "Topic", "Key": "Gemiddeld_2", "Title": "aandeel bouw", "Unit": "%",
     "Decimals": 1},
]  # fmt: skip
PERIODS = [
    {"Key": "2017JJ00", "Title": "2017", "Status": "Definitief"},
    {"Key": "2018JJ00", "Title": "2018", "Status": "Definitief"},
    {"Key": "2019JJ00", "Title": "2019", "Status": "Voorlopig"},
]


class Service(ThreadingHTTPServer):
    """Knows one table and answers in pages of two rows; `count` is how many rows its catalogue says that it has."""

    count = 3
    delay = 0.0
    odd = False
    version = 3
    """Of OData: the fourth calls the link to the next page otherwise."""


class Answer(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        time.sleep(self.server.delay)
        asked = urlsplit(self.path)
        found = self._found(asked.path.rpartition("/")[2], asked.path, parse_qs(asked.query))
        body = json.dumps(found).encode()
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _found(self, last: str, path: str, query: dict[str, list[str]]) -> dict[str, Any] | None:
        found = self._value(last, path, query)
        if found is None or query.get("$format", ["json"]) != ["json"]:
            return None
        about = f"http://{self.headers['Host']}/ODataFeed/odata/82242NED/$metadata#Cbs.OData.WebAPI.{last}"
        if self.server.version == 3:
            return {"odata.metadata": about, **found}
        return {"@odata.context": about} | {
            key.replace("odata.", "@odata."): rows for key, rows in found.items()
        }

    def _value(self, last: str, path: str, query: dict[str, list[str]]) -> dict[str, Any] | None:
        if path == "/ODataCatalog/Tables":
            one = {
                "Identifier": "82242NED",
                "Title": "Faillissementen; kerncijfers",
                "RecordCount": self.server.count,
            }
            return {"value": [one] if query["$filter"] == ["Identifier eq '82242NED'"] else []}
        if path == "/ODataCatalog/Tables/Weg" or not path.startswith("/ODataFeed/odata/82242NED/"):
            return None
        if last == "TypedDataSet":
            at = int(query.get("skip", ["0"])[0])
            more = (
                {"odata.nextLink": f"http://{self.headers['Host']}{path}?skip={at + 2}"}
                if at + 2 < len(ROWS)
                else {}
            )
            return {"value": ROWS[at : at + 2], **more}
        if self.server.odd:
            return {"values": []}
        tables: dict[str, list[dict[str, Any]]] = {"DataProperties": PROPERTIES, "Perioden": PERIODS}
        return {"value": tables[last]} if last in tables else None

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(cbsodata.options, "requests", {"proxies": {"http": None}})
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Service(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(cbs, "SERVER", f"127.0.0.1:{server.server_address[1]}")
        monkeypatch.setattr(cbs, "HTTPS", False)
        yield server
        server.shutdown()


@pytest.mark.usefixtures("service")
def test_a_table_comes_as_statline_exports_it() -> None:
    """All pages, with titles, units, decimals and what is provisional; and it is read as an export is."""
    found = fetch_table("cbs:82242NED")
    assert isinstance(found, Fetched)
    assert found.data.decode().splitlines() == [
        "Faillissementen; kerncijfers".join('""'),
        "Perioden;faillissementen;aandeel bouw",
        ";aantal;%",
        "2017;3291;12,5",
        "2018;3144;12,0",
        "2019*;.;.",
        "Bron: CBS StatLine 82242NED",
    ]
    read = read_table(found.data, {})
    assert read.source == "CBS StatLine 82242NED"
    assert [(one.measure, one.period, str(one.value)) for one in read.figures if one.unit is None] == [
        ("faillissementen", "2017", "3291"),
        ("faillissementen", "2018", "3144"),
    ]


def test_what_goes_wrong_is_said(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown table, one that is too large, an answer of another form, a service that is slow or away: a Failure."""

    def step(path: str = "cbs:82242NED") -> str:
        failed = fetch_table(path)
        assert isinstance(failed, Failure)
        return failed.step

    assert step("cbs:99999NED") == "reference.cbs_unknown"
    service.count = 10**6
    assert step() == "reference.cbs_large"
    service.count, service.odd = 3, True
    assert step() == "reference.cbs_odd"
    service.odd, service.version = False, 4
    assert step() == "reference.cbs_odd"  # the first page alone
    service.version, service.delay = 3, 0.5
    monkeypatch.setattr(cbs, "SECONDS", 0.2)
    assert step() == "reference.cbs_slow"
    monkeypatch.setattr(cbs, "SECONDS", 20.0)
    monkeypatch.setattr(cbs, "PATIENCE", (0.2, 0.2))
    assert step() == "reference.cbs_slow"
    monkeypatch.setattr(cbs, "SERVER", "127.0.0.1:9")
    assert step() == "reference.cbs_away"


@pytest.mark.usefixtures("service")
def test_the_command_adds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its number, once; a number that is not there says what to do, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    assert main(["reference", "add", "cbs:82242NED", "--definition", "uitgesproken"]) == 0
    assert "82242NED, waarden: 4" in capsys.readouterr().out
    assert main(["reference", "add", "cbs:82242NED", "--definition", "uitgesproken"]) == 0
    assert "is er al" in capsys.readouterr().out
    assert main(["reference", "list"]) == 0
    assert "CBS StatLine 82242NED" in capsys.readouterr().out
    assert main(["reference", "add", "cbs:1NED"]) == 2
    assert "kent geen tabel 1NED" in capsys.readouterr().err


def test_without_the_package_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The packages are named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "cbsodata", None)
    assert main(["reference", "add", "cbs:82242NED"]) == 2
    assert "-m pip install cbsodata" in capsys.readouterr().err
