"""Finds the verbs that report speech in an English parse, and whose they are. Knows no quotation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.strings import get_string_id
from spacy.symbols import AUX, VERB
from spacy.tokens import Token

from nlp.quotes.cue import NEEDS, Cue, speaks
from nlp.quotes.inflection import verb_forms
from nlp.quotes.lexicon import words
from nlp.quotes.loose_cues import beside_marks, warning
from nlp.quotes.page import STOPS, Page
from nlp.quotes.somebody import SEVERAL, is_somebody
from nlp.quotes.subjects import BRINGING, speaker_of, subject_of

MAILED = frozenset({"mail", "mails", "mailed", "mailing"})

READ = get_string_id("read")
FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
ADDING = frozenset({"adding", "noting", "stressing", "emphasizing", "emphasising", "insisting"})

BODIES = frozenset({"ORG", "MEDIA", "REGULATOR"})
POSSESSIVE = frozenset({"'s", "’s"})

FARTHEST = 12
"""Tokens between a verb and the name behind it."""

GOING_ON = frozenset({"add", "continue", "say", "note", "insist", "stress", "conclude", "write"})

LEADING_ON = frozenset({
    "go", "goes", "went", "going", "continue", "continued", "continues", "proceeded", "used", "took", "takes", "taken", "taking",
    "likes", "liked", "loves", "loved", "wrote", "writes", "called", "calls", "phoned", "emailed", "texted", "messaged", "tweeted", "sought", "seeks",
    "rushed", "hastened", "hurried", "stood", "stepped",
})  # fmt: skip
"""Verbs by which somebody comes to say what an infinitive says: "took to Facebook to say", "sought to assure"."""

ADDRESSED = frozenset(
    {"tell", "warn", "remind", "assure", "inform", "advise", "accuse", "ask", "urge", "quote"}
)
"""Verbs whose object is a person who listens."""

UNSAID = frozenset({"if", "unless", "whether", "lest"})
"""Before a verb they tell of what may be said: "If the mayor says the budget is balanced"."""

LATE = frozenset({"only", "later", "simply", "just", "often", "always", "eventually", "then", "sometimes"})
"""Beside one of these "would say that …" tells what was said."""


def find_cues(page: Page) -> Iterator[Cue]:
    """Every cue of a page, in order."""
    forms = _hashes()
    before: Cue | None = None
    for number, word in enumerate(page.lower):
        if word not in forms or page.inside[number] != -1 or (before and before.verb.i == number):
            continue
        token, pos = page.doc[number], page.pos[number]
        cue = _read(page, token) if pos in {VERB, AUX} or word == READ else warning(page, token)
        cue = cue or beside_marks(page, token)
        if cue is not None:
            goes_on = before is not None and (
                _goes_on(page, before, cue) or _says_also(before, cue) or _opens_with(page, cue)
            )
            if before is not None and goes_on:
                cue.subject = before.subject
            before = cue
            yield cue


@cache
def _hashes() -> frozenset[int]:
    return frozenset(get_string_id(form) for form in verb_forms())


def _read(page: Page, verb: Token) -> Cue | None:
    lemma = verb_forms()[verb.lower_]
    following = page.doc[verb.i + 1].lower_ if verb.i + 1 < len(page.doc) else ""
    if lemma == "read" and following in {":", ","}:
        return _reading(page, verb)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if _nothing_said(page, verb, passive=passive) or _mails(verb):
        return None
    subject = _speaker(page, verb)
    first = last = verb.i
    quoted = None if passive else _quoting(verb)
    if quoted is not None:
        verb, subject, lemma = *quoted, "say"
        last = verb.i
    elif passive:
        saying = _quoted_as(verb)
        if saying is None:
            return None
        first = min((child.i for child in verb.children if child.dep_ == "auxpass"), default=first)
        last = saying.i
        verb, lemma = saying, "say"
    elif following == NEEDS.get(lemma) or any(
        child.dep_ == "prt" and child.i == last + 1 for child in verb.children
    ):
        last += 1
    elif lemma in NEEDS:
        return None
    if subject is not None and page.inside[subject.i] != -1:
        subject = None
    if subject is not None and not speaks(subject):
        return None
    verbs = words("en")["verbs"]
    return Cue(
        verb=verb,
        subject=subject,
        lemma=lemma,
        first=first,
        last=last,
        clause=lemma in verbs["speech"]
        or lemma in verbs["aside"]
        or (following == "that" and page.doc[verb.i + 1].dep_ == "mark" and lemma not in verbs["thought"]),
        that_only=lemma in verbs["that_only"] or lemma not in verbs["speech"],
    )


def _speaker(page: Page, verb: Token) -> Token | None:
    """Whose a verb is: by the parse, else by the names beside it; of "said Tarn's newly named chair Ada Moss", hers."""
    subject = (
        _behind_joined(verb) or speaker_of(verb) or _named_before(page, verb) or _named_behind(page, verb)
    )
    if subject is None or subject.i + 1 >= len(page.doc) or page.doc[subject.i + 1].lower_ not in POSSESSIVE:
        return subject
    return _named_behind(page, verb) or _possessed(page, subject.i + 2, page.stop[verb.i]) or subject


def _named_before(page: Page, verb: Token) -> Token | None:
    """The person whose apposition ends right before a finite verb to which the parse gives no subject, or the body named there."""
    number = verb.i - 1
    while number > 0 and (page.doc[number].pos_ == "ADV" or page.doc[number].text == ","):
        number -= 1
    finite = verb.tag_ in {"VBD", "VBZ"} and number >= page.begin[verb.i]
    if finite and page.doc[number].ent_type_ == "PERSON":
        return page.doc[number]
    if verb.tag_ in {"VBD", "VBZ"} and verb.dep_ == "ROOT" and page.doc[verb.i - 1].text == ",":
        return _told_of_before(page, verb)
    alone = finite and number == verb.i - 1 and page.doc[min(verb.i + 1, len(page.doc) - 1)].is_punct
    if alone and page.doc[verb.i + 1].text in STOPS and (phrase := _last_phrase(page, number)) is not None:
        return phrase
    bodies = [name for name in page.names_between(number - FARTHEST, number) if name[1] == number]
    if alone and bodies and bodies[-1][2] in BODIES:  # "…, the Tarn Health Department said."
        return page.doc[bodies[-1][0] : number + 1].root
    return None


def _told_of_before(page: Page, verb: Token) -> Token | None:
    """The person with a relative clause before a verb, where the parse gives him to another: "Moss, who …, announced"."""
    for start, end, label in reversed(page.names_between(page.begin[verb.i], verb.i)):
        follows = page.doc[end + 2] if page.doc[end + 1].text == "," else page.doc[end]
        opens = start == page.begin[verb.i] and end + 1 < verb.i - 1  # Ada Moss, for one, said
        if label == "PERSON" and (follows.lower_ == "who" or (opens and follows.i > end)):
            return page.doc[start : end + 1].root
    return None


def _last_phrase(page: Page, last: int) -> Token | None:
    """The noun of the phrase between a comma and a verb that ends its sentence: "…, a statement from the airport said."."""
    for number in range(last, max(page.begin[last], last - FARTHEST), -1):
        token = page.doc[number]
        if token.text == ",":
            return next(
                (
                    one
                    for one in page.doc[number + 1 : last + 1]
                    if one.left_edge.i == number + 1 and one.pos_ in {"NOUN", "PROPN"}
                ),
                None,
            )
        if token.tag_ in FORMS | {"MD"} or token.is_punct or page.inside[number] != -1:
            return None
    return None


def _named_behind(page: Page, verb: Token) -> Token | None:
    """The person behind a verb that a comma parts from what is said: ", said the firm's newly named chair Ada Moss"."""
    if verb.i == 0 or page.doc[verb.i - 1].text != "," or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    for number in range(verb.i + 1, min(verb.i + FARTHEST, page.stop[verb.i])):
        token = page.doc[number]
        if token.ent_type_ == "PERSON" and page.doc[number + 1].ent_type_ != "PERSON":
            return token
        if token.is_punct or token.pos_ == "ADP" or token.tag_ in {"VBD", "VBZ", "MD"}:
            return None
    return None


def _behind_joined(verb: Token) -> Token | None:
    """Whoever stands behind a verb that the parse joins to what he says: ", recalled the two aides"; nobody is recalled."""
    joined = verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and verb.i > 0 and verb.nbor(-1).text == ","
    if not joined or verb_forms()[verb.lower_] in ADDRESSED:
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ == "NOUN" and child.left_edge.i == verb.i + 1:
            known = child.lower_ in SEVERAL or is_somebody(child.doc[child.left_edge.i : child.i + 1].text)
            return child if known else None
    return None


def _possessed(page: Page, first: int, stop: int) -> Token | None:
    """Who stands behind a possessor: "Tarn's lawyer, Ned Farr" is Ned Farr, "Tarn's lawyer" the lawyer."""
    noun: Token | None = None
    for number in range(first, min(first + FARTHEST, stop)):
        token = page.doc[number]
        if token.text == "," and noun is not None and page.doc[number + 1].ent_type_ == "PERSON":
            return next(ent.root for ent in page.doc[number + 1 : stop + 1].ents)
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            break
        noun = token
    return noun


def _goes_on(page: Page, before: Cue, cue: Cue) -> bool:
    """Whether a participle is the same speaker's next report, whatever verb the parse hangs it on: ", adding that"."""
    number = cue.verb.i - 1 - (cue.verb.i > 1 and page.doc[cue.verb.i - 1].pos_ == "ADV")
    number -= number > 0 and page.inside[number] != -1 and page.doc[number].is_quote  # “…,” adding that
    return (
        cue.verb.lower_ in ADDING
        and number > 0
        and page.doc[number].text == ","
        and before.subject is not None
        and page.begin[before.first] == page.begin[cue.first]
    )


