"""Finds the quotations of a Chinese text, sentence by sentence: cue, speaker, content. Resolves no names."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from nlp.quotes.chinese.according import sourced
from nlp.quotes.chinese.content import clause_start, cuts, report, report_start
from nlp.quotes.chinese.cues import Cue, find_cues
from nlp.quotes.chinese.marked import said_after, unreported
from nlp.quotes.chinese.page import Page, lay_out
from nlp.quotes.chinese.people import is_somebody
from nlp.quotes.chinese.silence import silences
from nlp.quotes.chinese.speakers import segments, speaker_in
from nlp.quotes.chinese.state import FEWEST, State
from nlp.quotes.chinese.transcripts import Turns, announced, labelled
from nlp.quotes.draft import Draft, Span, trim
from nlp.quotes.marks import Marked

FIRST_PERSON = re.compile(r"我(?!国|市|省|县|区|校|军|方|院|司法|党)|咱们|本人(?!士)")
COUNTED = re.compile(
    r"[两二三四五几]\s*(?:个|点|大|方面|条|项)(?:主要)?(?:原因|方面|因素|理由|问题|考虑|层面)?"
)
FEWEST_BEFORE = 6
"""Characters of a report that may stand before an answer that was not given."""

CLAUSE = 16
"""Characters before a cue in which it is told what was issued."""

PAPER = re.compile(r"(?:公告|声明|通报|情况说明|致歉信|公开信|律师函)")
"""What somebody issues, and which says more than a sentence."""

OF_ITSELF = re.compile(
    r"(?:^|[，。；])(?:经[^，。；]{2,8}，)?(?:目前，?|同时，?|对此，?|此外，?|截至[^，。]{2,10}，)?(?:公司|本公司|该公司|集团|该行|本行|该平台|上述|该(?:信息|报道|事件|传闻|内容))(?!股价|股票|股份)"
)
"""How a paper speaks of who issues it and of what it answers; the news would name them."""

IMPRINT = re.compile(
    r"\s*[（(【]?(?:免责|版权|特别|郑重|重要|风险)?(?:声明|提示|提醒|说明)[】：:].{0,80}?(?:本站|本网|本平台|本文|转载|版权|侵权|投资建议)"
)
"""A page's own note under an article, which is nobody's speech: 声明：本站所发表的文章…."""

GREETING = re.compile(r"(?:尊敬的[^，。！!]{1,12}[，,：:]?)?(?:您|你|大家)好[！!。，,]?$")
"""With it a reply only begins."""

EXCHANGE = re.compile(r"(?:提问|发问|询问|问|回答|回复|答复|答)(?:表示|称|道|说)?$")
ADDRESSED = re.compile(r"您|请问|尊敬的|谢谢|感谢[^，,。]{0,6}(?:关注|提问|支持)")
"""In a question or a reply that is given in full: after the colon all of the paragraph is it."""

ORDINAL = re.compile(r"^\s*(?:首先|其次|第[一二三四五六]|再次|最后|一是|二是|三是|另外|此外|一方面|另一方面)")


def read(doc: Doc) -> tuple[Page, list[Draft]]:
    """The page, and a draft of every quotation in order of the text."""
    page = lay_out(doc)
    state = State(page, [])
    turns = Turns(page)
    number = 0
    while number < len(page.blocks):
        number = _read_paragraph(state, turns, number)
    return page, sorted(state.drafts, key=lambda draft: draft.span)


def _read_paragraph(state: State, turns: Turns, number: int) -> int:
    """Read a paragraph and those it announces; return the number of the next."""
    block = state.page.blocks[number]
    if IMPRINT.match(state.page.text, *block):
        return number + 1
    turn = turns.of(block)
    if turn is not None:
        state.keep(turn)
    elif not turns.asks(block):
        _read_block(state, block)
        behind = announced(state.page, number, state.last)
        if behind is not None:
            state.keep(behind[0])
            return behind[1]
    return number + 1


def _read_block(state: State, block: Span) -> None:
    page = state.page
    known = len(state.drafts)
    sentences = page.sentences(block)
    run = None
    silent: list[Draft] = []
    for number, sentence in enumerate(sentences):
        silent.extend(silences(page, sentence))
        before = len(state.drafts)
        _read_sentence(state, sentence, first=number == 0)
        found = state.drafts[before:]
        if found and _in_full(page, found[0], block):
            del state.drafts[before + 1 :]
            state.used = _end_of_reply(page, sentences[number + 1 :], sentence[1])
            found[0].span = trim(page.text, found[0].span[0], state.used)
            continue
        if found:
            run = (
                found[-1]
                if found[-1].rule in {"clause", "bare", "colon"} and found[-1].span[1] >= sentence[1] - 1
                else None
            )
        elif run is not None and sentence[0] >= run.span[1] and _runs_on(state, run, sentences[number:]):
            run = None
    _followed(state, block, sentences, known)
    for draft in silent:
        _keep_silence(state, draft, known)


def _in_full(page: Page, draft: Draft, block: Span) -> bool:
    """Return whether a question or reply after a colon is given in full: 公司回复：尊敬的投资者，您好。…."""
    exchanged = draft.rule == "colon" and draft.cue is not None and EXCHANGE.search(page.text, *draft.cue)
    return bool(exchanged) and ADDRESSED.search(page.text, draft.span[0], block[1]) is not None


def _end_of_reply(page: Page, rest: list[Span], end: int) -> int:
    """Return where a full reply ends: with its paragraph, or before somebody else's report."""
    for sentence in rest:
        if any(
            cue.follow in {"comma", "colon", "mark"}
            or speaker_in(page, (clause_start(page, sentence, cue), cue.start)) is not None
            for cue in find_cues(page, sentence)
        ):
            break
        end = sentence[1]
    return end


