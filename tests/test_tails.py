"""Text after an article is cut off; what only looks like that stays."""

from __future__ import annotations

import pytest

from crawler.pages import read_page, tails

STORY = [
    "The harbour board will vote on the new crane on Thursday, its chair told members in a letter on Monday.",
    "Three yards have offered to build it, and two of them want the old one in part payment.",
    "The vote was put off twice, in March for want of a quorum and in June after a protest by the pilots.",
    "Members who spoke on condition of anonymity said that they expected a narrow majority.",
]
AUTHOR = "Ada Brandt"


def cut(*behind: str, authors=(AUTHOR,)) -> list[str]:
    """Return what remains after the article."""
    found = tails.cut("\n\n".join([*STORY, *behind]), authors).split("\n\n")
    assert found[: len(STORY)] == STORY
    return found[len(STORY) :]


@pytest.mark.parametrize(
    "behind",
    [
        ["Most read", "A ferry for the north", "Pilots strike again"],
        ["More from The Quay", "A ferry for the north"],
        ["相关新闻", "港口投票推迟"],
        ["Subscribe to our evening letter."],
        ["Our Standards: what we hold ourselves to."],
        ["责任编辑：白露"],
        ["Photo: A. Brandt / Quay"],
        ["Read more"],
        ["Comments", "comments"],
        ["阅 12.3W收藏分享"],
        ["Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés."],
        ["To continue reading, take out a subscription."],
        ["No spam. Unsubscribe anytime."],
        ["© Riproduzione riservata"],
        ["返回，查看更多", "责任编辑："],
        ["Ada Brandt is a reporter for the Quay and has covered harbours since 2011."],
        ["Ada Brandt ist Redakteurin in Kiel.", "© 2031 The Quay"],
    ],
)
def test_text_after_the_article_is_removed(behind):
    assert cut(*behind) == []


@pytest.mark.parametrize(
    "behind",
    [
        ["Ada Lind is a pilot and will vote against it."],
        ["Ada Brandt's book on cranes comes out in May."],
        ["Most read", "The crane is to stand on the eastern mole. " * 8],
        ["Comments were not asked for."],
        ["12.3"],
        ["Popular support for the crane is small."],
        ["Subscribe to the idea who may, the pilots will not, said their speaker. " * 7],
        ["Related costs are put at four million."],
    ],
)
def test_text_that_only_begins_like_boilerplate_stays(behind):
    assert cut(*behind) == behind


def test_early_text_stays():
    body = "\n\n".join(["Subscribe to our letter."] + STORY * 3)
    assert tails.cut(body, ()) == body


def test_a_text_of_boilerplate_only_stays():
    assert tails.cut("Photo: Quay", ()) == "Photo: Quay"


def test_a_box_between_paragraphs_is_removed_alone():
    assert tails.cut("\n\n".join([*STORY[:2], "Leggi anche", *STORY[2:]]), ()).split("\n\n") == STORY


def test_links_that_hold_paragraphs_are_teasers():
    paragraphs = "".join(f"<p>{line} {line}</p>" for line in STORY)
    teasers = "".join(
        f'<li><a href="/{number}"><h3>Ferry {number}</h3><p>A ferry for the north is late again, for want of ice. {number}</p></a></li>'
        for number in range(6)
    )
    page = read_page(
        f"<html><body><article><h1>Vote</h1>{paragraphs}<ul>{teasers}</ul></article></body></html>".encode(),
        "https://quay.example/vote",
    )
    assert "Ferry" not in page.body
    assert "ferry" not in page.body
    assert STORY[-1] in page.body
