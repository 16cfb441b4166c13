"""What stands at the end of a Chinese headline behind a label: "用户称手机发烫，客服：正在核实". Labels are data; resolves no names."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.chinese_speakers import speaker_in
from nlp.quotes.draft import Draft, Span
from nlp.quotes.leaf import Leaf
from nlp.quotes.lexicon import words

FEWEST = 3
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


def _by_name(leaf: Leaf, first: Span) -> re.Match[str] | None:
    match = NAME.search(leaf.text[: first[1]], first[0])
    if match is None:
        return None
    named = any(
        leaf.kinds[number] in {"PERSON", "ORG", "REGULATOR"} for number in leaf.words(*match.span("who"))
    )
    return match if named else None


def labelled(leaf: Leaf, sentence: Span) -> tuple[Draft, int] | None:
    """The words behind a label that ends the first line, and where the clause before it ends; None where there are none."""
    first = leaf.blocks[0] if leaf.blocks else (0, 0)
    if sentence[1] != first[1] or sentence[0] < first[0]:
        return None
    match = _pattern().search(leaf.text[: first[1]], max(sentence[0] - 1, 0)) or _by_name(leaf, first)
    if (
        match is None
        or leaf.marked(match.start()) is not None
        or match.end("said") - match.start("said") < FEWEST
    ):
        return None
    cue = match.span("cue") if match["cue"] else None
    draft = Draft(
        match.span("said"),
        "indirect",
        "label",
        *(speaker_in(leaf, match.span("who")) or (match.span("who"), match.span("who"))),
        cue,
        (match.start() + 1, sentence[1]),
    )
    return draft, match.start()
