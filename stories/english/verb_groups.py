"""Reads a verb of an English headline with its auxiliaries: sense, mood, negation, voice.

Knows words and their order, not the subject's identity. An unlisted verb is recognised by its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from records import Stance
from stories.english.auxiliaries import NONE, Aux, Mood, auxiliaries, auxiliary_words
from stories.english.headline_words import Line, listed
from stories.english.inflection import Form
from stories.english.verb_classes import Sense, answers, forms, is_form, lead_of, sense_of
from stories.text import lexicon

UNLISTED = Sense("unlisted", "acts", "promise", "promise", 0)
"""The sense of a verb that no class lists."""

COPULA = Sense("be", "befalls", "explain", "explain", 0)
"""The sense of "be", whose meaning lies in its complement."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb group."""

    lemma: str
    sense: Sense
    mood: Mood
    negated: bool
    passive: bool
    """The verb is passive."""
    last: int
    """Index of its last word."""
    binds: bool = False
    """It is introduced by a commitment: "agrees to"."""
    ceases: bool = False
    """It is done "no longer"."""


def group_at(line: Line, place: int) -> VerbGroup | None:
    """Return the verb group that begins at a word, or None."""
    aux, at = auxiliaries(line, place)
    if at >= len(line.words) or (aux is NONE and not _may_be_verb(line, at)):
        return None
    found = _led(line, at, aux) or _adjective(line, at, aux) or _listed_verb(line, at, aux)
    if found is None and aux.being:
        return VerbGroup("be", COPULA, aux.mood, aux.negated, passive=False, last=at - 1)
    found = found or _unlisted(line, at, aux)
    return replace(found, ceases=True) if found and aux.ceases else found


def _may_be_verb(line: Line, at: int) -> bool:
    """Return whether a word can be a finite verb in its position."""
    word, before = line.words[at], line.at(at - 1)
    if word.written[0].isupper() and not line.titled:
        return False
    if before in listed("prepositions") or before in listed("determiners"):
        return False
    return not before.endswith(("'s", "s'")) or _speaks(word.text) or _acts(line, at)


def _acts(line: Line, at: int) -> bool:
    """Return whether the word after a name in 's is its verb: "Wendy's pulls ads", not "Toyota's recalls hit ..."."""
    word, further = line.at(at), line.at(at + 1)
    present = is_form(word, "s") and word not in listed("ambiguous") and not _plurals().fullmatch(word)
    noun = line.words[at].pause or further in listed("prepositions") - {"outside"} or _is_finite(further)
    return present and (further == "to" or (bool(further) and not noun))


def _is_finite(word: str) -> bool:
    """Return whether a word can only continue a clause as its verb: an auxiliary, a present or a past tense."""
    return word in auxiliary_words() or any(form in {"s", "past"} for _, form in forms().get(word, ()))


def _speaks(word: str) -> bool:
    """Return whether a word is a verb of speech, which even a name in 's may precede: "Wendy's says"."""
    senses = [sense_of(lemma, ()) for lemma, form in forms().get(word, ()) if form in {"s", "past"}]
    speaks = any(sense is not None and sense.tells in {"answers", "speaks"} for sense in senses)
    return speaks and word not in listed("ambiguous")


def _led(line: Line, at: int, aux: Aux) -> VerbGroup | None:
    """Return the verb that another verb or an adjective governs: "agrees to pay", "is forced to recall", "refuses to say"."""
    found = lead_of(line.at(at))
    to = (
        next((place for place in range(at + 1, at + LEAD) if line.at(place) == "to"), None) if found else None
    )
    if found is None or to is None or not line.at(to + 1) or any(word.pause for word in line.words[at:to]):
        return None
    lead, form = found
    inner = to + 1
    while line.at(inner).endswith("ly") or line.at(inner) in listed("adverbs"):
        inner += 1
    apart = to - at > 1
    mood = _led_mood(lead, apart=apart, passive=form in {"past", "participle"})
    lemma = line.at(inner)
    if mood is None or not (is_form(lemma, "base") or (_PLAIN.fullmatch(lemma) and not apart)):
        return None
    if aux.being and aux.negated and mood == "due":
        mood = "done"  # "was never meant to"
    sense = sense_of(lemma, line.after(inner)) or UNLISTED
    return VerbGroup(
        lemma, sense, mood, aux.negated, passive=False, last=inner + sense.end, binds=_leads(lead, "binds")
    )


LEAD = 6
"""Maximum distance in words of the "to": "asks a judge to"."""


def _led_mood(lead: str, *, apart: bool, passive: bool) -> Mood | None:
    if lead in _AWAITED or (lead == "expect" and passive):
        return "asked"
    if _leads(lead, "refuses"):
        return "refused"
    if _leads(lead, "fails"):
        return "undone"
    if _leads(lead, "told") and (not _leads(lead, "seeks") or passive) and not apart:
        return "asked" if passive else None
    if _leads(lead, "seeks") and (apart or lead in {"seek", "move", "petition"}):
        return "sought"
    return None if apart else "due"


_AWAITED = frozenset({"likely", "supposed", "expected"})


def _leads(lead: str, way: str) -> bool:
    return lead in lexicon.table("clauses")["leads"][way]


