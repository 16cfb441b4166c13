"""The inflected forms of an English verb: regular ones by spelling, irregular ones from words/verbs.toml.

Knows no meanings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Form = Literal["base", "s", "past", "participle", "ing"]
FORMS: tuple[Form, ...] = ("base", "s", "past", "participle", "ing")


class Forms(NamedTuple):
    """The five forms of a verb."""

    base: str
    s: str
    past: str
    participle: str
    ing: str


def forms_of(lemma: str, irregular: Sequence[str] = ()) -> Forms:
    """Return all forms of a lemma. `irregular`: its past tense and, if different, its participle."""
    if lemma in _OWN:
        return _OWN[lemma]
    past, *participle = irregular or (_past(lemma),)
    return Forms(lemma, _third(lemma), past, (participle or [past])[0], _ing(lemma))


_OWN = {
    "be": Forms("be", "is", "was", "been", "being"),
    "have": Forms("have", "has", "had", "had", "having"),
    "do": Forms("do", "does", "did", "done", "doing"),
}

_SHORT = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgklmnprt]$")
"""Monosyllables with one short vowel before one consonant double it: drop, dropped."""

_DOUBLED = frozenset({"commit", "admit", "refer", "rebut", "regret", "rebel", "defer", "retrofit"})
"""Verbs stressed on the last syllable, which double it too."""


def _doubles(lemma: str) -> bool:
    syllables = len(re.findall(r"[aeiouy]+", lemma))
    last = lemma.rsplit("-", 1)[-1]
    return lemma in _DOUBLED or (
        bool(_SHORT.search(last)) and (syllables == 1 or (last != lemma and len(last) < LONG))
    )


LONG = 5
"""In a hyphenated verb, a last part of this many letters or more counts as polysyllabic."""


def _third(lemma: str) -> str:
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|[^o]o)$", lemma) else "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if re.search(r"[^eoy]e$", lemma):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ing"
