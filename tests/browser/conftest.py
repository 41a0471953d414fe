"""The pages in a real browser: Debian's Chromium, driven by Playwright; skipped, with a message, where it is not."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.article import Article
from db import Store
from klopt.cli import main

HOSTILE = (
    "Van de 34 meldingen <script>window.taken = 1</script> waren er 68 van buiten. {{ 7 * 7 }}"
    '\n\n<img src=x onerror="window.taken = 1"></main><h1>Overgenomen</h1> \u202e68\u202c'
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window. It goes with its module: while Playwright is there its event loop runs in this thread,
    and no other test can run one.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("geen Chromium op deze machine: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over the samples, read and checked, and an article that wants to do harm."""
    folder = tmp_path_factory.mktemp("pages")
    here = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["demo"]) == 0
        db = folder / "klopt-demo" / "klopt.db"
        with Store(db) as store:
            run = store.start_run("add", klopt_version="0")
            article = Article(
                id="x", title="<script>window.taken = 1</script>", text=HOSTILE, source="<b>Bron</b>"
            )
            store.put_article(article, run)
        assert main(["extract", "--db", str(db)]) == 0
        assert main(["check", "--db", str(db)]) == 1
    finally:
        os.chdir(here)
    command = [sys.executable, "-m", "klopt", "web", "--port", "0", "--db", str(db)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "KLOPT_LANG": "nl", "KLOPT_NAME": "Els"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        yield found[0].rstrip("/")
        server.send_signal(signal.SIGINT)


@pytest.fixture(params=[(1200, 900), (390, 844)], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Page]:
    """A page of a fresh visitor that complains of everything that goes wrong on it or leaves this machine."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=served)
    visited = context.new_page()
    wrong: list[str] = []
    visited.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    visited.on("pageerror", lambda error: wrong.append(str(error)))
    visited.on("request", lambda asked: None if asked.url.startswith(served) else wrong.append(asked.url))
    yield visited
    assert wrong == []
    context.close()
