"""Collects the posts of an account with its platform's parser; truncated posts are completed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from scrapy import Request
from scrapy.http import Response

from crawler import accounts, headers, pipelines
from crawler.accounts import Post, as_document
from crawler.collected import Answer, Collected
from crawler.source_spider import SourceSpider


class AccountSpider(SourceSpider):
    """Polls an account's timeline."""

    name = "account"
    cut: tuple[Post, ...] = ()
    """Truncated posts of the timeline."""

    def headers(self) -> Mapping[str, str]:
        """Return the headers the platform requires."""
        return headers.ACCOUNTS.get(self.source.platform or "", {})

    async def read(self, response: Response) -> Answer:
        """Parse the posts on the account's first page."""
        now = self.run.clock()
        reply = accounts.parse(
            self.source.platform or "",
            response.body,
            captured_at=now,
            account=self.source.account or "",
            http_status=response.status,
        )
        documents = [as_document(post, self.source, seen=now) for post in reply.posts]
        self.cut = tuple(post for post in reply.posts if post.truncated and post.full_text_url)
        known = {
            document.id
            for post, document in zip(reply.posts, documents, strict=True)
            if self._completed(post)
        }
        return Answer(
            status=reply.status,
            why=reply.why,
            documents=tuple(document for document in documents if document.id not in known),
            shown=tuple(document.id for document in documents),
            complete_since=reply.complete_since,
        )

    def follow(self, answer: Answer) -> Iterator[Request | Collected]:
        """Yield requests for the full text of truncated posts."""
        yield from super().follow(answer)
        for post in self.cut:
            if not self._completed(post):
                request = self.request(post.full_text_url or "", self.on_rest, self.on_rest_failure, None, {})
                request.meta["post"] = post
                yield request

    def on_rest(self, response: Response) -> Iterator[Collected]:
        """Take the full text of a post."""
        now = self.run.clock()
        self.record_raw(response, page=True)
        url = self.close_request(response.meta)
        post = accounts.complete(cast("Post", response.meta["post"]), response.body)
        if post.truncated:
            self.run.counts["pages failed"] += 1
            return
        yield Collected(
            at=now,
            source=self.source.id,
            documents=(as_document(post, self.source, seen=now),),
            states=(self.remembered(url, response, None, good=True),),
        )

    def on_rest_failure(self, failure: object) -> None:
        """Keep the truncated text; the next crawl tries again."""
        request = cast("Request", failure.request)  # type: ignore[attr-defined]
        self.close_request(request.meta)
        self.run.counts["pages failed"] += 1

    def _completed(self, post: Post) -> bool:
        return (
            bool(post.full_text_url)
            and pipelines.state_of(self.run.store, post.full_text_url or "") is not None
        )
