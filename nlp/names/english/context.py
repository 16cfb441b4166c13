"""Small tests of what stands around an English name, which the rules of `rules` ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from nlp.names import dictionary, lexicon, pinyin
from nlp.names.english.segments import Segment


def is_surname(segment: Segment) -> bool:
    """Whether the single word is a surname only: "Williams said"."""
    return (
        len(segment.words) == 1
        and segment.model in {None, "ORG", "PERSON"}
        and segment.words[0] in lexicon.words("en", "people", "common_surnames")
    )


def has_forename(segment: Segment) -> bool:
    """Whether an unknown word follows a forename or an initial, and nothing suggests a company.

    "Wade Colfax", "Anil R. Deshmukh": the model takes half of them for companies.
    """
    words = [word for word in segment.words if len(word.removesuffix(".")) > 1]
    plain = len(words) in {2, 3} and all(word[0].isupper() and not word.isupper() for word in words)
    if not plain or segment.model == "PERSON" or dictionary.is_common(words[-1]):
        return False
    if segment.model == "ORG" and (words[0] in {"Al", "El"} or is_spoken_of_as_a_firm(segment)):
        return False  # there an article: "Al Jazeera"
    initialled = any(len(word.removesuffix(".")) == 1 and word.isupper() for word in segment.words[1:-1])
    return initialled or lexicon.is_forename(words[0])


def is_spoken_of_as_a_firm(segment: Segment) -> bool:
    """Whether a word for a company stands beside it: "Geely shares", "a bid for Puma"."""
    after = lemma(segment.after())
    return after in lexicon.words("en", "organisations", "cues_after") or is_called_a_firm(segment)


def is_owner_of_person(segment: Segment) -> bool:
    """Whether a person follows the possessive: "SAIC's Jia Jianxu"."""
    if not segment.owns or segment.model == "NORP":
        return False
    page, place = segment.page, segment.end + 1
    names = page.word(place), page.word(place + 1)
    if not all(name[:1].isupper() for name in names):
        return False
    return page.kind(place) == "PERSON" or pinyin.is_name(names)


def has_personal_possession(segment: Segment) -> bool:
    """Whether something that only people have follows the possessive: "Holt's lawyer", "Calder's wife"."""
    named = len(segment.words) == 1 or (len(segment.words) == 2 and lexicon.is_given(segment.words[0]))  # noqa: PLR2004
    if not named or segment.model in {"GPE", "NORP", "LOC"} or segment.after() not in {"'s", "’s"}:
        return False
    return not lexicon.words("en", "people", "belongings").isdisjoint((segment.after(2), segment.after(3)))


def is_office_of(segment: Segment) -> bool:
    """Whether it follows "chairman of", or a person and "of": "Ding Lei of NetEase"."""
    back = 1 + (segment.before() == "the")
    if segment.before(back) not in {"of", "at"} or segment.model in {"GPE", "NORP", "LOC"}:
        return False
    is_of_person = segment.page.kind(segment.start - back - 1) == "PERSON"
    return is_of_person or segment.before(back + 1) in lexicon.words("en", "titles", "heads")


def is_called_a_firm(segment: Segment) -> bool:
    """Whether a word for a company stands before it: "carmaker Geely", "a bid for Puma"."""
    cues = lexicon.words("en", "organisations", "cues_before")
    if segment.before() in cues:
        return True
    return segment.before() in {"of", "in", "for", "by", "on"} and segment.before(2) in cues


def acts(segment: Segment) -> bool:
    """Whether it is the subject, or opens the sentence, of a verb that companies take."""
    page, verb = segment.page, segment.end
    if page.tag(verb) == "MD" and page.tag(verb + 1) == "VB":
        verb += 1  # "will buy"
    if verb >= len(page) or page.doc[verb].pos_ not in {"VERB", "AUX"}:
        return False
    if lemma(page.word(verb)) not in lexicon.words("en", "organisations", "verbs"):
        return False
    opens = page.opens_sentence(segment.start) or (
        segment.start > 0 and page.opens_sentence(segment.start - 1)
    )
    return opens or page.doc[segment.end - 1].dep_ in {"nsubj", "nsubjpass"}


def is_in_place(segment: Segment) -> bool:
    """Whether it stands where places do: after "in" or "from", beside another place, at the start of a sentence."""
    page, start = segment.page, segment.start
    if start == 0 or page.opens_sentence(start) or page.doc[start - 1].is_punct:
        return True
    if page.kind(start - 1) in {"GPE", "LOC"} or page.doc[start].dep_ in {"compound", "amod"}:
        return True
    before = segment.before(2 if segment.before() == "the" and start > 1 else 1)
    return before in lexicon.words("en", "place_prepositions", "words")


def is_location(segment: Segment) -> bool:
    """Whether a preposition makes it a location: "met in Toulon", not "a stake in Wise"."""
    preposition, noun = segment.before(), segment.before(2)
    if preposition == "from":  # "a fisherman from Grimsby"
        persons = {"people", "family", "man", "woman", "couple"}
        return noun in persons or noun in lexicon.words("watch", "en", "callings")
    if preposition not in {"in", "near"} or segment.start == 1 or segment.words[-1].isupper():
        return False  # "in NBA history"
    return not segment.owns and noun not in lexicon.words("en", "organisations", "put_into")


def is_before_region(segment: Segment) -> bool:
    """Whether its state or country follows: "at Eagle Pass, Texas"."""
    comma, places = segment.end, lexicon.words("places", "en")
    if segment.after() != "," or segment.before() not in _LOCATING:
        return False
    land = segment.page.doc[comma + 1 : comma + 3].text
    return land in places or segment.page.word(comma + 1) in places


_LOCATING = frozenset({"in", "at", "near", "around", "outside", "to", "from"})


def is_map_feature(segment: Segment) -> bool:
    """Whether it ends with a word for streets and places: "Navy Yard", "M Street SE"."""
    words = segment.words
    if len(words) > 2 and words[-1] in {"N", "S", "E", "W", "NE", "NW", "SE", "SW"}:  # noqa: PLR2004
        words = words[:-1]
    if len(words) < 2 or segment.model == "PERSON":  # noqa: PLR2004 — a name and what is on the map
        return False
    placed = words[-1].lower() in lexicon.words("en", "places", "sure_heads")
    return placed and not lexicon.is_forename(words[0])  # "Neil Lane"


def is_dateline(segment: Segment) -> bool:
    """Whether it opens a paragraph in capitals before a bracket, a dash or a comma, as a dateline does."""
    start = segment.start
    opens = start == 0 or "\n" in segment.page.doc[start - 1].text_with_ws
    shouted = all(word.isupper() for word in segment.words) and len(segment.words[0]) > len("NASA")
    return opens and shouted and segment.after() in {"(", "—", "–", "--", ","}


def is_nationality(word: str) -> bool:
    """Whether it is an adjective of a nation, a faith or a party."""
    return dictionary.is_common(word) or word.endswith(("ese", "ian", "ians", "ish", "ans", "crat", "crats"))


def is_unknown_name(segment: Segment) -> bool:
    """Whether it is an unknown proper name inside a sentence, which is nearly always a company."""
    return not segment.page.opens_sentence(segment.start) and all(
        word.isalpha() and not dictionary.is_common(word) for word in segment.words
    )


@cache
def lemma(word: str) -> str:
    """Return a word's dictionary form, near enough for look-ups: the pipeline has no lemmatizer."""
    word = word.lower()
    known = _deeds()
    if word in known or word in lexicon.words("en", "organisations", "cues_after"):
        return word
    irregular: dict[str, str] = lexicon.load("en")["irregular"]
    return next((base for make in _BASES if (base := make(word)) in known), irregular.get(word, word))


@cache
def _deeds() -> frozenset[str]:
    lists = (("en", "organisations", "verbs"), ("en", "people", "verbs"), ("watch", "en", "acts"))
    return frozenset().union(*(lexicon.words(*path) for path in lists))


_BASES: tuple[Callable[[str], str], ...] = (
    lambda word: word.removesuffix("s"),
    lambda word: word.removesuffix("es"),
    lambda word: word.removesuffix("ed"),
    lambda word: word.removesuffix("d"),
    lambda word: word[:-3] if word.endswith("ed") else word,
    lambda word: word.removesuffix("ies") + "y",
    lambda word: word.removesuffix("ied") + "y",
)
