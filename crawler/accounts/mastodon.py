"""Parses a Mastodon account's statuses (/api/v1/accounts/<id>/statuses)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.accounts.reply import Post
from crawler.accounts.words import plain
from crawler.refusals import Refused, rows_at, said


def read(body: bytes, captured_at: datetime, account: str) -> Iterator[Post]:
    """Yield the account's posts in order; boosts have no words of their own."""
    del captured_at, account  # Mastodon gives absolute times, and the reply has only this account's posts.
    reply = payload.decode(body)
    if "authenticated" in (payload.text(reply, "error") or ""):
        raise Refused("wall", f"the instance does not publish the account{said(reply)}")
    for _, row in rows_at(reply):
        yield from _post(row)


def _post(row: dict[str, Any]) -> Iterator[Post]:
    number = payload.text(row, "id")
    url = payload.address(row, "url") or payload.address(row, "uri")
    if number is None or url is None:
        return
    boosted = payload.at(row, "reblog") or payload.at(row, "quote", "quoted_status")
    warning = payload.text(row, "spoiler_text")
    words = plain(payload.words(row, "content")) or ""
    is_boost = isinstance(payload.at(row, "reblog"), dict)
    yield Post(
        id=number,
        url=url,
        text="" if is_boost else "\n\n".join(part for part in (warning, words) if part),
        published=payload.stamp(row, "created_at"),
        published_raw=payload.text(row, "created_at"),
        edited=payload.stamp(row, "edited_at"),
        repost_of=_passed_on(boosted),
        pinned=payload.is_set(row, "pinned"),
        is_reply=payload.text(row, "in_reply_to_id") is not None,
        author=payload.text(row, "account", "display_name") or payload.text(row, "account", "acct"),
        heat=payload.whole(row, "favourites_count"),
        image=payload.address(row, "media_attachments", 0, "url"),
        lang=payload.text(row, "language"),
    )


def _passed_on(boosted: Any) -> str | None:
    words = plain(payload.words(boosted, "content"))
    return f"@{payload.text(boosted, 'account', 'acct')}: {words}" if words else None