def _keep_silence(state: State, silence: Draft, known: int) -> None:
    """Keep a missing answer unless somebody reports it; a report that ran into its clause ends before it."""
    start = segments(state.page, *(silence.sentence or silence.span))
    clause = next((begin for begin, end in start if begin <= silence.span[0] < end), silence.span[0])
    for other in state.drafts[known:]:
        if not _overlaps(silence, other):
            continue
        own = silence.speaker is not None and silence.speaker[0] >= clause
        if other.kind == "direct" or not own or clause - other.span[0] < FEWEST_BEFORE:
            return
        other.span = trim(state.page.text, other.span[0], clause)
    state.drafts.append(silence)


def _followed(state: State, block: Span, sentences: list[Span], known: int) -> None:
    """Attribute marks that open a paragraph to whoever acts or speaks right after them."""
    page = state.page
    begins = {sentence[0]: number for number, sentence in enumerate(sentences)}
    for mark in page.marks_in(*block):
        whole = mark.start in begins and page.text[mark.inner_end - 1] in "。！？!?…"
        if not whole or any(
            draft.span[0] < mark.end and draft.span[1] > mark.start for draft in state.drafts[known:]
        ):
            continue
        then = _behind(sentences, begins[mark.start], mark)
        next_one = next(
            (
                draft
                for draft in sorted(state.drafts[known:], key=lambda draft: draft.span)
                if draft.speaker is not None and then[0] <= draft.speaker[0] < then[1] <= draft.span[1] + 1
            ),
            None,
        )
        span = trim(page.text, mark.inner_start, mark.inner_end)
        if next_one is not None:
            who, phrase, cue = next_one.speaker, next_one.phrase, next_one.cue
            state.drafts.append(Draft(span, "direct", "followed", who, phrase, cue, next_one.sentence))
        else:
            acts = next(
                filter(None, (speaker_in(page, clause) for clause in segments(page, *then)[::-1])), None
            )
            if acts is not None and is_somebody(page, acts[0]):
                state.drafts.append(Draft(span, "direct", "followed", *acts, None, then, weaker=True))


def _behind(sentences: list[Span], number: int, mark: Marked) -> Span:
    """The sentence after a mark: the rest of its own, or the next."""
    rest = (mark.end, sentences[number][1])
    if rest[1] - rest[0] > 1:
        return rest
    return sentences[number + 1] if number + 1 < len(sentences) else rest


def _overlaps(one: Draft, other: Draft) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _runs_on(state: State, run: Draft, rest: list[Span]) -> bool:
    """Extend reported speech over sentences in the first person or that enumerate, up to the next cue."""
    page = state.page
    counted = COUNTED.search(page.text, *run.span) is not None
    greeted = GREETING.fullmatch(page.text, *run.span) is not None
    issued = _is_issued(page, run)
    end = None
    for sentence in rest[:12]:
        if any(page.marked(place) is not None for place in (sentence[0], sentence[1] - 1)) or any(
            cue.follow != "bare" for cue in find_cues(page, sentence)
        ):
            break
        if (
            FIRST_PERSON.search(page.text, *sentence)
            or (counted and ORDINAL.match(page.text[sentence[0] : sentence[1]]))
            or (greeted and end is None)
            or (issued and OF_ITSELF.search(page.text[slice(*sentence)]))
        ):
            end = sentence[1]
    if end is None:
        return False
    run.span = (run.span[0], end)
    run.rule = "runs_on"
    state.used = end
    return True


def _is_issued(page: Page, run: Draft) -> bool:
    """Return whether a report stands in a document: 发布公告称, 声明称."""
    return (
        run.cue is not None and PAPER.search(page.text, max(run.cue[0] - CLAUSE, 0), run.span[0]) is not None
    )


def _read_sentence(state: State, sentence: Span, *, first: bool) -> None:
    page = state.page
    if sentence[1] <= state.used:
        return
    behind = labelled(page, sentence)
    if behind is not None:
        draft, end = behind
        if end > sentence[0]:
            _read_sentence(state, (sentence[0], end), first=first)
        state.keep(draft)
        return
    cues = list(find_cues(page, sentence))
    said_after(state, sentence)
    sources = [source for source in sourced(page, sentence) if source.span[0] >= state.used]
    found = _reports(state, sentence, [cue for cue in cues if not _of_a_source(cue, sources)])
    found += [source for source in sources if not any(_overlaps(draft, source) for draft in found)]
    for draft in sorted(found, key=lambda draft: draft.span):
        greets = GREETING.fullmatch(page.text, *draft.span) is not None
        if greets or draft.span[1] - draft.span[0] >= FEWEST or draft.kind == "direct":
            state.keep(draft)
    if not found:
        unreported(state, sentence, first=first)


def _of_a_source(cue: Cue, sources: list[Draft]) -> bool:
    """Return whether a cue is part of "据…报道"."""
    return any(source.cue is not None and source.cue[0] <= cue.start < source.span[0] for source in sources)


def _reports(state: State, sentence: Span, cues: list[Cue]) -> list[Draft]:
    """Return what the cues of a sentence report; each report ends where the next starts."""
    page = state.page
    found: list[Draft] = []
    for cue in cues:
        if cue.body < state.used or cue.follow == "end":
            continue
        last = found[-1] if found else None
        draft = report(state, sentence, cue, last)
        if draft is None:
            continue
        start = clause_start(page, sentence, cue)
        if last is not None and last.span[1] > start and last.kind != "direct":
            if not cuts(state, sentence, cue, draft, last):
                continue
            last.span = trim(page.text, last.span[0], max(last.span[0], report_start(page, sentence, cue)))
            last.kind = "mixed" if page.marks_in(*last.span) else "indirect"
        found.append(draft)
    return found
