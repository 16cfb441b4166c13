"""Finds where an English report ends because the writer or another speaker takes over."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.cue_sources import in_series
from nlp.quotes.english.page import Page
from nlp.quotes.english.stretches import FINITE

AWAY = re.compile(
    r",\s+(?:citing\b|(?:but|though|although)\s+(?:(?:(?:he|she|it|they)|the\s+\w+)\s+)?(?:declined|refused|gave|offered|provided|"
    r"(?:did|has|have|had)(?:\s+not|n[’']t)\s+(?:say|give|elaborate|provide|offer|specify|name|identify|estimate|disclose|immediately|comment|respond|explain|cite|detail))\b)"
    r"|,\s+even\s+as\s+(?:he|she)\b"
    r"|,\s+whom\s+(?:he|she|they)\s+(?:also|later|once|has|had|have)\b"
    r"|,\s+(?:seemingly|possibly|apparently|effectively|essentially|potentially|virtually|thereby|all\s+but)\s+\w+ing\b"
    r"|,\s+by\s+(?:his|her|its|their)\s+(?:own\s+)?(?:count|account|estimate|reckoning|telling)\b"
    r"|,\s+(?:(?:pointing|referring|alluding|appearing|seeming)\s+to|calling|describing|dubbing|labell?ing|branding|accusing|blaming|comparing|likening|"
    r"encouraging|urging|imploring|exhorting|inviting|praising|thanking|criticizing|criticising|mocking|denouncing|condemning)\b"
    r"|(?:,|\s*[—–]|\s--?)\s*which\s+(?:\w+\s+){1,3}(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?)\b"
    r"|\s*[—–]\s*(?:though|although|even\s+though|despite)\b|\s+--?\s+(?:though|although|even\s+though|despite)\b"
)
"""What the writer adds after what was said."""

KINDS = (
    r"(?:line|phrase|reference|allusion|claim|nod|term|remark|comment|charge|assertion|jab|dig|statement|description|"
    r"accusation|argument|idea|nickname|slogan|demand|allegation|suggestion|position|promise|referent|estimate|pledge|vow|boast|comparison|"
    r"theory|notion|contention|refrain|move|view|sentiment|prediction|warning)"
)
CALLED = re.compile(
    rf"(?:,|\s*[—–]|\s--?)\s+an?\s+(?:[\w-]+\s+){{0,2}}(?:{KINDS}\s+(?!of\b|to\b|for\b)\w|(?:reference|allusion|nod)\s+to\b)"
)
"""What opens it after words without marks: ", a claim that critics reject"."""

LATER = re.compile(
    r",\s+(?:just |only |less than |more than |about )*(?:a|an|one|two|three|four|five|several|\w+) (?:days?|weeks?|months?|years?|hours?|minutes?) (?:after|before|later)\b"
)
"""What tells when somebody spoke, after what was said: ", a day after …"."""


def ends_before(page: Page, number: int, stop: int) -> bool:
    """Return whether an open report ends before a token."""
    token = page.doc[number]
    authority = token.lower_ == "according" and page.lower[number + 1] == "to"
    if authority or contradicted(page, number) or (token.is_punct and turns_away(page, number)):
        return True
    if token.lower_ == "despite":  # "…, despite the mayor saying that …"
        return any(later in page.cues for later in range(number + 1, stop))
    if token.lower_ == "as":
        return token.dep_ == "mark" and token.head.i in page.cues and token.head.i > number
    if token.text not in {";", ","}:
        return False
    if _objected(page, number, stop):
        return True
    parts = token.text == ";" or page.lower[number + 1] in {"while", "whereas"}
    return parts and any(later in page.cues for later in range(number + 1, stop))


def turns_away(page: Page, comma: int) -> bool:
    """Return whether the writer takes over after a comma."""
    start = page.ends[comma - 1]
    return any(away.match(page.text, start) for away in (AWAY, LATER, CALLED))


def contradicted(page: Page, number: int) -> bool:
    """Return whether the writer contradicts quoted words: "said it was “rigged,” but courts found no fraud"."""
    doc, stop = page.doc, page.stop[number]
    but = number + (doc[number].text == ",")
    behind = but > 0 and page.inside[but - 1 - (doc[but - 1].text == ",")] != -1
    if not behind or but + 1 >= stop or doc[but].lower_ != "but":
        return False
    first = doc[but + 1]
    if first.pos_ == "PRON" or any(page.inside[later] != -1 for later in range(but, stop)):
        return False
    for later in range(but + 1, stop):
        if doc[later].tag_ in FINITE:
            return doc[later].tag_ != "MD"
    return False


def _objected(page: Page, number: int, stop: int) -> bool:
    """Return whether an objection by somebody else follows a comma: ", though the union has said …"."""
    doc = page.doc
    if page.written[number] != "," or page.lower[number + 1] not in {"though", "although", "but"}:
        return False
    later = next((verb for verb in range(number + 2, stop) if verb in page.cues), None)
    if later is None:
        return False
    himself = page.tag[number + 2] == "PRP" and later <= number + 4 and page.lower[later + 1] == "that"
    return himself or any(child.pos_ in {"NOUN", "PROPN"} and child.i > number for child in doc[later].lefts)


OTHERS = frozenset({"another", "others", "some", "many"})


def parted(page: Page, cue: Cue, clause: Token) -> int | None:
    """Return the token where the speaker or another takes over, though the parse includes it in the content."""
    for child in cue.verb.rights:
        if child.i > clause.i and child.dep_ == "ccomp" and in_series(page, cue.verb, child):
            return int(child.left_edge.i)
    if (going_on := _next_participle(cue, clause)) is not None:
        return going_on
    for child in clause.rights:
        if child.dep_ != "conj":
            continue
        if _acts_himself(cue, clause, child) or _acts_besides(clause, child):
            return int(child.left_edge.i)
        told = goes_on_with_that(child)
        other = _other_speaker(child) if child.i in page.cues and not told else None
        if other is not None:
            return int(other.left_edge.i)
    return None


def _acts_himself(cue: Cue, clause: Token, joined: Token) -> bool:
    """Return whether a coordinated verb is the speaker's own act, by its tense: "has said he wants peace and pointed to …"."""
    did = any(child.lower_ == "did" and child.dep_ == "aux" for child in joined.lefts)
    past = (joined.tag_ == "VBD" or did) and cue.verb.tag_ in {"VBD", "VBN"}
    return past and _present(clause)


