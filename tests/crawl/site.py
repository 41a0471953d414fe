"""A news site on the loopback interface, with everything that sites do wrong. It keeps a list of what it was asked."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, dict[str, str], bytes]
WORDS = "De gemeente telde dit jaar {nr} meldingen, zegt wethouder Jan Dekker van Polderdam. "


@dataclass
class Site:
    """What is at each path (or a function that makes it), and every request in order: moment, path, headers."""

    replies: dict[str, Reply | Callable[[dict[str, str]], Reply]]
    host: str = "127.0.0.1"
    address: str = ""
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.asked)

    def gaps(self) -> list[float]:
        moments = [moment for moment, _, _ in self.asked]
        return [later - sooner for sooner, later in itertools.pairwise(moments)]


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site, up on a free port of its host until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((time.monotonic(), self.path, headers))
            reply = site.replies.get(self.path, (404, {}, b"niet gevonden"))
            status, said, body = reply(headers) if callable(reply) else reply
            if said.get("ETag") and headers.get("if-none-match") == said["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **said}
            for name, value in sent.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True
            if sent["Content-Length"] != str(len(body)):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((site.host, 0), Handler)
    site.address = f"http://{site.host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def article(nr: int, *, more: str = "") -> bytes:
    """A page of an article that says so."""
    text = "".join(f"<p>{WORDS.format(nr=nr + line)}</p>" for line in range(6))
    return (
        f"<!doctype html><html lang='nl'><head><title>Kop {nr}</title>{more}"
        f"<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='2024-05-06T07:08:09+02:00'></head>"
        f"<body><article><h1>Kop {nr}</h1>{text}</article></body></html>"
    ).encode()


def feed(links: list[str]) -> bytes:
    """An RSS feed of these links."""
    items = "".join(
        f"<item><title>Kop</title><link>{link.replace('&', '&amp;')}</link></item>" for link in links
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    )


def sitemap(links: list[str]) -> bytes:
    """A sitemap of these links, gzipped."""
    rows = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return gzip.compress(body.encode())
