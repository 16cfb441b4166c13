"""The sample newsroom serves what existed at its simulated time, in the formats the crawler reads, and matches its description."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from datetime import datetime, timedelta
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import feedparser
import pytest

import config.settings
import config.watchlist
import crawler.accounts
import crawler.boards
import crawler.filings
import crawler.sources
import sample
from sample import account_replies, accounts, boards, content, exchange, hotsearch

TRUTH = tomllib.loads((Path(__file__).parent / "sample_truth.toml").read_text(encoding="utf-8"))
END = sample.MOMENTS[-1]
NAME = f"http://{sample.HOST}"
MINUTE = timedelta(minutes=1)
ARTICLES = {f"{article.outlet.id}/{article.slug}": article for article in content.articles()}


@pytest.fixture(scope="module")
def room():
    with sample.Newsroom() as opened:
        yield opened


def fetch(room, target, moment=END, **headers):
    room.at = moment
    request = Request(
        room.url + target, headers={key.replace("_", "-"): value for key, value in headers.items()}
    )
    with urlopen(request, timeout=10) as reply:
        return reply.status, reply.headers, reply.read()


def status(room, target, moment, **headers):
    try:
        return fetch(room, target, moment, **headers)[0]
    except HTTPError as error:
        with error:
            return error.code


def sources():
    return crawler.sources.load(sample.SOURCES)


def test_it_has_what_a_demonstration_needs():
    days = {article.local.date().day for article in content.articles()}
    assert len(content.articles()) >= 40
    assert days == {20, 21, 22, 23}
    articles = [source for source in sources() if source.kind == "article" and source.spider != "board"]
    assert {source.id for source in articles} == {outlet.id for outlet in content.outlets()} - {"hengdu"}
    assert len(articles) == 6
    assert {source.lang for source in articles} == {"en", "zh"}
    assert any(not article.free for article in content.articles())
    assert any(article.changes for article in content.articles())
    assert any(article.agency for article in content.articles())


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_served_from_its_time_on(room, name):
    article = ARTICLES[name]
    _, headers, body = fetch(room, article.path, article.published)
    page = body.decode()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert all(author in page for author in article.authors)
    assert fetch(room, article.picture, article.published)[1]["Content-Type"] == "image/svg+xml"
    assert status(room, article.path, article.published - MINUTE) == 404


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_as_long_as_news_is(name):
    article = ARTICLES[name]
    english = article.outlet.lang.startswith("en")
    length = len(article.body.split()) if english else len(re.findall(r"[\u4e00-\u9fff0-9]", article.body))
    least, most = (150, 400) if english else (180, 700)
    assert not article.free or least <= length <= most
    assert article.title not in article.body
    assert not re.search(r'[“”"]' if article.outlet.lang == "zh-HK" else r"[「」]", article.body)


@pytest.mark.parametrize("outlet", content.outlets(), ids=lambda outlet: outlet.id)
@pytest.mark.parametrize("moment", sample.MOMENTS, ids=str)
def test_an_index_lists_exactly_what_is_published(room, outlet, moment):
    _, _, body = fetch(room, f"/{outlet.id}/{outlet.index}", moment)
    text = body.decode()
    for article in content.articles():
        if article.outlet is outlet and article.at(moment) and (moment - article.published).days < 2:
            assert article.path in text
        elif article.outlet is not outlet or article.at(moment) is None:
            assert article.path not in text


@pytest.mark.parametrize("outlet", ["harbourwire", "pacificledger", "guanhai", "weigang", "hengdu"])
def test_feeds_parse_without_complaint(room, outlet):
    found = next(entry for entry in content.outlets() if entry.id == outlet)
    feed = feedparser.parse(fetch(room, f"/{outlet}/{found.index}")[2])
    assert not feed.bozo
    assert len(feed.entries) == len(list(content.readable(found, END)))
    assert all(entry.get("published_parsed") and entry.title and entry.link for entry in feed.entries)


def test_a_correction_appears_at_its_time(room):
    for corrected in TRUTH["corrected"]:
        article = ARTICLES[corrected["document"]]
        (change,) = article.changes
        before = fetch(room, article.path, change.at - MINUTE)[2].decode()
        after = fetch(room, article.path, change.at)[2].decode()
        assert corrected["to"] not in before
        assert corrected["to"] in after
        assert corrected.get("from", change.note) in (before if "from" in corrected else after)
        assert change.note in after
        assert any(change.at < moment for moment in sample.MOMENTS if moment > article.published)


def test_removed_articles_are_gone(room):
    gone = [article for article in content.articles() if article.gone]
    assert gone
    for article in gone:
        assert status(room, article.path, article.gone - MINUTE) == 200
        assert status(room, article.path, article.gone) == 404


def test_a_conditional_request_gets_not_modified(room):
    article = ARTICLES["meridianpost/xiaomi-60000-yuan-car-explained"]
    for target in (article.path, "/harbourwire/rss/latest.xml"):
        _, headers, _ = fetch(room, target, END)
        assert status(room, target, END, If_None_Match=headers["ETag"]) == 304
        assert status(room, target, END, If_Modified_Since=headers["Last-Modified"]) == 304
        assert status(room, target, END, If_None_Match='"another"') == 200
    _, headers, _ = fetch(room, article.path, article.published)
    assert status(room, article.path, END, If_Modified_Since=headers["Last-Modified"]) == 200


def test_every_reply_has_the_clock(room):
    moment = datetime.fromisoformat("2024-08-22T09:25:00+08:00")
    assert fetch(room, "/robots.txt", moment)[1]["Date"] == "Thu, 22 Aug 2024 01:25:00 GMT"


def test_replies_are_compressed_on_request(room):
    _, plain, body = fetch(room, "/guanhai/rss.xml")
    _, packed, smaller = fetch(room, "/guanhai/rss.xml", Accept_Encoding="gzip")
    assert plain["Content-Encoding"] is None
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(smaller) == body


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.id)
def test_every_source_is_answered(room, source):
    assert source.url.startswith(f"{NAME}/")
    assert fetch(room, source.url.removeprefix(NAME))[0] == 200


@pytest.fixture
def faults(room):
    yield room.faults
    room.faults.clear()


def test_faults_can_be_simulated(room, faults):
    board = next(source for source in sources() if source.id == "weibo-hot-mobile").url.removeprefix(NAME)
    faults["/m.weibo.cn/"] = "wall"
    assert crawler.boards.parse("weibo", fetch(room, board)[2], captured_at=END).status == "wall"
    faults["/m.weibo.cn/"] = "nonsense"
    assert crawler.boards.parse("weibo", fetch(room, board)[2], captured_at=END).status == "error"
    faults["/guanhai/"] = "down"
    assert status(room, "/guanhai/rss.xml", END) == 503
    faults["/guanhai/"] = "busy"
    assert status(room, "/guanhai/rss.xml", END) == 429
    faults["/guanhai/"] = "cut"
    with pytest.raises(IncompleteRead):
        fetch(room, "/guanhai/rss.xml")
    assert status(room, "/weigang/rss/finance.rss", END) == 200


def test_a_silent_fault_ends_with_the_newsroom():
    with sample.Newsroom(END) as room:
        room.faults["/guanhai/"] = "silent"
        with pytest.raises(TimeoutError):
            urlopen(room.url + "/guanhai/rss.xml", timeout=0.2)


def test_links_use_the_requested_host(room):
    _, _, body = fetch(room, "/weigang/rss/finance.rss", Host=sample.HOST)
    links = [entry.link for entry in feedparser.parse(body).entries]
    assert links
    assert all(link.startswith(f"{NAME}/weigang/") for link in links)


def test_a_closed_newsroom_has_no_address():
    with pytest.raises(RuntimeError, match="with statement"):
        _ = sample.Newsroom().url


def test_two_newsrooms_can_be_open_at_once():
    with sample.Newsroom(END) as one, sample.Newsroom(sample.MOMENTS[0]) as other:
        assert one.url != other.url
        assert fetch(one, "/robots.txt")[0] == fetch(other, "/robots.txt")[0] == 200


@pytest.mark.parametrize("moment", sample.MOMENTS, ids=str)
def test_both_board_formats_agree(moment):
    side, mobile = (
        crawler.boards.parse("weibo", json.dumps(reply(moment)).encode(), captured_at=moment)
        for reply in (boards.side_hot_search, boards.mobile_container)
    )
    assert side.status == mobile.status == "ok"

    def organic(reply):
        return [
            (sighting.position, sighting.title, sighting.heat, sighting.label)
            for sighting in reply.sightings
            if sighting.list == "hot" and sighting.kind == "organic"
        ]

    assert organic(side) == organic(mobile)
    assert 15 <= len(organic(side)) <= 40
    assert [position for position, *_ in organic(side)] == list(range(1, len(organic(side)) + 1))
    for reply in (side, mobile):
        kinds = {sighting.title: sighting.kind for sighting in reply.sightings}
        adverts = {topic.title for topic in hotsearch.ranked("ad", moment)}
        assert {title for title, kind in kinds.items() if kind == "ad"} == adverts
        assert sum(kind == "pinned" for kind in kinds.values()) == 1
    assert {sighting.board_time for sighting in mobile.sightings} == {moment}


def test_the_boards_show_the_case_as_it_was():
    def sighted(moment, name):
        reply = json.dumps(boards.mobile_container(moment)).encode()
        found = crawler.boards.parse("weibo", reply, captured_at=moment).sightings
        return {(s.title, s.position, s.heat) for s in found if s.list == name}

    by_hour = {f"{moment:%d %H:%M}": moment for moment in sample.MOMENTS}
    claim = "小米卖一辆车亏6万多"
    assert (claim, None, 104035) in sighted(by_hour["22 00:24"], "rising")
    assert (claim, 8, 784317) in sighted(by_hour["22 09:25"], "hot")
    assert not any(title == claim for title, *_ in sighted(by_hour["22 07:10"], "hot"))
    assert not any(title == claim for title, *_ in sighted(by_hour["22 13:18"], "hot"))


def test_a_topic_can_stay_on_the_rising_list():
    rising_only = next(story["topics"][0] for story in TRUTH["story"] if story.get("only_on") == "rising")
    assert {topic.list for topic in hotsearch.topics() if topic.title == rising_only} == {"rising"}
    assert any(
        topic.title == rising_only
        for moment in sample.MOMENTS
        for topic in hotsearch.ranked("rising", moment)
    )


def test_topics_rise_and_fall():
    for topic in hotsearch.topics():
        moments = [moment for moment, _ in topic.curve]
        assert moments == sorted(set(moments)), topic.title
        assert topic.list in {"hot", "rising", "entertainment", "pinned", "ad"}
    hot = [topic.title for topic in hotsearch.topics() if topic.list == "hot"]
    assert len(hot) == len(set(hot))


@pytest.mark.parametrize("moment", sample.MOMENTS, ids=str)
def test_timelines_hold_no_future_and_nothing_deleted(moment):
    for timeline in accounts.timelines():
        reply = (
            account_replies.weibo_container if timeline.platform == "weibo" else account_replies.bluesky_feed
        )
        found = crawler.accounts.parse(
            timeline.platform,
            json.dumps(reply(timeline, moment)).encode(),
            captured_at=moment,
            account=timeline.account,
        )
        shown = [post for post in timeline.posts if post.shown(moment)]
        assert found.status == "ok"
        assert {post.published for post in found.posts} <= {
            *(post.at for post in shown),
            *(post.repost.at for post in shown if post.repost),
        }
        assert len(found.posts) == len(shown)


def test_the_exchange_lists_the_results_once_they_are_out(room):
    filing, notice = exchange.announcements()
    before, after = (
        crawler.filings.parse("hkex", json.dumps(exchange.title_search("190201", moment, room.url)).encode())
        for moment in (filing["at"] - MINUTE, filing["at"])
    )
    assert [entry.id for entry in before.filings] == [notice["id"]]
    found, _ = after.filings
    assert found.filed == filing["at"]
    assert found.url.startswith(room.url)
    target = found.url.removeprefix(room.url)
    assert b"27,307" in fetch(room, target, filing["at"])[2]
    assert status(room, target, filing["at"] - MINUTE) == 404


def test_the_configuration_loads():
    settings = config.settings.load(sample.CONFIG)
    assert settings.brief.until == datetime.fromisoformat("2024-08-23T07:00:00+08:00")
    assert settings.sources == sample.SOURCES
    assert settings.watchlist == sample.WATCHLIST
    assert sample.MOMENTS[-1] < settings.brief.until
    assert list(sample.MOMENTS) == sorted(sample.MOMENTS)


def test_the_watch_list_contains_the_sources_entities():
    watched = config.watchlist.load(sample.WATCHLIST)
    ids = {entry.id for entry in (*watched.companies, *watched.people)}
    assert {source.entity for source in sources() if source.entity} <= ids
    assert [company.id for company in watched.companies if company.watch == "own"] == ["xiaomi"]
    assert [company.id for company in watched.companies if company.ticker or company.wikidata] == ["xiaomi"]
    for source in sources():
        if source.spider == "account":
            assert watched.holder(source.platform, source.account).id == source.entity


def test_the_truth_refers_to_existing_items():
    watched = config.watchlist.load(sample.WATCHLIST)
    ids = {entry.id for entry in (*watched.companies, *watched.people)}
    titles = {topic.title for topic in hotsearch.topics()}
    posts = {post.bid or post.id for timeline in accounts.timelines() for post in timeline.posts}
    for story in TRUTH["story"]:
        named = [*story.get("documents", ()), *story.get("maybe", ()), *story.get("outside", ())]
        documents = [name for name in named if not name.startswith("topic/")]
        topics = [
            *story.get("topics", ()),
            *(name.removeprefix("topic/") for name in named if "topic/" in name),
        ]
        assert set(documents) <= ARTICLES.keys()
        assert set(topics) <= titles
        assert {post.partition("/")[2] for post in story.get("posts", ())} <= posts
        assert story["subject"] in ids
        assert {response["responder"] for response in story.get("response", ())} <= ids
        if "first_public" in story:
            assert story["first_public"] == min(ARTICLES[name].published for name in story["documents"])
    assert set(TRUTH["paid"]["topics"]) == {topic.title for topic in hotsearch.topics() if topic.list == "ad"}


def test_every_url_is_unique():
    paths = [article.path for article in content.articles()]
    assert len(paths) == len(set(paths))


def test_every_copy_keeps_the_wires_first_sentence():
    (story,) = (story for story in TRUTH["story"] if "copies_of_the_first" in story)
    wire = ARTICLES[story["documents"][0]].body
    for name in story["copies_of_the_first"]:
        quoted = re.search(r"[\"“](We cannot absorb these costs any longer\.)", ARTICLES[name].body)
        assert quoted
        assert quoted[1] in wire
        assert len(ARTICLES[name].body) < len(wire)


def test_simultaneous_first_requests_work(monkeypatch):
    """What two threads load twice is equal content: outlets are compared by value, not identity."""
    twice = [content.outlets.__wrapped__() for _ in range(2)]
    monkeypatch.setattr(content, "outlets", lambda: twice[0])
    loaded = content.articles.__wrapped__()
    monkeypatch.setattr(content, "articles", lambda: loaded)
    for outlet in twice[1]:
        assert list(content.readable(outlet, END))
