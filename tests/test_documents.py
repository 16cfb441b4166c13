"""A document is one row however often it is seen; earlier wordings are kept; a bad fetch loses nothing good."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import db
from crawler import articles
from crawler.addresses import document_id, normalise, site
from crawler.feeds import Entry
from crawler.filings import Filing, as_document
from crawler.pages import Page
from db import documents, facts, fetch_state, filed, polls, search, sources, waiting
from db.times import iso
from records import Company, Document, FetchState, Poll, Reading, Source, Watchlist

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
SOURCE = Source(
    id="s", name="S", spider="feed", url="https://s.example/feed", lang="en", zone="Asia/Shanghai", entity="e"
)


@pytest.fixture
def store():
    opened = db.connect(":memory:")
    sources.save_all(opened, [SOURCE])
    return opened


def document(number="1", text="A title\n\nSome words.", **changes):
    url = f"https://s.example/{number}"
    fields = {
        "id": document_id("s", url),
        "source": "s",
        "kind": "article",
        "url": url,
        "canonical_url": url,
        "text": text,
    }
    return Document(**{**fields, **changes})


def test_a_document_seen_again_is_the_same(store):
    assert documents.save(store, document(), NOW) == "new"
    assert documents.save(store, document(), NOW + timedelta(hours=1)) == "same"
    (row,) = store.query("select first_seen, last_seen, version from documents")
    assert row == {
        "first_seen": "2024-08-22T12:00:00+00:00",
        "last_seen": "2024-08-22T13:00:00+00:00",
        "version": 1,
    }


def test_a_changed_wording_is_stored_as_one_version(store):
    documents.save(store, document(), NOW)
    for hours in (1, 1, 2):
        documents.save(store, document(text="A title\n\nOther words."), NOW + timedelta(hours=hours))
    (earlier,) = store.query("select version, text, seen_at from document_versions")
    assert earlier == {"version": 1, "text": "A title\n\nSome words.", "seen_at": "2024-08-22T12:00:00+00:00"}
    (row,) = store.query("select version, changed_at from documents")
    assert row == {"version": 2, "changed_at": "2024-08-22T13:00:00+00:00"}


@pytest.mark.parametrize(
    ("stored", "again"),
    [
        ((NOW, "Thu, 22 Aug 2024 12:00:00 GMT", ()), (None, None, ("no_date",))),
        ((NOW, "22 August 2024", ("day_only",)), (None, None, ("no_date",))),
        ((NOW, "Thu, 22 Aug 2024 12:00:00 GMT", ()), (NOW.replace(hour=0), "22 August 2024", ("day_only",))),
    ],
    ids=["time, none", "day, none", "time, day"],
)
def test_a_page_that_is_fetched_again_without_its_feed_keeps_its_date(store, stored, again):
    """A day had become the first moment of that day, and a time the whole day."""
    for text, (published, raw, flags) in (("One.", stored), ("Two.", again)):
        made = document(text=text, published=published, published_raw=raw, flags=(*flags, "stub"))
        documents.save(store, made, NOW)
    (row,) = store.query("select published, published_raw, flags from documents")
    assert (row["published"], row["published_raw"]) == (iso(NOW), stored[1])
    assert sorted(json.loads(row["flags"])) == sorted([*stored[2], "stub"])


@pytest.mark.parametrize(
    "again",
    [
        {"number": "2", "canonical_url": "https://s.example/1"},
        {"number": "2", "guid": "g"},
        {"number": "2", "title": "A title that tells enough", "published": NOW + timedelta(hours=1)},
    ],
    ids=["canonical address", "guid", "title and time"],
)
def test_one_article_under_two_addresses_is_one_row(store, again):
    documents.save(store, document(guid="g", title="A title that tells enough", published=NOW), NOW)
    assert documents.save(store, document(**again), NOW) == "same"
    assert store.table("documents").count == 1


def test_finding_an_article_uses_an_index(store):
    """With thirty thousand articles of a source, each new one blocked the event loop for 33 ms."""

    def article(number: int) -> Document:
        published = NOW - timedelta(minutes=number)
        return document(
            f"{number}", guid=f"g{number}", title=f"The harbour's news, part {number}", published=published
        )

    def steps(number: int) -> int:
        taken: list[int] = []
        store.conn.set_progress_handler(lambda: taken.append(1), 1)
        assert documents.save(store, article(number), NOW) == "new"
        store.conn.set_progress_handler(None, 1)
        return len(taken)

    few = [steps(number) for number in range(20)][-1]
    for number in range(20, 500):
        documents.save(store, article(number), NOW)
    assert steps(500) < few * 1.5


@pytest.mark.parametrize(
    "other",
    [
        {"number": "2", "title": "Live updates", "published": NOW},
        {"number": "2", "title": "A title that tells enough", "published": NOW + timedelta(days=1)},
        {"number": "2"},
    ],
    ids=["short title", "another day", "nothing in common"],
)
def test_two_articles_are_two_rows(store, other):
    documents.save(store, document(title=other.get("title"), published=NOW), NOW)
    assert documents.save(store, document(**other), NOW) == "new"


def test_a_post_that_is_shown_again_is_not_gone(store):
    posts = [document(number=n, text=n, kind="post", published=NOW - timedelta(hours=1)) for n in ("1", "2")]
    for post in posts:
        documents.save(store, post, NOW)
    later = NOW + timedelta(minutes=5)
    assert documents.mark_gone(store, "s", [posts[0].id], NOW - timedelta(days=1), later) == 1
    assert documents.mark_gone(store, "s", [post.id for post in posts], NOW - timedelta(days=1), later) == 0
    assert [row["gone_since"] for row in store.query("select gone_since from documents")] == [None, None]


def test_the_index_finds_a_name_of_two_characters(store):
    documents.save(store, document(text="按交付量算，小米卖一辆车亏6万多"), NOW)
    matching = "select count(*) from documents_fts where documents_fts match :words"
    for name, found in (("小米", 1), ("米小", 0)):
        assert store.execute(matching, {"words": f'"{search.spaced(name)}"'}).fetchone()[0] == found


def test_unlisted_sources_become_inactive(store):
    sources.save_all(store, [Source(id="t", name="T", spider="feed", url="https://t.example/")])
    assert {row["active"] for row in store.query("select active from sources")} == {1}
    sources.save_all(
        store, [Source(id="t", name="T", spider="feed", url="https://t.example/")], whole_list=True
    )
    assert dict(store.execute("select id, active from sources").fetchall()) == {"s": 0, "t": 1}


def test_a_quiet_source_is_polled_less_often_but_a_board_is_not():
    week = timedelta(days=7)
    assert polls.interval(SOURCE, NOW - timedelta(minutes=10), NOW) == timedelta(seconds=900)
    assert polls.interval(SOURCE, NOW - week, NOW) == timedelta(seconds=3600)
    board = Source(id="b", name="B", spider="board", url="https://b.example/", platform="weibo")
    assert polls.interval(board, NOW - week, NOW) == timedelta(seconds=900)


def test_due_sources(store):
    assert polls.due(store, [SOURCE], NOW) == [SOURCE]
    polls.save(store, Poll(source="s", url=SOURCE.url, at=NOW, status="ok"))
    assert polls.due(store, [SOURCE], NOW + timedelta(seconds=899)) == []
    assert polls.due(store, [SOURCE], NOW + timedelta(seconds=900)) == [SOURCE]
    fetch_state.save(store, FetchState(url=SOURCE.url, source="s", next_fetch_at=NOW + timedelta(hours=1)))
    assert polls.due(store, [SOURCE], NOW + timedelta(minutes=59)) == []


def test_robots_txt_is_cached_for_a_day(store):
    fetch_state.save_robots(store, "x.example", 200, "User-agent: *", NOW)
    assert fetch_state.load_robots(store, "x.example", NOW + timedelta(hours=23)) == (200, "User-agent: *")
    assert fetch_state.load_robots(store, "x.example", NOW + timedelta(hours=25)) is None


def test_appointments_made_before_the_clock_was_put_back_are_void(store):
    """A clock a year ahead makes every certificate expire; its sources were not asked again for that year."""
    ahead = NOW + timedelta(days=365)
    for url in (SOURCE.url, "https://s.example/1"):
        fetch_state.save(store, FetchState(url=url, source="s", failures=2, next_fetch_at=ahead))
    fetch_state.save_robots(store, "x.example", 200, "User-agent: *", ahead)
    assert polls.due(store, [SOURCE], NOW) == [SOURCE]
    assert [state.url for state in fetch_state.due(store, "s", NOW)] == [SOURCE.url, "https://s.example/1"]
    assert fetch_state.load_robots(store, "x.example", NOW) is None


def page(**changes):
    return Page(**{"url": "https://s.example/1", "body": "Words.", "title": "On the page", **changes})


def test_the_page_outranks_the_feed():
    entry = Entry(
        url="https://s.example/1", title="In the feed", published=NOW, published_raw="raw", authors=("F",)
    )
    made = articles.document(page(published=NOW - timedelta(hours=1), authors=("P",)), entry, SOURCE, NOW)
    assert (made.title, made.title_meta, made.text) == ("On the page", "In the feed", "On the page\n\nWords.")
    assert (made.published, made.authors, made.lang, made.entity) == (
        NOW - timedelta(hours=1),
        ("P",),
        "en",
        "e",
    )


def test_a_feeds_time_outranks_a_pages_day():
    raw = "Thu, 22 Aug 2024 07:00:00 GMT"
    entry = Entry(url="https://s.example/1", published=NOW, published_raw=raw)
    made = articles.document(page(published=NOW.replace(hour=0), flags=("day_only",)), entry, SOURCE, NOW)
    assert (made.published, made.published_raw, made.flags) == (NOW, raw, ())


def test_a_feeds_day_stays_a_day_in_whatever_form():
    entry = Entry(
        url="https://s.example/1", title="In the feed", published=NOW, published_raw="Thu, 22 Aug 2024"
    )
    made = articles.document(page(published=None, flags=("no_date",)), entry, SOURCE, NOW)
    assert made.flags == ("day_only",)
    assert articles.from_entry(entry, SOURCE, NOW).flags == ("feed_only", "day_only")


@pytest.mark.parametrize("flag", ["needs_js", "consent", "human_check"])
def test_a_wall_is_not_stored_as_an_article(flag):
    entry = Entry(url="https://s.example/1", title="In the feed", summary="Summary.")
    made = articles.document(page(flags=(flag,)), entry, SOURCE, NOW)
    assert made.text == "In the feed\n\nSummary."
    assert made.flags == (flag, "feed_only")
    assert [issue.kind for issue in articles.anomalies(made)] == [flag]
    assert articles.document(page(flags=(flag,)), Entry(url="https://s.example/1"), SOURCE, NOW) is None


def test_an_excerpt_ends_behind_a_word_where_there_are_blanks():
    latin, han = "The board will vote on it. " * 30, "小米 " + "汽车业务首次披露季度成绩单。" * 60
    assert articles.text_of(None, latin, "excerpt").endswith(" it. The board will vote …")
    assert len(articles.text_of(None, han, "excerpt")) == articles.EXCERPT + 2


def test_a_front_page_redirect_or_notice_is_not_an_article():
    entry = Entry(url="https://s.example/1", title="In the feed", summary="Summary.")
    assert articles.document(page(url="https://s.example/"), entry, SOURCE, NOW) is None
    assert articles.document(page(flags=("missing",)), entry, SOURCE, NOW) is None
    assert articles.document(page(url="https://s.example/?p=12"), entry, SOURCE, NOW) is not None


def test_a_future_date_in_a_feed_is_ignored():
    entry = Entry(url="https://s.example/1", title="T", published=NOW + timedelta(days=9))
    assert articles.from_entry(entry, SOURCE, NOW).published is None


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://S.Example:443/a/?utm_source=x&b=1&fbclid=2#top", "https://s.example/a/?b=1"),
        ("https://s.example", "https://s.example/"),
        ("https://s.example/%E5%B0%8F?q=a+b", "https://s.example/%E5%B0%8F?q=a+b"),
        ("https://s.example/?q=%D0%A1%C3%D7&p", "https://s.example/?q=%D0%A1%C3%D7&p="),
        ("https://s.example/小", "https://s.example/%E5%B0%8F"),
        ("mailto:a@b.example", None),
        ("https://[broken/", None),
        ("https://s.example:port/", None),
    ],
)
def test_one_page_has_one_address(url, normal):
    assert normalise(url) == normal


def test_the_site_of_an_address():
    assert [site(f"https://{host}/") for host in ("feeds.bbci.co.uk", "www.x.com.cn", "x.example", "127.0.0.1")] == [
        "bbci.co.uk", "x.com.cn", "x.example", "127.0.0.1",
    ]  # fmt: skip


def test_lists_are_stored_as_json(store):
    documents.save(store, document(authors=("林小满", "Jo"), flags=("no_date",)), NOW)
    (row,) = store.query("select authors, flags from documents")
    assert (json.loads(row["authors"]), json.loads(row["flags"])) == (["林小满", "Jo"], ["no_date"])


@pytest.mark.parametrize(("number", "entity"), [("1810.HK", "xiaomi"), ("1736541", "nio"), ("320193", None)])
def test_a_filing_on_a_registers_list_is_the_word_of_the_company_with_its_number(store, number, entity):
    watched = Watchlist(
        companies=(
            Company(id="xiaomi", name="Xiaomi", ticker="01810.HK"),
            Company(id="nio", name="NIO", ticker="9866.HK", cik="0001736541"),
        )
    )
    register = Source(id="sec", name="SEC", spider="filings", url="https://sec.example/list", kind="filing")
    sources.save_all(store, [register])
    filing = Filing(id="1", url="https://sec.example/1", title="8-K", company="A filer", number=number)
    documents.save(store, as_document(filing, "We recall the vans.", register, NOW), NOW)
    filed.attribute(store, watched.filers())
    assert store.execute("select entity from documents").fetchall() == [(entity,)]
    filed.attribute(store, {"1810.HK": "xiaomi-group"})
    told = "xiaomi-group" if entity == "xiaomi" else None
    assert store.execute("select entity from documents").fetchall() == [(told,)], "the watch list has changed"


def test_what_a_source_brought_follows_its_entity(store):
    """A newsroom listed without its company, or with another, had brought nobody's words for good."""
    documents.save(store, document(entity="e"), NOW)
    item = next(facts.waiting(store, "1"))
    facts.save(store, item, Reading(lang="en"), "1", NOW)
    store.execute("update readings set linked_as = '1 ' || text_sha256")
    sources.save_all(store, [SOURCE])
    assert (list(facts.waiting(store, "1")), waiting.waiting(store, NOW)) == ([], ())
    sources.save_all(store, [replace(SOURCE, entity="f")])
    (again,) = facts.waiting(store, "1")
    facts.save(store, again, Reading(lang="en"), "1", NOW)
    (pending,) = waiting.waiting(store, NOW)
    assert (again.entity, pending.anew) == ("f", True)
