"""Tells which company or segment a figure is about, and who is named as its source. Finds no names: that is named.py's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from nlp.context import Context
from nlp.figures import named as names_of
from nlp.figures.named import Named
from nlp.figures.pages import Page
from nlp.figures.scenes import Draft, Scene
from nlp.figures.words import load
from nlp.rare import Rare
from records import Mention

_GENERIC = re.compile(
    r"\b(?:the|this|its?)[ ](?:company|firm|group|business|carmaker|automaker|bank|lender|retailer|maker|manufacturer|developer|startup|airline|insurer|chipmaker|miner|giant)\b|\bits?\b"
    r"|公司|该企业|该集团|该行"
)
"""Words that stand for the company that was named before."""
_SAID = re.compile(
    r"(?:(?<![a-z])(?:according to|as reported by|reported by|data from|figures from|estimates? (?:by|from)|a report by)(?: (?:the|a))? |据|根据|援引)$",
    re.IGNORECASE,
)
_OF_FORECASTER = re.compile(r"(?:'s)?[ ](?:analysts?|poll|survey|data)\b|[^，。]{0,6}(?:研报|研究报告)")
_NAME = r"[A-Z][\w&'-]*+(?: (?:of |for )?[A-Z][\w&-]*+){0,4}"
_BODY = (
    r"(?:[Tt]he )?(?:[a-z]+ ){0,3}(?:office|bureau|ministry|agency|association|institute|regulator|administration|authority|"
    r"federation|exchange|council|department|commission|bank|firm|provider|consultancy|tracker|union)(?![a-z])"
)
_SOURCE_EN = Rare(
    (
        "ccording to",
        "eported by",
        "ata from",
        "igures from",
        "stimates ",
        " data ",
        " figures ",
        " research ",
        " numbers ",
    ),
    rf"(?:[Aa]ccording to|[Aa]s reported by|reported by|[Dd]ata from|[Ff]igures from|[Ee]stimates (?:by|from))(?: data from| figures from| a report (?:by|from))? "
    rf"(?:(?:[a-z]+ ){{1,3}}(?=[A-Z]))?(?P<who>(?:(?:the|The) )?{_NAME}|{_BODY})"
    rf"|(?P<whose>{_NAME})(?:'s)? (?:data|figures|research|estimates|numbers) (?:showed|show|shows|suggest|suggested|indicate|indicated)\b",
)
_SOURCE_ZH = re.compile(
    r"(?:据|根据|援引|按照)(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:(?:的)?(?:报道|披露|消息|数据|统计|报告|测算|估算|公布|发布|显示|称|援引)"
    r"|(?<=[局署部院会所社网报委行心统])(?=[，,]))"
)
_WHERE = re.compile(r" (?:in|in the|to the|from the|across|across the|outside|outside the|throughout) $")
_SHARES_IN = re.compile(r"\b(?:shares|stocks?|stake|trading|bonds|investors) in (?:the )?$")
_NO_SOURCE_ZH = re.compile(r"^(?:此|公告|公司|财报|报告|年报|了解|悉|介绍|规定|协议)")
_NO_ANSWER = re.compile(
    r"\b(?:declin|refus)(?:ed|es)[ ]to\b|\b(?:did|could|would|has|have)[ ]not\b|n't\b|不予置评|未回应|未回复|拒绝"
)
_TOLD_WITH = re.compile(
    r",[ ]the[ ](?:[a-z-]+[ ]){0,4}(?:maker|owner|parent|operator|manufacturer|producer|publisher|developer|group|company|firm|business)[ ](?:of|behind|that)[ ][^,]*$"
    r"|,[ ](?:which|who|whose|a|an)[ ][^,]*$|\b(?:buy|buys|buying|bought|acquire|acquires|acquiring|acquired)[ ](?:the[ ])?$"
    r"|\b(?:claims?|allegations?|accusations?|complaints?|criticism|reports?|lawsuits?|suits?|bids?|offers?)[ ](?:by|from)[ ](?:the[ ]|an?[ ])?(?:[a-z-]+[ ]){0,3}$"
    r"|(?:告诉|接受|收购)[《“]?$"
)
"""What stands before a name that another one's news is told with: a relative clause, what is bought, who claims something,
whom somebody told."""
_LISTED = re.compile(r"\((?:[A-Z]{2,8}[ ]?:[ ]?)?$")
_ACTS = re.compile(
    r"(?:'s)?[ ](?:shares |stock )?(?:rose|fell|dropped|gained|lost|jumped|slid|slipped|sank|surged|climbed|tumbled|plunged|added|shed|gave|"
    r"advanced|was|were|is|are|had|has|said|says|posted|reported|expects|sees|earned|made|sold|delivered)\b"
)
_WHOLE = re.compile(
    r"公司|集团|(?<!占)(?:总营收|总收入|营业总收入|总营业收入|整体营收|整体收入)(?!的?比)"
    r"|\b(?:the|as a)[ ](?:company|group|whole)\b|\b(?:total|overall|group)[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b"
)
_PART = re.compile(
    r"[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b.{1,120}?[,;][ ](?:while[ ]|and[ ]|but[ ]|with[ ]|whereas[ ])?(?:its[ ]|the[ ])?(?:total|overall|group)[ ](?:net[ ])?(?:revenues?|sales|income|turnover)\b"
)
"""What stands against a total is a part: "Cloud revenue rose 18%, while total revenue was"."""
_STOCKED = re.compile(
    r"\b(?:stocked|sold|carried|distributed|available|offered)[ ](?:by|at|in|from|through|on)\b"
)
"""Of goods that "are stocked by" somebody the price is not the shop's."""
_WORKS = (" at ", " of ", " for ", " from ", " with ", " the ")
"""What stands between what somebody is and for whom they work."""
_HEAD = 4
"""Characters before a name that begins a sentence: "The "."""


