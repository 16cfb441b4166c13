"""From Chinese drafts to records: full names, roles, channels, days, what is answered, stance, groups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from datetime import date
from functools import cache

from nlp.context import Context
from nlp.quotes.channels import channel_of
from nlp.quotes.confidence import confidence_of
from nlp.quotes.dates import days_named
from nlp.quotes.draft import Draft, Span
from nlp.quotes.finishing import local_day
from nlp.quotes.leaf import Leaf
from nlp.quotes.lexicon import words
from nlp.quotes.stance import stance_of
from records import Quote

HAN_WORD = 2
"""Characters of a Chinese word, about."""

PERSON = frozenset({"PERSON", "PER"})
ORGANISATION = frozenset({"ORG", "MEDIA", "REGULATOR"})
ANSWERS = re.compile(
    r"(?:回应|否认|辟谣|澄清|驳斥|反驳|回复)(?:了|称|说)?(?:关于|有关)?(?:网传|网友|媒体|网上热议的?|外界|网络流传的?)?[“「](?P<a>[^”」]{3,60})[”」]|(?:就|对|针对|对于|关于)(?:网传|近日|近期|网络流传的?|媒体报道的?)?[“「](?P<b>[^”」]{3,60})[”」](?:一事|的?传闻|的?说法|的?话题|的?问题)?|(?:就|针对|对于?|关于)(?P<c>[^，,。“”]{3,40}?)(?:一事|的?传闻|的?质疑)"
)


def finish(leaf: Leaf, drafts: list[Draft], context: Context) -> list[Quote]:
    """The quotations of a leaf as records, in order."""
    people = _people(leaf)
    days = days_named(leaf.text, local_day(context), lang="zh")
    places = [place for place, _ in days]
    groups: dict[Span, int] = {}
    done: list[Quote] = []
    for draft in drafts:
        text = leaf.written[slice(*draft.span)]
        if not text.strip():
            continue
        name, entity = _full(leaf, draft, people)
        cue = leaf.written[slice(*draft.cue)] if draft.cue else None
        plain_cue = leaf.text[slice(*draft.cue)] if draft.cue else ""
        channel, kind = ("微博", "post") if draft.rule == "post" else _channel(leaf, draft)
        what = draft.responds_to or _answered(leaf, draft)
        role, organisation = _role(leaf, draft)
        done.append(
            Quote(
                start=draft.span[0],
                end=draft.span[1],
                text=text,
                kind=draft.kind,
                rule=draft.rule,
                confidence=confidence_of(
                    draft.confidence,
                    speaker=name is not None,
                    named=_is_named(leaf, draft),
                    marked=draft.kind == "direct",
                    words=len(text) // HAN_WORD,
                    whole=True,
                ),
                speaker=name,
                speaker_start=draft.speaker[0] if draft.speaker else None,
                speaker_end=draft.speaker[1] if draft.speaker else None,
                speaker_entity=entity,
                role=role,
                organisation=organisation,
                cue=cue,
                cue_start=draft.cue[0] if draft.cue else None,
                cue_end=draft.cue[1] if draft.cue else None,
                channel=channel,
                channel_kind=kind,
                said_on=_day(leaf, draft, days, places),
                responds_to=what,
                stance=draft.stance
                or stance_of(
                    "zh",
                    plain_cue or None,
                    leaf.text[slice(*draft.span)],
                    answers=what is not None or plain_cue.startswith("回应") or draft.rule == "post",
                ),
                group=groups.setdefault(draft.cue, len(groups))
                if draft.cue and draft.rule not in {"floating", "followed"}
                else None,
            )
        )
    return done


def _is_named(leaf: Leaf, draft: Draft) -> bool:
    """Whether the speaker is a name or a pronoun, no bare noun."""
    if draft.speaker is None:
        return False
    pronouns = words("zh")["speakers"]["pronouns"]
    if leaf.text[slice(*draft.speaker)] in pronouns["m"] | pronouns["f"] | pronouns["company"]:
        return True
    return any(leaf.kinds[number] for number in leaf.words(*draft.speaker))


def _people(leaf: Leaf) -> dict[str, list[tuple[int, str, str | None]]]:
    """Every name of a leaf by kind: where, as written, entity."""
    found: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
    for span in leaf.doc.ents:
        kind = (
            "person" if span.label_ in PERSON else "organisation" if span.label_ in ORGANISATION else "other"
        )
        found[kind].append((span.start_char, span.text, span.id_ or None))
    return found


def _full(
    leaf: Leaf, draft: Draft, people: dict[str, list[tuple[int, str, str | None]]]
) -> tuple[str | None, str | None]:
    if draft.speaker is None:
        return None, None
    start, end = draft.speaker
    written, plain = leaf.written[start:end], leaf.text[start:end]
    pronouns = words("zh")["speakers"]["pronouns"]
    if plain in pronouns["m"] | pronouns["f"]:
        return _before(people["person"], start) or (written, None)
    if plain in pronouns["company"]:
        return _before(people["organisation"], start) or (written, None)
    entity = next(
        (
            entity
            for place, name, entity in (*people["person"], *people["organisation"], *people["other"])
            if start <= place < end and name
        ),
        None,
    )
    if any(place == start and name == written for place, name, _ in people["person"]):
        for _, name, _ in people["person"]:
            if name != written and name.endswith("·" + written):
                return name, entity
    return written, entity


def _before(names: list[tuple[int, str, str | None]], place: int) -> tuple[str | None, str | None] | None:
    index = bisect_left([start for start, _, _ in names], place) - 1
    return (names[index][1], names[index][2]) if index >= 0 else None


def _channel(leaf: Leaf, draft: Draft) -> tuple[str | None, str | None]:
    """The channel as written, read in simplified characters."""
    plain = _around(leaf.text, draft)
    channel, kind = channel_of("zh", plain, leaf.text[slice(*draft.cue)] if draft.cue else None)
    place = plain.find(channel) if channel else -1
    return (
        _around(leaf.written, draft)[place : place + len(channel)] if channel and place >= 0 else channel
    ), kind


def _around(text: str, draft: Draft) -> str:
    if draft.sentence is None:
        return ""
    start, end = draft.sentence
    return (
        text[start : max(start, min(draft.span[0], end))]
        + "|"
        + text[min(max(draft.span[1], start), end) : end]
    )


def _day(leaf: Leaf, draft: Draft, days: list[tuple[int, date]], places: list[int]) -> date | None:
    if draft.sentence is None:
        return None
    for index in range(bisect_left(places, draft.sentence[0]), bisect_left(places, draft.sentence[1])):
        if not draft.span[0] <= places[index] < draft.span[1] and leaf.marked(places[index]) is None:
            return days[index][1]
    return None


def _answered(leaf: Leaf, draft: Draft) -> str | None:
    if draft.sentence is None:
        return None
    match = ANSWERS.search(leaf.text, draft.sentence[0], max(draft.span[0], draft.sentence[0]))
    place = next((match.span(group) for group in ("a", "b", "c") if match[group]), None) if match else None
    return leaf.written[slice(*place)] if place else None


@cache
def _roles() -> re.Pattern[str]:
    roles = sorted(words("roles_zh")["roles"], key=len, reverse=True)
    one = f"(?:{'|'.join(map(re.escape, words('roles_zh')['before']))})*(?:{'|'.join(roles)})"
    return re.compile(f"{one}(?:[、兼及和]{one})*")


def _role(leaf: Leaf, draft: Draft) -> tuple[str | None, str | None]:
    if draft.phrase is None or draft.speaker is None:
        return None, None
    start, end = draft.phrase
    last = None
    for match in _roles().finditer(leaf.text, start, end):
        last = match if match.end() <= draft.speaker[0] or draft.phrase == draft.speaker else last
    if last is None:
        return None, None
    organisation = None
    for number in leaf.words(start, last.start()):
        if leaf.kinds[number] in ORGANISATION:
            organisation = (organisation or "") + leaf.written[leaf.starts[number] : leaf.ends[number]]
    return leaf.written[slice(*last.span())], organisation
