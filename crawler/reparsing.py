"""Parses a recorded reply with the mechanism that fetched it: boards, timelines, filings, feeds, sitemaps, pages.

Remembers what a list says about the pages behind it: the filing a page belongs to, the date a feed gives an article.
Stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Protocol, TypeVar

from crawler import accounts, articles, boards, feeds, filings, refusals, sections, sitemaps, trimming
from crawler.accounts import Post
from crawler.collected import Answer
from crawler.fair_share import SMALL, UnreadError
from crawler.feeds import Entry
from crawler.filings import Filing
from crawler.pages import read_page
from crawler.recorded import RecordedReply
from records import PollStatus, Source

Done = TypeVar("Done")


class Within(Protocol):
    """Runs a parser within limits; raises UnreadError beyond them."""

    def __call__(self, work: Callable[[], Done], /) -> Done:
        """Run a parser and return its result."""


@dataclass(slots=True)
class Reparser:
    """Parses replies in the order of recording."""

    within: Within
    filed: dict[str, Filing] = field(default_factory=dict)
    """Address of a page → the filing it belongs to."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """Address of an article → its entry in the feed or sitemap."""
    cut: dict[str, Post] = field(default_factory=dict)
    """Address of a post's full text → the post as its timeline shows it."""
    completed: set[str] = field(default_factory=set)
    """Those of them whose replies have been parsed."""

    def read(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        """Parse a reply; whatever it holds, the result is an answer and never an exception.

        Args:
            reply: as recorded.
            source: where it came from; its `spider` determines the kind of reply.
            at: when it was recorded.
        """
        if reply.unreadable:
            return Answer(status="error", why=reply.unreadable)
        if reply.http_status == HTTPStatus.NOT_MODIFIED:
            return Answer(status="ok")
        if reply.page:
            return self._page(reply, source, at)
        readers = {"board": _board, "account": self._timeline, "filings": self._register}
        try:
            if reader := readers.get(source.spider):
                return reader(reply, source, at)
            answer = self._beside(reply, partial(_list, reply, source))
        except UnreadError as error:
            return Answer(status="error", why=f"the reply {error}")
        self.entries.update({entry.url: entry for entry in answer.entries})
        return answer

    def _beside(self, reply: RecordedReply, work: Callable[[], Done]) -> Done:
        """Parse a large list within limits, as a crawl does."""
        return work() if len(reply.body) <= SMALL else self.within(work)

    def _register(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        work = partial(filings.parse, source.platform or "", reply.body, http_status=reply.http_status)
        read = self._beside(reply, work)
        listed = [filings.served_from(filing, reply.url) for filing in read.filings]
        self.filed.update({filing.url: filing for filing in listed})
        given = (filing for filing in listed if filing.words is not None)
        return Answer(
            status=read.status,
            why=read.why,
            listed=len(listed),
            documents=tuple(filings.as_document(filing, filing.words, source, at) for filing in given),
        )

    def _page(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        """Parse an article's page, the full text of a post, or a step towards a filing's text."""
        refused = refusals.by_status(reply.http_status)
        if file := refusals.by_file(reply.body):
            refused = refused or ("empty", f"no page but {file}")
        if refused:
            return self._stand_in(reply, source, at, *refused)
        if source.spider == "filings":
            return self._filing(reply, source, at)
        if source.spider == "account":
            return self._rest(reply, source, at)
        work = partial(
            read_page,
            trimming.trim(reply.body),
            reply.url,
            content_type=reply.content_type,
            zone=source.zone,
            lang=source.lang,
            now=at,
        )
        try:
            page = self.within(work)
        except UnreadError as error:
            return self._stand_in(reply, source, at, "error", f"the page {error}")
        entry = self.entries.get(reply.url, Entry(url=page.canonical_url or reply.url))
        document = articles.document(page, entry, source, at)
        if document is None:
            return self._stand_in(reply, source, at, "empty", "no article on the page")
        return Answer(status="ok", documents=(document,))

    def _stand_in(
        self, reply: RecordedReply, source: Source, at: datetime, status: PollStatus, why: str
    ) -> Answer:
        """Return what the list says about an article whose page cannot be used."""
        entry = self.entries.get(reply.url)
        document = articles.from_entry(entry, source, at) if entry else None
        return Answer(status=status, why=why, documents=(document,) if document else ())

    def _rest(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        """Parse the full text of a post that the timeline truncates."""
        post = self.cut.get(reply.url)
        whole = accounts.complete(post, reply.body) if post else None
        if whole is None or whole.truncated:
            return Answer(status="empty", why="no text of a post")
        self.completed.add(reply.url)
        return Answer(status="ok", documents=(accounts.as_document(whole, source, at),))

    def _timeline(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        read = accounts.parse(
            source.platform or "",
            reply.body,
            captured_at=at,
            account=source.account or "",
            http_status=reply.http_status,
        )
        self.cut.update(
            {post.full_text_url: post for post in read.posts if post.truncated and post.full_text_url}
        )
        documents = [(post, accounts.as_document(post, source, at)) for post in read.posts]
        return Answer(
            status=read.status,
            why=read.why,
            documents=tuple(
                document for post, document in documents if post.full_text_url not in self.completed
            ),
            shown=tuple(document.id for _, document in documents),
            complete_since=read.complete_since,
        )

    def _filing(self, reply: RecordedReply, source: Source, at: datetime) -> Answer:
        filing = self.filed.get(reply.url)
        if filing is None:
            return Answer(status="empty", why="a filing's page, but the list that refers to it is missing")
        try:
            page = self.within(partial(filings.follow, reply.body, reply.url))
        except UnreadError:
            return Answer(status="ok", documents=(filings.as_document(filing, None, source, at),))
        if page.next_url and page.next_url not in self.filed:
            self.filed[page.next_url] = filing
            return Answer(status="ok")
        return Answer(status="ok", documents=(filings.as_document(filing, page.text, source, at),))


def _board(reply: RecordedReply, source: Source, at: datetime) -> Answer:
    if source.platform is None:
        return Answer(status="error", why="unknown platform")
    read = boards.parse(source.platform, reply.body, captured_at=at, http_status=reply.http_status)
    return Answer(status=read.status, why=read.why, sightings=read.sightings)


def _list(reply: RecordedReply, source: Source) -> Answer:
    """Parse a feed, sitemap or section page; only articles count, whose pages are recorded separately."""
    if refused := refusals.by_status(reply.http_status):
        return Answer(status=refused[0], why=refused[1])
    try:
        if source.spider == "feed":
            feed = feeds.read(reply.body, reply.url, content_type=reply.content_type, zone=source.zone)
            return Answer(status="ok" if feed.entries else "empty", entries=feed.entries)
        if source.spider == "sitemap":
            sitemap = sitemaps.read(reply.body, reply.url, zone=source.zone)
            return Answer(
                status="ok",
                entries=sitemap.entries,
                addresses=tuple(address for address, _ in sitemap.children),
            )
    except (feeds.NotAFeed, sitemaps.NotASitemap) as found:
        status, why = refusals.by_page(reply.body) or ("error", str(found))
        return Answer(status=status, why=why)
    return sections.read(reply.body, reply.url, content_type=reply.content_type, links=source.links)
