"""A saved page gives the answer that lies beside it; what a page does not say is never made up.

REJOINDER_REFRESH=1 writes the answers anew, to be read as a difference before they are kept.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import addresses, dates, sites, trees
from crawler.pages import as_json, missing_paragraphs, read_page, titles
from crawler.pages.bylines import names
from crawler.pages.marked_authors import is_person
from crawler.saved import extract, extract_lines

FOLDER = Path(__file__).parent / "pages" / "articles"
NOW = datetime(2025, 9, 1, tzinfo=UTC)
HOSTS = {"sina": "finance.sina.com.cn"}
"""Golden pages of sites that have a class of their own."""
KEYS = [
    "id",
    "title",
    "title_meta",
    "authors",
    "published",
    "modified",
    "language",
    "canonical_url",
    "free",
    "body",
]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.stem)
def test_golden_pages(path):
    zone = "Asia/Shanghai" if "chinese" in path.stem else "UTC"
    host = HOSTS.get(path.stem, "tidewater.example")
    page = read_page(path.read_bytes(), f"https://{host}/{path.stem}", zone=zone, now=NOW)
    answer = {**as_json(page, path.stem), "flags": list(page.flags)}
    golden = path.with_suffix(".json")
    if os.environ.get("REJOINDER_REFRESH"):
        golden.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert answer == json.loads(golden.read_text(encoding="utf-8"))


def test_the_output_has_exactly_the_documented_keys():
    assert list(extract(b"<html><title>T</title></html>", "https://x.example/a")) == KEYS


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\x00" * 100,
        b"plain words",
        b"<html>",
        b"\xff\xfe<\x00h\x00",
        b"<div>" * 60_000,
        b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": {"a": [1]}, "author": 7}</script>',
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
    ],
    ids=range(9),
)
def test_nonsense_gives_an_empty_page(html):
    page = read_page(html, "https://x.example/a", now=NOW)
    assert page.published is None
    assert page.authors == ()


def test_a_future_date_is_flagged_and_its_wording_kept():
    html = b'<html><meta property="article:published_time" content="2099-01-01T00:00:00Z"><h1>T</h1></html>'
    page = read_page(html, "https://x.example/a", now=NOW)
    assert (page.published, page.published_raw) == (None, "2099-01-01T00:00:00Z")
    assert "future_date" in page.flags


def test_a_canonical_address_elsewhere_is_ignored():
    for canonical in ("https://other.example/b", "https://x.example/", "javascript:void(0)"):
        html = f'<html><link rel="canonical" href="{canonical}"><h1>T</h1></html>'.encode()
        assert (
            read_page(html, "https://news.x.example/a?utm_medium=1#c").canonical_url
            == "https://news.x.example/a"
        )


def test_results_keep_the_order_of_lines_despite_a_bad_one(tmp_path):
    page = FOLDER / "paid_stub.html"
    lines = [
        json.dumps({"id": "1", "path": str(page), "url": "https://x.example/1"}),
        "not json",
        json.dumps({"id": "3", "path": str(tmp_path / "none.html")}),
        "",
        json.dumps({"id": "4", "path": str(page)}),
    ]
    found = list(extract_lines(lines))
    assert [row["id"] for row in found] == ["1", None, "3", "4"]
    assert found[0]["title"] == "Mill owner weighs closing second site"
    assert "line 2" in found[1]["error"]
    assert "FileNotFoundError" in found[2]["error"]


@pytest.mark.parametrize(
    ("raw", "zone", "moment"),
    [
        ("2024-08-22T10:00:00+08:00", "UTC", "2024-08-22T10:00:00+08:00"),
        ("2024-08-22T10:00:00.1234567Z", "UTC", "2024-08-22T10:00:00.123456+00:00"),
        ("2024-08-22 10:00", "Asia/Shanghai", "2024-08-22T10:00:00+08:00"),
        ("2024年8月22日 下午3:05", "Asia/Shanghai", "2024-08-22T15:05:00+08:00"),
        ("Thu, 22 Aug 2024 10:00:00 EST", "UTC", "2024-08-22T10:00:00-05:00"),
        ("Aug. 22, 2024, 10:00 a.m. ET", "UTC", "2024-08-22T10:00:00-04:00"),
        ("Published: 22 August 2024 at 10:00 CEST", "UTC", "2024-08-22T10:00:00+02:00"),
        ("1724320000", "UTC", "2024-08-22T09:46:40+00:00"),
        ("02/11/2026 10:00", "UTC", None),
        ("22/11/2026 10:00", "UTC", "2026-11-22T10:00:00+00:00"),
        ("2024-08-22 4:12 PM", "UTC", "2024-08-22T16:12:00+00:00"),
        ("2024-08-22 16:12 CDT", "UTC", "2024-08-22T16:12:00-05:00"),
        ("2024-08-22 16:12 CST", "Asia/Shanghai", "2024-08-22T16:12:00+08:00"),
        ("Thu Aug 22 16:12:00 CST 2024", "Asia/Shanghai", "2024-08-22T16:12:00+08:00"),
        ("Thu Aug 22 16:12:00 CST 2024", "UTC", "2024-08-22T16:12:00-06:00"),
        ("2024-08-22 16:12 GMT+8", "UTC", "2024-08-22T16:12:00+08:00"),
        ("22 August 2024 16:12 UTC-3", "UTC", "2024-08-22T16:12:00-03:00"),
        ("2024年8月22日16时12分 北京时间", "UTC", "2024-08-22T16:12:00+08:00"),
        ("2024年8月22日（木）16時12分", "Asia/Tokyo", "2024-08-22T16:12:00+09:00"),
        ("2024-08-22 (四) 18:22", "Asia/Hong_Kong", "2024-08-22T18:22:00+08:00"),
        ("2024年08月22日 上午12:05", "Asia/Shanghai", "2024-08-22T00:05:00+08:00"),
        ("2024年8月22日 中午12:30", "Asia/Shanghai", "2024-08-22T12:30:00+08:00"),
        ("2024年8月22日 中午1:30", "Asia/Shanghai", "2024-08-22T13:30:00+08:00"),
        ("2024年8月22日晚11:40", "Asia/Shanghai", "2024-08-22T23:40:00+08:00"),
        ("2024年8月22日 深夜11:40", "Asia/Shanghai", "2024-08-22T23:40:00+08:00"),
        ("2024年8月22日 深夜1:40", "Asia/Shanghai", "2024-08-22T01:40:00+08:00"),
        ("2024年8月22日 清晨6时30分", "Asia/Shanghai", "2024-08-22T06:30:00+08:00"),
        ("2024/08/22 PM 3:20", "Asia/Taipei", "2024-08-22T15:20:00+08:00"),
        ("22 Aug 2024, 10.30am", "UTC", "2024-08-22T10:30:00+00:00"),
        ("2024.08.22. 오후 4:12", "Asia/Seoul", "2024-08-22T16:12:00+09:00"),
        ("02.11.2026, 16.45 Uhr", "Europe/Berlin", "2026-11-02T16:45:00+01:00"),
        ("2024-08-22 and 2024-08-23", "UTC", None),
        ("yesterday", "UTC", None),
        ("Aug 2024", "UTC", None),
        ("10:00", "UTC", None),
        ("", "UTC", None),
        ("0000-00-00 00:00:00", "UTC", None),
    ],
)
def test_times_keep_their_zone_and_nothing_is_guessed(raw, zone, moment):
    found = dates.read(raw, zone)
    assert (found.isoformat() if found else None) == moment


PIECES = st.sampled_from([
    "2024", "-", "/", ".", "年", "月", "日", "8", "22", "31", "99", " ", ":", "16", "12", "+", "08:00", "99:99", "GMT", "UTC+99", "-24",
    "PM", "a.m.", "下午", "(四)", "Aug", "CST", "Z", "T", "北京时间", "Uhr", "0000", "9999",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=12).map(" ".join))
def test_any_date_string_gives_a_storable_time_or_none(raw):
    for zone in ("UTC", "Asia/Shanghai"):
        found = dates.read(raw, zone)
        assert found is None or found.astimezone(UTC).tzinfo is UTC
    assert dates.has_zone(raw) in {True, False}


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Mina Okafor and Jon Hale", ("Mina Okafor", "Jon Hale")),
        ("Von Jörg Müller, Anna Groß", ("Jörg Müller", "Anna Groß")),
        ("记者 林小满", ("林小满",)),
        ("作者：林小满；周一鸣", ("林小满", "周一鸣")),
        ([{"@type": "Person", "name": "A. B. Clark"}, {"name": "A. B. Clark"}], ("A. B. Clark",)),
        ("https://www.facebook.com/paper", ()),
        ({"name": None}, ()),
        ("Jane Doe, Senior Correspondent", ("Jane Doe",)),
    ],
)
def test_bylines_are_split_into_names(byline, expected):
    assert names(byline) == expected


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anneke van den Berg", True),
        ("林小满", True),
        ("Tidewater Newsroom", False),
        ("dpa", False),
        ("Read more", False),
    ],
)
def test_person_names_are_recognised(name, person):
    assert is_person(name) is person


@pytest.mark.parametrize(
    ("headings", "said", "title"),
    [
        (
            ("Sections", "Ferry orders four boats"),
            ("Ferry firm orders four boats",),
            "Ferry orders four boats",
        ),
        (
            ("The Gazette",),
            ("Ferry firm orders boats", "Ferry firm orders boats | The Gazette"),
            "Ferry firm orders boats",
        ),
        ((), ("Ferry firm orders boats | Gazette",), "Ferry firm orders boats"),
        ((), (), None),
    ],
)
def test_the_title_is_the_heading_that_matches_the_metadata(headings, said, title):
    assert titles.choose(headings, said) == title


def test_a_truncated_extraction_is_completed():
    paragraphs = [
        f"Paragraph {number} of the story says something of its own, at some length." for number in range(6)
    ]
    html = "".join(f'<p class="text">{words}</p>' for words in paragraphs)
    comments = (
        '<div class="comments"><p>I disagree with every paragraph of this story, at some length.</p></div>'
    )
    tree = trees.parse(f'<html><body><div class="story">{html}</div>{comments}</body></html>')
    assert missing_paragraphs.complete(tree, paragraphs[0]) == "\n\n".join(paragraphs)


def test_every_site_with_a_class_has_a_golden_page():
    known = {addresses.site(f"https://{host}/") for host in HOSTS.values()}
    assert {id(sites.SITES[name]) for name in known} == {id(special) for special in sites.SITES.values()}


def test_a_written_date_is_parsed_in_the_pages_language():
    page = '<html lang="{}"><body><div class="date">15. elokuuta 2024</div><p>{}</p></body></html>'
    words = "Satama avataan syksyllä, yhtiö sanoo. " * 20
    assert (
        as_json(read_page(page.format("fi-FI", words).encode(), "https://x.example/a"))["published"]
        == "2024-08-15"
    )
    assert as_json(read_page(page.format("ja", words).encode(), "https://x.example/a"))["published"] is None


def test_month_names_are_loaded_before_forking():
    """Otherwise each process loads two hundred languages at its first undated page."""
    code = "import crawler.preload; from htmldate import extractors; print(extractors.month_words.cache_info().currsize)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"1"
    )
