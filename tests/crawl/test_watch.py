"""`klopt scrape --watch`: rounds, and an end between them."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.crawl.conftest import command, rows, settings
from tests.crawl.site import Site, article, feed, served


def until(holds: Callable[[], bool], seconds: float = 40) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_two_rounds_and_a_clean_end(tmp_path: Path) -> None:
    """What appears after the first round is fetched in the second, and only that; Ctrl-C between two rounds is an end
    like any other.
    """
    links = ["/artikel/10001-een"]
    site = Site({f"/artikel/1000{nr}-een": (200, {}, article(nr)) for nr in (1, 2)})
    site.replies["/feed.xml"] = lambda _: (200, {}, feed([site.address + link for link in links]))
    with served(site):
        settings(tmp_path, site.address, feeds=["/feed.xml"])
        line = command(tmp_path, "scrape", "--watch", "0.01")
        with subprocess.Popen(
            line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            until(lambda: site.paths()["/artikel/10001-een"] == 1)
            links.append("/artikel/10002-een")
            until(lambda: site.paths()["/artikel/10002-een"] == 1)
            time.sleep(0.5)  # it is kept, and the next round is five seconds away: Scrapy looks up that often
            running.send_signal(signal.SIGINT)
            out, said = running.communicate(timeout=20)
    assert running.returncode == 0, said
    assert "Gestopt" not in said
    assert out.count("1 nieuw") == 2
    assert said.count("Volgende ronde") >= 2
    assert {site.paths()[link] for link in links} == {1}
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(2,)]
    assert rows(tmp_path, "SELECT count(*) FROM runs WHERE kind = 'scrape' AND finished_at IS NULL") == [(0,)]
