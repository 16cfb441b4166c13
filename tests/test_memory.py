"""No reply of a server costs its reading process more than forty megabytes."""

from __future__ import annotations

import asyncio
import sys

import pytest

from benchmarks.memory import cost, replies
from crawler import feeds, markup, payload, sitemaps, trimming
from crawler.pages import read_page

MOST = 40.0
URL = "https://isle.example/list"


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by Linux")
@pytest.mark.parametrize(
    "name",
    [
        "sitemap of news",
        "sitemap packed, 48 MB",
        "feed of long entries",
        "feed of empty elements",
        "page of links",
        "page of paragraphs",
        "section of links",
        "filing of cells",
        "facts of a company",
    ],
)
def test_reading_the_largest_replies_takes_at_most_forty_megabytes(name):
    """Each took more than twice as much when read as a whole; the page of links 424 MB."""
    above, _, result = asyncio.run(cost(name, replies()[name]()))
    assert above < MOST, result


def sitemap(items: str) -> bytes:
    return f"<?xml version='1.0'?><urlset>{items}</urlset>".encode()


def listed(number: int) -> str:
    """Return an entry; every second one has a date."""
    day = f"<lastmod>2031-05-{1 + number % 28:02}</lastmod>" if number % 2 else ""
    return f"<url><loc>https://isle.example/{number}</loc>{day}</url>"


def test_a_sitemap_keeps_the_newest_pages_then_undated_ones_and_the_total():
    found = sitemaps.read(sitemap("".join(map(listed, range(9_000)))), URL)
    assert (found.listed, found.recent, len(found.entries)) == (9_000, 9_000, feeds.MOST_ENTRIES)
    days = [entry.updated.day for entry in found.entries]
    assert days == sorted(days, reverse=True)
    assert days[0] == 28
    few = sitemaps.read(sitemap("".join(map(listed, range(7)))), URL)
    assert [entry.url[-1] for entry in few.entries] == ["5", "3", "1", "0", "2", "4", "6"]


def test_a_sitemap_of_the_largest_size_is_not_cut(monkeypatch):
    """Generators begin the next sitemap at fifty thousand pages, so the largest size is a usual one."""
    monkeypatch.setattr(sitemaps, "MOST_LISTED", 3)
    pages = [f"<url><loc>https://isle.example/{number}</loc></url>" for number in range(4)]
    cut = [sitemaps.read(sitemap("".join(pages[:number])), URL).is_cut for number in (3, 4)]
    assert cut == [False, True]


def test_an_oversized_sitemap_is_cut():
    many = sitemap("<url><loc>https://isle.example/1</loc></url>" * (sitemaps.MOST_LISTED + 2000))
    found = sitemaps.read(many, URL)
    assert found.is_cut
    assert len(found.entries) == 1
    endless = sitemap(f"<url><loc>https://isle.example/1</loc></url><url><loc>{'x' * 3 * 2**20}")
    assert sitemaps.read(endless, URL).is_cut


def test_a_truncated_sitemap_gives_its_complete_entries():
    items = "".join(f"<url><loc>https://isle.example/{number}</loc></url>" for number in range(5_000))
    found = sitemaps.read(sitemap(items)[:150_000], URL)
    assert found.listed > 2_000
    last = sitemaps.read(b"<urlset><url><loc>https://isle.example/1</loc><lastmod>2031-05-01", URL)
    assert [entry.url for entry in last.entries] == ["https://isle.example/1"]


def test_a_large_sitemap_in_another_encoding_is_decoded():
    item = "<url><loc>https://isle.example/{}</loc><n:news><n:title>轮渡公司减少一班</n:title></n:news></url>"
    items = "".join(item.format(number) for number in range(1_500))
    head = "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        found = sitemaps.read(
            f"{head}{items}</urlset>".encode(encoding), URL, content_type="text/xml; charset=gb2312"
        )
        assert {entry.title for entry in found.entries} == {"轮渡公司减少一班"}


def test_a_huge_feed_is_read_up_to_a_limit_and_reported():
    entry = (
        "<item><title>{0}</title><link>https://isle.example/{0}</link><description>{1}</description></item>"
    )
    items = "".join(entry.format(number, "é" * 9_000) for number in range(300))
    found = feeds.read(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert found.is_cut
    assert 100 < len(found.entries) < 300
    assert found.entries[0].summary == "é" * 9_000
    empty = feeds.read(
        f"<rss version='2.0'><channel>{entry.format(1, '<b/>' * 99_000)}</channel></rss>".encode(), URL
    )
    assert (empty.is_cut, len(empty.entries)) == (True, 1)


def test_a_large_page_loses_scripts_and_styles_first_and_keeps_its_metadata():
    said = b'<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    script = b"<script>" + b"x" * 600_000 + b"</SCRIPT >"
    html = b"<html>" + said + script + b"<style>a{}</style><p>Words</p>" + script + b"</html>"
    assert trimming.trim(html) == b"<html>" + said + b"<p>Words</p></html>"
    assert trimming.trim(b"<p>Words</p><script>small</script>") == b"<p>Words</p><script>small</script>"


def test_an_endless_page_is_cut_between_elements_in_linear_time():
    page = "<p>Wörter</p>".encode() * 200_000
    cut = trimming.trim(page)
    first, mark, rest = cut.partition(trimming.CUT)
    assert (bool(mark), rest) == (True, b"")
    assert len(first) <= trimming.LARGEST
    assert first.endswith((b"</p>", b"<p>"))
    assert trimming.trim(cut) == cut
    assert "cut" in read_page(page, URL).flags
    for endless in (b"<script>" * 300_000, "ä".encode() * 2_000_000):
        assert len(trimming.trim(endless)) <= trimming.LARGEST + len(trimming.CUT)


def test_json_and_xml_with_too_many_nodes_are_rejected():
    with pytest.raises(payload.NotJson, match="lists and objects, at most"):
        payload.decode(b"[" + b"[]," * payload.MOST_CONTAINERS + b"[]]")
    with pytest.raises(payload.NotJson, match="bytes, at most"):
        payload.decode(b'"' + b"x" * payload.LARGEST_REPLY + b'"')
    with pytest.raises(markup.NotXml, match="tags, at most"):
        markup.decode(b"<a>" + b"<b/>" * markup.MOST_TAGS + b"</a>")
