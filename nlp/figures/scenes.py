"""One sentence prepared for analysis: its marked words, its periods, and its figures, each of which knows its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from nlp.figures.numbers.candidates import Candidate, Kind
from nlp.figures.periods.named import Period
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import Mark

BREAK = re.compile(r"[,，;；:：。]|\b(?:while|whereas|but)\b")
"""Where statements about the previous figure end."""
_HARD_BREAK = re.compile(r"[;；。]")
_SOFT_BREAK = re.compile(r"[,，、:：]")


@dataclass(slots=True, eq=False)
class Draft:
    """A figure under construction: what is known about a candidate's meaning, and its place in its sentence.

    Ranges are offsets of `Page.plain`.
    """

    candidate: Candidate
    scene: Scene = field(init=False, repr=False)
    """Its sentence, which sets this and `index`."""
    index: int = field(init=False, default=0)
    """Its place among the sentence's figures."""
    metric: Mark | None = None
    """The words that name its metric; for an inherited metric, those of the source."""
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
    """Start of its own period's name."""
    subject: str | None = None
    subject_entity: str | None = None
    company: str | None = None
    """Watch-list id of the company whose fiscal year names its period: the subject, or a segment's company."""
    reported_by: str | None = None
    statement: int | None = None
    inherited: bool = False
    """Whether its metric is inherited from another figure."""
    rules: list[str] = field(default_factory=list)
    converts: Draft | None = None
    """The amount that it gives again in another currency."""
    closed: int = 0
    """Where the brackets end that give it again in another currency; 0: there are none."""
    _own: tuple[int, int] | None = None
    _trail: tuple[int, int] | None = None
    _before: list[Mark] | None = None

    def stand(self, scene: Scene, index: int) -> None:
        """Take a place in a sentence."""
        self.scene, self.index = scene, index
        self._own = self._trail = self._before = None

    @property
    def start(self) -> int:
        """Where its candidate begins."""
        return self.candidate.start

    @property
    def end(self) -> int:
        """Where its candidate ends, with a conversion in brackets."""
        return self.closed or self.candidate.end

    @property
    def kind(self) -> Kind:
        """The kind of its candidate."""
        return self.candidate.kind

    @property
    def is_forecast(self) -> bool:
        """Whether its status is a forecast's."""
        return self.status in {"guidance", "target", "estimate"}

    @property
    def page(self) -> Page:
        """The text it stands in."""
        return self.scene.page

    @property
    def previous(self) -> Draft | None:
        """The figure before it in the sentence."""
        return self.scene.drafts[self.index - 1] if self.index else None

    @property
    def next(self) -> Draft | None:
        """The figure after it in the sentence."""
        after = self.index + 1
        return self.scene.drafts[after] if after < len(self.scene.drafts) else None

    @property
    def earlier(self) -> list[Draft]:
        """The figures before it in the sentence."""
        return self.scene.drafts[: self.index]

    @property
    def clause(self) -> tuple[int, int]:
        """The range between hard breaks around it."""
        return self.scene.clause(self.start)

    @property
    def own(self) -> tuple[int, int]:
        """The range from the previous figure to this one, within the clause."""
        if self._own is None:
            low = max(self.clause[0], self.previous.end if self.previous else self.scene.start)
            self._own = min(low, self.start), self.start
        return self._own

    @property
    def lead(self) -> str:
        """The folded text of that range."""
        return self.scene.text(*self.own)

    @property
    def before(self) -> list[Mark]:
        """The marks in that range."""
        if self._before is None:
            self._before = self.scene.between(*self.own)
        return self._before

    @property
    def trail(self) -> tuple[int, int]:
        """The range from this figure to the next comma, figure or clause end."""
        if self._trail is None:
            high = self.clause[1]
            if (after := self.next) is not None:
                high = min(high, after.start)
            soft = _SOFT_BREAK.search(self.page.plain, self.end, max(high, self.end))
            self._trail = self.end, max(self.end, soft.start() if soft else high)
        return self._trail

    @property
    def behind(self) -> list[Mark]:
        """The marks in that range."""
        return self.scene.between(*self.trail)

    def mean_the_same(self, other: Draft) -> None:
        """Take the meaning of another figure."""
        for name in _MEANING:
            setattr(self, name, getattr(other, name))


_MEANING = (
    "metric", "metric_id", "metric_span", "metric_phrase", "basis", "compare", "status", "direction", "of_loss", "adjusted", "period",
    "period_start", "subject", "subject_entity", "company", "reported_by", "inherited", "rules",
)  # fmt: skip

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

    def __post_init__(self) -> None:
        self.keep(self.drafts)
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
        self.drafts = drafts
        for index, draft in enumerate(drafts):
            draft.stand(self, index)

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
