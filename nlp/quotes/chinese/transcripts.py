"""Chinese words after a label: posts (@name：…), turns of an interview, headlines (客服：正在核实), what 如下： announces."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.roles import office_in
from nlp.quotes.chinese.speakers import segments, speaker_in
from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.lexicon import words
from records import QuoteKind

POST = re.compile(r"\s*@(?P<who>[^\s：:@#，,]{1,20}?)(?P<badge>[Vv])?\s*[：:]\s*(?P<body>[^\n]+)")
TURN = re.compile(
    r"\s*(?P<who>[^\s，,。！？：:；;“”「」【】#\d]{1,16}(?: [A-Z][A-Za-z.]+){0,2}\d?)\s*[：:]\s*(?P<body>[^\s“「\"][^\n]*)"
)
TAIL = re.compile(r"(?:\s*(?:#[^#\n]+#|网页链接|展开全文|收起|\[[^\]\n]{1,6}\]|https?://\S+))+\s*$")
ASKED = re.compile(r"(?:问|提问|Q|答|A|回答|回复)\d?", re.IGNORECASE)
"""Labels of questions and answers, which name nobody."""

ANSWER = re.compile(r"(?:答|A|回答)\d?", re.IGNORECASE)
WRITERS = ("记者", "文", "编辑", "作者", "撰文", "采写", "整理")
"""Before the name of who asked or wrote."""

QUESTION = re.compile(r"(?:问|提问|Q|提问者|投资者|读者|网友)\d?", re.IGNORECASE)

ANNOUNCED = re.compile(
    r"(?:以下[是为系]?(?P<whose>[^，。：:\n]{0,16}?)(?:微博|声明|公告|通报|回应|[一-鿿]{0,2}信)?(?:全文|原文)|(?P<cue>(?:说明|公告|声明|回应|回复|答复|澄清|解释|通报|内容|全文|原文|表态)?如下|声明称|写道|表示|指出|强调|回应称|说道|说))\s*[：:]\s*$"
)
HEAD = re.compile(r"[^，。\n]{1,16}[：:]")
"""A heading or a greeting over what is announced: 辟谣：, 各位同事：."""

NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.．)）])"
)
FEWEST = 6
"""Characters of a turn that stands alone."""


class Turns:
    """The labels of a text's paragraphs, and whether they make an interview."""

    def __init__(self, page: Page) -> None:
        self._page = page
        counted = Counter(
            match["who"] for block in page.blocks if (match := TURN.match(page.text, *block)) is not None
        )
        is_asked = sum(count for who, count in counted.items() if ASKED.fullmatch(who)) > 1
        repeated = {
            who for who, count in counted.items() if count > 1 and who not in words("zh")["turns"]["headings"]
        }
        self._labels = repeated | {who for who in counted if is_asked and ASKED.fullmatch(who)}
        self._is_talk = bool(repeated) or is_asked
        if self._is_talk:
            self._labels |= words("zh")["turns"]["parts"]
        self._interviewed = self._one_named() if is_asked else None

    def _one_named(self) -> Span | None:
        """Return the only person named above the first turn, who answers; None if there are several or none."""
        page = self._page
        labels = ((block[0], TURN.match(page.text, *block)) for block in page.blocks)
        first = next((start for start, match in labels if match and match["who"] in self._labels), 0)
        people: dict[str, Span] = {}
        for span in page.doc.ents:
            if span.start_char < first and span.label_ == "PERSON":
                before = page.text[max(span.start_char - 3, 0) : span.start_char]
                if not before.rstrip(" ：:|｜").endswith(WRITERS):
                    people.setdefault(span.text, (span.start_char, span.end_char))
        return next(iter(people.values())) if len(people) == 1 else None

    def asks(self, block: Span) -> bool:
        """Return whether a paragraph is a question by nobody named."""
        match = TURN.match(self._page.text, *block)
        return (
            match is not None
            and match["who"] in self._labels
            and QUESTION.fullmatch(match["who"]) is not None
        )

    def of(self, block: Span) -> Draft | None:
        """A paragraph that is somebody's post or turn."""
        page = self._page
        if self.asks(block):
            return None
        match = POST.match(page.text, *block)
        if match is not None:
            return self._draft(match, block, "post")
        match = TURN.match(page.text, *block)
        if match is None:
            return None
        if match["who"] in self._labels:
            return self._draft(match, block, "turn")
        numbers = page.words(*match.span("who"))
        named = any(page.kinds[number] in {"PERSON", "PER"} for number in numbers) or self._is_office(
            match.span("who")
        )
        nominal = not any(page.tags[number] in {"v", "p"} for number in numbers)
        if (
            self._is_talk
            and nominal
            and match["who"] not in words("zh")["turns"]["headings"]
            and match["body"][-1] in "。？！?!…"
        ):
            return self._draft(match, block, "turn", weaker=True)
        alone = len(match["body"]) >= FEWEST and not any(
            page.tags[number] in {"v", "p"} for number in numbers
        )
        if not named:
            named = alone and self._announces(match, block)
        return self._draft(match, block, "turn", weaker=True) if named and alone else None

    def _announces(self, match: re.Match[str], block: Span) -> bool:
        """Return whether a line is an authority's announcement in headline style: 央行：将…."""
        numbers = self._page.words(*match.span("who"))
        authority = bool(numbers) and all(self._page.kinds[number] == "REGULATOR" for number in numbers)
        return authority and self._page.text[block[1] - 1] not in "。；;，,：:"

    def _is_office(self, who: Span) -> bool:
        """Whether a label is an office of a firm: 小米总裁：…."""
        role, organisation = office_in(self._page, who, who)
        return bool(role and organisation) and self._page.written[slice(*who)].endswith(role or "")

    def _draft(self, match: re.Match[str], block: Span, rule: str, *, weaker: bool = False) -> Draft:
        page = self._page
        start, end = match.span("body")
        tail = TAIL.search(page.text, start, end)
        if tail is not None and tail.start() > start:
            end = tail.start()
        who = match.span("who")
        if ASKED.fullmatch(match["who"]):
            person = self._interviewed if ANSWER.fullmatch(match["who"]) else None
            return Draft((start, end), "indirect", rule, person, person, None, block, weaker=weaker)
        name = (speaker_in(page, who) if rule == "turn" else None) or (who, who)
        return Draft((start, end), "indirect", rule, *name, None, block, weaker=weaker)


