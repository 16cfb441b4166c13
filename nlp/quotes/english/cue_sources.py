"""Finds the source of an English cue: its subject by the parse, else a name or phrase beside it, or the speaker of the cue before."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.marks import BODIES
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import NAMES, Page
from nlp.quotes.english.stretches import FORMS
from nlp.quotes.english.subjects import speaker_of
from nlp.quotes.lexicon import collective, is_somebody, nouns, verb_forms, verbs

DASHES = frozenset({"-", "–", "—", "--", ";"})
"""What sets a clause with a speaker of its own apart."""

NAMED = 6
"""Tokens after a verb in which the name of its speaker ends."""

FARTHEST = 12
"""Tokens between a verb and the name after it."""


def whose(page: Page, verb: Token) -> Token | None:
    """Return the source of a verb: Ada Moss in "said Tarn's newly named chair Ada Moss"."""
    subject = (
        _between_commas(page, verb)
        or _behind_joined(verb)
        or speaker_of(verb)
        or _named_before(page, verb)
        or _named_behind(page, verb)
        or _right_before(page, verb)
    )
    return _behind_and(verb, subject) or _behind_dash(page, verb, subject) or subject


def _between_commas(page: Page, verb: Token) -> Token | None:
    """Return the person after a verb, with commas around both: "Half of them, claimed Ms. Moss, were absent"."""
    alone = verb.tag_ in {"VBD", "VBZ"} and verb.i > 0 and verb.nbor(-1).text == ","
    if not alone or verb_forms()[verb.lower_] not in verbs("clausal") - verbs("addressing"):
        return None
    for number in range(verb.i + 1, min(verb.i + NAMED, page.stop[verb.i])):
        token = page.doc[number]
        if token.text == ",":
            return token.nbor(-1) if number > verb.i + 1 else None
        if token.pos_ != "PROPN":
            return None
    return None


def _behind_and(verb: Token, subject: Token | None) -> Token | None:
    """Return the person right before a verb whom the parse coordinates with a noun: "is fit for the final and Emery added"."""
    near = verb.nbor(-1) if verb.i else verb
    joined = near.ent_type_ == "PERSON" and near.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"}
    return near if joined and subject is not None and near.head.i > subject.i else None


def _behind_dash(page: Page, verb: Token, subject: Token | None) -> Token | None:
    """Return who stands between a dash and the verb, where the parse picks an earlier subject: "Thousands came - her campaign said"."""
    noun = verb.nbor(-1) if verb.i else verb
    while noun.i and noun.pos_ == "ADV":
        noun = noun.nbor(-1)
    named = noun.pos_ in {"NOUN", "PROPN", "PRON"} and noun.ent_type_ not in {"DATE", "TIME"}
    if subject is None or subject.i >= noun.i or not named:
        return None
    dashes = [number for number in range(page.begin[verb.i], noun.i) if _is_dash(page, number)]
    if len(dashes) % 2 == 0 or dashes[-1] < subject.i:  # a pair of them encloses
        return None
    for number in range(noun.i - 1, dashes[-1] - 1, -1):
        token = page.doc[number]
        if number == dashes[-1]:
            return noun
        if token.is_punct or token.tag_ in FORMS | {"MD", "WDT", "WP"}:
            return None
    return None


def _right_before(page: Page, verb: Token) -> Token | None:
    """Return the noun right before a finite verb without a parsed subject, if it can speak: "…, a group of senators say"."""
    noun = verb.nbor(-1) if verb.i else verb
    while noun.i and noun.pos_ == "ADV":
        noun = noun.nbor(-1)
    nominal = noun.lower_ in nouns("several") or (noun.pos_ == "PROPN" and noun.ent_type_ in NAMES)
    if (
        verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or not nominal
        or page.inside[noun.i] != -1
        or noun.i < page.begin[verb.i]
    ):
        return None
    above = noun.head.head
    whole = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.pos_ == "NOUN"
    return above if whole else noun


def _is_dash(page: Page, number: int) -> bool:
    """Whether a token is a dash between blanks, or a long one; a hyphen is none."""
    token = page.doc[number]
    apart = page.starts[number] > page.ends[number - 1] if number else False
    return token.text in DASHES and (apart or token.text in {"—", ";"}) and page.inside[number] == -1


def _named_before(page: Page, verb: Token) -> Token | None:
    """Return the person whose apposition ends right before a verb without a parsed subject, or the body named there."""
    number = verb.i - 1
    while number > 0 and (page.pos[number] == "ADV" or page.written[number] == ","):
        number -= 1
    finite = verb.tag_ in {"VBD", "VBZ"} and number >= page.begin[verb.i]
    if finite and page.doc[number].ent_type_ == "PERSON":
        return page.doc[number]
    alone = finite and number == verb.i - 1 and page.doc[min(verb.i + 1, len(page.doc) - 1)].is_punct
    bodies = [name for name in page.names_between(number - FARTHEST, number) if name[1] == number]
    if alone and bodies and bodies[-1][2] in BODIES:  # "…, the Tarn Health Department said."
        return page.doc[bodies[-1][0] : number + 1].root
    return None


def _named_behind(page: Page, verb: Token) -> Token | None:
    """Return the person after a verb that follows a comma: ", said the firm's newly named chair Ada Moss"."""
    if verb.i == 0 or page.written[verb.i - 1] != "," or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    for number in range(verb.i + 1, min(verb.i + FARTHEST, page.stop[verb.i])):
        token = page.doc[number]
        if token.ent_type_ == "PERSON" and page.doc[number + 1].ent_type_ != "PERSON":
            return token
        if token.is_punct or token.pos_ == "ADP" or token.tag_ in {"VBD", "VBZ", "MD"}:
            return None
    return None


def _behind_joined(verb: Token) -> Token | None:
    """Return the noun after a verb the parse coordinates with its content: ", recalled the two aides"."""
    joined = verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and verb.i > 0 and verb.nbor(-1).text == ","
    if not joined or verb_forms()[verb.lower_] in verbs("addressing"):
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ == "NOUN" and child.left_edge.i == verb.i + 1:
            known = child.lower_ in nouns("several") or is_somebody(
                child.doc[child.left_edge.i : child.i + 1].text
            )
            return child if known else None
    return None


ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "acy")
"""How nouns end that stand for no person."""


def same_speaker(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether the speaker of the previous cue also speaks at this one, whatever the parse says."""
    return (
        _goes_on(page, before, cue)
        or _says_also(before, cue)
        or _series(page, before, cue)
        or _of_a_thing(page, before, cue)
    )


