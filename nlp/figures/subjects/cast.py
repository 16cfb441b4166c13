"""Which company or segment a figure is about. named.py finds the names, reporters.py the sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from nlp.context import Context
from nlp.figures.scenes import Draft, Scene
from nlp.figures.subjects import incidental, reporters
from nlp.figures.subjects import named as names_of
from nlp.figures.subjects.named import Named
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import MOVED
from records import Mention

_GENERIC = re.compile(
    r"\b(?:the|this|its?)[ ](?:company|firm|group|business|carmaker|automaker|bank|lender|retailer|maker|manufacturer|developer|startup|airline|insurer|chipmaker|miner|giant)\b|\bits?\b"
    r"|公司|该企业|该集团|该行"
)
"""Words that refer to the company named before."""
_NO_ANSWER = re.compile(
    r"\b(?:declin|refus)(?:ed|es)[ ]to\b|\b(?:did|could|would|has|have)[ ]not\b|n't\b|不予置评|未回应|未回复|拒绝"
)
_ACTS = re.compile(
    rf"(?:'s)?[ ](?:shares |stock )?(?:{MOVED}|added|shed|gave|"
    r"was|were|is|are|had|has|said|says|posted|reported|expects|sees|earned|made|sold|delivered)\b"
)
_WHOLE = re.compile(
    r"公司|集团|(?<!占)(?:总营收|总收入|营业总收入|总营业收入|整体营收|整体收入)(?!的?比)"
    r"|\b(?:the|as a)[ ](?:company|group|whole)\b|\b(?:total|overall|group)[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b"
)
_PART = re.compile(
    r"[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b.{1,120}?[,;][ ](?:while[ ]|and[ ]|but[ ]|with[ ]|whereas[ ])?(?:its[ ]|the[ ])?(?:total|overall|group)[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b"
)
"""Set against a total, a part: "Cloud revenue rose 18%, while total revenue was"."""
_STOCKED = re.compile(
    r"\b(?:stocked|sold|carried|distributed|available|offered)[ ](?:by|at|in|from|through|on)\b"
)
"""For goods "stocked by" a shop, the price is not the shop's."""
_HEAD = 4
"""Characters before a name at the start of a sentence: "The "."""


