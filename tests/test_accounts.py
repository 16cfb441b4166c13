"""Timelines give posts with their own times and words; reposts, truncated, edited and pinned posts are recognised."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import accounts
from crawler.accounts import weibo_times
from crawler.addresses import document_id
from records import Source

PAGES = Path(__file__).parent / "pages" / "accounts"
AT = datetime(2024, 11, 19, 2, 0, tzinfo=UTC)
OWNERS = {"weibo": "700100", "bluesky": "ceo.example", "mastodon": "7"}


def read(name: str) -> accounts.AccountReply:
    platform = name.split(".", maxsplit=1)[0].split("_", maxsplit=1)[0]
    return accounts.parse(platform, (PAGES / name).read_bytes(), captured_at=AT, account=OWNERS[platform])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_weibo_posts_have_their_times_and_reposted_text():
    reply = read("weibo.json")
    assert reply.status == "ok"
    pinned, answer, cut, dispute, wordless = reply.posts
    assert (pinned.pinned, pinned.heat) == (True, 1_000_000)
    assert answer.text == "关于召回，我们向车主道歉。\n\n免费检修从明天开始[抱拳]"
    assert answer.published == moment("2024-11-18T23:50:00+08:00")
    assert answer.edited == moment("2024-11-19T00:10:00+08:00")
    assert answer.url == "https://weibo.com/700100/B509"
    assert (cut.text, cut.truncated) == ("说几句", True)
    assert cut.full_text_url == "https://m.weibo.cn/statuses/extend?id=508"
    assert cut.published == moment("2024-11-19T09:55:00+08:00")
    assert dispute.text == "数据有误，请以公告为准"
    assert dispute.repost_of == "@股民老李:退订金被拒了？\n@城市早报: 青禾车主退订金被拒"
    assert dispute.published == moment("2024-11-18T12:01:00+08:00")
    assert (wordless.text, wordless.repost_of) == ("", "抱歉，此微博已被删除。")


def test_a_timeline_is_complete_from_its_oldest_post_that_is_not_pinned():
    assert read("weibo.json").complete_since == moment("2024-11-16T00:00:00+08:00")
    assert read("weibo_ajax.json").complete_since is None


def test_an_old_pinned_post_does_not_extend_the_timeline():
    moments = [moment(f"2024-11-{day}T00:00:00+08:00") for day in (18, 12, 17, 16)]
    posts = tuple(
        accounts.Post(id=str(at), url="https://x.example/", text="x", published=at) for at in moments
    )
    assert accounts.AccountReply(status="ok", posts=posts).complete_since == moments[-1]
    assert accounts.AccountReply(status="wall").complete_since is None


def test_weibo_for_browsers():
    (post,) = read("weibo_ajax.json").posts
    assert (post.id, post.pinned, post.url) == ("509", True, "https://weibo.com/700100/B509")


def test_a_truncated_post_is_completed():
    cut = read("weibo.json").posts[2]
    whole = accounts.complete(cut, '{"ok":1,"data":{"longTextContent":"说几句<br/>真话。"}}'.encode())
    assert (whole.text, whole.truncated) == ("说几句\n\n真话。", False)
    assert accounts.complete(cut, b'{"ok":0}') == cut
    assert accounts.complete(cut, b"<html>") == cut


def test_bluesky_posts_replies_and_reposts():
    pinned, answer, dispute, reply, passed_on = read("bluesky.json").posts
    assert pinned.pinned
    assert answer.text == "We apologise to every owner.\nRepairs start tomorrow."
    assert answer.published == datetime(2024, 11, 18, 15, 50, 0, 123000, tzinfo=UTC)
    assert (answer.lang, answer.url) == ("en", "https://bsky.app/profile/ceo.example/post/2")
    assert dispute.repost_of == "@paper.example: Owners refused refunds"
    assert reply.is_reply
    assert reply.published == moment("2024-11-18T13:00:00+00:00"), (
        "a poster's clock is not believed beyond the server's"
    )
    assert (passed_on.text, passed_on.repost_of) == ("", "@paper.example: Recall begins")
    assert passed_on.published == moment("2024-11-18T12:00:00+00:00")


def test_mastodon_posts_edits_and_boosts():
    answer, passed_on = read("mastodon.json").posts
    assert answer.text == "We apologise to every owner.\n\nRepairs start tomorrow."
    assert answer.edited == moment("2024-11-18T16:10:00+00:00")
    assert (passed_on.text, passed_on.repost_of) == ("", "@paper@news.example: Recall begins")


@pytest.mark.parametrize(
    ("platform", "body", "status"),
    [
        ("weibo", b'{"ok":-100,"url":"https://passport.example/"}', "wall"),
        ("weibo", '{"ok":0,"msg":"这里还没有内容","data":{"cards":[]}}'.encode(), "empty"),
        ("weibo", b'{"ok":1,"data":{"cards":[]}}', "empty"),
        ("weibo", b"<html><title>Sina Visitor System</title></html>", "wall"),
        ("bluesky", b'{"error":"AuthMissing","message":"Authentication Required"}', "wall"),
        ("bluesky", b'{"error":"InvalidRequest","message":"Profile not found"}', "error"),
        ("bluesky", b'{"feed":[]}', "empty"),
        ("mastodon", b'{"error":"Record not found"}', "error"),
        ("elsewhere", b"{}", "error"),
    ],
)
def test_other_replies_are_not_timelines(platform, body, status):
    reply = accounts.parse(platform, body, captured_at=AT, account="1")
    assert (reply.status, reply.posts) == (status, ())
    assert reply.why


def test_a_post_as_a_document():
    source = Source(
        id="lin",
        name="Lin",
        spider="account",
        url="https://x.example/",
        platform="weibo",
        account="700100",
        entity="lin-zhou",
    )
    post = read("weibo.json").posts[1]
    document = accounts.as_document(post, source, AT)
    assert document.id == document_id("lin", post.url)
    assert (document.kind, document.entity, document.title) == ("post", "lin-zhou", None)
    assert document.text == post.text
    assert (document.published, document.modified) == (post.published, post.edited)
    assert accounts.as_document(read("weibo.json").posts[2], source, AT).flags == ("truncated",)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Wed Aug 21 23:50:00 +0800 2024", "2024-08-21T23:50:00+08:00"),
        ("刚刚", "2024-11-19T10:00:00+08:00"),
        ("3小时前", "2024-11-19T07:00:00+08:00"),
        ("今天 08:30", "2024-11-19T08:30:00+08:00"),
        ("前天 08:30", "2024-11-17T08:30:00+08:00"),
        ("12-31", "2023-12-31T00:00:00+08:00"),
        ("2022-03-04 05:06", "2022-03-04T05:06:00+08:00"),
    ],
)
def test_weibo_times(written, told):
    assert weibo_times.read(written, AT) == moment(told)


@pytest.mark.parametrize("written", ["", "昨天 25:99", "13-45", "someday"])
def test_an_unknown_time_format_is_none(written):
    assert weibo_times.read(written, AT) is None
