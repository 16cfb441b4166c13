"""Names the company or segment a figure is about, and who is named as its source, both as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.context import Context
from nlp.figures.pages import Page
from nlp.figures.scenes import Draft, Scene
from nlp.figures.words import load
from records import Mention

_SEGMENT = re.compile(
    r"(?<![\w-])(?P<such>(?P<whole>(?:[a-z-]+ ){0,2}(?:businesses|units|segments|products|services|companies|brands)) such as (?P<part>[a-z][a-z -]{2,50}?)(?= (?:was|were|had|posted|reported|recorded|rose|fell|grew|has|is|are|generated|with|totalled|reached)\b|[,.;]))"
    r"|(?:[Tt]he |[Ii]ts |[Tt]heir )(?P<unit>(?:[A-Za-z&-]+ ){0,3}(?:unit|division|segment|arm|subsidiary|business group))(?![a-z])"
    r"|of which (?P<which>[a-z][a-z -]{2,50}?)(?= (?:had|was|were|accounted|contributed|generated|made)\b)"
)
_SEGMENT_ZH = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}?(?:等创新业务|业务|分部|板块|事业部|部门|事业群))(?!额|利润率)"
)
_NOT_SEGMENT_ZH = re.compile(
    r"^(?:公司|其中|该|其|主营|新|各|本|上述|相关|全部|主要)?(?:业务|板块|部门|分部)$|收购|负债|公司的"
)
_NAME_EN = re.compile(
    r"(?<![\w.])(?:[A-Z][a-z]+-listed )?(?:[A-Z][\w&'’-]*+|[A-Z]{2,})(?: (?:&|of|and)? ?[A-Z][\w&-]*+){0,3}"
)
_GENERIC = re.compile(
    r"(?:the|The) (?:company|firm|group|carmaker|automaker|bank|lender|retailer|maker|manufacturer|developer|startup|airline|insurer|chipmaker|miner|giant)(?:'s)?\b|\b(?:it|It|its|Its)\b"
)
_NOT_NAMES = {
    "The", "A", "An", "In", "On", "At", "For", "It", "Its", "He", "She", "They", "This", "That", "These", "Those", "As", "But", "And", "First", "Second", "Third", "Fourth",
    "Revenue", "Revenues", "Sales", "Net", "Profit", "Operating", "Shares", "Guidance", "Losses", "Orders", "Premiums", "Backlog", "Gross", "Total", "Q1", "Q2", "Q3",
    "Q4", "H1", "H2", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun",
    "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Analysts", "Earnings", "EBITDA", "EBIT", "EPS", "R&D", "About", "Adjusted", "Previously", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday", "Full", "Half", "Year", "Same", "Average", "Cash", "Capital", "CEO", "CFO", "According", "We", "Our", "I", "You", "There", "More", "Over",
    "Nearly", "Income", "Dividend", "USD", "EUR", "GBP", "RMB", "CNY", "Rs", "HK", "US", "U.S", "If", "When", "While", "After", "Before", "Since", "By", "From", "To", "With",
    "Consumer", "Free", "Headcount", "Deliveries", "Unit", "Vehicle", "Inflation", "GDP", "CPI", "Comparable", "Diluted", "Basic", "Market", "Brent", "Gold", "Oil", "Pretax", "Pre",
    "Debt", "Assets", "Interest", "Loans", "Fiscal", "Quarterly", "Annual", "Some", "Around", "Up", "Down", "Compared", "Excluding", "Including", "Of", "Both", "Not", "Also", "Last", "Next",
    "What", "Why", "Who", "How", "Which", "Nobody", "No", "None", "Neither", "Most", "Many", "Few", "All", "Each", "Every", "Another", "Other", "Others",
    "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Her", "His", "Their", "My", "Your", "Had", "Has", "Have", "Is", "Are", "Was", "Were", "Will", "Would", "Can",
    "Asked", "Earlier", "Later", "Then", "Now", "Still", "Even", "So", "Yet", "Once", "Until", "Because", "Though", "Although", "Despite", "Without", "Under", "Through", "Posts",
    "IFRS", "GAAP", "Non-GAAP", "Highlights", "Three months", "Six months",
    "EURm", "mn", "Investment", "Turnover", "Exports", "Imports", "Production", "Output", "Roughly", "Almost", "Just", "Only", "Approximately", "Meanwhile", "However", "Separately", "Overall",
}  # fmt: skip
_AMOUNT = re.compile(r"(?:Rmb|RMB|Rs|HK|US|EUR|USD|GBP|JPY|CHF|HKD|SGD|INR)\d")
_DATELINE = re.compile(
    r",? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2} (?:\(|[-\u2013\u2014])"
)
"""Behind the place where a report was written: ", Aug 22 (Reuters) -"."""
_SAID = re.compile(
    r"(?:(?<![a-z])(?:according to|as reported by|reported by|data from|figures from|estimates? (?:by|from)|a report by)(?: (?:the|a))? |据|根据|援引)$",
    re.IGNORECASE,
)
_SOURCE_EN = re.compile(
    r"(?:[Aa]ccording to|[Aa]s reported by|reported by|[Dd]ata from|[Ff]igures from)(?: data from| figures from| a report (?:by|from))? (?P<who>(?:the |The )?(?:[A-Z][\w&'-]*+)(?: (?:of |for )?[A-Z][\w&-]*+){0,4})"
)
_SOURCE_ZH = re.compile(
    r"(?:据|根据|援引|按照)(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:的)?(?:报道|披露|消息|数据|统计|报告|测算|估算|公布|发布|显示|称|援引)"
)
_ORGS = {"ORG", "MEDIA", "REGULATOR", "PRODUCT", "COMPANY", "BRAND"}


@dataclass(frozen=True, slots=True)
class Named:
    """A possible subject where it stands in the page."""

    start: int
    end: int
    text: str
    entity: str | None = None
    is_segment: bool = False


class Cast:
    """Who a text speaks of; remembers from sentence to sentence."""

    def __init__(self, page: Page, context: Context, names: Sequence[Mention]) -> None:
        self.page = page
        self.known = _known(page, context, names)
        self.headline: Named | None = None
        self.current: Named | None = None
        own = context.watchlist.company(context.entity)
        self.voice = own.name if own else None
        self.voice_entity = own.id if own else None

    def cast(self, scene: Scene) -> None:
        """Give the drafts of a sentence their subjects and sources."""
        said = _source(scene)
        here = self._named_in(scene, said)
        companies = [named for named in here if not named.is_segment]
        whole = companies[0] if companies else self.current
        for draft in scene.drafts:
            if said is not None:
                draft.reported_by = said[2]
            subject = self._subject(scene, draft, here)
            if subject is not None:
                draft.subject, draft.subject_entity = subject.text, subject.entity
                draft.company = whole.entity if subject.is_segment and whole else subject.entity
            elif self.voice is not None:
                draft.subject, draft.subject_entity = self.voice, self.voice_entity
        self.current = whole
        if self.headline is None:
            self.headline = self.current

    @property
    def entity(self) -> str | None:
        """Watch-list id of the company that is spoken of just now."""
        return self.current.entity if self.current else None

    def _subject(self, scene: Scene, draft: Draft, here: list[Named]) -> Named | None:
        candidate = draft.candidate
        low = scene.clause(candidate.start)[0]
        left = [named for named in here if named.end <= candidate.start]
        segments = [named for named in left if named.is_segment and named.start >= low]
        if segments:
            return segments[-1]
        near = [named for named in left if named.start >= low] or left
        if near:
            chosen = near[-1]
            possessive = [
                named for named in near if re.match(r"'s |的", scene.text(named.end, named.end + 3))
            ]
            return (
                possessive[-1]
                if possessive and possessive[-1].start >= chosen.start
                else (near[0] if len(near) > 1 and _is_place(scene, near) else chosen)
            )
        after = [named for named in here if named.start >= candidate.end]
        if after and scene.page.lang == "en":
            head = scene.text(candidate.end, after[0].start)
            if re.search(r"\b(?:at|of|for|in|by|from|,)[ ](?:the[ ])?$|, $", head):
                return after[0]
        return self.current or self.headline

    def _named_in(self, scene: Scene, said: tuple[int, int, str] | None) -> list[Named]:
        first = bisect_left(self.known, scene.start, key=lambda named: named.start)
        last = bisect_left(self.known, scene.end, first, key=lambda named: named.start)
        here = [named for named in self.known[first:last] if named.end <= scene.end]
        here += _segments(scene)
        if said is not None:
            here = [named for named in here if not (named.start < said[1] and said[0] < named.end)]
        here = [named for named in here if not (_is_forecaster(scene, named) or _is_where(scene, named))]
        return sorted(here, key=lambda named: (named.start, -named.end))


def _known(page: Page, context: Context, names: Sequence[Mention]) -> list[Named]:
    """Names that were marked, those of the watch list, and, in English, what is written like a name."""
    found = [
        Named(page.place(name.start), page.place(name.end), name.text, name.entity)
        for name in names
        if (
            name.label in _ORGS or (name.entity is not None and context.watchlist.person(name.entity) is None)
        )
        and not _AMOUNT.match(name.text)
    ]
    people = [
        (page.place(name.start), page.place(name.end))
        for name in names
        if (name.label in {"PERSON", "GPE", "LOC"} and name.entity is None) or name.label == "PERSON"
    ]
    taken = _taken(page, ((named.start, named.end) for named in found))
    aliases = {
        alias: company.id
        for company in context.watchlist.companies
        for alias in (company.name, *company.aliases, *company.brands)
    }
    if aliases:
        longest = sorted(aliases, key=len, reverse=True)
        names_of_all = "|".join(
            rf"(?<![A-Za-z]){re.escape(alias)}(?![A-Za-z])" if alias.isascii() else re.escape(alias)
            for alias in longest
        )
        found.extend(
            Named(match.start(), match.end(), match.group(), aliases[match.group()])
            for match in re.finditer(names_of_all, page.plain)
            if 1 not in taken[match.start() : match.end()]
        )
    if page.lang == "en":
        found.extend(_capitals(page, _taken(page, ((named.start, named.end) for named in found)), people))
    else:
        found.extend(_heads_zh(page, _taken(page, ((named.start, named.end) for named in found))))
    return sorted(found, key=lambda named: named.start)


def _taken(page: Page, spans: Iterable[tuple[int, int]]) -> bytearray:
    """1 for each character of the page that lies in one of the spans."""
    taken = bytearray(len(page.plain))
    for start, end in spans:
        taken[start:end] = b"\1" * (min(end, len(taken)) - min(start, len(taken)))
    return taken


def _capitals(page: Page, taken: bytearray, people: list[tuple[int, int]]) -> list[Named]:
    of_people = _taken(page, people)
    # A word that the text writes small elsewhere, as "Owners", has the capital of its sentence.
    small = set(re.findall(r"(?<![\w-])[a-z][\w&'’-]*", page.plain))
    more = []
    for match in _NAME_EN.finditer(page.plain):
        start, end = match.span()
        words = match.group().split()
        while words and (words[0].partition("-")[0] in _NOT_NAMES or words[0] in {"of", "and", "&"}):
            start += len(words[0]) + 1
            words = words[1:]
        text = page.plain[start:end].strip()
        if text.endswith("'s"):
            text, end = text[:-2], end - 2
        if not words or len(text) < 2 or text in _NOT_NAMES or not text[0].isupper():  # noqa: PLR2004
            continue
        if len(words) == 1 and words[0].lower() in _metric_words():
            continue
        if all(word in _NOT_NAMES or word in {"&", "and", "of"} for word in words):
            continue
        if 1 in taken[start:end] or 1 in of_people[start:end] or _looks_like_currency(page, end):
            continue
        if _AMOUNT.match(text) or _DATELINE.match(page.plain, end) or text.lower() in small:
            continue
        if page.plain[start - 1 : start] == "(" and re.match(
            r"\) ?[-\u2013\u2014]", page.plain[end : end + 3]
        ):
            continue
        more.append(Named(start, end, page.text[page.span(start, end)[0] : page.span(start, end)[1]]))
    return more


@cache
def _metric_words() -> frozenset[str]:
    """Words of the lists of metrics: "Result" at the head of a sentence is nobody's name."""
    listed = load("metrics_en").values()
    return frozenset(
        part for entry in listed for words in entry.values() for word in words for part in word.split()
    )


