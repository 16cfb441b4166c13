"""Reads the auxiliaries before an English verb: the form they require, mood, negation, progressive or passive "be".

The words are words/clauses.toml; which verb follows is `verb_groups`' affair.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from stories.english.headline_words import Line, listed
from stories.english.inflection import Form
from stories.english.verb_classes import is_form
from stories.text import lexicon

Mood = Literal["done", "ongoing", "due", "refused", "undone", "asked", "sought"]
"""How real the action is: done, in progress, intended, refused, omitted, demanded of the subject, or demanded by it."""


@dataclass(frozen=True, slots=True)
class Aux:
    """What auxiliaries contribute to a verb group."""

    form: Form | None = None
    """The form that the main verb must have; None: any finite form."""
    mood: Mood = "done"
    negated: bool = False
    being: bool = False
    ceases: bool = False


NONE = Aux()


def auxiliaries(line: Line, place: int) -> tuple[Aux, int]:
    """Return the auxiliaries that begin at a word, and the index of the word after them."""
    if line.at(place) not in auxiliary_words() and line.at(place) != "no":
        return NONE, place
    aux, at = NONE, place
    while at < len(line.words):
        word = line.at(at)
        if word == "no" and line.at(at + 1) == "longer":
            aux, at = replace(aux, ceases=True), at + 2
            continue
        if at == place or not (
            word.endswith("ly") or (word in listed("adverbs") and line.at(at + 1) != "to")
        ):
            found = auxiliary_words().get(word)
            if found is None or not _helps(word, found[0], _behind_manner(line, at + 1), aux):
                break
            aux = _with(aux, *found)
        at += 1
    return aux, at


def _behind_manner(line: Line, place: int) -> str:
    """Return the next word that is no adverb in -ly: "have totally failed"."""
    while line.at(place).endswith("ly") and line.at(place + 1):
        place += 1
    return line.at(place)


def _helps(word: str, form: str, further: str, aux: Aux) -> bool:
    """Return whether a possible auxiliary is one, judged by the next word: "has said", "is said", "did say"."""
    if word == "yet":
        return further == "to"
    if form == "participle":
        return (
            further in listed("adverbs")
            or further in {"not", "never", "been", "fully"}
            or is_form(further, "participle")
        )
    if form == "being":
        unready = aux.form not in {None, "participle"} and word != "be"
        return (
            bool(further) and not unready and (word not in {"gets", "got"} or is_form(further, "participle"))
        )
    if word in {"do", "does", "did"}:
        return further == "not" or is_form(further, "base")
    return bool(further)


def _with(aux: Aux, form: str, mood: str, negates: str = "") -> Aux:
    """Return the auxiliaries extended by one more word."""
    forms_left = aux.form if form == "any" else _FORM.get(form)
    later = mood != "same" and aux.mood not in {"asked", "undone"}
    return replace(
        aux,
        form=forms_left,
        mood=_MOOD[mood] if later else aux.mood,
        negated=aux.negated or bool(negates),
        being=form == "being" or (aux.being and form == "any"),
    )


_FORM: dict[str, Form] = {"base": "base", "participle": "participle"}
_MOOD: dict[str, Mood] = {"due": "due", "asked": "asked", "undone": "undone"}


def auxiliary_words() -> dict[str, list[str]]:
    """Return each auxiliary with the form it requires, its mood, and "not" if it negates."""
    table: dict[str, list[str]] = lexicon.table("clauses")["auxiliaries"]
    return table
