"""Finds the words that report speech in a Chinese sentence, and what follows them. Knows no speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nlp.quotes.chinese.denied_cues import ALSO, DONE, denies
from nlp.quotes.chinese.noun_cues import is_noun
from nlp.quotes.chinese.page import Page
from nlp.quotes.draft import Span
from nlp.quotes.lexicon import endings, words

Follow = Literal["colon", "comma", "mark", "bare", "end"]
TOLD = re.compile(
    r"(?P<cue>告诉|告知|提醒|警告|通知|呼吁|劝告|叮嘱|回复|答复|问(?![到及起])|反问|质问|追问(?![到及起])|对|回应(?=[^，,。：:]{0,12}记者[，,：:]))(?![中里内时后上会的])(?![^，,。：:]{0,9}(?:函|公告|监管|[为是将只不无没仍已均都会可要应需尚正须]))[^，,。：:；;！？“”「」\n]{1,10}(?=[，,：:]|[说道称])"
    r"|(?P<press>告诉)[^，,。：:；;！？“”「」\n]{0,20}?记者(?=[^，,。：:的]{4})"
)
"""A cue with the one who is told, who stands between it and the comma."""

TO_MEDIA = frozenset({"回应", "回复", "答复", "告诉"})
"""Before the name of a medium and a comma these say whom somebody told: 回应中国新闻周刊，…"""

ISSUES = re.compile(
    r"(?:披露|公布|通报|公告)了?[^，,。；;]{0,24}(?:公告|报告|年报|季报|中报|半年报|快报|预告|说明书|方案|预案|回复函|文件|名单|业绩|财报)(?=[，,。；;]|$)"
)
"""A paper that somebody issues, which is no content: 披露问询函回复公告。"""

OPENERS = '“「『"＂‘'
HEADED = re.compile(
    r"(?:回应|否认|谈|谈及|谈到|辟谣|澄清|解释|回复|评|评价|评论|揭秘|详解)了?(?P<topic>[^，,。：:；;！？“”「」『』\n]{2,24})[：:]\s*(?=[^\s“「])"
)
"""A headline in which what is answered stands before a colon."""

COURTESY = re.compile(
    r"(?:衷心|诚挚|热烈|深切|强烈|十分|非常|由衷|高度|极大|一致|坚决|不|最)*(?:的)?"
    r"(?:感谢|欢迎|祝贺|支持|歉意|遗憾|关切|慰问|哀悼|不满|愤慨|谴责|反对|理解|认同|赞同|满意|肯定|敬意|关注|同意|怀疑|担忧)(?=[。，,；;！]|$)"
)
"""What somebody expresses, which is no content: 表示衷心感谢。"""

AND_THEN = re.compile(r"(?:可(?![能以见])|却|(?:并|随后|随即)(?![不未非没无])|让|使得?|令|引发|引起|导致)")
"""After a comma: the word before it has no content, somebody or something only goes on to do something."""

POINTS = ALSO | {"，", ","}
"""Before a 指 that reports without a comma after it, as Hong Kong writes."""

AGAIN = re.compile(r"(?:并|则)?(?:指出|指|称|表示|认为|声称|强调)(?![，,：:])[^，,。]{4}")
"""After a comma: the word before it was a noun, 发表报告，指…"""


OVERDUE = re.compile(r"(?:延期|逾期|暂缓|推迟|延迟|涉及|[应须需]|必须|尚未)$")
"""Before an answer or a notice that is given late or has to be given: 延期回复问询函, 应披露."""

CONFIRMS = re.compile(r"向[^，,。]{2,20}(?:确认|证实)$")
"""A word that reports before a clause only where somebody is told."""

FEELS = re.compile(r"[^，,。：:；;“”「」\n]{1,8}[，,：:]\s*(?=[“「\"])")
"""What somebody expresses before the words are given: 表示同感，“…”."""

THING = re.compile(
    r"(?:这|该|此|其|上述|前述)[一个些]{0,2}[\u4e00-\u9fff]{0,4}(?:点|事实|问题|情况|错误|现象|说法|矛盾|观点|漏洞)(?=[，,。；;并]|$)"
)
"""An object that is no content: 指出这一事实."""

ADVERB = 2
"""Characters of an adverb between a person and a 说."""

SHORTEST = 5
"""Characters of content that a cue without a comma must have after it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word outside the marks."""

    start: int
    end: int
    follow: Follow
    body: int
    """Where the content begins."""
    strong: bool
    topic: Span | None = None
    """What a headline says is answered, between the cue and the colon: 否认与北陆合并：…"""


@cache
def _pattern() -> re.Pattern[str]:
    cues = words("zh")["cues"]
    names = sorted(cues["strong"] | cues["marked"], key=lambda word: (-len(word), word))
    tails = sorted(cues["tails"], key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(names)})(?:{'|'.join(tails)})?")


def find_cues(page: Page, sentence: Span) -> Iterator[Cue]:
    """Every cue of a sentence, in order."""
    text, cues = page.text, words("zh")["cues"]
    place = sentence[0]
    while match := _pattern().search(text, place, sentence[1]):
        place = match.start() + 1
        start, end = match.span()
        around = page.marked(start)
        if around is not None:
            place = around.end
            continue
        word = match.group()
        if start not in page.edges or end not in page.edges:
            shorter = next(
                (
                    length
                    for length in range(len(word) - 1, 0, -1)
                    if start + length in page.edges
                    and (word[:length] in cues["strong"] or word[:length] in cues["marked"])
                ),
                None,
            )
            if start not in page.edges or shorter is None:
                continue
            end = start + shorter
            word = word[:shorter]
        if denies(page, sentence[0], start, end):
            continue
        cue = _cue(page, sentence, start, end)
        if cue is not None:
            place = cue.end
            yield cue


def _cue(page: Page, sentence: Span, start: int, end: int) -> Cue | None:
    """Return the cue a word forms in its context, or None."""
    text = page.text
    word = text[start:end]
    for writing in words("zh")["cues"]["writings"]:
        if word.startswith(writing) and word != writing and start + len(writing) in page.edges:
            start += len(writing)  # the writing is who speaks
            word = text[start:end]
    is_strong = word in words("zh")["cues"]["strong"] or any(
        word.endswith(tail) and len(word) > len(tail) for tail in ("称", "说", "指出", "表示", "认为")
    )
    headed = HEADED.match(text, start, sentence[1])
    if headed is not None and headed.end() < sentence[1]:
        return Cue(
            start, min(end, headed.start("topic")), "colon", headed.end(), is_strong, headed.span("topic")
        )
    done = DONE.match(text, end)
    counted = done is not None and text[done.end() : done.end() + 1] in {"：", ":"}
    follow, body = _follows(page, done.end() if done and counted else end + bool(done), sentence[1])
    told = _told(page, start, end, sentence[1]) if follow == "bare" else None
    if told is not None:
        end, behind, is_press = told
        follow, body = _follows(page, behind, sentence[1])
        is_strong = is_strong or is_press
    noun = word in words("zh")["cues"]["nouns"] and follow in {"comma", "bare", "mark"}
    if noun and (text[body] == "《" or is_noun(page, sentence[0], start, end, marks=follow == "mark")):
        return None
    if word in words("zh")["cues"]["owed"] and OVERDUE.search(text[max(sentence[0], start - 2) : start]):
        return None
    feels = FEELS.match(text, body, sentence[1]) if word.endswith("表示") else None
    if follow == "bare" and feels is not None:
        follow, body = "comma", feels.end()
    if follow == "comma" and (AGAIN.match(text, body) or AND_THEN.match(text, body)):
        return None
    if follow == "bare" and not (
        (is_strong or _may_report(page, sentence, start, end))
        and _is_reported(page, sentence, start, end, body)
    ):
        return None
    return Cue(start, end, follow, body, is_strong)


def _told(page: Page, start: int, end: int, stop: int) -> tuple[int, int, bool] | None:
    """Return where the cue and the one who is told end, who stands between it and a comma, and whether it is the press."""
    told = TOLD.match(page.text, start, stop)
    if told is not None:
        return told.end(told.lastgroup or 0), told.end(), told["press"] is not None
    behind = _behind_medium(page, end, stop) if page.text[start:end] in TO_MEDIA else None
    return (behind, behind, False) if behind else None


def _behind_medium(page: Page, start: int, stop: int) -> int | None:
    """Return where a medium's name ends that alone stands between a place and a comma or colon."""
    end = start
    for number in page.words(start, stop):
        if page.word(number) in {"，", ",", "：", ":"}:
            return end if end > start else None
        if page.kinds[number] != "MEDIA" and page.word(number) not in {"《", "》"}:
            return None
        end = page.ends[number]
    return None


