"""Names officers whom a text first mentions only by office: "its chief executive said", later "Ann Lee told reporters"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from stories.responses.candidates import Candidate
from stories.speech import speakers
from stories.text.phrases import phrases, plain


def name_officers(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; an unnamed own officer gets the name of the only officer who speaks for the company in that text."""
    officers: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for one in found:
        if one.voice.party == "own" and one.worded and one.voice.entity not in {None, one.voice.company}:
            officers[one.item.id][one.voice.entity or ""] = one
    return [
        _named(one, [*officers[one.item.id].values()])
        if one.voice.entity is None and one.item.id in officers
        else one
        for one in found
    ]


def _named(one: Candidate, officers: Sequence[Candidate]) -> Candidate:
    voice = one.voice
    if voice.party != "own" or len(officers) != 1 or one.item.kind == "topic" or _has_name(one):
        return one
    words = f"{voice.role or ''} {voice.name or ''}"
    text = plain(words.strip(), one.lang)
    if phrases("responses", "spokespeople", one.lang).search(text):
        return one
    if not (speakers.is_officer(text, one.lang) or phrases("responses", "chiefs", one.lang).search(text)):
        return one
    return replace(one, voice=replace(officers[0].voice, role=officers[0].voice.role or voice.role))


def _has_name(one: Candidate) -> bool:
    """Return whether the text calls the speaker by name: an officer who is on no list."""
    return any(
        mention.label == "PERSON" and mention.text == one.voice.name for mention in one.item.reading.mentions
    )
