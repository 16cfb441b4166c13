"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL.

Read in this order: `linking` (the pass), `features` (an item as linking sees it; `counting` with `outlets`, `wording` and `tokens`, `found`,
`roster`, `digests`), `grouping` (which tight group it joins; `copies`, `groups`, `index`, `meaning`, `affairs`), `joining` (what
makes two stories one; `bridges` with `ideas`, `numerals` and `spelling`, `clashes`, `languages` with `crossing`, `threads`), `deciding` and
`correcting` (what people said), `concluding` (headline, subject, claim; `headlines`, `claiming`, `claims`, `breaking`),
`responses` (who answered; `candidates`, `apologies`, `cues`, `voices`, `organs`, `carriers`, `tellings`, `latency`) and
`checking` (do the figures agree; `arithmetic`, `filed`, `scopes`, `precision`, `verdicts`). The rest are words and scripts.
"""

from __future__ import annotations

from stories.features import telling
from stories.linking import Linked, Memory, link

__all__ = ["Linked", "Memory", "link", "telling"]