class Subjects:
    """The parties of a text, remembered from sentence to sentence."""

    def __init__(
        self,
        page: Page,
        context: Context,
        names: Sequence[Mention],
        parts: Mapping[int, str],
        datelines: Sequence[tuple[int, int]],
    ) -> None:
        self.page = page
        self.known = names_of.find(page, context, names, parts, datelines)
        self._starts = [named.start for named in self.known]
        self.headline: Named | None = None
        self.current: Named | None = None
        own = context.watchlist.company(context.entity)
        self.voice = own.name if own else None
        self.voice_entity = own.id if own else None

    def assign(self, scene: Scene) -> None:
        """Give the drafts of a sentence their subjects and sources."""
        said = reporters.named_in(scene)
        here = self._named_in(scene, said)
        companies = _companies(here)
        whole = companies[0] if companies else self.current
        chosen: list[Named] = []
        forecasts_only = said is not None and reporters.gave_only_forecast(scene, said)
        for draft in scene.drafts:
            if said is not None and not (forecasts_only and draft.status != "estimate"):
                draft.reported_by = said.name
            subject = self._subject(scene, draft, here)
            if subject is not None:
                draft.subject, draft.subject_entity = subject.text, subject.entity
                draft.company = whole.entity if subject.is_segment and whole else subject.entity
                chosen.append(subject)
            elif self.voice is not None:
                draft.subject, draft.subject_entity = self.voice, self.voice_entity
        self._go_on(scene, companies, chosen)

    @property
    def entity(self) -> str | None:
        """Watch-list id of the company being discussed."""
        return self.current.entity if self.current else None

    def _go_on(self, scene: Scene, companies: list[Named], chosen: list[Named]) -> None:
        """Set the referent of "the company" for the next sentence: the subject of these figures, else of the sentence."""
        whose = _companies(chosen)
        if whose:
            self.current = whose[0]
        elif companies and (chosen or self.current is None or _is_head(scene, companies[0])):
            self.current = companies[0]
        if self.headline is None:
            self.headline = self.current

    def _subject(self, scene: Scene, draft: Draft, here: list[Named]) -> Named | None:
        low = scene.clause(draft.start)[0]
        left = [named for named in here if named.end <= draft.start]
        if draft.metric_id == "target_price" and (left[1:] or self.current):
            left = left[1:]  # whoever sets a target for another stands first
        segments = [named for named in left if named.is_segment and named.start >= low]
        if segments:
            if not _WHOLE.search(scene.text(segments[-1].end, draft.start)):
                return segments[-1]
            wholes = _companies(left)
            return wholes[-1] if wholes else self.current
        near = [named for named in left if named.start >= low] or left
        if near:
            return _nearest(scene, near)
        after = [named for named in here if named.start >= draft.end]
        if after and scene.page.lang == "en":
            head = scene.text(draft.end, after[0].start)
            if not _STOCKED.search(head) and re.search(
                r"\b(?:at|of|for|in|by|from|,)[ ](?:the[ ])?$|, $", head
            ):
                return after[0]
        return self.current or self.headline

    def _named_in(self, scene: Scene, said: reporters.Reporter | None) -> list[Named]:
        first = bisect_left(self._starts, scene.start)
        last = bisect_left(self._starts, scene.end, first)
        here = [named for named in self.known[first:last] if named.end <= scene.end]
        here += [_own_part(named, here) for named in names_of.segments(scene.page, scene.start, scene.end)]
        if not here:
            return here
        if said is not None:
            here = [named for named in here if not (named.start < said.end and said.start < named.end)]
        here = [named for named in here if not incidental.is_incidental(scene, named)]
        here = [named._replace(is_segment=True) if _is_part(scene, named) else named for named in here]
        others = [named for named in here if not named.is_outside]
        if others or _GENERIC.search(scene.text(scene.start, scene.end)):
            here = others
        return sorted(here, key=lambda named: (named.start, -named.end))


def _companies(named: list[Named]) -> list[Named]:
    return [one for one in named if not one.is_segment]


def _own_part(segment: Named, companies: list[Named]) -> Named:
    """Cut the company off the front of a segment's name: 手机业务 from 青岚集团手机业务."""
    for company in companies:
        if company.start <= segment.start < company.end < segment.end:
            cut = company.end - segment.start
            own = segment.text[cut:].strip()
            return segment._replace(start=company.end, text=own) if own not in _UNITS else segment
    return segment


_UNITS = {"unit", "division", "segment", "arm", "subsidiary", "business group"}
"""Nouns that name no segment alone: the "American arm" of Honda Motor."""


def _nearest(scene: Scene, near: list[Named]) -> Named:
    """Return the last name before a figure, unless it is only a place or an aside."""
    chosen = near[-1]
    possessive = [named for named in near if re.match(r"'s |的", scene.text(named.end, named.end + 3))]
    if possessive and possessive[-1].start >= chosen.start:
        return possessive[-1]
    return near[0] if len(near) > 1 and _is_behind_preposition(scene, near[-1]) else chosen


def _is_head(scene: Scene, named: Named) -> bool:
    """Return whether a sentence is about the name at its head; one that did not comment is incidental."""
    at_head = not scene.text(scene.start, named.start).strip() or named.start - scene.start <= _HEAD
    return at_head and _NO_ANSWER.search(scene.text(scene.start, scene.end)) is None


def _is_part(scene: Scene, named: Named) -> bool:
    """Return whether a segment is set against a total in the sentence."""
    return named.entity is None and _PART.match(scene.page.words, named.end, scene.end) is not None


def _is_behind_preposition(scene: Scene, named: Named) -> bool:
    """Return whether a name is only a place or attachment: after "in", "with", "for" or a bracket, as in "Xiaomi said profit in China"."""
    if _ACTS.match(scene.page.words, named.end):
        return False  # "Exxon fell 1.7%, and Chevron lost 1.2%"
    before = scene.text(max(scene.start, named.start - 8), named.start)
    return re.search(r"\b(?:in|to|from|at|with|for|on|by|and)[ ]$|\($", before) is not None
