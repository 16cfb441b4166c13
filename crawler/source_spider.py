"""The spider of one source, whatever its mechanism: one request, and exactly one poll as its outcome."""

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
from crawler.crawl_run import CrawlRun
from crawler.download import is_loopback
from crawler.fair_share import SMALL, Share, UnreadError
from crawler.fetch_states import after_bad, after_good, asked_pause, header
from crawler.rate_limit import LONGEST_WAIT
from records import FetchState, Issue, Poll, Source

LEAST_LISTED = 10
"""Entries of a list from which it is a gap that none is known; a shorter list may change completely by chance."""


Done = TypeVar("Done")


class SourceSpider(Spider):
    """Polls a source; subclasses interpret the reply in `read`."""

    source: Source
    run: CrawlRun

    def __init__(self, *, source: Source, run: CrawlRun, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source
        self.run = run
        self.share = Share()
        """This crawl's share of the parsing processes."""
        self.open: dict[str, Request] = {}
        """Requests without an outcome yet, by address."""
        self.is_stored = True
        self.held: list[FetchState] = []
        """Fetch states of lists, saved only after everything they list has been requested: the crawl after a killed one must
        not be told that nothing has changed.
        """
        self.looked_before = False
        """Whether the list was fetched before this crawl."""
        self.alone_until: datetime | None = None
        """Until when the host asked us, at a page, to pause; longer than a crawl waits."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        """Create the spider for Scrapy; an error in one of our callbacks becomes the poll's error."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_error, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request | Collected]:
        """Yield the request of the source itself."""
        yield self.ask(self.source.url)

    async def read(self, response: Response) -> Answer:
        """Interpret a good reply."""
        raise NotImplementedError

    async def parse_beside(self, body: bytes, work: Callable[[], Done]) -> Done:
        """Parse a reply of the source, in a child process if it is large.

        Raises:
            UnreadError: it took too long, or crashed its process.
        """
        return work() if len(body) <= SMALL else await self.run.reader.do(work, self.share)

    def headers(self) -> Mapping[str, str]:
        """Return extra headers of this mechanism's requests."""
        return {}

    def follow(self, answer: Answer) -> Iterator[Request | Collected]:
        """Yield the next requests."""
        for address in answer.addresses:
            yield self.ask(address)

    def ask(self, url: str) -> Request:
        """Make a conditional request for a reply of the source itself."""
        state = pipelines.state_of(self.run.store, url)
        headers = dict(self.headers())
        if self.source.cookie_env and (cookie := os.environ.get(self.source.cookie_env)):
            headers["Cookie"] = cookie
        return self.request(url, self.on_reply, self.on_failure, state, headers)

    def request(
        self, url: str, callback: Any, errback: Any, state: FetchState | None, headers: Mapping[str, str]
    ) -> Request:
        """Make a request whose outcome is tracked."""
        conditions = {}
        if state and state.etag:
            conditions["If-None-Match"] = state.etag
        if state and state.last_modified:
            conditions["If-Modified-Since"] = state.last_modified
        request = Request(
            templates.fill(url, self.run.clock(), self.source.zone),
            callback=callback,
            errback=errback,
            headers={**conditions, **headers},
            meta={"asked": url, "state": state} | ({"proxy": None} if is_loopback(url) else {}),
        )
        self.open[url] = request
        return request

    async def on_reply(self, response: Response) -> AsyncIterator[Request | Collected]:
        """Handle a reply of the source itself: yield its poll, its contents, and the next requests."""
        now = self.run.clock()
        self.record_raw(response, page=False)
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
        if answer.addresses:
            # What these hold changes while the list of them stays the same.
            state_now = replace(state_now, etag=None, last_modified=None)
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
        """Yield an issue if everything on a list is new, so that entries may have been missed since the last poll."""
        if self.looked_before and new == listed >= LEAST_LISTED:
            issue = Issue(
                kind="gap",
                source=self.source.id,
                message=f"all {listed} entries of the list are new since the last poll, so others in between "
                "may be missing: poll more often (a smaller `every`)",
                where=self.source.url,
            )
            yield Collected(at=self.run.clock(), source=self.source.id, issues=(issue,))

    def on_failure(self, failure: Failure) -> Iterator[Collected]:
        """Handle a failed request; its outcome says why."""
        request = cast("Request", failure.request)  # type: ignore[attr-defined]
        error = failure.value
        yield self.given_up(request, *faults.of_exception(error), final=faults.is_final(error))

    def on_error(self, failure: Failure, response: Response | None) -> None:
        """Handle an exception in our own code: it costs this reply, and is reported."""
        if response is not None and response.meta.get("asked") in self.open:
            status, why = "error", f"could not be read: {type(failure.value).__name__}: {failure.value}"
            self.run.count(pipelines.save(self.run.store, self.given_up(response.request, status, why)))  # type: ignore[arg-type]

    def unfinished(self) -> Iterator[Collected]:
        """Yield outcomes for the requests left open at the end of the crawl, and the states to save now."""
        for request in list(self.open.values()):
            yield self.given_up(request, "error", faults.OUT_OF_TIME)
        if states := self._at_the_end():
            yield Collected(at=self.run.clock(), source=self.source.id, states=states)

    def not_stored(self, why: str) -> None:
        """Note that something could not be stored: list states are not saved, so that the next crawl fetches them again."""
        self.is_stored = False
        self.run.troubles.setdefault(self.source.id, f"not stored: {why}")

    def _at_the_end(self) -> tuple[FetchState, ...]:
        if not self.is_stored:
            self.held.clear()
        if self.alone_until is None:
            return tuple(self.held)
        url = self.source.url
        known = pipelines.state_of(self.run.store, url) or FetchState(url=url, source=self.source.id)
        return tuple(replace(state, next_fetch_at=self.alone_until) for state in self.held or [known])

    def requested_pause(self, response: Response) -> float:
        """Return the seconds for which a refusing server asks us to pause; 0 if it says nothing.

        If that is long and the page is on the source's own host, the source is not polled earlier either.
        """
        now = self.run.clock()
        asked = asked_pause(response, now) or 0.0
        here = urlsplit(response.url).hostname == urlsplit(self.source.url).hostname
        if asked > LONGEST_WAIT and here:
            self.alone_until = now + timedelta(seconds=asked)
        return asked

    def given_up(self, request: Request, status: Any, why: str, *, final: bool = False) -> Collected:
        """Return the outcome of a request for the source itself that got no reply; a page is not asked for again if `final`."""
        del final  # a source is always asked again
        now = self.run.clock()
        url = self.close_request(request.meta)
        answer = Answer(status=status, why=why)
        return Collected(
            at=now,
            source=self.source.id,
            poll=Poll(source=self.source.id, url=url, at=now, status=answer.status, why=answer.why),
            states=(after_bad(self.source, url, request.meta["state"], now, None),),
            issues=self._trouble(answer),
        )

    def record_raw(self, response: Response, *, page: bool) -> None:
        """Record the reply, if recording is on."""
        if self.run.record:
            recording.keep(
                self.run.record,
                self.source,
                url=response.meta["asked"],
                at=self.run.clock(),
                body=response.body,
                http_status=response.status,
                content_type=content_type(response),
                page=page,
            )

    def remembered(self, url: str, response: Response, state: FetchState | None, *, good: bool) -> FetchState:
        """Return the fetch state of an address after a reply."""
        if good:
            return after_good(self.source, url, response, state)
        return after_bad(self.source, url, state, self.run.clock(), response)

    def _poll(self, url: str, answer: Answer, response: Response) -> Poll:
        return Poll(
            source=self.source.id,
            url=url,
            at=self.run.clock(),
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
        """Interpret a 304: a good poll of an unchanged list, but an error if the request was unconditional."""
        if state and (state.etag or state.last_modified):
            return Answer(status="ok")
        return Answer(status="error", why="the server answered an unconditional request with HTTP 304")

    def _trouble(self, answer: Answer) -> tuple[Issue, ...]:
        if answer.left_out:
            message, where = answer.left_out, self.source.url
            return (Issue(kind="entries_left_out", source=self.source.id, message=message, where=where),)
        if answer.status in {"ok", "empty"}:
            return ()
        self.run.troubles.setdefault(self.source.id, f"{answer.status}: {answer.why}")
        return (
            Issue(
                kind="poll_failed",
                source=self.source.id,
                message=f"{answer.status}: {answer.why}",
                where=self.source.url,
            ),
        )

    def close_request(self, meta: Mapping[str, Any]) -> str:
        """Mark a request as completed; returns the requested address."""
        url = str(meta["asked"])
        self.open.pop(url, None)
        return url


def content_type(response: Response) -> str | None:
    """Return the Content-Type header."""
    return header(response, "Content-Type")
