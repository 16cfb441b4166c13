"""Builds the document of a post: its own words are the text, reposted words are kept apart."""

from __future__ import annotations

from datetime import datetime

from crawler.accounts.reply import Post
from crawler.addresses import document_id
from records import Document, Source


def as_document(post: Post, source: Source, seen: datetime) -> Document:
    """Build the document of a post; an edited post keeps its id and gets a time of change."""
    flags = (
        ("no_date", post.published is None),
        ("future_date", post.published is not None and post.published > seen),
        ("truncated", post.truncated),
        ("reply", post.is_reply),
        ("pinned", post.pinned),
    )
    return Document(
        id=document_id(source.id, post.url),
        source=source.id,
        kind="post",
        url=post.url,
        canonical_url=post.url,
        guid=post.id,
        text=post.text,
        authors=(post.author,) if post.author else (),
        published=post.published,
        published_raw=post.published_raw,
        modified=post.edited,
        seen=seen,
        lang=post.lang or source.lang,
        free=True,
        image=post.image,
        platform=source.platform,
        account=source.account,
        entity=source.entity,
        repost_of=post.repost_of,
        heat=post.heat,
        flags=tuple(name for name, holds in flags if holds),
    )
