"""The rules that label an English segment, the surest first. They know no text beyond the page."""

from __future__ import annotations

from functools import cache

from nlp import marks
from nlp.names import dictionary, lexicon
from nlp.names.english import around, context, own_words, works
from nlp.names.english.segments import Segment

NONE = "NONE"
"""What is surely no name."""
SINGLE = "SINGLE"
"""A single word that the model takes for a person; the rest of the text decides."""
_PRESS = frozenset({"journal", "magazine", "newspaper", "tabloid", "broadcaster"})
"""Words right before the name of a paper or a station: "the journal Nature"."""


def by_word(segment: Segment) -> str | None:
    """Label well-known bodies, media, companies and places."""
    if segment.page.word(segment.start - 1) in _PRESS:
        return "MEDIA"
    name = marks.wording(segment.page.doc, segment.start, segment.end).replace("’", "'")
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


def by_work(segment: Segment) -> str | None:
    """Label titles and things as no names."""
    return NONE if works.is_work_or_thing(segment) else None


def by_make(segment: Segment) -> str | None:
    """Label names by their own words."""
    words = segment.words
    if not words or _is_legal_form_behind(segment):
        return NONE
    if context.is_before_region(segment) or context.is_map_feature(segment):
        return "GPE"
    if label := own_words.label_of(words, segment.model):
        return label
    numbered = len(words) > 1 and words[0] in lexicon.firms() and words[-1][-1].isdigit()
    if numbered or segment.model == "PRODUCT":  # the model takes "Xiaomi SU7" for a person
        return "PRODUCT"
    if any(word[-1].isdigit() for word in words) and segment.model not in {"ORG", "PERSON", "GPE"}:
        return "PRODUCT" if len(words) > 1 else NONE
    return None


def _is_legal_form_behind(segment: Segment) -> bool:
    """Whether it is only the legal form of the company before the comma: "Tarvel Systems, Inc."."""
    legal = lexicon.words("en", "organisations", "legal")
    behind = segment.start > 0 and segment.page.doc[segment.start - 1].text == ","
    return behind and legal.issuperset(map(str.lower, segment.words))


def by_title(segment: Segment) -> str | None:
    """Label names by an office: "Foxconn chairman", "chief executive Li Xiang", "the chairman of Trina Solar"."""
    is_state = segment.political and segment.model in {"GPE", "LOC"}
    if segment.after_honorific or context.has_personal_possession(segment):
        return "PERSON"
    held = segment.after_title and not segment.before_title
    if held and (segment.model == "PERSON" or (segment.several and segment.model in {"ORG", None})):
        return "PERSON"
    named = segment.model == "PERSON" and segment.several and lexicon.is_forename(segment.words[0])
    if segment.before_title and segment.model != "NORP" and not (is_state or named):
        return "ORG"
    if context.is_owner_of_person(segment) or context.is_office_of(segment):
        return "ORG"
    return None


def by_deed(segment: Segment) -> str | None:
    """Label names by what is done to people and what companies do."""
    if segment.model == "PERSON" and segment.several:
        deeds = lexicon.words("en", "organisations", "deeds")
        firm = context.lemma(segment.after()) in deeds and not lexicon.is_forename(segment.words[0])
        return "ORG" if firm and len(segment.words[0]) > 1 else None
    if context.is_surname(segment) or context.has_forename(segment) or _does_as_people(segment):
        return "PERSON"
    if segment.model == "PERSON":
        return None
    return "ORG" if context.acts(segment) or _has_firm_cue(segment) else None


def _does_as_people(segment: Segment) -> bool:
    """Whether a single forename or surname does what only people do: "Theresa smiled", "Gupta founded the firm"."""
    word = segment.words[0]
    if len(segment.words) > 1 or word in lexicon.firms():
        return False
    listed = lexicon.is_given(word) or lexicon.is_family(word)
    named = lexicon.is_forename(word) or (listed and not dictionary.is_common(word))
    return named and around.after(segment) >= around.STRONG


def _has_firm_cue(segment: Segment) -> bool:
    """Whether it is used as company names are: "Geely shares", "a bid for Puma", "Nio's"."""
    if segment.model not in {None, "GPE", "PRODUCT", "FAC", "LOC"} or segment.after() == "":
        return False
    return context.is_spoken_of_as_a_firm(segment) or segment.owns


def by_model(segment: Segment) -> str | None:
    """Take the model's label where no rule knows better; a single word is hardly ever a whole person's name."""
    one, first = not segment.several, segment.words[0]
    label: str | None = segment.model
    match segment.model:
        case "PERSON":
            label = SINGLE if one and first not in lexicon.words("en", "people", "surnames") else "PERSON"
            if label == SINGLE and context.is_location(segment) and not lexicon.is_given(first):
                label = "GPE"
        case "GPE" | "LOC":
            is_place = not one or context.is_in_place(segment) or lexicon.is_city(first)
            label = "GPE" if is_place else "ORG"
        case "ORG" if _is_place(segment):
            label = "GPE"
        case "ORG" if one and _is_plain_word(segment):
            label = None
        case "NORP":
            label = None if context.is_nationality(segment.words[-1]) else "ORG"
        case None:
            place = "GPE" if _is_place(segment) else "ORG"
            label = place if context.is_unknown_name(segment) else None
    return label if label in {"PERSON", "ORG", "GPE", "PRODUCT", SINGLE} else None


def _is_plain_word(segment: Segment) -> bool:
    """Whether an ordinary word is capitalised only because it opens the sentence, before a noun: "House prices"."""
    page, head = segment.page, segment.start
    if page.tag(segment.end) != "NNS" or page.tag(head) != "NN" or not page.opens_sentence(head):
        return False
    return dictionary.is_listed(page.word(head)) and not context.is_spoken_of_as_a_firm(segment)


def _is_place(segment: Segment) -> bool:
    """Whether it stands where only places do, or is a town and no word; the model takes unknown towns for companies."""
    if (not segment.several and context.is_location(segment)) or context.is_dateline(segment):
        return True
    name = " ".join(segment.words)
    return lexicon.is_city(name) and not dictionary.is_common(name)