class Cast:
    """Who a text speaks of; remembers from sentence to sentence."""

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

    def cast(self, scene: Scene) -> None:
        """Give the drafts of a sentence their subjects and sources."""
        said = _source(scene)
        here = self._named_in(scene, said)
        companies = _companies(here)
        whole = companies[0] if companies else self.current
        chosen: list[Named] = []
        forecasts_only = said is not None and _is_of_forecast(scene, said)
        for draft in scene.drafts:
            if said is not None and not (forecasts_only and draft.status != "estimate"):
                draft.reported_by = said[2]
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
        """Watch-list id of the company that is spoken of just now."""
        return self.current.entity if self.current else None

    def _go_on(self, scene: Scene, companies: list[Named], chosen: list[Named]) -> None:
        """Whom the next sentence means by "the company": whose figures these were, else who a sentence begins with."""
        whose = _companies(chosen)
        if whose:
            self.current = whose[0]
        elif companies and (chosen or self.current is None or _is_head(scene, companies[0])):
            self.current = companies[0]
        if self.headline is None:
            self.headline = self.current

    def _subject(self, scene: Scene, draft: Draft, here: list[Named]) -> Named | None:
        candidate = draft.candidate
        low = scene.clause(candidate.start)[0]
        left = [named for named in here if named.end <= candidate.start]
        if draft.metric_id == "target_price" and (left[1:] or self.current):
            left = left[1:]  # who sets a target for another stands first
        segments = [named for named in left if named.is_segment and named.start >= low]
        if segments:
            if not _WHOLE.search(scene.text(segments[-1].end, candidate.start)):
                return segments[-1]
            wholes = _companies(left)
            return wholes[-1] if wholes else self.current
        near = [named for named in left if named.start >= low] or left
        if near:
            return _nearest(scene, near)
        after = [named for named in here if named.start >= candidate.end]
        if after and scene.page.lang == "en":
            head = scene.text(candidate.end, after[0].start)
            if not _STOCKED.search(head) and re.search(
                r"\b(?:at|of|for|in|by|from|,)[ ](?:the[ ])?$|, $", head
            ):
                return after[0]
        return self.current or self.headline

    def _named_in(self, scene: Scene, said: tuple[int, int, str] | None) -> list[Named]:
        first = bisect_left(self._starts, scene.start)
        last = bisect_left(self._starts, scene.end, first)
        here = [named for named in self.known[first:last] if named.end <= scene.end]
        here += [_own_part(named, here) for named in names_of.segments(scene.page, scene.start, scene.end)]
        if not here:
            return here
        if said is not None:
            here = [named for named in here if not (named.start < said[1] and said[0] < named.end)]
        here = [named for named in here if not _is_passing(scene, named)]
        here = [named for named in here if not _is_told_with(scene, named)]
        here = [named._replace(is_segment=True) if _is_part(scene, named) else named for named in here]
        others = [named for named in here if not named.is_outside]
        if others or _GENERIC.search(scene.text(scene.start, scene.end)):
            here = others
        return sorted(here, key=lambda named: (named.start, -named.end))


def _companies(named: list[Named]) -> list[Named]:
    return [one for one in named if not one.is_segment]


def _own_part(segment: Named, companies: list[Named]) -> Named:
    """The 手机业务 of 青岚集团手机业务."""
    for company in companies:
        if company.start <= segment.start < company.end < segment.end:
            cut = company.end - segment.start
            return segment._replace(start=company.end, text=segment.text[cut:])
    return segment