def _of_a_thing(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether the parse attaches a participle to an abstract noun: "said growth is slow, saying …"."""
    noun = cue.subject
    participle = cue.verb.tag_ == "VBG" and page.begin[before.first] == page.begin[cue.first]
    if noun is None or before.subject is None or not participle or noun.pos_ != "NOUN":
        return False
    return noun.lower_.endswith(ABSTRACT) and noun.lower_ not in collective() | nouns("acting")


def _series(page: Page, before: Cue, cue: Cue) -> bool:
    """Return whether a verb continues a series: "said it was late, called it a “shame” and vowed to …"."""
    verb, earlier = cue.verb, before.verb
    if before.subject is None or not verb.tag_ == earlier.tag_ == "VBD":
        return False
    if in_series(page, earlier, verb):
        return True
    joined = verb.dep_ == "conj" and page.dep[verb.i - 1] == "cc"
    return joined and (verb.head == earlier or (verb.head == earlier.head and earlier.dep_ == "conj"))


def in_series(page: Page, cue: Token, verb: Token) -> bool:
    """Return whether a verb the parse puts into the content follows the cue after a comma: ", called it"."""
    joined = verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and verb.head.head == cue
    reported = verb.dep_ == "ccomp" and verb.head == cue
    if not (joined or reported) or not cue.tag_ == verb.tag_ == "VBD":
        return False
    before = verb.i - 1 - (page.inside[verb.i - 1] != -1 and page.doc[verb.i - 1].is_quote)
    return page.written[before] == ","


def _goes_on(page: Page, before: Cue, cue: Cue) -> bool:
    """Whether a participle is the same speaker's next report, whatever verb the parse hangs it on: ", adding that"."""
    number = cue.verb.i - 1 - (cue.verb.i > 1 and page.pos[cue.verb.i - 1] == "ADV")
    number -= number > 0 and page.inside[number] != -1 and page.doc[number].is_quote  # “…,” adding that
    return (
        cue.verb.lower_ in verbs("adding")
        and number > 0
        and page.written[number] == ","
        and before.subject is not None
        and page.begin[before.first] == page.begin[cue.first]
    )


def _says_also(before: Cue, cue: Cue) -> bool:
    """Whether a verb that the parse joins to what is reported is the reporter's next: "said he never signed it and added: …"."""
    joined = cue.verb.dep_ == "conj" and cue.verb.head.dep_ == "ccomp" and cue.verb.head.head == before.verb
    return (
        joined
        and cue.lemma in verbs("continuing")
        and cue.verb.tag_ == before.verb.tag_
        and cue.subject is not None
        and cue.subject.i > before.verb.i
        and cue.subject.tag_ == "PRP"
        and not any(child.dep_ == "nsubj" for child in cue.verb.children)
    )
