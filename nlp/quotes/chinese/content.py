"""Finds what a Chinese cue reports, its speaker, and where the next report of the sentence starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.quotes.chinese.cues import Cue, Follow
from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.people import is_somebody
from nlp.quotes.chinese.speakers import NOTICED, segments, speaker_in
from nlp.quotes.chinese.state import FEWEST, State
from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.marks import Marked
from nlp.quotes.stance import stance_of
from records import QuoteKind

ALSO = re.compile(r"^\s*(?:并且|并|还|又|也|同时|且|更|随后|仅|只)*(?:还|又|也|曾)?$")
AND = re.compile(r"(?:并且|并)(?:还|也)?$")
ANSWER = re.compile(r"\s*(?:一事|的?传闻|的?说法|话题)?\s*[：:]\s*")
OTHERS = re.compile(
    r"[^，,。：:；;！？!?]{1,60}?的?(?:说法|传闻|传言|质疑|报道|指控|消息|谣言|批评|猜测)(?=[，,。；;！？!?]|$)"
)
"""What others say, as the object of a verb of answering."""

REFERRED = re.compile(
    r"[“「][^”」]{1,40}[”」](?:一事|一说|的?(?:做法|规定|政策|条款|规则|模式|制度|行为|现象|问题|事件|话题))(?=[，,。；;！？!?]|$)"
)
"""A matter named by a term in marks: 抗议“仅退款”一事."""

REPLIES = re.compile(
    r"(?:并|以|来)?(?:回应|答复|辟谣|澄清|驳斥|反驳)[^：:，,“「]{0,16}[“「][^”」]{2,60}[”」][^：:，,]{0,8}(?:[。！？]|$)"
)
"""A clause that says what is answered, and not how."""

BACK_TO_NEWS = re.compile(
    r"[，,](?:并|且|同时|但|不过|而|惟)?(?:"
    r"(?:未|没有|并未|暂未|尚未|未能|拒绝|不愿)(?:进一步|具体|正面)?(?:透露|披露|说明|公布|给出|提供|解释|回应|回答|置评|作出|做出)"
    r"|(?:就此|对此|为此)?向[^，。]{1,16}(?:致歉|道歉|表示歉意|鞠躬)"
    r"|(?:维持|给予|重申|上调|下调|首次覆盖|首予|将)[^，。]{0,20}(?:评级|目标价)"
    r"|(?:引发|引来|引起|登上|冲上)"
    r"|[^，。]{0,12}(?:股价|收盘|[收现周][一二三四五]?|盘中|一度)(?:微|大|急|重)?[跌涨升挫报](?:逾|超|近|至)?\d"
    r")[^，。]*(?=。?[”」]?$|。)"
)
"""The clause at a sentence's end in which the news speaks again: "，但未透露人数", "，并上调目标价"."""

OTHERS_THINK = re.compile(
    r"[；;，,](?:但|而|不过|然而)?(?:也|还|另|更)有(?:一些|部分|不少|多[名位])?(?:人|观点|声音|分析|专家|机构|投资者|业内|网友|消费者|用户)"
)
"""Where others are set against whoever speaks: "；但也有人担心"."""

CONTRAST = re.compile(r"^\s*(?:但|而|不过|然而|却)|(?:则|却)(?:[^，,]{0,6})$")
"""In the clause of a cue whose speaker is set against the one before."""

REMEMBERED = 400
"""Characters over which a subject may be left out."""

TERM = 8
"""Characters up to which marks in a row hold terms."""

RULES = {"comma": "clause", "colon": "colon", "bare": "bare", "mark": "bare"}
"""The rule by what follows the cue."""

REPLY = re.compile(r"回应|回复|答复")
OURS = re.compile(r"我们|我司|我方|本公司|尊重|感谢|欢迎|诚恳")
"""What is said in a reply, and in no title."""

TOPIC = re.compile(r"(?:回应|否认|辟谣|澄清|驳斥|反驳|谈及|谈到|谈|评|评论|就|对于|对|针对|关于|回复|看待)$")


