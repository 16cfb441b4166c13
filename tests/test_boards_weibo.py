"""All formats of Weibo's hot search give the same board, and walls are recognised."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import boards

PAGES = Path(__file__).parent / "pages" / "boards"
AT = datetime(2024, 11, 18, 3, 25, tzinfo=UTC)


def read(name: str, http_status: int = 200) -> boards.BoardReply:
    return boards.parse("weibo", (PAGES / name).read_bytes(), captured_at=AT, http_status=http_status)


def rows(reply: boards.BoardReply, shown_on: str = "hot") -> list[tuple]:
    return [
        (seen.title, seen.kind, seen.position, seen.heat, seen.label)
        for seen in reply.sightings
        if seen.list == shown_on
    ]


def test_the_public_endpoint():
    reply = read("weibo_side.json")
    assert reply.status == "ok"
    assert rows(reply) == [
        ("全国粮食收购进展顺利", "pinned", None, None, "热"),
        ("青禾汽车召回3万辆", "organic", 1, 1520334, "沸"),
        ("晚风综艺第三季", "organic", 2, 880021, None),
        ("海盐气泡水新口味", "ad", None, 0, "商"),
        ("青禾汽车回应召回", "organic", 3, 610220, "爆"),
        ("周末会下雨吗", "organic", 5, 300100, "新"),
    ]
    assert [seen.index for seen in reply.sightings] == [0, 1, 2, 3, 4, 5]
    assert {seen.captured_at for seen in reply.sightings} == {AT}


def test_the_mobile_container_has_three_lists():
    reply = read("weibo_container.json")
    assert reply.status == "ok"
    assert rows(reply) == [
        ("全国粮食收购进展顺利", "pinned", None, None, "热"),
        ("青禾汽车召回3万辆", "organic", 1, 1520334, "沸"),
        ("晚风综艺第三季", "organic", 2, 880021, None),
        ("海盐气泡水新口味", "ad", None, None, "上新"),
        ("白鹿手机发布会", "ad", 3, 402100, None),
        ("青禾汽车回应召回", "organic", 4, 310220, "新"),
    ]
    assert rows(reply, "rising") == [
        ("青禾车主退订金被拒", "organic", None, 104035, None),
        ("小城咖啡馆关门", "organic", None, None, None),
    ]
    assert rows(reply, "entertainment") == [("晚风综艺第三季", "organic", 1, 880021, "热")]
    assert {seen.board_time for seen in reply.sightings} == {datetime.fromtimestamp(1731900000, UTC)}
    assert reply.sightings[2].heat_raw == "综艺 880021"


def test_the_board_is_parsed_from_its_page():
    assert rows(read("weibo_summary.html")) == [
        ("全国粮食收购进展顺利", "pinned", None, None, None),
        ("青禾汽车召回3万辆", "organic", 1, 1520334, "沸"),
        ("海盐气泡水新口味", "ad", None, None, "荐"),
        ("晚风综艺第三季", "organic", 2, 880021, None),
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"ok":-100,"url":"https://passport.example/signin"}', "wall"),
        ('{"ok":0,"msg":"这里还没有内容"}'.encode(), "empty"),
        (b'{"ok":1,"data":{"realtime":[]}}', "empty"),
        (b'{"ok":1,"data":{"cards":[]}}', "empty"),
        (b'{"error":"Forbidden"}', "blocked"),
        (b'{"ok":1,"data":{}}', "error"),
        (b"[]", "error"),
        (b"{", "error"),
        (b"", "empty"),
        (b"<html><head><title>502 Bad Gateway</title></head></html>", "error"),
    ],
)
def test_other_replies_are_not_boards(body, status):
    reply = boards.parse("weibo", body, captured_at=AT)
    assert (reply.status, reply.sightings) == (status, ())
    assert reply.why


def test_a_visitor_page_with_http_200_is_a_wall():
    reply = read("weibo_visitor.html")
    assert reply.status == "wall"
    assert "Sina Visitor System" in reply.why


@pytest.mark.parametrize(
    ("http_status", "status"),
    [
        (403, "blocked"),
        (418, "blocked"),
        (429, "blocked"),
        (432, "blocked"),
        (401, "wall"),
        (304, "stale"),
        (500, "error"),
        (404, "error"),
    ],
)
def test_the_http_status_outranks_the_body(http_status, status):
    assert read("weibo_side.json", http_status).status == status


def test_a_reply_without_the_main_list_is_rejected():
    """Accepted as a board, it would mean that every topic is gone."""
    body = (
        (PAGES / "weibo_container.json").read_text(encoding="utf-8").replace("stream_entry_id%3D31", "x%3D1")
    )
    body = body.replace("stream_entry_id=31", "x=1").replace("|t:31", "|t:99")
    assert boards.parse("weibo", body.encode(), captured_at=AT).status == "error"
