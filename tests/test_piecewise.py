"""Streaming JSON gives the same wanted parts as a full parse, with bounded memory."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import filings, piecewise, sitemaps
from crawler.feeds import MOST_ENTRIES
from crawler.payload import MOST_ROWS, NotJson
from crawler.piecewise import EACH_KEY, ROWS, SCALAR
from crawler.spiders.sitemap import left_out

WANTED = {"name": SCALAR, "a": {"b": {"units": {EACH_KEY: ROWS}}, "c": SCALAR}}
LARGEST = 10_000_000

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
keys = st.sampled_from(["name", "a", "b", "c", "units", "USD", '{"[', ""])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
rows = st.lists(st.dictionaries(keys, values, max_size=3) | values, max_size=4)
likely = st.fixed_dictionaries({
    "name": values,
    "a": st.fixed_dictionaries({"b": st.fixed_dictionaries({"units": st.dictionaries(keys, rows | values)})}) | values,
})  # fmt: skip


def pruned(value, wanted):
    """Return the same from a full parse."""
    if wanted == SCALAR:
        return None if isinstance(value, list | dict) else value
    if wanted == ROWS:
        each = {EACH_KEY: SCALAR}
        return [pruned_row(row, each) for row in value] if isinstance(value, list) else None
    if not isinstance(value, dict):
        return None
    return {
        key: pruned(inner, wanted.get(key, wanted.get(EACH_KEY)))
        for key, inner in value.items()
        if key in wanted or EACH_KEY in wanted
    }


def pruned_row(row, each):
    return pruned(row, each) if isinstance(row, dict) else None


@settings(deadline=None)
@given(likely | values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_wanted_parts_equal_a_full_parse(value, indent, ascii_only):
    body = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert piecewise.decode(body, WANTED, LARGEST) == pruned(json.loads(body), WANTED)


@settings(deadline=None)
@given(likely, st.data())
def test_invalid_json_is_refused_as_in_a_full_parse(value, data):
    body = bytearray(json.dumps(value).encode())
    at = data.draw(st.integers(0, len(body) - 1))
    body[at : at + data.draw(st.integers(0, 2))] = data.draw(
        st.sampled_from([b"", b"}", b"]", b",", b'"', b":", b"x", b"\xff"])
    )
    try:
        whole = json.loads(bytes(body))
    except ValueError:
        with pytest.raises(NotJson):
            piecewise.decode(bytes(body), WANTED, LARGEST)
    else:
        assert piecewise.decode(bytes(body), WANTED, LARGEST) == pruned(whole, WANTED)


def test_the_last_duplicate_key_counts():
    assert piecewise.decode(b'{"name": "x", "a": {"c": 1}, "name": "y", "a": 3}', WANTED, LARGEST) == {
        "name": "y",
        "a": None,
    }


@pytest.mark.parametrize(
    "body", [b"", b" ", b"{", b"[" * 100_000, b'{"a":' * 100_000, b'{"name": 1} {}', b"\xff\xfe\xff"]
)
def test_an_oversized_body_is_reported(body):
    with pytest.raises(NotJson):
        piecewise.decode(body, WANTED, LARGEST)


def test_rows_are_limited():
    body = json.dumps({"a": {"b": {"units": {"USD": [{"n": n} for n in range(MOST_ROWS + 500)]}}}}).encode()
    kept = piecewise.decode(body, WANTED, LARGEST)["a"]["b"]["units"]["USD"]
    assert (len(kept), kept[-1]) == (MOST_ROWS, {"n": MOST_ROWS - 1})


def test_facts_after_much_unwanted_data_are_found():
    fact = {"end": "2031-03-31", "val": 4, "accn": "7", "form": "10-Q", "filed": "2031-05-02"}
    other = {
        f"Other{n}": {"label": "}", "units": {"USD": [fact] * 3, "odd": [[{"a": {}}]]}} for n in range(50)
    }
    reply = {
        "entityName": "Isle", "cik": 7, "about": [1, [2], {}],
        "facts": {"dei": other, "us-gaap": other | {"Assets": {"label": None, "units": {"USD": [fact]}}}},
    }  # fmt: skip
    read = filings.parse("edgar-facts", json.dumps(reply).encode())
    assert [figure.value for filing in read.filings for figure in filing.figures] == [4]


def test_a_partly_parsed_sitemap_says_so() -> None:
    assert left_out(sitemaps.Sitemap(listed=7, is_cut=True)) == (
        "the sitemap exceeds the size limit; of its first 7 pages, the newest were read"
    )
    many = MOST_ENTRIES + 1
    assert left_out(sitemaps.Sitemap(listed=many, recent=many)) == (
        f"the sitemap has {many} recent pages; the newest {MOST_ENTRIES} were read"
    )
    assert left_out(sitemaps.Sitemap(listed=many, recent=3)) is None
