"""What stands at an address is offered as the source it could be."""

from __future__ import annotations

import pytest

import sample
from crawler import offers, sources
from crawler.blocks import block
from sample.addresses import answer

ORIGIN = "http://newsroom.localhost"


@pytest.mark.parametrize(
    ("path", "spider", "platform", "told"),
    [
        ("/harbourwire/rss/latest.xml", "feed", None, "a feed with"),
        ("/linjiang/sitemap-news.xml", "sitemap", None, "of the last three days"),
        ("/weibo.com/ajax/side/hotSearch", "board", "weibo", "topics, as"),
        ("/hkexnews/search/titleSearchServlet.do?stockId=190201", "filings", "hkex", "ANNOUNCEMENT OF THE RESULTS"),
        ("/data.sec.gov/api/xbrl/companyfacts/CIK0009900017.json", "filings", "edgar-facts", "2 filings"),
    ],
)  # fmt: skip
def test_an_address_is_offered_as_a_source(tmp_path, path, spider, platform, told):
    reply = answer(path, sample.MOMENTS[-1], ORIGIN)
    source, words = offers.of_reply(reply.body, ORIGIN + path, reply.type)
    assert (source.spider, source.platform) == (spider, platform)
    assert told in words
    listed = tmp_path / "sources.toml"
    listed.write_text(block(source), encoding="utf-8")
    assert sources.load(listed) == (source,)


@pytest.mark.parametrize("body", [b"", b"{}", b"<html><p>Nothing here.</p></html>", b'{"error": "no"}'])
def test_what_is_no_source_is_not_offered(body):
    assert offers.of_reply(body, ORIGIN, None) is None
