"""Reads the quotations of a Chinese text, sentence by sentence: cue, speaker, content. Leaves names to others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.context import Context
from nlp.quotes import chinese_finishing
from nlp.quotes.chinese_cues import Cue, find_cues
from nlp.quotes.chinese_silence import silences
from nlp.quotes.chinese_sources import post_by, sourced
from nlp.quotes.chinese_speakers import segments, speaker_in
from nlp.quotes.draft import Draft, Span
from nlp.quotes.leaf import Leaf, spread
from nlp.quotes.marks import Marked
from records import Quote

FEWEST = 4
"""Characters of content; shorter ones report nothing."""

ALSO = re.compile(r"^\s*(?:并且|并|还|又|也|同时|且|更|随后)*(?:还|又|也|曾)?$")
TOPIC = re.compile(r"(?:回应|否认|辟谣|澄清|驳斥|反驳|谈及|谈到|谈|评|评论|就|对于|对|针对|关于|回复|看待)$")
FIRST_PERSON = re.compile(r"我(?!国|市|省|县|区|校|军|方|院|司法|党)|咱们|本人(?!士)")
COUNTED = re.compile(
    r"[两二三四五几]\s*(?:个|点|大|方面|条|项)(?:主要)?(?:原因|方面|因素|理由|问题|考虑|层面)?"
)
ORDINAL = re.compile(r"^\s*(?:首先|其次|第[一二三四五六]|再次|最后|一是|二是|三是|另外|此外|一方面|另一方面)")
SAID_AFTER = re.compile(
    r"[，,]?\s*(?P<who>[^，,。！？!?；;：:“”「」\n]{1,26}?)(?P<cue>(?:说道|写道|问道|答道|表示|坦言|直言|强调|指出|补充道|回应道|解释道|感慨道|感叹道|笑道|反问道|补充说|回应说|解释说|笑着说|如是说|透露|认为|称|说|道|问))(?P<then>[。！，,：:；]|\s*$)",
    re.MULTILINE,
)


@dataclass(slots=True)
class Reader:
    """The state that runs on from sentence to sentence: who spoke last."""

    leaf: Leaf
    drafts: list[Draft]
    last: Draft | None = None
    used: int = 0
    """Character up to which content is given away."""


def read(doc: Doc, context: Context) -> list[Quote]:
    """The quotations of a Chinese Doc as records, in order."""
    if not len(doc):
        return []
    leaf = spread(doc)
    reader = Reader(leaf, [])
    for block in leaf.blocks:
        _read_block(reader, block)
    reader.drafts.sort(key=lambda draft: draft.span)
    return chinese_finishing.finish(leaf, reader.drafts, context)


def _read_block(reader: Reader, block: Span) -> None:
    leaf = reader.leaf
    post = post_by(leaf, block)
    if post is not None:
        _keep(reader, post)
        return
    known = len(reader.drafts)
    sentences = leaf.sentences(block)
    run = None
    silent: list[Draft] = []
    for number, sentence in enumerate(sentences):
        silent.extend(silences(leaf, sentence))
        before = len(reader.drafts)
        _read_sentence(reader, sentence, first=number == 0)
        found = reader.drafts[before:]
        if found:
            run = (
                found[-1]
                if found[-1].rule in {"clause", "bare", "colon"} and found[-1].span[1] >= sentence[1] - 1
                else None
            )
        elif run is not None and sentence[0] >= run.span[1] and _runs_on(reader, run, sentences[number:]):
            run = None
    reader.drafts.extend(
        draft for draft in silent if not any(_overlaps(draft, other) for other in reader.drafts[known:])
    )


def _overlaps(one: Draft, other: Draft) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _runs_on(reader: Reader, run: Draft, rest: list[Span]) -> bool:
    """Lengthens reported speech over sentences in the first person or that count on, up to the next cue."""
    leaf = reader.leaf
    counted = COUNTED.search(leaf.text, *run.span) is not None
    end = None
    for sentence in rest[:12]:
        if any(leaf.marked(place) is not None for place in (sentence[0], sentence[1] - 1)) or any(
            cue.follow != "bare" for cue in find_cues(leaf, sentence)
        ):
            break
        if FIRST_PERSON.search(leaf.text, *sentence) or (
            counted and ORDINAL.match(leaf.text[sentence[0] : sentence[1]])
        ):
            end = sentence[1]
    if end is None:
        return False
    run.span = (run.span[0], end)
    run.rule, run.confidence = "runs_on", 0.75
    reader.used = end
    return True


def _read_sentence(reader: Reader, sentence: Span, *, first: bool) -> None:
    leaf = reader.leaf
    if sentence[0] < reader.used:
        return
    cues = list(find_cues(leaf, sentence))
    _said_after(reader, sentence)
    sources = sourced(leaf, sentence)
    found: list[tuple[Cue, Draft]] = []
    for number, cue in enumerate(cues):
        if (
            cue.body < reader.used
            or cue.follow == "end"
            or any(
                source.sentence is not None
                and source.cue is not None
                and source.cue[0] <= cue.start < source.span[0]
                for source in sources
            )
        ):
            continue
        draft = _report(reader, sentence, cue, cues[number + 1 :], found[-1][1] if found else None)
        if draft is not None:
            if (
                found
                and found[-1][1].span[1] > _clause_start(leaf, sentence, cue)
                and found[-1][1].kind != "direct"
            ):
                if not _cuts(reader, sentence, cue, draft):
                    continue
                cut = _clause_start(leaf, sentence, cue)
                found[-1][1].span = _trim(leaf.text, found[-1][1].span[0], cut)
                found[-1][1].kind = "mixed" if leaf.marks_in(*found[-1][1].span) else "indirect"
            found.append((cue, draft))
    for source in sources:
        if not any(draft.span[0] < source.span[1] and draft.span[1] > source.span[0] for _, draft in found):
            found.append((Cue(0, 0, "comma", 0, strong=True), source))
    for _, draft in sorted(found, key=lambda pair: pair[1].span):
        if draft.span[1] - draft.span[0] >= FEWEST or draft.kind == "direct":
            _keep(reader, draft)
    if not found:
        _unreported(reader, sentence, first=first)


def _keep(reader: Reader, draft: Draft) -> None:
    reader.drafts.append(draft)
    reader.used = max(reader.used, draft.span[1])
    if draft.speaker is not None:
        reader.last = draft


def _report(reader: Reader, sentence: Span, cue: Cue, later: list[Cue], before: Draft | None) -> Draft | None:
    leaf = reader.leaf
    who = _speaker(reader, sentence, cue, before)
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
        span = _trim(leaf.text, opened.inner_start, opened.inner_end)
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
    span = _trim(leaf.text, body, sentence[1])
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


def _cuts(reader: Reader, sentence: Span, cue: Cue, draft: Draft) -> bool:
    """Whether a later cue in a sentence opens a report of its own, and is not part of what is reported."""
    leaf = reader.leaf
    start = _clause_start(leaf, sentence, cue)
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


def _clause_start(leaf: Leaf, sentence: Span, cue: Cue) -> int:
    return segments(leaf, sentence[0], cue.start)[0][0]


def _speaker(reader: Reader, sentence: Span, cue: Cue, before: Draft | None) -> tuple[Span, Span] | None:
    """In the cue's own clause, else in those before it, else whoever spoke before."""
    leaf = reader.leaf
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
        reader.last is not None
        and reader.last.speaker is not None
        and reader.last.phrase is not None
        and sentence[0] - reader.last.span[1] < 400
    ):
        return reader.last.speaker, reader.last.phrase
    return None


