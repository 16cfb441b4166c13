"""Finds the stance of an answer (deny, confirm, explain, apologise …) by its cue and its words."""

from __future__ import annotations

from functools import cache
from typing import cast

from nlp.quotes.lexicon import words
from nlp.rare import Group, Rare
from records import Stance

HEAVIER: frozenset[Stance] = frozenset({"apologise", "deny", "correct"})
"""What an answer does even where it counts up reasons; a hope at its end is no promise."""


@cache
def _rules(lang: str) -> tuple[tuple[Stance, frozenset[str], Rare], ...]:
    return tuple(
        (
            cast("Stance", entry["is"]),
            entry["cues"] or frozenset(),
            Rare(entry.get("needs", ()), entry["pattern"]),
        )
        for entry in words(f"stance_{lang}")["stance"]
    )


@cache
def _reasons(lang: str) -> tuple[Rare, ...]:
    reasons = words(f"stance_{lang}").get("reasons", {})
    return tuple(Rare(reasons.get("needs", ()), pattern) for pattern in reasons.get("counted", ()))


@cache
def _group(lang: str) -> Group:
    return Group([*(pattern for _, _, pattern in _rules(lang)), *_reasons(lang)])


def stance_of(lang: str, cue: str | None, wording: str, *, answers: bool) -> Stance | None:
    """Return the stance the words show; an answer that shows none explains.

    Args:
        lang: "en" or "zh".
        cue: Lemma of the reporting verb (English), or the verb as written (Chinese).
        wording: The quoted words.
        answers: Whether the text says that somebody is being answered.
    """
    if cue in words(f"stance_{lang}").get("demanded", {}).get("cues", ()):
        return None
    for stance, cues, _ in _rules(lang):
        if cue is not None and cue in cues:
            return stance
    if not _group(lang).is_likely(wording):
        return None
    if any(pattern.search(wording) for pattern in _reasons(lang)):
        weightier = [
            stance for stance, _, pattern in _rules(lang) if stance in HEAVIER and pattern.search(wording)
        ]
        return weightier[0] if weightier else "explain"
    for stance, _, pattern in _rules(lang):
        if stance != "explain" and pattern.search(wording):
            return stance
    explains = _rules(lang)[-1]
    return "explain" if answers and explains[2].search(wording) else None
