"""The spider of a source that lists articles: fetches new pages, and revisits recent ones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar, cast

from scrapy import Request
from scrapy.http import Response

from crawler import articles, faults, pipelines, refusals, revisits
from crawler.addresses import normalise
from crawler.collected import Answer, Collected
from crawler.fair_share import TOO_SLOW, PutOffError, UnreadError
from crawler.feeds import Entry
from crawler.source_spider import SourceSpider, content_type
from records import FetchState, Issue

Done = TypeVar("Done")

GIVEN_UP = "; it is not asked for again"
"""Ends the issue message of a page that will not be retried; only time closes that issue."""


class ArticleSpider(SourceSpider):
    """Polls a source for its list, and fetches the articles on it."""

    async def start(self) -> AsyncIterator[Request | Collected]:
        """Yield the request of the source itself, and of articles due for a revisit."""
        yield self.ask(self.source.url)
        due = pipelines.due_pages(self.run.store, self.source, self.run.clock())
        for state in due[: self.run.most_pages]:
            yield self.page(Entry(url=state.url), state)

    async def read_list(self, response: Response, body: bytes, read: Callable[..., Done], **how: Any) -> Done:
        """Parse the source's list with a function of its bytes, address and Content-Type.

        Args:
            response: the reply.
            body: as much of it as is read.
            read: the parser.
            how: further arguments of the parser.

        Raises:
            UnreadError: it took too long, or crashed its process.
        """
        work = partial(read, body, response.url, content_type=content_type(response), **how)
        return await self.parse_beside(body, work)

    def follow(self, answer: Answer) -> Iterator[Request | Collected]:
        """Yield requests for the pages of new entries; for entries that need none, the article itself."""
        yield from super().follow(answer)
        new = [
            entry
            for entry in answer.entries
            if entry.url not in self.open and pipelines.state_of(self.run.store, entry.url) is None
        ]
        yield from self.gap(len(answer.entries), len(new))
        new.sort(key=lambda entry: -entry.published.timestamp() if entry.published else 0.0)
        if new:
            self.run.reader.prepare()
        for entry in new[: self.run.most_pages]:
            yield self.page(entry, None)
        if rest := new[self.run.most_pages :]:
            yield self._postpone(rest)

    def page(self, entry: Entry, state: FetchState | None) -> Request:
        """Make the request for an article's page."""
        request = self.request(entry.url, self.on_page, self.on_failure, state, {})
        request.meta["entry"] = entry
        return request

    async def on_page(self, response: Response) -> AsyncIterator[Collected]:
        """Handle the reply for an article's page."""
        self.record_raw(response, page=True)
        yield self._other_reply(response) or await self._parse_page(response)

    def _other_reply(self, response: Response) -> Collected | None:
        """Return the outcome of a reply that is not a page, or None if it is one."""
        entry, state = _asked(response)
        if response.status == HTTPStatus.NOT_MODIFIED and state:
            remembered = self.remembered(entry.url, response, state, good=True)
            return self._seen(entry, state, self.run.clock(), remembered)
        if response.status in refusals.GONE and state and state.body_sha256:
            return self._withdrawn(entry, state, normalise(response.url) or entry.url)
        if refused := refusals.by_status(response.status):
            asked = self.requested_pause(response)
            return self._failed(entry, state, refused[1], final=response.status in refusals.GONE, asked=asked)
        if file := refusals.by_file(response.body):
            return self._failed(entry, state, f"no page but {file}", final=True)
        return None

    async def _parse_page(self, response: Response) -> Collected:
        """Return the article of a page, or why there is none."""
        entry, state = _asked(response)
        now = self.run.clock()
        try:
            page = await self.run.reader.read(
                response.body,
                normalise(response.url) or entry.url,
                content_type=content_type(response),
                zone=self.source.zone,
                lang=self.source.lang,
                now=now,
                share=self.share,
            )
        except PutOffError as error:
            return self._unparsed(entry, state, f"a page {error}")
        except UnreadError as error:
            # The same bytes would take as long the next time.
            return self._failed(entry, state, f"the page {error}", final=str(error) == TOO_SLOW)
        document = articles.document(page, entry, self.source, now)
        if document is None:
            why = f"no article on the page ({', '.join(page.flags) or 'empty'})"
            # A check for humans passes; whatever else stands in place of an article stays.
            return self._failed(entry, state, why, final="human_check" not in page.flags)
        remembered = self.remembered(entry.url, response, state, good=True)
        known = state if state and state.body_sha256 else None
        if known and articles.POORER & set(document.flags):
            # The stored version has more than what is shown now.
            return self._seen(entry, known, now, remembered)
        revisit, at = revisits.next_revisit(known, now, document.published)
        self.close_request(response.meta)
        return Collected(
            at=now,
            source=self.source.id,
            documents=(document,),
            states=(replace(remembered, revisit=revisit, next_fetch_at=at),),
            issues=articles.anomalies(document),
        )

    def given_up(self, request: Request, status: Any, why: str, *, final: bool = False) -> Collected:
        """Return the outcome of a request without a reply, for the source or for a page."""
        entry = request.meta.get("entry")
        if entry is None:
            return super().given_up(request, status, why)
        return self._failed(entry, request.meta["state"], why, final=final)

    def _postpone(self, entries: list[Entry]) -> Collected:
        """Postpone the pages that do not fit into this crawl; next time, the feed may report that nothing changed."""
        now = self.run.clock()
        later = now + timedelta(seconds=self.source.every)
        states = tuple(
            FetchState(url=entry.url, source=self.source.id, next_fetch_at=later) for entry in entries
        )
        return Collected(at=now, source=self.source.id, states=states)

    def _unparsed(self, entry: Entry, state: FetchState | None, why: str) -> Collected:
        """Postpone a page that was fetched but not parsed for lack of time; the next crawl fetches it again."""
        now = self.run.clock()
        self.run.counts["pages put off"] += 1
        self.run.troubles.setdefault(self.source.id, why)
        known = state or FetchState(url=entry.url, source=self.source.id)
        later = replace(known, next_fetch_at=now + timedelta(seconds=self.source.every))
        issue = Issue(kind="pages_put_off", source=self.source.id, message=why, where=self.source.url)
        return self._without_article(entry, state, now, later, issue)

    def _seen(self, entry: Entry, state: FetchState, now: datetime, remembered: FetchState) -> Collected:
        revisit, at = revisits.next_revisit(state, now, None)
        self.open.pop(entry.url, None)
        return Collected(
            at=now, source=self.source.id, states=(replace(remembered, revisit=revisit, next_fetch_at=at),)
        )

    def _withdrawn(self, entry: Entry, state: FetchState, found_at: str) -> Collected:
        """Mark a stored article as withdrawn; its revisits continue, since some come back.

        It is stored under the address that the listed one redirects to.
        """
        self.open.pop(entry.url, None)
        now = self.run.clock()
        revisit, at = revisits.next_revisit(state, now, None)
        return Collected(
            at=now,
            source=self.source.id,
            withdrawn=(entry.url, found_at),
            states=(replace(state, revisit=revisit, next_fetch_at=at),),
        )

    def _failed(
        self, entry: Entry, state: FetchState | None, why: str, *, final: bool, asked: float = 0.0
    ) -> Collected:
        """Record a failed page, to be retried later and not before `asked` seconds, unless that is pointless."""
        now = self.run.clock()
        # That our time was up is no failure of the page.
        failures = (state.failures if state else 0) + (why != faults.OUT_OF_TIME)
        final = final or failures > revisits.MOST_FAILURES
        self.run.counts["pages failed"] += 1
        self.run.troubles.setdefault(self.source.id, f"a page: {why}")
        wait = max(timedelta(minutes=15 * 2 ** (failures - 1)), timedelta(seconds=asked))
        known = state or FetchState(url=entry.url, source=self.source.id)
        failed = replace(known, failures=failures, next_fetch_at=None if final else now + wait)
        told = f"{why}{GIVEN_UP if final else ''}"
        issue = Issue(kind="page_failed", source=self.source.id, message=told, where=entry.url)
        return self._without_article(entry, state, now, failed, issue)

    def _without_article(
        self, entry: Entry, state: FetchState | None, now: datetime, remembered: FetchState, issue: Issue
    ) -> Collected:
        """Return the outcome of a page that gave no article; the feed stands in if the page was never parsed."""
        self.open.pop(entry.url, None)
        stand_in = articles.from_entry(entry, self.source, now) if state is None else None
        return Collected(
            at=now,
            source=self.source.id,
            documents=(stand_in,) if stand_in else (),
            states=(remembered,),
            issues=(issue,),
        )


def _asked(response: Response) -> tuple[Entry, FetchState | None]:
    """Return the entry whose page was requested, and its fetch state."""
    return cast("Entry", response.meta["entry"]), cast("FetchState | None", response.meta["state"])
