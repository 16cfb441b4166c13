"""Collects filings with the register's parser, each with the text of its main document."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import faults, filings, pipelines, refusals
from crawler.collected import Answer, Collected
from crawler.fair_share import UnreadError
from crawler.filings import Filing, as_document, pdf
from crawler.source_spider import SourceSpider
from records import FetchState, Issue

UNREAD = (".xls", ".xlsx", ".zip", ".doc", ".docx")
"""Extensions of files that are not parsed."""

MOST_STEPS = 3
"""Pages between a list and a filing's text: the index, the document, and one spare."""

MOST_FAILURES = 24
"""Polls that try to fetch a filing's text before its title has to do: two hours of a register that is polled every five minutes."""


class FilingsSpider(SourceSpider):
    """Polls a register's list; of one company if the source's `account` is its number."""

    name = "filings"
    listed: tuple[Filing, ...] = ()

    async def read(self, response: Response) -> Answer:
        """Parse the filings on the list."""
        work = partial(filings.parse, self.source.platform or "", response.body, http_status=response.status)
        reply = await self.parse_beside(response.body, work)
        self.listed = tuple(
            filings.served_from(filing, response.url)
            for filing in reply.filings
            if self.source.account in {None, filing.number}
        )
        given = [filing for filing in self.listed if filing.words is not None]
        return Answer(
            status=reply.status,
            why=reply.why,
            listed=len(reply.filings),
            documents=tuple(
                as_document(filing, filing.words, self.source, self.run.clock()) for filing in given
            ),
        )

    def follow(self, answer: Answer) -> Iterator[Request | Collected]:
        """Yield requests for the texts of new filings not included in the list, or their titles if there is no web page."""
        yield from super().follow(answer)
        new = self._new()
        if self.source.account is None:
            yield from self.gap(len(self.listed), len(new))
        if len(new) > self.run.most_pages:
            self._unconditional_next()
        unread = UNREAD if pdf.is_read() else (*UNREAD, ".pdf")
        for filing in new[: self.run.most_pages]:
            if urlsplit(filing.url).path.lower().endswith(unread):
                yield self._stored(filing, None)
            else:
                yield self._step(filing, filing.url, 1)

    async def on_step(self, response: Response) -> AsyncIterator[Request | Collected]:
        """Handle a page of a filing: take its text, or request the next page."""
        self.close_request(response.meta)
        self.record_raw(response, page=True)
        filing, step = cast("Filing", response.meta["filing"]), int(response.meta["step"])
        if refused := refusals.by_status(response.status):
            self.requested_pause(response)
            yield self._failed(filing, refused[1])
            return
        try:
            page = await self.run.reader.do(partial(filings.follow, response.body, response.url), self.share)
        except UnreadError as error:
            yield self._stored(filing, None, why=f"its page {error}")
            return
        if page.next_url and page.next_url not in self.open and step < MOST_STEPS:
            yield self._step(filing, page.next_url, step + 1)
        else:
            yield self._stored(filing, page.text, why=None if page.text else "no words on its page")

    def on_step_failure(self, failure: Failure) -> Iterator[Collected]:
        """Handle a failed page: the title stands in for the text until a later poll has it."""
        yield self.given_up(cast("Request", failure.request), *faults.of_exception(failure.value))  # type: ignore[attr-defined]

    def given_up(self, request: Request, status: str, why: str, *, final: bool = False) -> Collected:
        """Return the outcome of a request without a reply, for the list or for a filing."""
        filing = request.meta.get("filing")
        if filing is None:
            return super().given_up(request, status, why, final=final)
        self.close_request(request.meta)
        return self._failed(filing, why)

    def _new(self) -> list[Filing]:
        new = []
        for filing in self.listed:
            if filing.words is not None:
                continue
            state = pipelines.state_of(self.run.store, filing.url)
            if state is None or 0 < state.failures < MOST_FAILURES:
                new.append(filing)
        return new

    def _step(self, filing: Filing, url: str, step: int) -> Request:
        request = self.request(url, self.on_step, self.on_step_failure, None, {})
        request.meta.update(filing=filing, step=step)
        return request

    def _stored(
        self, filing: Filing, text: str | None, *, failures: int = 0, why: str | None = None
    ) -> Collected:
        now = self.run.clock()
        issue = Issue(kind="page_failed", source=self.source.id, message=why or "", where=filing.url)
        return Collected(
            at=now,
            source=self.source.id,
            documents=(as_document(filing, text, self.source, now),),
            states=(FetchState(url=filing.url, source=self.source.id, failures=failures),),
            issues=(issue,) if why else (),
        )

    def _unconditional_next(self) -> None:
        """Make the next request for the list unconditional, since some of its filings are still missing."""
        self.held.clear()

    def _failed(self, filing: Filing, why: str) -> Collected:
        self._unconditional_next()
        state = pipelines.state_of(self.run.store, filing.url)
        self.run.counts["pages failed"] += 1
        self.run.troubles.setdefault(self.source.id, f"a filing: {why}")
        return self._stored(filing, None, failures=(state.failures if state else 0) + 1, why=why)
