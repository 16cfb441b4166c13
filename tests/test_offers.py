"""The reply at an address is offered as a source of the right kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import sample
from crawler import discovery, offers, sources, timelines, trial
from crawler.blocks import block
from sample.addresses import answer
from tests.hostile_server import XML, HostileServer, article, feed, reply

PAGES = Path(__file__).parent / "pages" / "accounts"

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
def test_other_replies_are_not_offered(body):
    assert offers.of_reply(body, ORIGIN, None) is None


@pytest.mark.parametrize(
    ("page", "timeline", "whose"),
    [
        (
            "https://bsky.app/profile/ceo.example",
            "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=ceo.example&limit=100&filter=posts_no_replies",
            ("bluesky", "ceo.example"),
        ),
        (
            "https://weibo.com/u/1749127163",
            "https://m.weibo.cn/api/container/getIndex?type=uid&value=1749127163&containerid=1076031749127163",
            ("weibo", "1749127163"),
        ),
        (
            "https://www.weibo.com/1749127163",
            "https://m.weibo.cn/api/container/getIndex?type=uid&value=1749127163&containerid=1076031749127163",
            ("weibo", "1749127163"),
        ),
        ("https://social.example/@harbour", "https://social.example/api/v1/accounts/lookup?acct=harbour", None),
        ("https://social.example/@harbour/112200", None, None),
        ("https://www.example.com/profile/12", None, None),
    ],
)  # fmt: skip
def test_a_profile_leads_to_its_timeline(page, timeline, whose):
    assert timelines.of_profile(page) == timeline
    assert (timeline and timelines.whose(timeline)) == whose


@pytest.mark.parametrize(("name", "address", "account"), [
    ("weibo.json", timelines.WEIBO.format("700100"), "700100"),
    ("bluesky.json", timelines.BLUESKY.format("ceo.example"), "ceo.example"),
    ("mastodon.json", "https://social.example" + timelines.STATUSES.format("7"), "7"),
])  # fmt: skip
def test_a_timeline_is_offered_as_an_account(tmp_path, name, address, account):
    source, told = offers.of_reply((PAGES / name).read_bytes(), address, "application/json")
    assert (source.spider, source.platform, source.account, source.kind) == (
        "account",
        name.split(".")[0],
        account,
        "post",
    )
    assert "`entity`" in told
    listed = tmp_path / "sources.toml"
    listed.write_text(block(source), encoding="utf-8")
    assert sources.load(listed) == (source,)


def test_a_mastodon_name_is_looked_up():
    with HostileServer() as server:
        statuses = (PAGES / "mastodon.json").read_bytes()
        server.paths["/api/v1/accounts/lookup?acct=harbour"] = reply(b'{"id": "7", "acct": "harbour"}')
        server.paths["/api/v1/accounts/7/statuses?limit=40"] = reply(
            statuses, content_type="application/json"
        )
        told = trial.describe(f"{server.url}/@harbour", contact="https://us.example")
    assert 'spider = "account"' in told
    assert 'account = "7"' in told
    assert "Collected on trial:" in told


def test_a_newsroom_is_offered_with_kind_release():
    body = feed("https://haven.example", ("/1", "One"))
    assert offers.of_reply(body, "https://haven.example/newsroom/rss", XML)[0].kind == "release"
    assert offers.of_reply(body, "https://haven.example/rss", XML)[0].kind == "article"


STORIES = "".join(
    f"<div class='story'><a href='/a/{number}'>The port, story {number} of a long week</a></div>"
    for number in range(6)
)
MENU = "".join(
    f"<li class='menu'><a href='/{name}'>{name}</a></li>"
    for name in ("news", "sport", "arts", "port", "jobs", "us")
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"<title>Port</title>{MENU}{STORIES}", 'links = ".story a"'),
        (f"<title>Port</title><script src='/captcha.js'></script>{STORIES}", 'spider = "listing"'),
    ],
)
def test_a_page_of_headlines_is_offered_as_a_listing(body, told):
    with HostileServer() as server:
        server.paths |= {"/": reply(f"<html>{body}</html>".encode())}
        server.paths |= {f"/a/{number}": reply(article(f"Story {number}")) for number in range(6)}
        assert told in trial.describe(server.url, contact="https://us.example")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "an empty reply"),
        (b"%PDF-1.7 and more", "a PDF"),
        (article(head='<meta property="og:type" content="article">'), "a single article"),
        (b"<html><title>Just a moment...</title></html>", "demands a visit"),
        (f"<html><title>Port</title>{MENU}</html>".encode(), "not a feed"),
    ],
)
def test_a_useless_page_is_described(body, told):
    with HostileServer() as server:
        server.paths |= {"/": reply(body)}
        with pytest.raises(trial.NothingThere, match=told):
            trial.describe(server.url, contact="https://us.example")


def test_times_without_a_zone_are_reported():
    with HostileServer() as server:
        listed = feed(server.url, ("/1", "One"))
        server.paths |= {
            "/feed": reply(listed, content_type=XML),
            "/1": reply(article().replace(b"10:00:00+01:00", b"10:00:00")),
        }
        told = trial.describe(f"{server.url}/feed", contact="https://us.example")
        assert 'Times have no zone ("2024-08-22T10:00:00")' in told
        server.paths |= {"/1": reply(article())}
        assert "without a zone" not in trial.describe(f"{server.url}/feed", contact="https://us.example")


@pytest.mark.parametrize(
    ("own", "above", "selector"),
    [
        ("headline", "", "a.headline"),
        ("2col md:flex", "stories", ".stories a"),
        ("", "1st md:grid", "a[href]"),
    ],
)
def test_links_are_selected_by_a_valid_class_name(own: str, above: str, selector: str) -> None:
    items = "".join(f'<a class="{own}" href="/2031/03/0{n}/story-{n}">Story {n}</a>' for n in range(1, 7))
    tree = html.fromstring(f'<html><body><div class="{above}">{items}</div></body></html>')
    assert discovery.links(tree, "https://wire.example/") == selector
