"""Parses a Reddit listing (/r/…/hot.json, rising.json)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.refusals import Refused, rows_at, said
from records import Sighting, SightingKind


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the posts in order; positions do not count pinned and paid ones."""
    reply = payload.decode(body)
    if payload.at(reply, "error") is not None:
        raise Refused("blocked", f"Reddit refused{said(reply)}")
    position = 0
    for index, row in rows_at(reply, "data", "children"):
        post = payload.at(row, "data")
        title = payload.text(post, "title")
        if title is None:
            continue
        kind = _kind(post)
        position += kind == "organic"
        link = payload.text(post, "permalink") or ""
        yield Sighting(
            platform="reddit",
            list="hot",
            title=title,
            position=position if kind == "organic" else None,
            index=index,
            captured_at=captured_at,
            kind=kind,
            heat=payload.whole(post, "score"),
            heat_raw=payload.text(post, "score"),
            label=payload.text(post, "link_flair_text"),
            url=f"https://www.reddit.com{link}" if link.startswith("/") else payload.address(post, "url"),
            excerpt=payload.text(post, "selftext"),
        )


def _kind(post: Any) -> SightingKind:
    if payload.is_set(post, "promoted") or payload.is_set(post, "is_created_from_ads_ui"):
        return "ad"
    return "pinned" if payload.is_set(post, "stickied") else "organic"
