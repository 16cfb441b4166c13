"""Fetches politely and turns replies into records. Only crawler/pipelines.py writes to the store.

Where to look:

- A run: `collecting` (each source once), `rounds` (continuously), `crawl_run` (state shared by the crawls of a run). A spider in
  spiders/ extends `source_spider` (one source, one poll) or `article_spider` (which also fetches the listed articles),
  and yields what `collected` defines; `pipelines` stores that.
- Politeness: `settings`, `rate_limit`, `robots`, `retrying`, `backoff`, `revisits`, `fetch_states`, `download`, `headers`,
  `unpacking`. Errors: `faults`, `refusals`.
- Parsers of replies: pages/ (articles; sites/ has the exceptions), `feeds`, `sitemaps`, `sections`, boards/,
  accounts/, filings/. `articles` builds the document of an article.
- Parsing in child processes: `extraction`, `fair_share`, `processes`, `preload`; `bounded` where there is no event loop.
- Shared parsing: `decoding`, `trees`, `trimming`, `markup`, `texts` (HTML and XML), `payload`, `piecewise` (JSON),
  `dates`, `addresses`, `scripts` (language by script).
- The source list: `sources`, `blocks`, `templates`, `opml`. `trial` tries out a source, with `discovery`, `offers`, `timelines`.
- Other inputs: `archive` (its keys: `archive_fields`), `saved` pages, and `recorded` replies (`replay`, `reparsing`; `recording` writes them).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.collecting import CollectResult

__all__ = ["collect"]


def collect(*arguments: Any, **options: Any) -> CollectResult:
    """Run `crawler.collecting.collect` where no event loop runs. Imported here, since reading a saved page needs no crawler."""
    from crawler import collecting  # noqa: PLC0415

    return asyncio.run(collecting.collect(*arguments, **options))