def _adjective(line: Line, at: int, aux: Aux) -> VerbGroup | None:
    """Return a predicative adjective as a verb group: "chief sorry", "is deeply saddened"."""
    stance = _states().get(line.at(at))
    if stance is None:
        return None
    tells = "answers" if stance in {"apologise", "silent", "decline"} else "acts"
    sense = Sense("states", tells, stance, stance, 0)
    return VerbGroup(line.at(at), sense, aux.mood, aux.negated, passive=False, last=at)


def _listed_verb(line: Line, at: int, aux: Aux) -> VerbGroup | None:
    for lemma, form in forms().get(line.at(at), ()):
        if not _fits(form, aux, line, at):
            continue
        sense = sense_of(lemma, line.after(at)) or UNLISTED
        bare = aux.form is None and not aux.being and is_form(line.at(at), "participle")
        passive = (aux.being and form == "participle") or (bare and _passive(line, at, sense))
        mood = "ongoing" if form == "ing" and aux.mood == "done" else aux.mood
        return VerbGroup(lemma, sense, mood, aux.negated, passive, at + sense.end)
    return None


def _fits(form: Form, aux: Aux, line: Line, at: int) -> bool:
    """Return whether a verb form fits its auxiliaries, or the lack of any."""
    if aux.being:
        return form in {"ing", "participle"}
    if aux.form is not None:
        return form == aux.form
    if form == "s":
        return not _is_plural(line, at)
    return form != "base" or _several(line, at - 1)


def _several(line: Line, at: int) -> bool:
    """Return whether the word before a verb is plural or first person."""
    before = line.at(at)
    if before in listed("persons") or before in listed("plurals"):
        return True
    if any(word.pause and word.written[0].isupper() for word in line.words[line.begin : at]):
        return True  # "Maker, injured driver reach deal"
    if at == line.begin:  # it may be a name
        return _plurals().fullmatch(before) is not None
    return before.endswith("s") and not before.endswith("ss")


def _is_plural(line: Line, at: int) -> bool:
    """Return whether an apparent verb is a plural noun before the real verb: "shares fall", "claims of ..."."""
    further = line.at(at + 1)
    if not further or line.words[at].pause or further == "of":
        joined = line.words[at].pause and line.at(at) not in listed("ambiguous") and is_form(further, "s")
        return not joined and not _speaks(line.at(at))  # "bows, quits"
    if further in auxiliary_words() and further not in {"to", "not", "never", "yet"}:
        return not _speaks(line.at(at))
    return line.at(at) in listed("ambiguous") and any(
        form == "past" or (form == "base" and (sense := sense_of(lemma, ())) and sense.tells == "befalls")
        for lemma, form in forms().get(further, ())
    )


def _passive(line: Line, at: int, sense: Sense) -> bool:
    """Return whether a bare participle is passive: it has no object."""
    if _is_told_of(line, at):
        return True
    if line.at(at - 1) in listed("persons") or (
        sense.tells in {"answers", "speaks"} and sense.name != "deny"
    ):
        return False
    if sense.end and line.at(at + 1) in _BY:
        return True  # "threatened with legal action"
    further = line.at(at + sense.end + 1)
    if not further or line.words[at + sense.end].pause:
        return True
    return sense.end == 0 and further in listed("prepositions") - listed("particles")


def _is_told_of(line: Line, at: int) -> bool:
    """Return whether others say or confirm it: "said to have known", "Salmonella confirmed in eggs", not "Maker confirmed in a filing"."""
    if line.at(at) == "said":
        return line.at(at + 1) == "to" and is_form(line.at(at + 2), "base")
    found = line.at(at) == "confirmed" and line.at(at - 1) not in listed("persons")
    return found and line.at(at + 1) in _WHERE and line.at(at + 2) not in _PAPER


_BY = frozenset({"by", "with", "over"})
_WHERE = frozenset({"at", "among", "by", "in"})
_PAPER = frozenset({"a", "an", "its", "court", "writing"})
"""What may begin the paper or the place in which somebody confirms."""


def _unlisted(line: Line, at: int, aux: Aux) -> VerbGroup | None:
    """Return a verb that no class lists, recognised by an auxiliary or by its ending after a name."""
    word = line.at(at)
    if not _PLAIN.fullmatch(word):
        return None
    group = VerbGroup(
        word, UNLISTED, aux.mood, aux.negated, passive=aux.being and not word.endswith("ing"), last=at
    )
    if aux.form == "base" and (aux.negated or aux.mood == "due"):
        return None if _plurals().fullmatch(word) else group
    before = line.words[at - 1]
    named = before.written[0].isupper() or before.text in listed("plurals")
    present = _PRESENT.fullmatch(word) and not _plurals().fullmatch(word) and not _is_plural(line, at)
    noun = _is_finite(line.at(at + 1)) or answers(
        line.at(at + 1)
    )  # "British Airways insists", "pilots reject ..."
    if aux == NONE and named and present and not noun and not forms().get(word):
        return replace(group, lemma=word.removesuffix("s"))
    return None


_PLAIN = re.compile(r"[a-z-]{3,}")
_PRESENT = re.compile(r"[a-z-]{2,}(?<![siu])s")


@cache
def _plurals() -> re.Pattern[str]:
    return re.compile(lexicon.table("clauses")["words"]["several"])


@cache
def _states() -> dict[str, Stance]:
    return {word: stance for stance, words in lexicon.table("clauses")["states"].items() for word in words}
