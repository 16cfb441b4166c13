"""Broken feeds and sitemaps give all recoverable entries; anything else is refused."""

import os
import time
from pathlib import Path

import pytest

from crawler import feeds, sitemaps
from crawler.decoding import decode
from crawler.spiders.feed import left_out
from crawler.texts import plain

FAULTS = Path(os.environ.get("REJOINDER_DATA", "none")) / "articles" / "fault_feeds"
RECOVERED = {
    "cp1252_declared_utf8": 1, "ctrl": 3, "dates": 7, "gb18030_decl_gb2312": 1, "laughs": 2, "lead_ws": 3, "nbsp": 3,
    "ok": 3, "quad": 2, "rawamp": 3, "trunc": 6, "unclosed": 2, "utf8_declared_latin1": 1, "xxe": 2,
}  # fmt: skip


@pytest.mark.skipif(not FAULTS.is_dir(), reason="REJOINDER_DATA names no folder with fault feeds")
@pytest.mark.parametrize("name", [*RECOVERED, "empty", "html_instead"])
def test_a_broken_feed_gives_the_recoverable_entries(name):
    body = (FAULTS / f"{name}.xml").read_bytes()
    if name not in RECOVERED:
        with pytest.raises(feeds.NotAFeed):
            feeds.read(body, "https://x.example/feed")
        return
    feed = feeds.read(body, "https://x.example/feed")
    assert len(feed.entries) == RECOVERED[name]
    assert all("\ufffd" not in (entry.title or "") for entry in feed.entries)
    assert all("root:" not in (entry.title or "") for entry in feed.entries)


def rss(items, head=""):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{head}{items}</channel></rss>'.encode()


def test_an_entry_has_the_feeds_values():
    items = (
        "<item><title>AT&T and <![CDATA[R&D &amp; co]]></title><link>/a?utm_source=rss&amp;id=1</link><guid>g1</guid>"
        "<pubDate>Thu, 22 Aug 2024 10:00:00 EST</pubDate><author>desk@x.example (Jo Hale)</author>"
        "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description></item>"
    )
    (entry,) = feeds.read(rss(items, "<language>en-gb</language>"), "https://x.example/feed").entries
    assert (entry.title, entry.url, entry.guid) == ("AT&T and R&D & co", "https://x.example/a?id=1", "g1")
    assert entry.published.isoformat() == "2024-08-22T10:00:00-05:00"
    assert entry.published_raw == "Thu, 22 Aug 2024 10:00:00 EST"
    assert entry.summary == "One.\n\nTwo & three."


def test_times_without_a_zone_are_in_the_sources_zone():
    items = (
        "<item><title>A</title><link>https://x.example/a</link><pubDate>2024-08-22 10:00:00</pubDate></item>"
    )
    (entry,) = feeds.read(rss(items), "https://x.example/feed", zone="Asia/Shanghai").entries
    assert entry.published.isoformat() == "2024-08-22T10:00:00+08:00"


def test_a_shared_guid_is_dropped_and_an_address_counts_once():
    items = "".join(
        f"<item><title>{n}</title><link>https://x.example/{n % 2}</link><guid>same</guid></item>"
        for n in range(4)
    )
    entries = feeds.read(rss(items), "https://x.example/feed").entries
    assert [entry.url for entry in entries] == ["https://x.example/0", "https://x.example/1"]
    assert [entry.guid for entry in entries] == [None, None]


def test_atom_is_read():
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title type="html">One &amp;amp; two</title>'
        b'<link rel="self" href="/self"/><link rel="alternate" href="/one"/><id>tag:x,1</id>'
        b"<published>2024-08-22T10:00:00+08:00</published><updated>2024-08-22T12:00:00+08:00</updated>"
        b"<author><name>Mina Okafor</name></author></entry></feed>"
    )
    (entry,) = feeds.read(body, "https://x.example/feed").entries
    assert (entry.title, entry.url, entry.authors) == ("One & two", "https://x.example/one", ("Mina Okafor",))
    assert entry.updated.isoformat() == "2024-08-22T12:00:00+08:00"


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html><body>no</body></html>", b"<urlset></html>", b"\x1f\x8bbroken"]
)
def test_other_replies_are_not_sitemaps(body):
    with pytest.raises(sitemaps.NotASitemap):
        sitemaps.read(body, "https://x.example/sitemap.xml")


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Café – 100 €".encode(), "text/html; charset=iso-8859-1", "Café – 100 €"),
        ("“Café” costs a few coins".encode("cp1252"), "text/html; charset=utf-8", "“Café” costs a few coins"),
        ("朱镕基㐂，小米".encode("gb18030"), "text/html; charset=gb2312", "朱镕基㐂，小米"),
        (
            '<meta charset="gb2312">小米回应'.encode("gb2312"),
            "text/html; charset=ISO-8859-1",
            '<meta charset="gb2312">小米回应',
        ),
        ('<meta charset="big5">維港'.encode("big5"), None, '<meta charset="big5">維港'),
        (
            "公司总经理周既明在电话会议上表示，船台已经排到后年秋天。",
            None,
            "公司总经理周既明在电话会议上表示，船台已经排到后年秋天。",
        ),
        (b"\xef\xbb\xbfplain", None, "plain"),
        ("Zürich".encode("utf-16"), None, "Zürich"),
        (b"", None, ""),
    ],
)
def test_text_is_decoded_despite_wrong_labels(body, content_type, text):
    assert decode(body.encode("gb18030") if isinstance(body, str) else body, content_type) == text


