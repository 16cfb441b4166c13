"""Collects a board of trending topics with its platform's parser."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from scrapy.http import Response

from crawler import boards, headers, pipelines
from crawler.boards.staleness import Mark, made_at, why_stale
from crawler.collected import Answer
from crawler.source_spider import SourceSpider


class BoardSpider(SourceSpider):
    """Polls a board."""

    name = "board"

    def headers(self) -> Mapping[str, str]:
        """Return the headers the platform requires."""
        return headers.BOARDS.get(self.source.platform or "", {})

    async def read(self, response: Response) -> Answer:
        """Parse the board's sightings; a board that only repeats itself is stale."""
        now = self.run.clock()
        reply = boards.parse(
            self.source.platform or "", response.body, captured_at=now, http_status=response.status
        )
        if reply.status != "ok":
            return Answer(status=reply.status, why=reply.why)
        mark = Mark(sha256=hashlib.sha256(response.body).hexdigest(), board_time=made_at(reply.sightings))
        earlier = pipelines.marks(self.run.store, self.source.id, response.meta["asked"], now)
        if stale := why_stale(mark, earlier):
            return Answer(status="stale", why=stale)
        return Answer(status="ok", sightings=reply.sightings)