def _acts_besides(clause: Token, joined: Token) -> bool:
    """Return whether somebody else acts in a coordinated clause, by its tense: "said she will vote no and Ms. Orr was expected to follow"."""
    past = joined.tag_ == "VBD" or any(
        child.tag_ == "VBD" for child in joined.lefts if child.dep_ == "auxpass"
    )
    named = any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.ent_type_ == "PERSON" for child in joined.lefts
    )
    return past and named and _present(clause)


def _present(clause: Token) -> bool:
    """Whether a clause tells what is or will be."""
    return clause.tag_ in {"VBZ", "VBP"} or any(
        child.tag_ in {"VBZ", "VBP"} or child.lower_ in {"will", "can", "wo", "ca", "'ll", "’ll"}
        for child in clause.lefts
        if child.dep_ == "aux"
    )


def _next_participle(cue: Cue, clause: Token) -> int | None:
    """Return where the speaker's next participle starts: "arguing that … and asking"."""
    inner = (child for child in clause.rights if child.dep_ == "ccomp")
    for verb in (clause, *inner):
        for child in verb.rights:
            if child.dep_ == "conj" and child.tag_ == cue.verb.tag_ == "VBG" != verb.tag_:
                return int(child.left_edge.i)
    return None


def _other_speaker(verb: Token) -> Token | None:
    """Return another speaker in a coordinated clause: "said it would wait, and the union warned …"."""
    return next(
        (
            child
            for child in verb.lefts
            if child.dep_ == "nsubj" and (child.pos_ in {"NOUN", "PROPN"} or child.lower_ in OTHERS)
        ),
        None,
    )


def goes_on_with_that(clause: Token) -> bool:
    """Whether a clause goes on with what is said: "… and that nobody had asked"."""
    return any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.lefts)