def _opens_with(page: Page, cue: Cue) -> bool:
    """Whether a participle opens a sentence of its own without a subject: "Adding that nobody had asked."."""
    alone = cue.subject is None and cue.verb.lower_ in ADDING and cue.first == page.begin[cue.first]
    return alone and cue.verb.dep_ == "ROOT"


def _says_also(before: Cue, cue: Cue) -> bool:
    """Whether a verb that the parse joins to what is reported is the reporter's next: "said he never signed it and added: …"."""
    joined = cue.verb.dep_ == "conj" and cue.verb.head.dep_ == "ccomp" and cue.verb.head.head == before.verb
    return (
        joined
        and cue.lemma in GOING_ON
        and cue.verb.tag_ == before.verb.tag_
        and cue.subject is not None
        and cue.subject.i > before.verb.i
        and cue.subject.tag_ == "PRP"
        and not any(child.dep_ == "nsubj" for child in cue.verb.children)
    )


def _nothing_said(page: Page, verb: Token, *, passive: bool) -> bool:
    """Whether a verb's form says that it reports nothing: denied, only possible, or done to somebody."""
    if verb.dep_ == "amod" or (verb.tag_ not in FORMS and not _really_said(page, verb)):
        return True
    if verb.i and verb.nbor(-1).lower_ == "rest":  # rest assured
        return True
    if any(child.dep_ == "mark" and child.lower_ in UNSAID for child in verb.lefts):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"from", "without"}:  # "kept them from saying that …"
        return True
    asked = verb.lower_ == "asked" and (verb.i == 0 or page.doc[verb.i - 1].text == "," or verb.is_sent_start)
    around = [child for child in verb.children if page.inside[child.i] == -1]
    denied = any(child.dep_ == "neg" for child in around)
    possible = any(
        child.tag_ == "MD"
        and child.dep_ == "aux"
        and child.lower_ not in {"will", "'ll"}
        and page.doc[child.i + 1 : child.i + 2].text
        != ","  # the parse of "… that he should, the paper reported"
        for child in around
    )
    if possible and not denied and _would_later(page, verb):
        return False
    return asked or denied or possible or (not passive and _done_to(verb))


