"""Finds the antecedent of an English pronoun or description, by distance, gender, and who acted or spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import Literal

from nlp.marks import BODIES
from nlp.names.lexicon import firms
from nlp.quotes.english.coreference import Cast, Referent
from nlp.quotes.english.cue import speaks
from nlp.quotes.english.page import Page
from nlp.quotes.english.people import Gender

PRONOUNS: dict[str, Gender | Literal["it", "they"]] = {
    "he": "m", "him": "m", "she": "f", "her": "f", "it": "it", "they": "they",
}  # fmt: skip
MOST = 40
"""Names that are looked at for one pronoun."""

ASKED = 1.5
"""How much likelier the one who was asked is to speak than the one who asked."""

ASKING = frozenset({"asked", "ask", "asks"})

JUST_BEFORE = 2
"""Sentences back that a question stands before its answer, a paragraph's break counted."""

LONGEST_CHAIN = 3
"""Pronouns followed back, one referring to the next, to find the person."""

REACH = 5
"""Sentences that a pronoun may look back over."""


def stands_for(
    cast: Cast, token: int, speaker_before: Referent | None, others: Collection[Referent] = ()
) -> Referent | None:
    """Return the antecedent of the pronoun at a token, or None.

    Args:
        cast: Everyone the page names.
        token: The pronoun.
        speaker_before: Who spoke last.
        others: Who is not meant: people addressed or spoken of in the quotation itself.
    """
    kind = PRONOUNS.get(cast.page.lower[token])
    if kind is None:
        return None
    if kind in {"it", "they"}:
        if kind == "they" and _several_act(cast.page, token):
            return None
        return (
            speaker_before
            if speaker_before is not None and not speaker_before.person
            else _firm_before(cast, token)
        )
    best = last_person(cast, _first_of_chain(cast, token, kind), kind, speaker_before, others)
    if best is None and speaker_before is not None and _may_be(speaker_before, kind):
        best = speaker_before
    if best is not None and best.gender is None:
        best.gender = kind  # type: ignore[assignment]
    return best


def _several_act(page: Page, token: int) -> bool:
    """Return whether several people act in the paragraph before "they": "Two brokers were wary. Margins, they said, …".

    People whom a firm's name describes speak for it: "Corvo Bank officials came, where they said …".
    """
    number = token - 1
    while number >= 0 and page.block_of[number] == page.block_of[token]:
        if page.inside[number] == -1 and page.dep[number] in {"nsubj", "nsubjpass"}:
            actor = page.doc[number]
            if any(word.ent_type_ in BODIES for word in (actor, *actor.children)):
                return False
            if page.tag[number] == "NNS" and speaks(actor):
                return True
        number -= 1
    return False


def _first_of_chain(cast: Cast, token: int, kind: str) -> int:
    """Return the first of a chain of equal subject pronouns with nobody else acting between: "Moss came. He sat. He said"."""
    page = cast.page
    first = token
    for _ in range(LONGEST_CHAIN):
        begin = page.begin[first]
        before = page.begin[begin - 1] if begin else 0
        if page.lower[before].isspace() and before:
            before = page.begin[before - 1]
        again = next(
            (
                number
                for number in range(first - 1, before - 1, -1)
                if PRONOUNS.get(page.lower[number]) == kind
                and page.dep[number] in {"nsubj", "nsubjpass"}
                and page.inside[number] == -1
            ),
            None,
        )
        if again is None or _acts_between(cast, again, first, kind):
            break
        first = again
    return first


def _acts_between(cast: Cast, after: int, before: int, kind: str) -> bool:
    """Return whether a possible antecedent acts, or is asked something, between two tokens."""
    begin, end = bisect_left(cast.tokens, after + 1), bisect_left(cast.tokens, before)
    return any(
        referent.person
        and referent.gender in {None, kind}
        and cast.page.inside[place] == -1
        and (subject_score(cast.page, place) or _is_asked(cast.page, place))
        for place, referent in cast.places[begin:end]
    )


def last_person(
    cast: Cast,
    token: int,
    gender: str | None,
    speaker_before: Referent | None,
    others: Collection[Referent] = (),
) -> Referent | None:
    """Return the most likely person for a word at a token, by distance, gender, and who acted or spoke last.

    Args:
        cast: Everyone the page names.
        token: What stands for somebody.
        gender: The gender it implies, "m" or "f"; None: neither.
        speaker_before: Who spoke last.
        others: Who is not meant.
    """
    page = cast.page
    best, best_score = None, -9.0
    seen = 0
    index = len(cast.places) - 1
    while index >= 0 and cast.places[index][0] >= token:
        index -= 1
    sentence = page.begin[token]
    distance = 0
    while index >= 0 and distance <= REACH and seen < MOST:
        place, referent = cast.places[index]
        index -= 1
        seen += 1
        while place < sentence and sentence > 0:
            sentence = page.begin[sentence - 1]
            distance += 1
        if (
            not referent.person
            or any(referent is other for other in others)
            or (referent.gender is not None and gender not in {None, referent.gender})
            or page.inside[place] != -1
        ):
            continue
        score = (
            -0.8 * distance
            + (ASKED if distance <= JUST_BEFORE and _is_asked(page, place) else 0.0)
            + (0.7 if gender is not None and referent.gender == gender else 0.0)
            + (0.8 if referent is speaker_before else 0.0)
            + subject_score(page, place)
        )
        if score > best_score + 1e-9:
            best, best_score = referent, score
    return best


def _firm_before(cast: Cast, token: int) -> Referent | None:
    """The organisation that was the last subject in the sentences before a token."""
    page = cast.page
    for place, referent in reversed(cast.places):
        if place < token and not referent.person and referent.kind in BODIES and subject_score(page, place):
            return referent if page.block_of[token] - page.block_of[place] <= 1 else None
    return None


def _is_asked(page: Page, place: int) -> bool:
    """Return whether a name is that of the person asked, who then answers: "Moss asked Farr if he knew. “No,” he said."."""
    token = page.doc[place]
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    return token.dep_ in {"dobj", "nsubjpass"} and token.head.lower_ in ASKING


def _may_be(referent: Referent, kind: str) -> bool:
    """Return whether "he" or "she" may be the last speaker: a person, or a two-word name mistaken for a firm's."""
    if referent.gender not in {None, kind}:
        return False
    unknown = referent.kind == "ORG" and referent.entity is None and " " in referent.name
    return referent.person or (unknown and referent.name not in firms())


def subject_score(page: Page, place: int) -> float:
    """Return 1.0 if a name is or belongs to the subject of its clause, 0.5 in a relative clause, else 0."""
    token = page.doc[place]
    for _ in range(4):
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return 0.5 if token.head.dep_ == "relcl" else 1.0
        if token.dep_ not in {"compound", "nmod", "appos"}:
            break
        token = token.head
    return 0.0