def report(state: State, sentence: Span, cue: Cue, before: Draft | None) -> Draft | None:
    """Return what a cue reports, or None; `before` is the previous report in the sentence."""
    page = state.page
    who = _speaker(state, sentence, cue, before)
    answered = _topic(page, sentence, cue)
    if answered is not None and answered.body is None:
        return None
    body = cue.body if answered is None or answered.body is None else answered.body
    title = answered.title if answered else page.written[slice(*cue.topic)] if cue.topic else None
    follow: Follow = cue.follow if answered is None else "colon"
    if body >= sentence[1] - 1 or _is_claim(page, sentence, cue):
        return None
    opened = page.marked(body)
    if opened is not None and opened.start == body and not _goes_on(page, opened, sentence):
        span = trim(page.text, opened.inner_start, opened.inner_end)
        if follow == "mark" and span[1] - span[0] < FEWEST:
            return None
        kind: QuoteKind = "direct"
        rule = "cue_marks"
    else:
        span = trim(page.text, body, end_of_report(page, body, sentence[1]))
        if span[1] <= span[0] or (who is None and follow == "bare"):
            return None
        kind = "mixed" if page.marks_in(*span) else "indirect"
        rule = RULES[follow]
    speaker, phrase = who or (None, None)
    return Draft(span, kind, rule, speaker, phrase, (cue.start, cue.end), sentence, responds_to=title)


def end_of_report(page: Page, body: int, stop: int) -> int:
    """Return where content ends: with its sentence, or before a clause by the writer."""
    for pattern in (OTHERS_THINK, BACK_TO_NEWS):
        again = pattern.search(page.text, body, stop)
        if again is not None and page.marked(again.start()) is None:
            return again.start()
    return stop


def _is_claim(page: Page, sentence: Span, cue: Cue) -> bool:
    """Return whether the words after a cue are only what is answered: 否认将裁员的说法, 发文，回应“…”."""
    if cue.follow in {"bare", "mark"} and REFERRED.match(page.text, cue.body, sentence[1]):
        return True
    if cue.follow == "bare" and TOPIC.search(page.text[cue.start : cue.end]):
        return OTHERS.match(page.text, cue.body, sentence[1]) is not None
    return cue.follow == "comma" and REPLIES.match(page.text, cue.body, sentence[1]) is not None


@dataclass(frozen=True, slots=True)
class _Topic:
    """A title in marks that is answered, and where the answer begins; None: the sentence gives none."""

    title: str
    body: int | None


def _topic(page: Page, sentence: Span, cue: Cue) -> _Topic | None:
    """The title that a cue answers: 回应“…”：还在投入期."""
    opened = page.marked(cue.body)
    if opened is None or opened.start != cue.body or cue.follow not in {"mark", "bare"}:
        return None
    rest = ANSWER.match(page.text, opened.end, sentence[1])
    if rest is None and (not TOPIC.search(page.text[cue.start : cue.end]) or _is_answer(page, opened, cue)):
        return None
    return _Topic(page.written[opened.inner_start : opened.inner_end], rest.end() if rest else None)


def _is_answer(page: Page, mark: Marked, cue: Cue) -> bool:
    """Return whether the marks after 回应 hold the answer, not a title: they promise, deny, or say 我们."""
    said = page.text[mark.inner_start : mark.inner_end]
    if (
        not REPLY.fullmatch(page.text, cue.start, cue.end)
        or page.text[mark.end : mark.end + 1] not in "，。；"
    ):
        return False
    return OURS.search(said) is not None or stance_of("zh", None, said, answers=False) is not None


def _goes_on(page: Page, mark: Marked, sentence: Span) -> bool:
    """Return whether marks are only the start of the content: 称“严重失实”的报道已删除."""
    follows = page.text[mark.end : mark.end + 1]
    if mark.end >= sentence[1] - 1 or page.text[mark.inner_end - 1] in "。！？!?…" or follows.isspace():
        return False
    if follows in "、“「" and mark.inner_end - mark.inner_start < TERM:
        return True  # “内卷”“价格战”是关键
    return follows not in "，,。；;！？!?、：:“「（("