def announced(page: Page, number: int, last: Draft | None) -> tuple[Draft, int] | None:
    """Return a draft of the paragraphs after "声明如下：", and the number of the paragraph after them."""
    block = page.blocks[number]
    match = ANNOUNCED.search(page.text, max(block[0], block[1] - 40), block[1])
    if match is None or number + 1 >= len(page.blocks) or page.marked(match.start()) is not None:
        return None
    who: tuple[Span, Span] | None
    if match["whose"]:
        who = match.span("whose"), match.span("whose")
    else:
        clauses = segments(page, max(block[0], block[1] - 200), match.start())
        who = next((found for clause in clauses[:3] if (found := speaker_in(page, clause)) is not None), None)
    if who is None and last is not None and last.speaker is not None and last.phrase is not None:
        who = last.speaker, last.phrase
    upto = number + 2
    while upto < len(page.blocks) and HEAD.fullmatch(page.text, *page.blocks[upto - 1]):
        upto += 1
    number = upto - 2
    while upto < len(page.blocks) and NUMBERED.match(page.text, *page.blocks[upto]):
        upto += 1
    start, end = page.blocks[number + 1][0], page.blocks[upto - 1][1]
    mark = page.marked(start)
    is_marked = mark is not None and mark.start == start and mark.end >= end - 1
    span = (
        trim(page.text, mark.inner_start, mark.inner_end)
        if mark is not None and is_marked
        else trim(page.text, start, end)
    )
    kind: QuoteKind = "direct" if is_marked else "indirect"
    speaker, phrase = who or (None, None)
    cue = match.span("cue") if match["cue"] else None
    return Draft(span, kind, "announced", speaker, phrase, cue, block), upto


FEWEST_SAID = 3
"""Characters of what is said."""


@cache
def _pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, words("zh")["speakers"]["labels"]), key=len, reverse=True))
    return re.compile(
        rf"[，,；;。？?！! ](?P<who>(?:{labels}))(?P<cue>回应|回复|称|答)?[：:](?P<said>[^：:“”\n]+)$"
    )


NAME = re.compile(
    r"[？?！!]\s*(?P<who>[^\s，,。：:？?！!“”]{2,16}?)(?P<cue>回应|回复|称|答)?[：:](?P<said>[^：:“”\n]+)$"
)
"""A name that answers the question before it: "卖一台亏五千？某某总裁某某：…"."""


def _by_name(page: Page, first: Span) -> re.Match[str] | None:
    match = NAME.search(page.text[: first[1]], first[0])
    if match is None:
        return None
    named = any(
        page.kinds[number] in {"PERSON", "ORG", "REGULATOR"} for number in page.words(*match.span("who"))
    )
    return match if named else None


def labelled(page: Page, sentence: Span) -> tuple[Draft, int] | None:
    """Return the words after a label in the first line, and where the clause before it ends; None without one."""
    first = page.blocks[0] if page.blocks else (0, 0)
    if sentence[1] != first[1] or sentence[0] < first[0]:
        return None
    match = _pattern().search(page.text[: first[1]], max(sentence[0] - 1, 0)) or _by_name(page, first)
    if (
        match is None
        or page.marked(match.start()) is not None
        or match.end("said") - match.start("said") < FEWEST_SAID
    ):
        return None
    cue = match.span("cue") if match["cue"] else None
    who = speaker_in(page, match.span("who")) or (match.span("who"), match.span("who"))
    around = (match.start() + 1, sentence[1])
    return Draft(match.span("said"), "indirect", "label", *who, cue, around), match.start()
