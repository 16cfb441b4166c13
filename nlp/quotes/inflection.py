"""The forms of English reporting verbs, so that no lemmatiser is needed to find them."""

from __future__ import annotations

from functools import cache

from nlp.quotes.lexicon import words

VOWELS = "aeiou"


@cache
def verb_forms() -> dict[str, str]:
    """Every form of every reporting verb, in lower case, with its lemma."""
    tables = words("en")
    lemmas = sorted(
        tables["verbs"]["speech"]
        | tables["verbs"]["marks"]
        | tables["verbs"]["object"]
        | tables["verbs"]["as"]
    )
    irregular = tables["forms"]
    return {form: lemma for lemma in lemmas for form in (lemma, *(irregular.get(lemma) or _regular(lemma)))}


def singular(noun: str) -> str:
    """A noun without its plural, roughly: for membership in a list only."""
    lower = noun.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _regular(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es", lemma + "ed", lemma + "ing"
    return lemma + "s", lemma + "ed", lemma + "ing"
