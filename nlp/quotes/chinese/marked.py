"""Chinese marks without a cue before them: “…”，S说; S：“…”; “…”——S; marks that continue a speaker's words."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.chinese.cues import find_cues
from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.people import is_somebody
from nlp.quotes.chinese.speakers import segments, speaker_in
from nlp.quotes.chinese.state import FEWEST, State
from nlp.quotes.draft import Span
from nlp.quotes.lexicon import words
from nlp.quotes.marks import Marked

OBJECT = 20
"""Characters of what somebody denies or confirms with the words before: “假的。”他否认了传言."""

STOPS = "。！？!?"

SHORT = 6
"""Characters up to which marks without a cue hold a mere term."""

NEAR = 40
"""Characters over which marks may carry on what was said before."""

GESTURES = 40
"""Characters between two marks of one speaker, about what he does meanwhile."""

NO_SPEECH = re.compile(
    r"(?:引用|诗|词|歌|口号|标语|横幅|标题|题为|字样|招牌|条款|写着|印着|贴着|刻着|四个字|几个字|一词)[^，,。：:]{0,8}$"
)
"""Before a colon: what stands in marks after it is read, not said."""


@cache
def _said_after() -> re.Pattern[str]:
    """Return the pattern of a speaker and a cue after marks: “…”，S在接受采访时说."""
    cues = words("zh")["cues"]
    names = sorted(cues["strong"] | cues["marked"], key=lambda word: (-len(word), word))
    tails = sorted(cues["tails"], key=lambda word: (-len(word), word))
    return re.compile(
        r"[，,]?[^\S\n]*(?P<who>[^。！？!?；;：:“”「」\n]{1,60}?)"
        rf"(?P<cue>(?:{'|'.join(names)})(?:{'|'.join(tails)})?)(?P<whom>(?:记者|本报|媒体|大家|《[^》\n]{{1,12}}》|[^，,。“”]{{2,8}}记者)?)"
        rf"(?:(?<={'|'.join(sorted(cues['admits']))})了?[^，,。：:；“”\n]{{2,{OBJECT}}})?"
        r"(?P<then>\s?[。！，,：:；]|\s*$)",
        re.MULTILINE,
    )


def said_after(state: State, sentence: Span) -> None:
    """Keep marks with a cue after them: “…”，S说."""
    page = state.page
    introduced = {cue.body for cue in find_cues(page, sentence)} if page.marks_in(*sentence) else set()
    for mark in page.marks_in(*sentence):
        if mark.start < state.used or not page.text[mark.inner_start : mark.inner_end].strip():
            continue
        if mark.inner_end - mark.inner_start < FEWEST and page.text[mark.inner_end - 1] not in STOPS:
            continue
        match = _said_after().match(page.text, mark.end, min(mark.end + 80, len(page.text)))
        if match is None or match.start("cue") not in page.edges:
            _kept_between(state, sentence, mark, introduced)
            continue
        if page.text[mark.start - 1 : mark.start] in {"：", ":"} or mark.start in introduced:
            continue
        said = page.text[
            mark.inner_start : mark.inner_end
        ].rstrip()  # some pages set blanks around every mark
        ended = said[-1:] in set("，,。！？!?…") or match.group().lstrip().startswith(("，", ","))
        clauses = segments(page, *match.span("who"))
        who = next((found for clause in clauses if (found := speaker_in(page, clause)) is not None), None)
        leads_on = (
            match["then"] in set("，,") and said[-1:] not in set("，,。！？!?…") and mark.start > sentence[0]
        )
        if who is None or not ended or leads_on:  # 至于“…”一说，她强调，…
            continue
        cue, around = match.span("cue"), (sentence[0], max(sentence[1], match.end()))
        state.keep_marked(mark, who, cue, around, "marks_cue")
        then = page.marked(match.end())
        if then is not None and then.start == match.end():
            state.keep_marked(then, who, cue, sentence, "marks_cue")
        state.used = max(state.used, match.end())


def _kept_between(state: State, sentence: Span, mark: Marked, introduced: set[int]) -> None:
    """Keep two marks with only an action of their speaker between them: “…，”他掰着手指，“…”."""
    page = state.page
    text = page.text
    if (
        text[mark.inner_end - 1] not in "，,。！？!?…"
        or mark.start in introduced
        or text[mark.start - 1] in "：:"
    ):
        return
    then = next(iter(page.marks_in(mark.end, mark.end + GESTURES)), None)
    if then is None or text[then.start - 1] not in "，,。：:" or text.find("\n", mark.end, then.start) >= 0:
        return
    if any(cue.follow != "end" for cue in find_cues(page, (mark.end, then.start - 1))):
        return  # something is reported between them
    clauses = segments(page, mark.end, then.start - 1)[::-1]
    who = next(filter(None, (speaker_in(page, clause) for clause in clauses)), None)
    is_open = text[mark.inner_end - 1] in "，," and who is not None and who[1][0] == mark.end
    if who is None or not (is_open or is_somebody(page, who[0])):
        return
    for one in (mark, then):
        if one.inner_end - one.inner_start >= FEWEST:
            state.keep_marked(one, who, None, sentence, "between_marks")


SIGNED = re.compile(r"\s*[—–-]{1,2}\s*(?P<who>[^，。\n“”]{2,20})\s*$", re.MULTILINE)
"""Who follows a dash under what he said."""


def unreported(state: State, sentence: Span, *, first: bool) -> None:
    """Keep marks without a cue: after somebody and a colon, signed, or continuing a speaker's words."""
    page, text = state.page, state.page.text
    for mark in page.marks_in(*sentence):
        behind_colon = text[mark.start - 1 : mark.start] in {"：", ":"}
        short = mark.inner_end - mark.inner_start < SHORT
        ended = behind_colon and text[mark.inner_end - 1] in "。！？!?"
        if mark.start < max(sentence[0], state.used) or (short and not ended):
            continue
        if behind_colon:
            who = _before_colon(page, sentence, mark)
            if who is not None:
                state.keep_marked(mark, who, None, sentence, "colon_marks")
            return
        signed = SIGNED.match(text, mark.end)
        if signed is not None and (who := speaker_in(page, signed.span("who"))) is not None:
            state.keep_marked(mark, who, None, sentence, "signature")
            return
        whole = mark.start == sentence[0] and (
            text[mark.inner_end - 1] in "。！？!?…" or text[mark.end : mark.end + 1] == "。"
        )
        last = state.last
        if whole and last is not None and last.sentence and mark.start - last.span[1] < NEAR:
            state.keep_marked(mark, (last.speaker, last.phrase), last.cue, last.sentence, "floating")
            state.drafts[-1].weaker = first
            return


def _before_colon(page: Page, sentence: Span, mark: Marked) -> tuple[Span, Span] | None:
    """Return who acts in the clauses before a colon and marks, unless the marks are read, not said."""
    if NO_SPEECH.search(page.text, sentence[0], mark.start - 1):
        return None
    clauses = segments(page, sentence[0], mark.start - 1)[:3]
    who = next((found for clause in clauses if (found := speaker_in(page, clause)) is not None), None)
    return who or _last_person(page, sentence[0])


def _last_person(page: Page, place: int) -> tuple[Span, Span] | None:
    """Return the last person named shortly before a place: "某某连发两条动态。第一条写的是：“…”"."""
    for number in reversed(page.words(max(place - NEAR, 0), place)):
        if page.kinds[number] in {"PERSON", "PER"} and page.marked(page.starts[number]) is None:
            return (page.starts[number], page.ends[number]), (page.starts[number], page.ends[number])
    return None