def _done_to(verb: Token) -> bool:
    """Whether a participle is passive without showing it: "told that …", "was met and told …"."""
    if verb.tag_ == "VBN" and not _perfect(verb):
        return not any(child.dep_ == "nsubj" for child in verb.children)
    alone = not any(child.dep_ == "nsubj" for child in verb.lefts)
    joined = alone and verb.dep_ == "conj" and verb.lower_ in {"told", "asked", "informed", "advised"}
    return joined and any(child.dep_ == "auxpass" for child in verb.head.children)


def _reading(page: Page, verb: Token) -> Cue:
    """Reads "the statement read: …", which the parse seldom takes for a verb with a subject."""
    subject = subject_of(verb)
    for number in range(verb.i - 1, max(page.begin[verb.i], verb.i - 8) - 1, -1):
        if subject is not None:
            break
        if page.doc[number].pos_ in {"NOUN", "PROPN"} and page.doc[number].dep_ in {"nsubj", "ROOT"}:
            subject = page.doc[number]
    return Cue(
        verb=verb, subject=subject, lemma="read", first=verb.i, last=verb.i, clause=True, that_only=True
    )


def _mails(verb: Token) -> bool:
    """Whether a letter is mailed and nothing said; "e-" before the verb, which the tokenizer cuts off, says otherwise."""
    return verb.lower_ in MAILED and not (verb.i > 1 and verb.nbor(-2).lower_ == "e")