def _looks_like_currency(page: Page, end: int) -> bool:
    return (
        page.plain[end : end + 1] == "$"
        or page.plain[end : end + 1].isdigit()
        or page.plain[end : end + 2].strip()[:1].isdigit()
    )


_HEAD_ZH = re.compile(
    r"(?:^|(?<=[。；\n，]))(?P<name>[\u4e00-\u9fffA-Za-z]{2,12}?)(?=(?:20\d\d年?|第?[一二三四]财?季度?|上半年|下半年|前三季度|全年|预计|发布|公告|宣布|披露|公布|去年|今年|Q[1-4]|一季度|二季度|三季度|四季度|1?[0-9]月))"
)
_NOT_HEAD_ZH = re.compile(
    r"(?:季度|公司|数据|其中|截至|此前|同时|此外|根据|显示|报告|预计|公告|该|财报|另外|目前|日前|今日|昨日|近日|其|但|而|实现|净利|营收|收入|同比|环比|市场|分析师|董事会|业绩|集团|上年|去年|今年|利润|股东|国家|方面|机构|消息|称|会议|表示|我们|今年|将|达|为|前|后|中|第)"
)


def _heads_zh(page: Page, taken: bytearray) -> list[Named]:
    """What stands at the head of a sentence before a period or an announcement is who it is about."""
    return [
        Named(match.start("name"), match.end("name"), match["name"])
        for match in _HEAD_ZH.finditer(page.plain)
        if not _NOT_HEAD_ZH.search(match["name"]) and 1 not in taken[match.start("name") : match.end("name")]
    ]


