"""Items about Norvik, an invented maker of vans, as linking gets them, and what linking makes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import stories
from records import Account, Company, Interval, Item, Link, Person, Quote, Reading, Response, Role, Watchlist
from tests.named import mentions_in

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
NOW = START + timedelta(days=30)

WATCHLIST = Watchlist(
    companies=(
        Company(id="norvik", name="Norvik Motors", aliases=("Norvik", "诺维克")),
        Company(id="tessera", name="Tessera Auto", aliases=("Tessera", "泰瑟拉")),
        Company(id="abelia", name="Abelia Foods", aliases=("Abelia", "雅贝丽")),
        Company(id="quillon", name="Quillon Bank", aliases=("奎隆银行",)),
    ),
    people=(
        Person(
            id="ines",
            name="Ines Falk",
            aliases=("法尔克",),
            roles=(Role(company="norvik", title="chief executive"),),
            accounts=(Account(platform="weibo", id="7"),),
        ),
        Person(id="otto", name="Otto Brandt", roles=(Role(company="tessera", title="head of PR"),)),
    ),
)


def item(
    identity: str,
    hours: float,
    title: str,
    body: str = "",
    *,
    lang: str = "en",
    kind: Any = "article",
    **more: Any,
) -> Item:
    """Return an item first seen so many hours after the start; `quotes` maps words of its text to what is known of them."""
    at = START + timedelta(hours=hours)
    text = "\n\n".join(part for part in (title, body) if part)
    quotes = tuple(
        Quote(
            start=text.index(words),
            end=text.index(words) + len(words),
            text=words,
            rule="test",
            confidence=0.9,
            **{"kind": "direct", **known},
        )
        for words, known in more.pop("quotes", {}).items()
    )
    return Item(
        id=identity,
        kind=kind,
        lang=lang,
        title=title,
        text=text,
        at=at,
        seen=more.pop("seen", Interval(not_before=at, not_after=at)),
        source=more.pop("source", "wire"),
        reading=Reading(
            lang=lang, mentions=mentions_in(text, WATCHLIST), quotes=quotes, figures=more.pop("figures", ())
        ),
        **more,
    )


def trending(identity: str, hours: float, title: str, **more: Any) -> Item:
    """Return a line of a Chinese board."""
    return item(identity, hours, title, lang="zh", kind="topic", **more)


def lines(*titles: str, apart: float = 6) -> list[Item]:
    """Return lines of a Chinese board, so many hours apart, called l0, l1 and so on."""
    return [trending(f"l{place}", place * apart, title) for place, title in enumerate(titles)]


CLAIM = trending("claim", 0, "诺维克面包车停车场内起火",
              seen=Interval(not_before=START - timedelta(hours=1), not_after=START))  # fmt: skip

CLAIM_EN = item("claim-en", 0, "Norvik vans catch fire in car parks")


def link(*items: Item, **more: Any) -> stories.Linked:
    return stories.link(items, watchlist=WATCHLIST, now=NOW, **more)


def answers(*items: Item) -> list[Response]:
    """Return the answers to the burning van, of which the items tell."""
    linked = link(CLAIM, *items)
    return [answer for answer in linked.responses if answer.story == linked.stories[0].id]


def link_by_item(*items: Item, **more: Any) -> dict[str, Link]:
    """Return the link that put each item in its story."""
    return {entry.item: entry for story in link(*items, **more).stories for entry in story.links}


def story_by_item(*items: Item, **more: Any) -> dict[str, str]:
    """Return the id of each item's story."""
    return {entry.item: story.id for story in link(*items, **more).stories for entry in story.links}