def _perfect(verb: Token) -> bool:
    """Whether a participle has its "have", itself or through coordination; without one it is passive: "asked whether …"."""
    for _ in range(3):
        if any(
            child.dep_ == "aux"
            and child.lower_ in {"has", "have", "had", "'ve", "’ve", "'s", "’s", "'d", "’d", "having"}
            for child in verb.children
        ):
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _would_later(page: Page, verb: Token) -> bool:
    """Whether "would" only sets back in time what somebody said: "would later say", "would say only"."""
    around = {page.doc[number].lower_ for number in (verb.i - 1, min(verb.i + 1, len(page.doc) - 1))}
    return bool(around & LATE) and any(child.lower_ in {"would", "'d", "’d"} for child in verb.children)


def _really_said(page: Page, verb: Token) -> bool:
    """Infinitives and bare forms that still report: "did say", "went on to say", "will tell"."""
    if verb.tag_ != "VB":
        return False
    if _would_later(page, verb):
        return True
    if verb.lower_ == "read" and (
        any(child.dep_ == "nsubj" for child in verb.children) or (verb.i and page.inside[verb.i - 1] != -1)
    ):
        return True  # the tagger takes its past tense for an infinitive
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & {"did", "do", "does"}:
        return True
    return (
        "to" in helpers
        and verb.dep_ in {"xcomp", "advcl"}
        and verb.head.tag_ in FORMS | {"VBG"}
        and (
            verb.head.lower_ in LEADING_ON or (verb.head.lower_ in BRINGING and speaker_of(verb) is not None)
        )
        and not any(child.dep_ == "neg" for child in verb.head.children)
    )


def _quoting(verb: Token) -> tuple[Token, Token] | None:
    """What somebody says whom another quotes, and who: "quoted the guard as saying that"."""
    whom = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if whom is None:
        return None
    saying = _quoted_as(verb) or _quoted_as(verb, whom)
    return None if saying is None else (saying, whom)


def _quoted_as(verb: Token, holder: Token | None = None) -> Token | None:
    """The "saying" behind a verb of quoting; the parse may hang its "as" on whoever is quoted."""
    if verb_forms().get(verb.lower_, verb.lower_) not in {"quote", "cite", "report", "heard", "recorded"}:
        return None
    for child in (holder or verb).children:
        if child.lower_ == "as":
            for inner in child.children:
                if inner.lower_ in {"saying", "telling", "stating", "writing"}:
                    return inner
    return None
