"""One sentence prepared for analysis: its numbers, marked words and periods, and the range belonging to each number."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.periods.named import Period
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import Mark

BREAK = re.compile(r"[,，;；:：。]|\b(?:while|whereas|but)\b")
"""Where statements about the previous figure end."""
_HARD_BREAK = re.compile(r"[;；。]")
_SOFT_BREAK = re.compile(r"[,，、:：]")


@dataclass(slots=True, eq=False)
class Draft:
    """A figure under construction: what is known about a candidate's meaning."""

    candidate: Candidate
    metric: Mark | None = None
    """Span of the words that name its metric; for an inherited metric, those of the source."""
    metric_id: str | None = None
    metric_span: tuple[int, int] | None = None
    metric_phrase: tuple[int, int] | None = None
    """The noun phrase built around the figure."""
    basis: str | None = None
    compare: str | None = None
    status: str = "actual"
    direction: int = 0
    """1 up, -1 down, 0 neither."""
    of_loss: bool = False
    adjusted: bool = False
    period: str | None = None
    period_start: int | None = None
    """Span of its own period's name."""
    subject: str | None = None
    subject_entity: str | None = None
    company: str | None = None
    """Watch-list id of the company whose fiscal year names its period: the subject, or a segment's company."""
    reported_by: str | None = None
    statement: int | None = None
    inherited: bool = False
    """Whether its metric is inherited from another figure."""
    rules: list[str] = field(default_factory=list)


_AROUND = 4000
"""Characters on either side of a sentence: about forty sentences."""


@dataclass(slots=True, eq=False)
class Scene:
    """A sentence with everything found in it. Offsets refer to `Page.plain`."""

    page: Page
    start: int
    end: int
    drafts: list[Draft]
    marks: list[Mark]
    """In order, without overlaps."""
    periods: list[Period]
    breaks: list[tuple[int, int]] = field(default_factory=list)
    """Hard breaks: semicolons."""
    wholes: dict[int, Mark] = field(default_factory=dict)
    """Metrics named only as the whole of a share, "47% of revenue", by the share's index in `drafts`."""
    cues: frozenset[str] = frozenset()
    """All cues of its marks, so that rules about other cues can be skipped."""
    names_metric: bool = False
    """Whether any of its figures can have a metric: by a mark, or from the previous sentence."""

    _starts: list[int] = field(default_factory=list)
    _owns: dict[int, tuple[int, int]] = field(default_factory=dict)
    _trails: dict[int, tuple[int, int]] = field(default_factory=dict)
    _before: dict[int, list[Mark]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [mark.start for mark in self.marks]
        self.names_metric = any(mark.what.metric for mark in self.marks)
        self.cues = frozenset().union(*[mark.what.cues for mark in self.marks])
        self.breaks = [match.span() for match in _HARD_BREAK.finditer(self.page.plain, self.start, self.end)]

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks entirely within a range."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if low < high and self.marks[high - 1].end > end:
            high -= 1
        return self.marks[low:high]

    def text(self, start: int, end: int) -> str:
        """Return the folded text of a range."""
        return self.page.words[start:end]

    def around(self) -> tuple[int, int]:
        """Return the range around the sentence that shows what the text is about; limited, to bound the time for long texts."""
        return max(0, self.start - _AROUND), self.end + _AROUND

    def keep(self, drafts: list[Draft]) -> None:
        """Keep only these of its numbers."""
        if len(drafts) == len(self.drafts):
            return
        self.drafts = drafts
        self._owns.clear()
        self._trails.clear()
        self._before.clear()

    def own(self, index: int) -> tuple[int, int]:
        """Return the range from the previous figure to this one, within the clause."""
        own = self._owns.get(index)
        if own is None:
            start = self.drafts[index].candidate.start
            low = max(self.clause(start)[0], self.drafts[index - 1].candidate.end if index else self.start)
            own = self._owns[index] = min(low, start), start
        return own

    def before(self, index: int) -> list[Mark]:
        """Return the marks from the previous figure to this one, within the clause."""
        marks = self._before.get(index)
        if marks is None:
            marks = self._before[index] = self.between(*self.own(index))
        return marks

    def trail(self, index: int) -> tuple[int, int]:
        """Return the range from this figure to the next comma, figure or clause end."""
        trail = self._trails.get(index)
        if trail is None:
            candidate = self.drafts[index].candidate
            high = self.clause(candidate.start)[1]
            if (after := self._after(index)) is not None:
                high = min(high, after.candidate.start)
            soft = _SOFT_BREAK.search(self.page.plain, candidate.end, max(high, candidate.end))
            trail = candidate.end, max(candidate.end, soft.start() if soft else high)
            self._trails[index] = trail
        return trail

    def _after(self, index: int) -> Draft | None:
        """Return the next figure, skipping the same money in another currency right after in brackets."""
        told = self.drafts[index].candidate
        for draft in self.drafts[index + 1 : index + 3]:
            other = draft.candidate
            if not (
                told.kind == other.kind == "money"
                and told.unit != other.unit
                and self.page.plain[told.end : other.start].strip() == "("
                and self.page.plain.startswith(")", other.end)
            ):
                return draft
        return None

    def clause(self, place: int) -> tuple[int, int]:
        """Return the range between hard breaks around a position."""
        low, high = self.start, self.end
        for start, end in self.breaks:
            if end <= place:
                low = end
            elif start >= place:
                high = start
                break
        return low, high


def has(marks: list[Mark], *cues: str) -> bool:
    """Return whether one of the marks has one of these cues."""
    for mark in marks:  # noqa: SIM110 — asked of every figure many times, and a generator costs twice as much
        if not mark.what.cues.isdisjoint(cues):
            return True
    return False


def last(marks: list[Mark], *cues: str) -> Mark | None:
    """Return the last of the marks with one of these cues."""
    for mark in reversed(marks):
        if not mark.what.cues.isdisjoint(cues):
            return mark
    return None