def cuts(state: State, sentence: Span, cue: Cue, draft: Draft, last: Draft) -> bool:
    """Return whether a later cue starts a new report instead of being part of the content."""
    page = state.page
    start = clause_start(page, sentence, cue)
    head = page.text[start : cue.start]
    if ALSO.match(head):
        return True
    own = speaker_in(page, (start, cue.start))
    if own is None:
        return False
    numbers = page.words(*own[0])
    named = any(page.kinds[number] in {"PERSON", "PER", "ORG"} for number in numbers) or page.text[
        slice(*own[0])
    ] in {"他", "她", "他们", "前者", "后者"}
    near = own[0][1] >= cue.start - 4
    if start <= last.span[0] and not (named or near or cue.strong):
        return False  # nothing would be left of what is reported: 声明指，文件只是一名员工在内部转发，…
    if cue.follow in {"comma", "colon"} or (cue.follow == "mark" and draft.kind == "direct"):
        return True
    if CONTRAST.search(head) and cue.strong:
        return True
    return named and near


_WHEN = re.compile(
    r"，(?:而|但|不过|且)?(?:(?:就)?在[^，。；]{1,10}(?:之前|以前|前|之后|后|时|当天)|[^，。；在]{1,6}(?:之前|以前|前|之后|后)|此前|随后|同日|当天|当晚)，$"
)
"""A clause that only says when the next report was made: "，而就在数小时前，"."""


def report_start(page: Page, sentence: Span, cue: Cue) -> int:
    """Return where a further report starts: at its clause, or at the time words before it."""
    start = clause_start(page, sentence, cue)
    when = _WHEN.search(page.text, max(sentence[0], start - 24), start)
    return when.start() if when else start


def clause_start(page: Page, sentence: Span, cue: Cue) -> int:
    """Return where the clause of a cue starts: after the comma before it, or at 并 within it."""
    return _clauses(page, sentence, cue)[0][0]


def _clauses(page: Page, sentence: Span, cue: Cue) -> list[Span]:
    """Return the clauses before a cue, last first, split at 并: 已成立专班并表示，…."""
    clauses = segments(page, sentence[0], cue.start)
    also = AND.search(page.text, *clauses[0])
    if also is None or not any(page.tags[n] == "v" for n in page.words(clauses[0][0], also.start())):
        return clauses
    return [(also.start(), cue.start), (clauses[0][0], also.start()), *clauses[1:]]


def _agent(page: Page, clause: Span, cue: Cue) -> tuple[Span, Span] | None:
    """Return the agent of a passive, or who says what another is aware of: users in 手机被多名用户反映, media in 公司注意到有媒体称."""
    noticed = NOTICED.search(page.text, clause[0], cue.start)
    if noticed is not None:
        return speaker_in(page, (noticed.end(), cue.start))
    by = max(page.text.rfind(word, clause[0], cue.start) for word in "被遭")
    if by < 0 or by not in page.edges or page.marked(by) is not None:
        return None
    found = speaker_in(page, (by + 1, cue.start))
    return found if found is not None and found[1][1] == cue.start else None


def _speaker(state: State, sentence: Span, cue: Cue, before: Draft | None) -> tuple[Span, Span] | None:
    """Return the speaker in the cue's clause, else in the clauses before it, else the last speaker."""
    page = state.page
    clauses = _clauses(page, sentence, cue)
    own = _agent(page, clauses[0], cue) or speaker_in(page, clauses[0])
    if own is not None:
        return own
    if before is not None and before.speaker is not None and before.phrase is not None:
        return before.speaker, before.phrase
    last = _last_speaker(state, sentence)
    for clause in clauses[1:4]:
        if before is not None and clause[0] < before.span[1]:
            break
        found = speaker_in(page, clause)
        if found is not None and (last is None or not _speaks_on(page, clauses[0], found[0])):
            return found
    return last


def _speaks_on(page: Page, clause: Span, acting: Span) -> bool:
    """Return whether 并 continues the last speaker although a thing acts between: 市场必有起伏，并称."""
    named = is_somebody(page, acting) or any(page.kinds[number] for number in page.words(*acting))
    return page.text[clause[0]] in "并又" and not named


def _last_speaker(state: State, sentence: Span) -> tuple[Span, Span] | None:
    """Return the last speaker, if near enough."""
    last = state.last
    if last is None or last.speaker is None or last.phrase is None:
        return None
    return (last.speaker, last.phrase) if sentence[0] - last.span[1] < REMEMBERED else None
