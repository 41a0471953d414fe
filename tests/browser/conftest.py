"""The pages in a real browser: Debian's Chromium, driven by Playwright; skipped, with a message, where it is not."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.article import Article
from db import Store
from klopt.cli import main

HOSTILE = (
    "Van de 34 meldingen <script>window.taken = 1</script> waren er 68 van buiten. {{ 7 * 7 }}"
    '\n\n<img src=x onerror="window.taken = 1"></main><h1>Overgenomen</h1> \u202e68\u202c'
    "\n\nIn 2017 waren er 912 meldingen, zegt Jan <svg onload=window.taken=1> de Boer:"
    " \u2066'); DROP TABLE articles; --\u2069"
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


@pytest.fixture(scope="session")
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
                id="x",
                title="<script>window.taken = 1</script> \u202egnidlem",
                text=HOSTILE,
                source="<b onclick=window.taken=1>Bron</b>",
                published="2018-09-23",
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


PAGES = {
    "start": "/",
    "nakijken": "/klopt/draft",
    "bevindingen": "/klopt/findings",
    "bevinding": "/klopt/finding/{finding}",
    "zoeken": "/klopt/find",
    "zoeken-artikelen": "/klopt/find?q=melding",
    "zoeken-rij": "/klopt/find?q=melding&view=lines",
    "zoeken-tijd": "/klopt/find?q=melding&view=counts&by=month",
    "zoeken-cijfer": "/klopt/find?figure=34",
    "artikel": "/klopt/article/1",
    "gezocht": "/klopt/article/2?q=melding",
    "versies": "/klopt/article/1/versions",
    "verbeteren": "/klopt/article/1/correct?at=p-text-123-125",
    "cijfers": "/klopt/figures",
    "cijfer": "/klopt/figures?measure=melding",
    "namen": "/klopt/names",
    "naam": "/klopt/name?key=organisation:comensha",
    "regels": "/klopt/rules",
}
"""Every page of ours, by the name of its picture."""
HOSTILE_PAGES = {
    "kwaad-artikel": "/klopt/article/9",
    "kwaad-versies": "/klopt/article/9/versions",
    "kwaad-zoeken": "/klopt/find?q=buiten",
    "kwaad-zoeken-rij": "/klopt/find?q=buiten&view=lines",
    "kwaad-zoeken-tijd": "/klopt/find?q=buiten&view=counts",
    "kwaad-zoeken-cijfer": "/klopt/find?figure=912",
    "kwaad-gezocht": "/klopt/article/9?q=buiten",
    "gevraagd": "/klopt/find?q=%22%3E%3Cscript%3Ewindow.taken=1%3C/script%3E&outlet=%3Csvg%20onload=window.taken=1%3E",
    "kwaad-cijfers": "/klopt/figures?all=1",
    "kwaad-cijfer": "/klopt/figures?measure=melding",
    "personen": "/klopt/names?kind=person",
    "zoeknaam": "/klopt/names?kind=person&q=%3Cscript%3E",
    "anders": "/klopt/names?kind=other",
}
"""Pages on which the words of the article that wants to do harm stand, or of an address that does."""
WIDTHS = {"wide": (1200, 900), "phone": (390, 844)}


_FIRST = "document.querySelector('article.finding .links a').getAttribute('href').split('/').pop()"
Go = Callable[[str], None]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`name` is each of our pages, `evil` each on which something wants to do harm."""
    for argument, pages in (("name", PAGES), ("evil", HOSTILE_PAGES)):
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, pages)


@pytest.fixture
def go(page: Page) -> Go:
    """Open a page by its name or address; one of a finding is that of the first."""

    def open_it(name: str) -> None:
        address = PAGES.get(name) or HOSTILE_PAGES.get(name) or name
        if "{finding}" in address:
            page.goto("/klopt/findings")
            address = address.format(finding=page.evaluate(_FIRST))
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200

    return open_it


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS)
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
