"""Any reply gives an answer with a known status and storable values, never an exception."""

from __future__ import annotations

import copy
import json
import math
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import db as store
from crawler import accounts, boards, filings
from crawler.boards.heat import parse_heat
from crawler.payload import LARGEST, unix_time
from crawler.pipelines import ensure_source, store_board_reply
from records import Poll, PollStatus, Source

PAGES = [Path(__file__).parent / "pages" / kind for kind in ("boards", "accounts", "filings")]
AT = datetime(2024, 11, 18, 3, 25, tzinfo=UTC)
STATUSES = get_args(PollStatus)

REPLIES = {
    f"{folder.name}/{page.name}": page.read_bytes() for folder in PAGES for page in sorted(folder.iterdir())
}
SCRAPS = st.sampled_from(
    [b"{", b"}", b"[", b"null", b'"', b"<html>", b"\xff\xfe", b"\x00", b"\\ud800", b"1e999", b"-1"]
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["", "\ud800", "\x00", "10" * 300, 10**40, math.nan, [], {}, [[]], "https://[", "昨天 99:99"]
    ),
)


def read_all(body: bytes, http_status: int = 200) -> None:
    for platform in boards.PLATFORMS:
        reply = boards.parse(platform, body, captured_at=AT, http_status=http_status)
        assert reply.status in STATUSES
        assert bool(reply.sightings) == (reply.status == "ok")
        assert (reply.why is None) == (reply.status == "ok")
        for seen in reply.sightings:
            assert seen.title == seen.title.strip() != ""
            assert seen.heat is None or abs(seen.heat) <= LARGEST
            seen.title.encode()
    for platform in accounts.PLATFORMS:
        assert accounts.parse(platform, body, captured_at=AT, account="700100").status in STATUSES
    for platform in filings.PLATFORMS:
        assert filings.parse(platform, body).status in STATUSES
    filings.follow(body, "https://filings.example/x-index.htm")


@settings(max_examples=60, deadline=None)
def numbers_as_text(value):
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def whole_numbers_as_floats(value):
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 2**53 else value


def switches_as_numbers(value):
    return int(value) if isinstance(value, bool) else value


def switches_as_text(value):
    return str(value).lower() if isinstance(value, bool) else value


def in_every_place(value, change):
    if isinstance(value, dict):
        return {key: in_every_place(inner, change) for key, inner in value.items()}
    return [in_every_place(inner, change) for inner in value] if isinstance(value, list) else change(value)


@pytest.mark.parametrize(
    "change", [numbers_as_text, whole_numbers_as_floats, switches_as_numbers, switches_as_text]
)
@pytest.mark.parametrize("name", sorted(name for name in REPLIES if name.endswith(".json")))
def test_numbers_and_switches_in_any_notation(name, change):
    """Platforms switch between them without notice; another account's post must not become the account's own."""
    kind, platform = name.removesuffix(".json").split("/")
    platform = platform.split("_")[0].replace("google", "google-trends")
    reply = json.loads(REPLIES[name])
    if kind == "filings":
        reply["result"] = json.loads(reply["result"])
    read = {
        "boards": lambda body: boards.parse(platform, body, captured_at=AT),
        "accounts": lambda body: accounts.parse(platform, body, captured_at=AT, account="700100"),
        "filings": lambda body: filings.parse(platform, body),
    }[kind]
    assert read(json.dumps(in_every_place(reply, change)).encode()) == read(json.dumps(reply).encode())


@given(st.binary(max_size=200), st.integers(100, 599))
def test_any_bytes(body, http_status):
    read_all(body, http_status)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(REPLIES)), st.floats(0, 1), st.integers(0, 40), SCRAPS)
def test_truncated_and_corrupted_replies(name, place, length, scrap):
    body = REPLIES[name]
    start = int(place * len(body))
    read_all(body[:start] + scrap + body[start + length :])
    read_all(body[:start])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_replies_with_odd_values_anywhere(data):
    name = data.draw(st.sampled_from([name for name in sorted(REPLIES) if name.endswith(".json")]))
    reply = json.loads(REPLIES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        spoil(reply, data)
    read_all(json.dumps(reply).encode("utf-8", "surrogatepass"))


def spoil(value: object, data: st.DataObject) -> None:
    """Put an odd value somewhere inside."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(value[key], dict | list) and data.draw(st.integers(0, 9)):
            value = value[key]
            continue
        value[key] = copy.deepcopy(data.draw(ODD))
        return


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_parsed_values_can_be_stored(data):
    name = data.draw(st.sampled_from([name for name in sorted(REPLIES) if name.endswith(".json")]))
    reply = json.loads(REPLIES[name])
    spoil(reply, data)
    body = json.dumps(reply).encode("utf-8", "surrogatepass")
    platform = boards.recognise(body)
    if platform is None:
        return
    read = boards.parse(platform, body, captured_at=AT)
    db = store.connect(":memory:")
    ensure_source(db, Source(id="x", name="X", spider="board", url="https://x.example/", platform=platform))
    poll = Poll(source="x", url="https://x.example/", at=AT, status="ok", rows=len(read.sightings))
    store_board_reply(db, poll, read.sightings)
    assert db.table("sightings").count == len(read.sightings)
    db.close()


@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_nesting(depth):
    read_all(b"[" * depth + b"]" * depth)
    read_all(b"<p>" * depth)


@pytest.mark.parametrize(
    "body",
    [
        b"<DOCUMENT><TYPE>EX-99.1\n<FILENAME>a.htm\n<TEXT>" * 20_000,
        b"<!--s-data:" * 50_000,
        b"<!-- -->" * 50_000,
        b"<title" * 50_000,
        b"var newest =" + b" ;" * 50_000,
        b"callback(" + b") " * 50_000,
        b'{"ok":1,"data":{"realtime":[' + b",".join([b'{"word":"w","num":"1,1,1"}'] * 20_000) + b"]}}",
        b'[{"id":"1","url":"https://x.example/","content":"' + b"<img " * 20_000 + b'"}]',
    ],
)
def test_parsing_time_is_linear(body):
    """Each of these took minutes in a parser that searches for an end from every start."""
    start = time.process_time()
    read_all(body)
    assert time.process_time() - start < 10


@given(st.one_of(ODD, st.text()))
def test_any_heat_string_is_a_valid_number_or_none(raw):
    heat = parse_heat(raw)
    assert heat is None or 0 <= heat <= LARGEST


@pytest.mark.parametrize(
    ("raw", "heat"),
    [
        (7808391, 7808391),
        ("7808391", 7808391),
        ("综艺 123456", 123456),
        ("电影 2046 88213", 88213),
        ("121 万热度", 1210000),
        ("8174.3万", 81743000),
        ("100万+", 1000000),
        ("1.2亿", 120000000),
        ("50,000+", 50000),
        ("50.000+", 50000),
        ("1천+", 1000),
        ("2 mil+", 2000),
        ("200K+", 200000),
        ("1.5M", 1500000),
        ("正在热转", None),
        ("", None),
        (None, None),
        (True, None),
        (-5, None),
        (1.0, 1),
    ],
)
def test_every_recorded_heat_notation(raw, heat):
    assert parse_heat(raw) == heat


@pytest.mark.parametrize("seconds", [10**400, -(10**400), 10**18, 1e300, math.inf, math.nan, "9" * 16])
def test_an_out_of_range_time_is_none(seconds):
    assert unix_time(seconds) is None