def _said_after(reader: Reader, sentence: Span) -> None:
    """“…”，S说。"""
    leaf = reader.leaf
    introduced = {cue.body for cue in find_cues(leaf, sentence)} if leaf.marks_in(*sentence) else set()
    for mark in leaf.marks_in(*sentence):
        if mark.start < reader.used or not leaf.text[mark.inner_start : mark.inner_end].strip():
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
        _keep(
            reader,
            Draft(
                _trim(leaf.text, mark.inner_start, mark.inner_end),
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
            _keep(
                reader,
                Draft(
                    _trim(leaf.text, then.inner_start, then.inner_end),
                    "direct",
                    "marks_cue",
                    0.95,
                    *who,
                    match.span("cue"),
                    sentence,
                ),
            )
        reader.used = max(reader.used, match.end())


def _unreported(reader: Reader, sentence: Span, *, first: bool) -> None:
    """Marks without a cue: after a colon with somebody before it, signed, or a paragraph that carries on."""
    leaf = reader.leaf
    text = leaf.text
    for mark in leaf.marks_in(*sentence):
        if mark.start < max(sentence[0], reader.used) or mark.inner_end - mark.inner_start < 6:
            continue
        before = text[mark.start - 1 : mark.start]
        if before in {"：", ":"}:
            clauses = segments(leaf, sentence[0], mark.start - 1)
            who = next(
                (found for clause in clauses[:3] if (found := speaker_in(leaf, clause)) is not None), None
            )
            if who is not None:
                _keep(
                    reader,
                    Draft(
                        _trim(leaf.text, mark.inner_start, mark.inner_end),
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
            _keep(
                reader,
                Draft(
                    _trim(leaf.text, mark.inner_start, mark.inner_end),
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
        if whole and reader.last is not None and mark.start - reader.last.span[1] < 40:
            last = reader.last
            _keep(
                reader,
                Draft(
                    _trim(leaf.text, mark.inner_start, mark.inner_end),
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


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in "，,：:；;、"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "，,：:；;、"):
        end -= 1
    return start, end
