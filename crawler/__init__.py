"""COLLECT: fetches politely and turns replies into records; reaches the store only through crawler/pipelines.py.

Where to read on. A run: `collecting` (each source once) and `rounds` (on and on), with what their crawls share in `visit`; a
spider is a `watching` or a `following` one and hands over what `collected` says. Being polite: `settings`, `turns`, `robots`,
`retrying`, `backoff`, `revisits`, `remembering`, `download`, `headers`, `unpacking`. What went wrong: `faults`, `refusals`.

Reading a page, pure: `pages`, in the order in which it asks `trimming`, `decoding`, `trees`, `metadata` (`jsonld`, `bylines`,
`signatures`, `pictures`), `bodies` (`furniture`, `kin`), `tails`, `titles`, `heads`, `standfirsts`, `dates` and `moments`
(`undated`) and `conditions`; `articles` makes the document. It goes on in other processes: `extraction`, `shares`,
`processes`, `warm`, and `bounded` where there is no loop. Other replies: `feeds`, `sitemaps`, `sections`, boards/, accounts/, filings/.

What all of these use: `payload` and `piecewise` (JSON), `markup`, `texts` and `removing` (elements and words), `addresses`,
`scripts` (the language by its script), `quicker` (trafilatura, sooner). What was collected goes to the store through `pipelines`.

The source list: `sources`, `blocks`, `templates`, `opml`; `trial` tries a place out with `discovery`, `offers` and `timelines`.
What comes by other ways: `archive`, `saved`, and `recorded` replies by `replay` and `rereading`; `recording` keeps them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.collecting import CollectResult

__all__ = ["collect"]


def collect(*arguments: Any, **options: Any) -> CollectResult:
    """`crawler.collecting.collect`, from where no loop runs; loaded when called, as who only reads a saved page needs no crawler."""
    from crawler import collecting  # noqa: PLC0415

    return asyncio.run(collecting.collect(*arguments, **options))
