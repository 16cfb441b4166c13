"""What one Chinese cue reports, by whom, and where the next report of its sentence begins."""

from __future__ import annotations

import re

from nlp.quotes.chinese_cues import Cue
from nlp.quotes.chinese_speakers import segments, speaker_in
from nlp.quotes.chinese_state import FEWEST, State, trim
from nlp.quotes.draft import Draft, Span
from nlp.quotes.leaf import Leaf
from nlp.quotes.marks import Marked

ALSO = re.compile(r"^\s*(?:并且|并|还|又|也|同时|且|更|随后)*(?:还|又|也|曾)?$")
TOPIC = re.compile(r"(?:回应|否认|辟谣|澄清|驳斥|反驳|谈及|谈到|谈|评|评论|就|对于|对|针对|关于|回复|看待)$")


def report(state: State, sentence: Span, cue: Cue, later: list[Cue], before: Draft | None) -> Draft | None:
    leaf = state.leaf
    who = _speaker(state, sentence, cue, before)
    speaker, phrase = who if who is not None else (None, None)
    opened = leaf.marked(cue.body)
    opened = opened if opened is not None and opened.start == cue.body else None
    topic = None
    body, follow = cue.body, cue.follow
    if opened is not None and TOPIC.search(leaf.text[cue.start : cue.end]) and follow in {"mark", "bare"}:
        topic = leaf.text[opened.inner_start : opened.inner_end]
        rest = re.compile(r"\s*(?:一事|的?传闻|的?说法|话题)?\s*[：:]\s*").match(
            leaf.text, opened.end, sentence[1]
        )
        if rest is None:
            return None
        body = rest.end()
        opened = leaf.marked(body) if leaf.marked(body) and leaf.marked(body).start == body else None  # type: ignore[union-attr]
        follow = "colon"
    if body >= sentence[1] - 1:
        return None
    if opened is not None and not _goes_on(leaf, opened, sentence, follow):
        inner = leaf.text[opened.inner_start : opened.inner_end]
        if follow == "mark" and len(inner) < FEWEST:
            return None
        span = trim(leaf.text, opened.inner_start, opened.inner_end)
        return Draft(
            span,
            "direct",
            "cue_marks",
            0.97 if who else 0.7,
            speaker,
            phrase,
            (cue.start, cue.end),
            sentence,
            responds_to=topic,
        )
    if who is None and follow == "bare":
        return None
    span = trim(leaf.text, body, sentence[1])
    if span[1] <= span[0]:
        return None
    held = bool(leaf.marks_in(*span))
    rule = "colon" if follow == "colon" else "bare" if follow in {"bare", "mark"} else "clause"
    confidence = {"clause": 0.93, "colon": 0.92, "bare": 0.86}[rule]
    return Draft(
        span,
        "mixed" if held else "indirect",
        rule,
        confidence if who else 0.6,
        speaker,
        phrase,
        (cue.start, cue.end),
        sentence,
        responds_to=topic,
    )


def _goes_on(leaf: Leaf, mark: Marked, sentence: Span, follow: str) -> bool:
    """Whether marked words are only the beginning of what is reported: 称“严重失实”的报道已删除."""
    follows = leaf.text[mark.end : mark.end + 1]
    return (
        mark.end < sentence[1] - 1
        and follow in {"mark", "bare"}
        and follows not in "，,。；;！？!?、"
        and not follows.isspace()
    )


def cuts(state: State, sentence: Span, cue: Cue, draft: Draft) -> bool:
    """Whether a later cue in a sentence opens a report of its own, and is not part of what is reported."""
    leaf = state.leaf
    start = clause_start(leaf, sentence, cue)
    head = leaf.text[start : cue.start]
    if ALSO.match(head):
        return True
    own = speaker_in(leaf, (start, cue.start))
    if own is None:
        return False
    if cue.follow in {"comma", "colon"} or (cue.follow == "mark" and draft.kind == "direct"):
        return True
    numbers = leaf.words(*own[0])
    named = any(leaf.kinds[number] in {"PERSON", "PER", "ORG"} for number in numbers) or leaf.text[
        slice(*own[0])
    ] in {"他", "她", "他们"}
    return named and own[0][1] >= cue.start - 4


def clause_start(leaf: Leaf, sentence: Span, cue: Cue) -> int:
    return segments(leaf, sentence[0], cue.start)[0][0]


def _speaker(state: State, sentence: Span, cue: Cue, before: Draft | None) -> tuple[Span, Span] | None:
    """In the cue's own clause, else in those before it, else whoever spoke before."""
    leaf = state.leaf
    clauses = segments(leaf, sentence[0], cue.start)
    own = speaker_in(leaf, clauses[0])
    if own is not None:
        return own
    if before is not None and before.speaker is not None and before.phrase is not None:
        return before.speaker, before.phrase
    for clause in clauses[1:4]:
        if before is not None and clause[0] < before.span[1]:
            break
        found = speaker_in(leaf, clause)
        if found is not None:
            return found
    if (
        state.last is not None
        and state.last.speaker is not None
        and state.last.phrase is not None
        and sentence[0] - state.last.span[1] < 400
    ):
        return state.last.speaker, state.last.phrase
    return None
