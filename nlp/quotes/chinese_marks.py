"""Chinese marks without a cue before them: “…”，S说, S：“…”, “…”——S, and marks that carry on."""

from __future__ import annotations

import re

from nlp.quotes.chinese_cues import find_cues
from nlp.quotes.chinese_speakers import segments, speaker_in
from nlp.quotes.chinese_state import FEWEST, State, trim
from nlp.quotes.draft import Draft, Span

SHORT = 6
"""Characters up to which marks without a cue hold a mere term."""

NEAR = 40
"""Characters over which marks may carry on what was said before."""

SAID_AFTER = re.compile(
    r"[，,]?\s*(?P<who>[^，,。！？!?；;：:“”「」\n]{1,26}?)(?P<cue>(?:说道|写道|问道|答道|表示|坦言|直言|强调|指出|补充道|回应道|解释道|感慨道|感叹道|笑道|反问道|补充说|回应说|解释说|笑着说|如是说|透露|认为|称|说|道|问))(?P<then>[。！，,：:；]|\s*$)",
    re.MULTILINE,
)


def said_after(state: State, sentence: Span) -> None:
    """Keeps what stands in marks with a cue behind them, as “…”，S说."""
    leaf = state.leaf
    introduced = {cue.body for cue in find_cues(leaf, sentence)} if leaf.marks_in(*sentence) else set()
    for mark in leaf.marks_in(*sentence):
        if mark.start < state.used or not leaf.text[mark.inner_start : mark.inner_end].strip():
            continue
        match = SAID_AFTER.match(leaf.text, mark.end, min(mark.end + 60, len(leaf.text)))
        if (
            match is None
            or match.start("cue") not in leaf.edges
            or mark.inner_end - mark.inner_start < FEWEST
        ):
            continue
        if leaf.text[mark.start - 1 : mark.start] in {"：", ":"} or mark.start in introduced:
            continue
        ended = leaf.text[mark.inner_end - 1] in "，,。！？!?…" or match.group().startswith(("，", ","))
        who = speaker_in(leaf, match.span("who"))
        if who is None or not ended:
            continue
        state.keep(
            Draft(
                trim(leaf.text, mark.inner_start, mark.inner_end),
                "direct",
                "marks_cue",
                0.96,
                *who,
                match.span("cue"),
                (sentence[0], max(sentence[1], match.end())),
            ),
        )
        then = leaf.marked(match.end())
        if match["then"] in {"，", ",", "：", ":"} and then is not None and then.start == match.end():
            state.keep(
                Draft(
                    trim(leaf.text, then.inner_start, then.inner_end),
                    "direct",
                    "marks_cue",
                    0.95,
                    *who,
                    match.span("cue"),
                    sentence,
                ),
            )
        state.used = max(state.used, match.end())


def unreported(state: State, sentence: Span, *, first: bool) -> None:
    """Marks without a cue: after a colon with somebody before it, signed, or a paragraph that carries on."""
    leaf = state.leaf
    text = leaf.text
    for mark in leaf.marks_in(*sentence):
        if mark.start < max(sentence[0], state.used) or mark.inner_end - mark.inner_start < SHORT:
            continue
        before = text[mark.start - 1 : mark.start]
        if before in {"：", ":"}:
            clauses = segments(leaf, sentence[0], mark.start - 1)
            who = next(
                (found for clause in clauses[:3] if (found := speaker_in(leaf, clause)) is not None), None
            )
            if who is not None:
                state.keep(
                    Draft(
                        trim(leaf.text, mark.inner_start, mark.inner_end),
                        "direct",
                        "colon_marks",
                        0.8,
                        *who,
                        None,
                        sentence,
                    ),
                )
            return
        signed = re.compile(r"\s*[—–-]{1,2}\s*(?P<who>[^，。\n“”]{2,20})\s*$", re.MULTILINE).match(
            text, mark.end
        )
        if signed is not None and (who := speaker_in(leaf, signed.span("who"))) is not None:
            state.keep(
                Draft(
                    trim(leaf.text, mark.inner_start, mark.inner_end),
                    "direct",
                    "signature",
                    0.8,
                    *who,
                    None,
                    sentence,
                ),
            )
            return
        whole = mark.start == sentence[0] and text[mark.inner_end - 1] in "。！？!?…"
        if whole and state.last is not None and mark.start - state.last.span[1] < NEAR:
            last = state.last
            state.keep(
                Draft(
                    trim(leaf.text, mark.inner_start, mark.inner_end),
                    "direct",
                    "floating",
                    0.75 if first else 0.8,
                    last.speaker,
                    last.phrase,
                    last.cue,
                    last.sentence,
                ),
            )
            return
