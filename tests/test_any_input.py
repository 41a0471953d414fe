"""Whatever anybody hands in: an answer in time, in order, or an error of our own. `bench.guided` searches longer."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.targets import TARGETS, in_time
from bench.texts import made_up, page

ARTICLE = next(made_up(1))
SEEDS = (
    page(ARTICLE),
    ARTICLE.text.encode(),
    b'{"id": 1, "text": "Er kwamen 34 meldingen in 2017."}\n',
    b"kop;tekst;datum\nA;Er kwamen 34 meldingen;2018-09-24\n",
    b"---\ntitle: A\n---\n| jaar | aantal |\n|---|---|\n| 2017 | 34 |\n",
    b'<?xml version="1.0"?><urlset><url><loc>https://krant.example/a</loc></url></urlset>',
    b"<rss><channel><item><link>https://krant.example/a</link><pubDate>Mon, 24 Sep 2018 08:00:00 GMT</pubDate></item>"
    b"</channel></rss>",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>34</p>\r\n\r\n",
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    zlib.compress(b"PK\x03\x04" + bytes(40)),
    "op 31 februari 2018 tussen 1,5 en 2 miljoen euro, 12½ %, vijfendertigduizend; een op de 0".encode(),
)


@st.composite
def inputs(draw: st.DrawFn) -> bytes:
    """Any bytes, or something real with pieces cut out, doubled, moved into another, or put in."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=400))
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 200)))
        other = draw(st.sampled_from(SEEDS))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.integers(2, 40).map(lambda times, part=data[start:end]: part * times),
                st.integers(0, len(other)).map(lambda at, other=other: other[at : at + 80]),
            )
        )
        data = data[:start] + piece + data[end:]
    return data[:20_000]


@pytest.mark.parametrize("name", TARGETS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=inputs())
def test_any_input(name: str, data: bytes) -> None:
    """No exception but our own, every span in its place, and time in proportion to the input."""
    in_time(TARGETS[name], data)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize(
    "piece",
    [
        b"<div>",
        b"<a href='/x'>",
        b"&amp;",
        b"1.",
        b"een ",
        b"1 januari ",
        b"tussen 1 en ",
        b"(",
        b'"',
        b"| 1 ",
        b"\n- ",
        b"\0",
    ],
)
def test_time_grows_with_the_input_alone(name: str, piece: bytes) -> None:
    """The same thing again and again, 16 kB of it."""
    in_time(TARGETS[name], piece * (16_384 // len(piece)))
