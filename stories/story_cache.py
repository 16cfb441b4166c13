"""What a process keeps of a large story between passes.

It changes no result: most items of such a story are as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stories.checks.story_figures import StoryFigures
from stories.conclusions.item_views import ItemViews
from stories.responses.candidate_cache import CandidateCache


@dataclass(slots=True)
class StoryCache:
    """The caches of one story."""

    views: ItemViews = field(default_factory=ItemViews)
    candidates: CandidateCache = field(default_factory=CandidateCache)
    figures: StoryFigures = field(default_factory=StoryFigures)
