"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL.

`linking` is the pass over the items, `linking_pass` its state; `reading_ahead` reads them in batches. Its stages, in order, each a package:

1. `items`: what linking knows of one item.
2. `grouping`: each item joins a tight group of its language.
3. `links`: evidence that two groups tell one story merges them.
4. `conclusions`: headline, subject, claim and times of each story.
5. `responses`: who answered the claim, when, with which stance.
6. `checks`: do the figures of the story agree.

Below them: `text` (words, numbers, word lists), `english` (headline grammar) and `speech` (who speaks, accuses or answers in one
text). A package imports only packages below it: text, english, speech, items, grouping, links, conclusions, responses, checks.
`story_cache` keeps the work of all stages on a large story between passes.
The word lists are data: stories/words/*.toml.
"""

from __future__ import annotations

from stories.items.features import telling
from stories.linking import Linked, Stored, link
from stories.linking_pass import Memory

__all__ = ["Linked", "Memory", "Stored", "link", "telling"]
