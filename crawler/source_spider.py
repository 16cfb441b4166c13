"""The spider of one source, whatever its mechanism: one request, and exactly one poll of what comes of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import faults, pipelines, recording, refusals, templates
from crawler.collected import Answer, Collected
from crawler.download import is_loopback
from crawler.remembering import after_bad, after_good, asked_pause, header
from crawler.shares import SMALL, Share, UnreadError
from crawler.turns import LONGEST_WAIT
from crawler.visit import Visit
from records import FetchState, Issue, Poll, Source

LEAST_LISTED = 10
"""Entries of a list from which it means something that none of them is known: shorter ones change wholly by chance."""


Done = TypeVar("Done")


class SourceSpider(Spider):
    """Asks a source; a mechanism says in `read` what its reply amounts to."""

    source: Source
    visit: Visit

    def __init__(self, *, source: Source, visit: Visit, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source
        self.visit = visit
        self.share = Share()
        """Of the processes that read what this crawl fetches."""
        self.open: dict[str, Request] = {}
        """Requests of which nothing has come yet, by address."""
        self.is_stored = True
        self.held: list[FetchState] = []
        """What is remembered of lists only when all that they name has been asked for: a crawl that is killed before
        must not be told next time that nothing has changed."""
        self.looked_before = False
        """Whether the list was had before this crawl."""
        self.alone_until: datetime | None = None
        """Until when the host wants to be left alone, as it said at a page: longer than a crawl waits."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        """As Scrapy makes it; an error of our own in a callback becomes the poll's."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_error, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request | Collected]:
        """The request of the source itself."""
        yield self.ask(self.source.url)

    async def read(self, response: Response) -> Answer:
        """What a good reply amounts to."""
        raise NotImplementedError

    async def read_beside(self, body: bytes, work: Callable[[], Done]) -> Done:
        """A reply of the source read where it holds nobody up: in a process of its own where it is large.

        Raises:
            UnreadError: it takes too long, or ends its process.
        """
        return work() if len(body) <= SMALL else await self.visit.reader.do(work, self.share)

    def headers(self) -> Mapping[str, str]:
        """What this mechanism's requests carry besides the usual."""
        return {}

    def follow(self, answer: Answer) -> Iterator[Request | Collected]:
        """What is asked next."""
        for address in answer.addresses:
            yield self.ask(address)

    def ask(self, url: str) -> Request:
        """A request for a reply of the source itself, on condition that it has changed."""
        state = pipelines.state_of(self.visit.store, url)
        headers = dict(self.headers())
        if self.source.cookie_env and (cookie := os.environ.get(self.source.cookie_env)):
            headers["Cookie"] = cookie
        return self.request(url, self.on_reply, self.on_failure, state, headers)

    def request(
        self, url: str, callback: Any, errback: Any, state: FetchState | None, headers: Mapping[str, str]
    ) -> Request:
        """A request whose outcome is awaited."""
        conditions = {}
        if state and state.etag:
            conditions["If-None-Match"] = state.etag
        if state and state.last_modified:
            conditions["If-Modified-Since"] = state.last_modified
        request = Request(
            templates.fill(url, self.visit.clock(), self.source.zone),
            callback=callback,
            errback=errback,
            headers={**conditions, **headers},
            meta={"asked": url, "state": state} | ({"proxy": None} if is_loopback(url) else {}),
        )
        self.open[url] = request
        return request

    async def on_reply(self, response: Response) -> AsyncIterator[Request | Collected]:
        """A reply of the source itself: its poll, what it held, and what is asked next."""
        now = self.visit.clock()
        self.keep_raw(response, page=False)
        state = cast("FetchState | None", response.meta["state"])
        self.looked_before = state is not None and state.body_sha256 is not None
        answer = (
            self._unchanged(state) if response.status == HTTPStatus.NOT_MODIFIED else self._refused(response)
        )
        if answer is None:
            try:
                answer = await self.read(response)
            except UnreadError as error:
                answer = Answer(status="error", why=f"the reply {error}")
        url = self.close_request(response.meta)
        good = answer.status in {"ok", "empty"}
        state_now = self.remembered(url, response, state, good=good)
        if good:
            self.held.append(state_now)
        yield Collected(
            at=now,
            source=self.source.id,
            poll=self._poll(url, answer, response),
            sightings=answer.sightings,
            documents=answer.documents,
            shown=answer.shown,
            complete_since=answer.complete_since,
            states=() if good else (state_now,),
            issues=self._trouble(answer),
        )
        for request in self.follow(answer):
            yield request

    def gap(self, listed: int, new: int) -> Iterator[Collected]:
        """What to tell where everything on a list is new: it has had more since the last look than it shows."""
        if self.looked_before and new == listed >= LEAST_LISTED:
            issue = Issue(
                kind="gap",
                source=self.source.id,
                message=f"all {listed} entries of the list are new since the last look at it, so that others in between "
                "may be missing: ask more often (a smaller `every`)",
                where=self.source.url,
            )
            yield Collected(at=self.visit.clock(), source=self.source.id, issues=(issue,))

    def on_failure(self, failure: Failure) -> Iterator[Collected]:
        """No reply: the poll says why."""
        request = cast("Request", failure.request)  # type: ignore[attr-defined]
        yield self.given_up(request, *faults.of_exception(failure.value))

    def on_error(self, failure: Failure, response: Response | None) -> None:
        """Our own code failed on a reply: that costs this reply, and is told."""
        if response is not None and response.meta.get("asked") in self.open:
            status, why = "error", f"could not be read: {type(failure.value).__name__}: {failure.value}"
            self.visit.count(pipelines.save(self.visit.store, self.given_up(response.request, status, why)))  # type: ignore[arg-type]

    def unfinished(self) -> Iterator[Collected]:
        """What the end of the crawl left without an outcome, and what may be remembered now."""
        for request in list(self.open.values()):
            yield self.given_up(request, "error", faults.OUT_OF_TIME)
        if states := self._at_the_end():
            yield Collected(at=self.visit.clock(), source=self.source.id, states=states)

    def not_stored(self, why: str) -> None:
        """Something of this crawl is not in the store: its lists are not remembered, so that the next asks for it again."""
        self.is_stored = False
        self.visit.troubles.setdefault(self.source.id, f"not stored: {why}")

    def _at_the_end(self) -> tuple[FetchState, ...]:
        if not self.is_stored:
            self.held.clear()
        if self.alone_until is None:
            return tuple(self.held)
        url = self.source.url
        known = pipelines.state_of(self.visit.store, url) or FetchState(url=url, source=self.source.id)
        return tuple(replace(state, next_fetch_at=self.alone_until) for state in self.held or [known])

    def heed(self, response: Response) -> float:
        """Seconds for which a server that refuses a page wants to be left alone; 0 where it says nothing.

        Where that is long and the page lies where the source does, the source is not asked before either.
        """
        now = self.visit.clock()
        asked = asked_pause(response, now) or 0.0
        here = urlsplit(response.url).hostname == urlsplit(self.source.url).hostname
        if asked > LONGEST_WAIT and here:
            self.alone_until = now + timedelta(seconds=asked)
        return asked

    def given_up(self, request: Request, status: Any, why: str) -> Collected:
        """The outcome of a request for the source itself that brought no reply."""
        now = self.visit.clock()
        url = self.close_request(request.meta)
        answer = Answer(status=status, why=why)
        return Collected(
            at=now,
            source=self.source.id,
            poll=Poll(source=self.source.id, url=url, at=now, status=answer.status, why=answer.why),
            states=(after_bad(self.source, url, request.meta["state"], now, None),),
            issues=self._trouble(answer),
        )

    def keep_raw(self, response: Response, *, page: bool) -> None:
        """Record the reply, if replies are recorded."""
        if self.visit.record:
            recording.keep(
                self.visit.record,
                self.source,
                url=response.meta["asked"],
                at=self.visit.clock(),
                body=response.body,
                http_status=response.status,
                content_type=content_type(response),
                page=page,
            )

    def remembered(self, url: str, response: Response, state: FetchState | None, *, good: bool) -> FetchState:
        """What to remember of an address after a reply."""
        if good:
            return after_good(self.source, url, response, state)
        return after_bad(self.source, url, state, self.visit.clock(), response)

    def _poll(self, url: str, answer: Answer, response: Response) -> Poll:
        return Poll(
            source=self.source.id,
            url=url,
            at=self.visit.clock(),
            status=answer.status,
            rows=answer.rows,
            bytes=len(response.body),
            http_status=response.status,
            sha256=hashlib.sha256(response.body).hexdigest() if response.body else None,
            why=answer.why,
        )

    def _refused(self, response: Response) -> Answer | None:
        refused = refusals.by_status(response.status)
        return Answer(status=refused[0], why=refused[1]) if refused else None

    def _unchanged(self, state: FetchState | None) -> Answer:
        """304 is a good look at an unchanged list; without a condition of ours it is nonsense."""
        if state and (state.etag or state.last_modified):
            return Answer(status="ok")
        return Answer(
            status="error", why="the server says that nothing has changed, but was not asked that: HTTP 304"
        )

    def _trouble(self, answer: Answer) -> tuple[Issue, ...]:
        if answer.left_out:
            message, where = answer.left_out, self.source.url
            return (Issue(kind="entries_left_out", source=self.source.id, message=message, where=where),)
        if answer.status in {"ok", "empty"}:
            return ()
        self.visit.troubles.setdefault(self.source.id, f"{answer.status}: {answer.why}")
        return (
            Issue(
                kind="poll_failed",
                source=self.source.id,
                message=f"{answer.status}: {answer.why}",
                where=self.source.url,
            ),
        )

    def close_request(self, meta: Mapping[str, Any]) -> str:
        """A request has its outcome; returns the address that was asked."""
        url = str(meta["asked"])
        self.open.pop(url, None)
        return url


def content_type(response: Response) -> str | None:
    """The Content-Type header."""
    return header(response, "Content-Type")
