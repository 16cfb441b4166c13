"""The state carried from sentence to sentence of a Chinese text: the drafts so far and the last speaker."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.speakers import as_noticed
from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.marks import Marked

Who = tuple[Span | None, Span | None]
"""Where the speaker is named, and the whole phrase."""

FEWEST = 4
"""Characters of content; shorter ones report nothing."""


@dataclass(slots=True)
class State:
    """The state that runs on from sentence to sentence: who spoke last."""

    page: Page
    drafts: list[Draft]
    last: Draft | None = None
    used: int = 0
    """Character up to which content is given away."""

    def keep(self, draft: Draft) -> None:
        """Add a draft: its words are used; its speaker spoke last, or else who became aware of them."""
        self.drafts.append(draft)
        self.used = max(self.used, draft.span[1])
        if draft.speaker is not None:
            self.last = as_noticed(self.page, draft)

    def keep_marked(self, mark: Marked, who: Who, cue: Span | None, sentence: Span, rule: str) -> None:
        """Keep what stands between marks."""
        span = trim(self.page.text, mark.inner_start, mark.inner_end)
        self.keep(Draft(span, "direct", rule, *who, cue, sentence))
