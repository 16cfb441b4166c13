"""The rules that label an English segment, the surest first. They know no text beyond the Doc."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from nlp import marks
from nlp.names import dictionary, lexicon
from nlp.names.english import around, context, makes, works
from nlp.names.english.segments import Segment

NONE = "NONE"
"""What is surely no name."""
SINGLE = "SINGLE"
"""A single word that the model takes for a person; the rest of the text decides."""
_PRESS = frozenset({"journal", "magazine", "newspaper", "tabloid", "broadcaster"})
"""Words right before the name of a paper or a station: "the journal Nature"."""


def by_word(doc: Doc, segment: Segment) -> str | None:
    """Label well-known bodies, media, companies and places."""
    if segment.start and doc[segment.start - 1].text in _PRESS:
        return "MEDIA"
    name = marks.wording(doc, segment.start, segment.end).replace("’", "'")
    bare = name.removeprefix("The ")
    brand, apart, _ = bare.partition("'s ")
    if (apart and f"{brand}'s" in lexicon.firms()) or name.endswith("'s"):
        return "ORG"  # Domino's Pizza, Trader Joe's
    return next((label for label, names in _lists() if name in names or bare in names), None)


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        ("REGULATOR", lexicon.words("bodies", "regulators", "en", "names")),
        ("MEDIA", lexicon.words("bodies", "media", "en", "names")),
        ("ORG", lexicon.firms()),
        ("PERSON", lexicon.words("en", "people", "mononyms")),
        ("GPE", lexicon.words("places", "en")),
    )


def by_work(doc: Doc, segment: Segment) -> str | None:
    """Label titles and things as no names."""
    return NONE if works.is_work_or_thing(doc, segment) else None


def by_make(doc: Doc, segment: Segment) -> str | None:
    """Label names by their own words."""
    words = segment.words
    if not words:
        return NONE
    if context.is_before_region(doc, segment) or context.is_map_feature(segment):
        return "GPE"
    if label := makes.kind(words, segment.model):
        return label
    numbered = len(words) > 1 and words[0] in lexicon.firms() and words[-1][-1].isdigit()
    if numbered or segment.model == "PRODUCT":  # the model takes "Xiaomi SU7" for a person
        return "PRODUCT"
    if any(word[-1].isdigit() for word in words) and segment.model not in {"ORG", "PERSON", "GPE"}:
        return "PRODUCT" if len(words) > 1 else NONE
    return None


def by_title(doc: Doc, segment: Segment) -> str | None:
    """Label names by an office: "Foxconn chairman", "chief executive Li Xiang", "the chairman of Trina Solar"."""
    is_state = segment.political and segment.model in {"GPE", "LOC"}
    if segment.after_honorific or context.has_personal_possession(doc, segment):
        return "PERSON"
    if segment.after_title and not segment.before_title:
        several = len(segment.words) > 1
        if segment.model == "PERSON" or (several and segment.model in {"ORG", None}):
            return "PERSON"
    named = segment.model == "PERSON" and len(segment.words) > 1 and lexicon.is_forename(segment.words[0])
    if segment.before_title and segment.model != "NORP" and not (is_state or named):
        return "ORG"
    if context.is_owner_of_person(doc, segment) or context.is_office_of(doc, segment):
        return "ORG"
    return None


def by_deed(doc: Doc, segment: Segment) -> str | None:
    """Label names by what is done to people and what companies do."""
    several = len(segment.words) > 1
    if segment.model == "PERSON" and several:
        deeds = lexicon.words("en", "organisations", "deeds")
        firm = context.lemma_at(doc, segment.end) in deeds and not lexicon.is_forename(segment.words[0])
        return "ORG" if firm and len(segment.words[0]) > 1 else None
    if context.is_surname(segment) or context.has_forename(doc, segment) or _does_as_people(doc, segment):
        return "PERSON"
    if segment.model == "PERSON":
        return None
    return "ORG" if context.acts(doc, segment) or _has_firm_cue(doc, segment) else None


def _does_as_people(doc: Doc, segment: Segment) -> bool:
    """Whether a single forename or surname does what only people do: "Theresa smiled", "Gupta founded the firm"."""
    word = segment.words[0]
    if len(segment.words) > 1 or word in lexicon.firms():
        return False
    listed = lexicon.is_given(word) or lexicon.is_family(word)
    named = lexicon.is_forename(word) or (listed and not dictionary.is_common(word))
    return named and around.behind(doc, segment) >= around.STRONG


def _has_firm_cue(doc: Doc, segment: Segment) -> bool:
    """Whether it is used as company names are: "Geely shares", "a bid for Puma", "Nio's"."""
    if segment.model not in {None, "GPE", "PRODUCT", "FAC", "LOC"} or segment.end >= len(doc):
        return False
    return context.is_spoken_of_as_a_firm(doc, segment) or doc[segment.end].tag_ == "POS"


def by_model(doc: Doc, segment: Segment) -> str | None:
    """Take the model's label where no rule knows better; a single word is hardly ever a whole person's name."""
    one = len(segment.words) == 1
    label: str | None = segment.model
    match segment.model:
        case "PERSON":
            known = segment.words[0] in lexicon.words("en", "people", "surnames")
            label = SINGLE if one and not known else "PERSON"
            if (
                label == SINGLE
                and context.is_location(doc, segment)
                and not lexicon.is_given(segment.words[0])
            ):
                label = "GPE"
        case "GPE" | "LOC":
            is_place = not one or context.is_in_place(doc, segment) or lexicon.is_city(segment.words[0])
            label = "GPE" if is_place else "ORG"
        case "ORG" if _is_place(doc, segment, one=one):
            label = "GPE"
        case "ORG" if one and _is_plain_word(doc, segment):
            label = None
        case "NORP":
            label = None if context.is_nationality(segment.words[-1]) else "ORG"
        case None:
            place = "GPE" if _is_place(doc, segment, one=one) else "ORG"
            label = place if context.is_unknown_name(doc, segment) else None
    return label if label in {"PERSON", "ORG", "GPE", "PRODUCT", SINGLE} else None


def _is_plain_word(doc: Doc, segment: Segment) -> bool:
    """Whether an ordinary word is capitalised only because it opens the sentence, before a noun: "House prices"."""
    head = doc[segment.start]
    if (
        segment.end == len(doc)
        or doc[segment.end].tag_ != "NNS"
        or not head.is_sent_start
        or head.tag_ != "NN"
    ):
        return False
    return dictionary.is_listed(head.text) and not context.is_spoken_of_as_a_firm(doc, segment)


def _is_place(doc: Doc, segment: Segment, *, one: bool) -> bool:
    """Whether it stands where only places do, or is a town and no word; the model takes unknown towns for companies."""
    if (one and context.is_location(doc, segment)) or context.is_dateline(doc, segment):
        return True
    name = " ".join(segment.words)
    return lexicon.is_city(name) and not dictionary.is_common(name)