def _segments(scene: Scene) -> list[Named]:
    plain = scene.page.plain
    found = []
    if scene.page.lang == "zh":
        return [
            Named(*match.span("name"), match["name"], is_segment=True)
            for match in _SEGMENT_ZH.finditer(plain, scene.start, scene.end)
            if not _NOT_SEGMENT_ZH.search(match["name"])
        ]
    for match in _SEGMENT.finditer(plain, scene.start, scene.end):
        if match["such"]:
            whole = re.sub(r"^(?:revenue of |of |the |its |s |and )+", "", match["whole"].strip())
            found.append(
                Named(
                    match.start(), match.end(), f"{match['part'].strip()} and other {whole}", is_segment=True
                )
            )
        elif match["unit"]:
            found.append(Named(*match.span("unit"), match["unit"], is_segment=True))
        else:
            found.append(Named(*match.span("which"), match["which"], is_segment=True))
    return found


def _source(scene: Scene) -> tuple[int, int, str] | None:
    """Who is named as the source of what a sentence says."""
    expression = _SOURCE_ZH if scene.page.lang == "zh" else _SOURCE_EN
    match = expression.search(scene.page.plain, scene.start, scene.end)
    if match is None or (
        scene.page.lang == "zh"
        and re.search(r"^(?:此|公告|公司|财报|报告|年报|了解|悉|介绍|规定|协议)", match["who"])
    ):
        return None
    return match.start("who"), match.end("who"), match["who"]


def _is_forecaster(scene: Scene, named: Named) -> bool:
    """A name behind "by" of a poll or before "analysts" forecasts; it is not what the figure is about."""
    before = scene.text(max(scene.start, named.start - 16), named.start)
    after = scene.text(named.end, named.end + 12)
    return bool(
        _SAID.search(before)
        or re.search(r"(?:polled|surveyed|compiled) by[ ]$", before)
        or re.match(r"(?:'s)?[ ](?:analysts?|poll|survey|data)\b", after)
    )


def _is_where(scene: Scene, named: Named) -> bool:
    """A name behind "in" that nobody knows as a company is where it happened: "sales in China"."""
    return (
        named.entity is None
        and not named.is_segment
        and scene.text(max(scene.start, named.start - 4), named.start) == " in "
    )


def _is_place(scene: Scene, near: list[Named]) -> bool:
    """Whether the last of several names is only a place or an aside: "Xiaomi said China sales"."""
    before = scene.text(max(scene.start, near[-1].start - 8), near[-1].start)
    return re.search(r"\b(?:in|to|from|at|with|for|on|by|and)[ ]$|\($", before) is not None
