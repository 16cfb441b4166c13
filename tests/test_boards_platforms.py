"""Every platform's recorded format gives list, position, heat and label of each row, pins and adverts included."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import boards

PAGES = Path(__file__).parent / "pages" / "boards"
AT = datetime(2024, 11, 18, 3, 25, tzinfo=UTC)

RECALL, SHOW = "青禾汽车召回3万辆", "晚风综艺第三季"
BAIDU = [
    ("hot", "全国粮食收购进展顺利", "pinned", None, 7904578, None),
    ("hot", RECALL, "organic", 1, 7808391, "热"),
    ("hot", SHOW, "organic", 2, 7712200, "新"),
]
EXPECTED = {
    "baidu.json": BAIDU,
    "baidu_phone.json": BAIDU,
    "baidu_page.html": BAIDU,
    "zhihu.json": [
        ("hot", "如何看待青禾汽车召回 3 万辆？", "organic", 1, 8970000, None),
        ("hot", "怎样挑选一把好椅子？", "organic", 2, 400000, None),
    ],
    "zhihu_app.json": [("hot", "如何看待青禾汽车召回 3 万辆？", "organic", 1, 8970000, None)],
    "zhihu_topsearch.html": [("searches", "青禾汽车召回", "organic", 1, None, "新")],
    "zhihu_topsearch.json": [("searches", "青禾汽车召回", "organic", 1, None, None)],
    "toutiao.json": [
        ("hot", "全国粮食收购进展顺利", "pinned", None, None, None),
        ("hot", RECALL, "organic", 1, 18520334, "热"),
        ("hot", SHOW, "organic", 2, 880021, None),
    ],
    "bilibili.json": [
        ("hot", RECALL, "organic", 1, 1520334, None),
        ("hot", "海盐气泡水新口味", "ad", None, 99, None),
    ],
    "bilibili_square.json": [("hot", RECALL, "organic", 1, None, None)],
    "douyin.json": [
        ("hot", "专题：秋收进行时", "pinned", None, None, None),
        ("hot", RECALL, "organic", 1, 11520334, "热"),
        ("rising", "青禾车主退订金被拒", "organic", None, None, None),
    ],
    "eastmoney.json": [
        ("wire", "青禾汽车：召回约3万辆", "organic", None, None, "重要"),
        ("wire", "两市成交额突破万亿元", "organic", None, None, None),
    ],
    "cls.json": [
        ("wire", "青禾汽车：召回约3万辆", "organic", None, 312000, "重要"),
        ("wire", "理财节开幕", "ad", None, None, None),
    ],
    "wallstreetcn.json": [
        ("wire", "青禾汽车将召回约3万辆", "organic", None, None, "重要"),
        ("wire", "美元指数小幅走低", "organic", None, None, None),
    ],
    "jin10.js": [
        ("wire", "青禾汽车：将召回约3万辆", "organic", None, None, "重要"),
        ("wire", "金十课堂限时开放", "ad", None, None, None),
    ],
    "mastodon_links.json": [("links", "Carmaker recalls 30,000 vehicles", "organic", 1, 176, None)],
    "mastodon_tags.json": [("tags", "recall", "organic", 1, 176, None)],
    "mastodon_statuses.json": [("statuses", "The recall covers 30,000 cars", "organic", 1, 12, None)],
    "bluesky.json": [("hot", "Car recall", "organic", 1, 1204, "hot")],
    "bluesky_topics.json": [
        ("hot", "Car recall", "organic", 1, None, None),
        ("suggested", "Gardening", "organic", 1, None, None),
    ],
    "hackernews.json": [
        ("hot", "Carmaker recalls 30k cars over a software fault", "organic", 1, 312, None),
        ("hot", "Ask HN: How do you store replies?", "organic", 2, 40, None),
    ],
    "hackernews_items.json": [
        ("hot", "Carmaker recalls 30k cars over a software fault", "organic", 1, 312, None)
    ],
    "reddit.json": [
        ("hot", "Weekly questions", "pinned", None, 5, None),
        ("hot", "Carmaker recalls 30,000 cars", "organic", 1, 812, "News"),
        ("hot", "Try our tyres", "ad", None, 1, None),
        ("hot", "My first car", "organic", 2, 90, None),
    ],
    "google_trends.xml": [
        ("hot", "青禾汽車", "organic", 1, 50000, None),
        ("hot", "car recall", "organic", 2, 1000, None),
    ],
    "gdelt.json": [
        ("articles", "Carmaker recalls 30,000 cars", "organic", None, None, None),
        ("articles", "青禾汽车召回约3万辆", "organic", None, None, None),
    ],
}


def platform_of(name: str) -> str:
    stem = name.split(".", maxsplit=1)[0]
    return next(platform for platform in boards.PLATFORMS if stem.startswith(platform.replace("-", "_")))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_board_of_the_recorded_shape(name):
    body = (PAGES / name).read_bytes()
    platform = platform_of(name)
    reply = boards.parse(platform, body, captured_at=AT)
    assert (reply.status, reply.why) == ("ok", None)
    assert [
        (seen.list, seen.title, seen.kind, seen.position, seen.heat, seen.label) for seen in reply.sightings
    ] == EXPECTED[name]
    assert {seen.platform for seen in reply.sightings} == {platform}
    places = [(seen.list, seen.index) for seen in reply.sightings]
    assert len(places) == len(set(places))
    assert boards.recognise(body) == platform


def test_an_article_under_a_topic_is_cut_to_an_excerpt():
    body = (
        (PAGES / "zhihu.json")
        .read_text(encoding="utf-8")
        .replace("青禾汽车称将免费检修。", "免费检修。" * 1000)
    )
    seen = boards.parse("zhihu", body.encode(), captured_at=AT).sightings[0]
    assert len(seen.excerpt) == boards.EXCERPT
    assert seen.excerpt.endswith("…")


def test_every_platform_has_a_page():
    assert {platform_of(page.name) for page in PAGES.iterdir() if "." in page.name} == set(boards.PLATFORMS)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("zhihu.json", "2024-11-18T03:20:00.590000+00:00"),
        ("bilibili.json", "2024-11-18T03:20:00+00:00"),
        ("douyin.json", "2024-11-18T03:20:00+00:00"),
        ("eastmoney.json", "2024-11-18T03:20:05+00:00"),
        ("jin10.js", "2024-11-18T03:20:05+00:00"),
        ("gdelt.json", "2024-11-18T03:15:00+00:00"),
    ],
)
def test_board_times(name, moment):
    reply = boards.parse(platform_of(name), (PAGES / name).read_bytes(), captured_at=AT)
    assert reply.sightings[0].board_time == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("platform", "body", "status"),
    [
        ("zhihu", (PAGES / "zhihu_login.json").read_bytes(), "wall"),
        (
            "zhihu",
            '{"error":{"code":40362,"message":"您当前请求存在异常，暂时限制本次访问"}}'.encode(),
            "blocked",
        ),
        ("cls", b'{"errno":10012,"msg":"sign error"}', "error"),
        ("reddit", b'{"message":"Forbidden","error":403}', "blocked"),
        ("gdelt", b"{}", "empty"),
        ("gdelt", b"Please limit requests to one every 5 seconds", "blocked"),
        ("hackernews", b"[4201, 4202]", "error"),
        ("mastodon", b'{"error":"This method requires an authenticated user"}', "wall"),
        ("mastodon", b"[]", "empty"),
        ("bilibili", '{"code":-412,"message":"请求被拦截"}'.encode(), "blocked"),
        ("toutiao", b'{"data":null,"message":"error"}', "error"),
        ("google-trends", b"<html><title>Sorry</title></html>", "error"),
        ("baidu", "<!doctype html><html><title>百度安全验证</title></html>".encode(), "wall"),
        ("nowhere", b"{}", "error"),
    ],
)
def test_other_replies_are_not_boards(platform, body, status):
    reply = boards.parse(platform, body, captured_at=AT)
    assert (reply.status, reply.sightings) == (status, ())
    assert reply.why


@pytest.mark.parametrize("words", [{"excerpt_area": {"text": "三条线已停。"}}, {"excerpt": "三条线已停。"}])
def test_zhihu_questions_in_both_formats(words):
    row = {"target": {"title": "如何看待青禾汽车召回？", **words}, "detail_text": "897 万热度"}
    body = json.dumps({"data": [row]}, ensure_ascii=False)
    assert boards.parse("zhihu", body.encode(), captured_at=AT).sightings[0].excerpt == "三条线已停。"