def _nearest(scene: Scene, near: list[Named]) -> Named:
    """Of the names before a figure the last, unless that is only a place or an aside."""
    chosen = near[-1]
    possessive = [named for named in near if re.match(r"'s |的", scene.text(named.end, named.end + 3))]
    if possessive and possessive[-1].start >= chosen.start:
        return possessive[-1]
    return near[0] if len(near) > 1 and _is_behind_preposition(scene, near[-1]) else chosen


def _is_head(scene: Scene, named: Named) -> bool:
    """Whether a sentence is about who stands at its head; one who gave no answer is named in passing."""
    at_head = not scene.text(scene.start, named.start).strip() or named.start - scene.start <= _HEAD
    return at_head and _NO_ANSWER.search(scene.text(scene.start, scene.end)) is None


def _source(scene: Scene) -> tuple[int, int, str] | None:
    """Who is named as the source of what a sentence says."""
    is_chinese = scene.page.lang == "zh"
    match = (_SOURCE_ZH if is_chinese else _SOURCE_EN).search(scene.page.plain, scene.start, scene.end)
    if match is None or (is_chinese and _NO_SOURCE_ZH.search(match["who"])):
        return None
    group = "who" if match["who"] is not None else "whose"
    return match.start(group), match.end(group), match[group]


def _is_of_forecast(scene: Scene, said: tuple[int, int, str]) -> bool:
    """Whether a source behind a figure and what was expected of it gave only the latter: "missing the $4.4bn expected, according to"."""
    before = [draft for draft in scene.drafts if draft.candidate.end <= said[0]]
    return (
        len(before) > 1
        and before[-1].status == "estimate"
        and any(draft.status == "actual" for draft in before)
    )


def _is_passing(scene: Scene, named: Named) -> bool:
    """Whether somebody is named for another reason than figures of their own."""
    return (
        _is_forecaster(scene, named)
        or _is_where(scene, named)
        or _is_employer(scene, named)
        or _is_ticker(scene, named)
    )


def _is_ticker(scene: Scene, named: Named) -> bool:
    """The TLVK of "Talvik (NASDAQ: TLVK)" only says again who was named."""
    before = scene.page.plain[max(scene.start, named.start - 12) : named.start]
    return _LISTED.search(before) is not None and scene.page.plain.startswith(")", named.end)


def _is_forecaster(scene: Scene, named: Named) -> bool:
    """A name behind "by" of a poll or before "analysts" forecasts; it is not what the figure is about."""
    before = scene.text(max(scene.start, named.start - 16), named.start)
    after = scene.text(named.end, named.end + 12)
    return bool(
        _SAID.search(before)
        or before.endswith(("polled by ", "surveyed by ", "compiled by "))
        or _OF_FORECASTER.match(after)
    )


def _is_part(scene: Scene, named: Named) -> bool:
    """Whether what is named so is a part that the sentence sets against a total."""
    return named.entity is None and _PART.match(scene.page.words, named.end, scene.end) is not None


def _is_told_with(scene: Scene, named: Named) -> bool:
    """Whether a name is told of in another one's news: in a relative clause, as what is bought, as whom somebody told."""
    before = scene.text(max(scene.start, named.start - 80), named.start)
    return not named.is_segment and _TOLD_WITH.search(before) is not None


def _is_where(scene: Scene, named: Named) -> bool:
    """A name behind "in" or "to the" that nobody knows as a company is where it happened: "sales in China"."""
    if named.entity is not None or named.is_segment:
        return False
    if _SHARES_IN.search(scene.text(max(scene.start, named.start - 16), named.start)):
        return False
    return _WHERE.search(scene.text(max(scene.start, named.start - 12), named.start)) is not None


def _is_employer(scene: Scene, named: Named) -> bool:
    """Of "an analyst at X" the X is whom somebody works for."""
    before = scene.text(max(scene.start, named.start - 30), named.start)
    return before.endswith(_WORKS) and _employed().search(before) is not None


@cache
def _employed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(load('figures_subjects_en')['people'])})[ ](?:at|of|for|from|with)[ ](?:the[ ])?$"
    )


def _is_behind_preposition(scene: Scene, named: Named) -> bool:
    """Of "Xiaomi said profit in China" the China is only a place; so is what stands behind "with", "for" or a bracket."""
    if _ACTS.match(scene.page.words, named.end):
        return False  # "Exxon fell 1.7%, and Chevron lost 1.2%"
    before = scene.text(max(scene.start, named.start - 8), named.start)
    return re.search(r"\b(?:in|to|from|at|with|for|on|by|and)[ ]$|\($", before) is not None
