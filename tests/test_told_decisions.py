"""Decisions are shown by titles and words, not by ids: on the story's page, in the audit, and when they are made."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.desk_client import Client, opened


@pytest.fixture
def client(tmp_path: Path) -> Client:
    client = opened(tmp_path)
    client.sign_in()
    return client


def rows(client: Client) -> list[str]:
    page = client.get("/audit").text
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize(
    ("kind", "subject", "value", "told"),
    [
        ("merge", "s-heat", "s-loss", "Owners say Xiaomi phones run hot after update is part of Xiaomi loses over 60,000 yuan"),
        ("split", "s-loss", "d-zh", "Xiaomi loses over 60,000 yuan on each car, a reckoning says without "),
        ("reject_link", "t-answer", "s-loss", "雷军回应卖一辆车亏6万多 does not belong to Xiaomi loses over"),
        ("accept_link", "d-wire", "s-loss", "belongs to Xiaomi loses over"),
        ("rename", "s-loss", "The loss per car", "name The loss per car"),
        ("owner", "s-loss", "Ana", "owner Ana"),
    ],
)  # fmt: skip
def test_the_audit_names_what_a_decision_is_about(
    client: Client, kind: str, subject: str, value: str, told: str
) -> None:
    client.post("/decide", {"kind": kind, "subject": subject, "value": value})
    (row,) = rows(client)
    assert told in row
    assert not re.search(r"\b[std]-[a-z]+\b", row), "no id"


def test_a_rejected_answer_is_shown_in_its_words(client: Client) -> None:
    page = client.get("/story/s-loss").text
    form = next(form for form in page.split("<form")[1:] if "This is no answer" in form and "d-wire:" in form)
    place = re.search(r'name="value" value="([^"]+)"', form)
    assert place
    client.post("/decide", {"kind": "reject_answer", "subject": "s-loss", "value": place[1]})
    assert "is no answer scale will narrow the loss" in rows(client)[0]


def test_two_stories_cannot_each_become_part_of_the_other(client: Client) -> None:
    client.post("/decide", {"kind": "merge", "subject": "s-heat", "value": "s-loss"})
    answer = client.post("/decide", {"kind": "merge", "subject": "s-loss", "value": "s-heat"})
    client.cookies["ds_messages"] = answer.cookies["ds_messages"]
    assert "undo that first" in client.get("/").text
    assert len(rows(client)) == 1


def test_a_story_that_became_part_of_another_is_told_from_it(client: Client) -> None:
    client.post("/decide", {"kind": "merge", "subject": "s-old", "value": "s-loss"})
    assert "gone (s-old) is part of Xiaomi loses" in rows(client)[0]


def test_what_is_gone_is_shown_by_its_id(client: Client) -> None:
    client.post("/decide", {"kind": "split", "subject": "s-loss", "value": "d-gone"})
    assert "without d-gone" in rows(client)[0]


def test_a_page_says_what_was_kept_and_when_the_stories_follow(client: Client) -> None:
    answer = client.post(
        "/decide", {"kind": "merge", "subject": "s-heat", "value": "s-loss", "next": "/audit"}
    )
    client.cookies["ds_messages"] = answer.cookies["ds_messages"]
    page = html.unescape(client.get("/audit").text)
    assert "Kept: is part of “Xiaomi loses over 60,000 yuan on each car, a reckoning says”." in page
    assert "The stories follow with the next link step." in page
    decided = client.get("/story/s-heat").text.partition('class="decided"')[2]
    assert 'href="/story/s-loss"' in decided