def _may_report(page: Page, sentence: Span, start: int, end: int) -> bool:
    """Return whether a word that has other senses, too, reports here, with no mark between it and the content."""
    text, word = page.text, page.text[start:end]
    return (
        (word in {"说", "讲", "告知", "指"} and _somebody_says(page, sentence[0], start))
        or (word == "指" and text[start - 1 : start] in POINTS)
        or CONFIRMS.search(text, max(sentence[0], start - 30), end) is not None
    )


def _is_reported(page: Page, sentence: Span, start: int, end: int, body: int) -> bool:
    """Return whether what follows a cue without a mark, from `body` on, is a statement and no object of the verb."""
    text = page.text
    return not (
        text[start - 1 : start] in {"的", "所"}
        or COURTESY.match(text, body)
        or THING.match(text, body, sentence[1])
        or ISSUES.match(text, start, sentence[1])
        or not _verbal(page, start)
        or sentence[1] - body < SHORTEST
        or not _clausal(page, body, sentence[1], first=text[start:end] in words("zh")["cues"]["admits"])
    )


def _somebody_says(page: Page, begin: int, start: int) -> bool:
    """Return whether a person precedes 说 and content follows it directly: 工人们仍说那天…."""
    numbers = [number for number in page.words(begin, start) if page.tags[number] != "d"]
    if not numbers:
        return False
    last = numbers[-1]
    near = start - page.ends[last] <= ADVERB and page.tags[last] in {"n", "r", "PER", "nr"}
    return near and (
        page.kinds[last] in {"PERSON", "PER"}
        or page.word(last).endswith(endings("people"))
        or page.word(last) in {"他", "她", "对方"}
    )