def test_a_text_cut_inside_a_character_stays_utf8():
    assert decode("小米集团".encode()[:-1] + b" and more words", "text/html").startswith("小米集")


def test_html_fragments_become_text():
    assert plain("<p>A&nbsp;b</p><script>x</script>c\u200bd") == "A b cd"
    assert plain("1 < 2 and 3 > 2") == "1 < 2 and 3 > 2"
    assert plain("  ") is None


def test_an_invalid_name_in_a_sitemap_costs_one_entry():
    body = b"<urlset><url><loc>https://x.example/1</loc><u:>odd</u:></url></urlset>"
    assert [entry.url for entry in sitemaps.read(body, "https://x.example/s.xml").entries] == [
        "https://x.example/1"
    ]


@pytest.mark.parametrize("reference", ["&#1114112;", "&#x110000;", "&#xd800;", f"&#{'9' * 5000};"])
def test_an_invalid_character_reference_is_dropped(reference):
    """Otherwise feedparser 6.0.14 abandons the whole feed."""
    item = f"<item><title>One {reference}&#233;t&#xe9;</title><link>https://x.example/1</link></item>"
    found = feeds.read(
        f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), "https://x.example/feed"
    )
    assert [entry.title for entry in found.entries] == ["One été"]


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 22 Aug 2024 99999999999999999999:00:00 GMT",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_an_impossible_date_is_none(date):
    item = f"<item><title>One</title><link>https://x.example/1</link><pubDate>{date}</pubDate></item>"
    found = feeds.read(
        f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), "https://x.example/feed"
    )
    assert [entry.published for entry in found.entries] == [None]


@pytest.mark.parametrize("inside", ["x", "<b a='1'>x</b>"])
@pytest.mark.parametrize(
    "name", ["links", "authors", "content", "tags", "published", "link", "id", "title_detail"]
)
def test_an_element_named_like_a_parser_attribute_is_harmless(name, inside):
    item = f"<item><title>One</title><link>https://x.example/1</link><{name} a='1'>{inside}</{name}></item>"
    found = feeds.read(rss(item), "https://x.example/feed").entries
    assert found[0].title == "One"


def test_a_parser_crash_is_not_a_feed():
    item = "<item><title>One</title><link a='1'><item><link>https://y.example</link></item></link></item>"
    with pytest.raises(feeds.NotAFeed, match="KeyError in its parser"):
        feeds.read(rss(item), "https://x.example/feed")


def test_comments_before_a_feed_take_no_time():
    """Each further one had doubled the time: thirty of them stopped the whole crawl for a quarter of an hour."""
    began = time.process_time()
    found = feeds.read(
        b"<!-- made by hand -->" * 60 + b"<rss version='2.0'></rss>", "https://isle.example/feed"
    )
    assert found.entries == ()
    assert time.process_time() - began < 1
    with pytest.raises(feeds.NotAFeed, match="a web page"):
        feeds.read(b"<!-- a -- b -->\n<!DOCTYPE html><html></html>", "https://isle.example/feed")


def test_entries_without_an_address_are_counted() -> None:
    body = """<rss version="2.0"><channel><title>N</title>
      <item><title>Here</title><link>https://wire.example/a</link></item>
      <item><title>Nowhere</title></item>
    </channel></rss>"""
    found = feeds.read(body.encode(), "https://wire.example/feed")
    assert [entry.url for entry in found.entries] == ["https://wire.example/a"]
    assert left_out(found) == "1 entry of the feed without a page address"
    assert (
        left_out(
            feeds.read(
                body.replace("<item><title>Nowhere</title></item>", "").encode(), "https://wire.example/feed"
            )
        )
        is None
    )