def _verbal(page: Page, start: int) -> bool:
    """Return whether the tagger reads a verb here; 称 at the start of a clause always is one."""
    if page.text.startswith("称", start) and page.text[start - 1 : start] in {"，", ","}:
        return True
    return any(page.tags[number] in {"v", "vd", "X", ""} for number in page.words(start, start + 1))


def _follows(page: Page, end: int, stop: int) -> tuple[Follow, int]:
    text = page.text
    place = end
    while place < stop and (text[place].isspace() or text[place] == "#"):
        place += 1
    if place >= stop or text[place] in "。！？!?；;、）)》":
        return "end", place
    follow: Follow = "bare"
    if text[place] in "：:":
        follow = "colon"
    elif text[place] in "，,":
        follow = "comma"
    if follow != "bare":
        place += 1
        while place < stop and text[place].isspace():
            place += 1
        return (follow, place) if place < stop else ("end", place)
    if page.marked(place) is not None and text[place] in OPENERS:
        return "mark", place
    return "bare", place


def _clausal(page: Page, start: int, end: int, *, first: bool) -> bool:
    """Return whether the words that follow have a verb and are more than an object; `first`: an initial verb counts."""
    tags = [page.tags[number] for number in page.words(start, min(end, start + 40))]
    return any(tag in {"v", "a", "d", "p"} for tag in tags[not first :]) or any(
        page.marked(place) for place in range(start, min(end, start + 40), 4)
    )
