"""Small tests of what stands around a name in an English Doc, used by the rules of `rules`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon, pinyin
from nlp.names.english.segments import Segment


def is_chinese_person(words: tuple[str, ...]) -> bool:
    """Whether the words are a Chinese person's name in Latin letters, and no company that reads like one."""
    return (
        all(word[:1].isupper() for word in words)
        and not all(word.isupper() for word in words)
        and " ".join(words) not in lexicon.load("en")["not_names"]["people"]
        and pinyin.is_name(words)
    )


def is_surname(segment: Segment) -> bool:
    """Whether the single word is a surname only: "Williams said"."""
    return (
        len(segment.words) == 1
        and segment.model in {None, "ORG", "PERSON"}
        and segment.words[0] in lexicon.words("en", "people", "common_surnames")
    )


def has_forename(doc: Doc, segment: Segment) -> bool:
    """Whether an unknown word follows a forename or an initial, and nothing suggests a company.

    "Wade Colfax", "Anil R. Deshmukh": the model takes half of them for companies.
    """
    words = [word for word in segment.words if len(word.removesuffix(".")) > 1]
    plain = len(words) in {2, 3} and all(word[0].isupper() and not word.isupper() for word in words)
    if not plain or segment.model == "PERSON" or dictionary.is_common(words[-1]):
        return False
    if segment.model == "ORG" and (words[0] in {"Al", "El"} or is_spoken_of_as_a_firm(doc, segment)):
        return False  # there an article: "Al Jazeera"
    initialled = any(len(word.removesuffix(".")) == 1 and word.isupper() for word in segment.words[1:-1])
    return initialled or lexicon.is_forename(words[0])


def is_spoken_of_as_a_firm(doc: Doc, segment: Segment) -> bool:
    """Whether a word for a company stands beside it: "Geely shares", "a bid for Puma"."""
    after = lemma_at(doc, segment.end)
    return after in lexicon.words("en", "organisations", "cues_after") or is_called_a_firm(doc, segment.start)


def is_owner_of_person(doc: Doc, segment: Segment) -> bool:
    """Whether a person follows the possessive: "SAIC's Jia Jianxu"."""
    after = segment.end
    if after + 2 >= len(doc) or doc[after].tag_ != "POS" or segment.model == "NORP":
        return False
    first, second = doc[after + 1], doc[after + 2]
    if not (first.text[0].isupper() and second.text[0].isupper()):
        return False
    return first.ent_type_ == "PERSON" or pinyin.is_name((first.text, second.text))


def has_personal_possession(doc: Doc, segment: Segment) -> bool:
    """Whether something that only people have follows the possessive: "Holt's lawyer", "Calder's wife"."""
    after = segment.end
    named = len(segment.words) == 1 or (len(segment.words) == 2 and lexicon.is_given(segment.words[0]))  # noqa: PLR2004
    if not named or after + 1 >= len(doc) or segment.model in {"GPE", "NORP", "LOC"}:
        return False
    follows = [doc[place].lower_ for place in range(after + 1, min(after + 3, len(doc)))]
    owned = lexicon.words("en", "people", "belongings")
    return doc[after].lower_ in {"'s", "’s"} and any(word in owned for word in follows)


def is_office_of(doc: Doc, segment: Segment) -> bool:
    """Whether it follows "chairman of", or a person and "of": "Ding Lei of NetEase"."""
    place = segment.start - 1
    if place >= 0 and doc[place].lower_ == "the":
        place -= 1
    if place < 1 or doc[place].lower_ not in {"of", "at"} or segment.model in {"GPE", "NORP", "LOC"}:
        return False
    before = doc[place - 1]
    return before.ent_type_ == "PERSON" or before.lower_ in lexicon.words("en", "titles", "heads")


def is_called_a_firm(doc: Doc, start: int) -> bool:
    """Whether a word for a company stands before it: "carmaker Geely", "a bid for Puma"."""
    cues = lexicon.words("en", "organisations", "cues_before")
    if start and doc[start - 1].lower_ in cues:
        return True
    return (
        start > 1
        and doc[start - 1].lower_ in {"of", "in", "for", "by", "on"}
        and doc[start - 2].lower_ in cues
    )


def acts(doc: Doc, segment: Segment) -> bool:
    """Whether it is the subject, or opens the sentence, of a verb that companies take."""
    verb = segment.end
    if verb + 1 < len(doc) and doc[verb].tag_ == "MD" and doc[verb + 1].tag_ == "VB":
        verb += 1  # "will buy"
    if verb >= len(doc) or doc[verb].pos_ not in {"VERB", "AUX"}:
        return False
    if lemma_at(doc, verb) not in lexicon.words("en", "organisations", "verbs"):
        return False
    first = doc[segment.start]
    heads_sentence = first.is_sent_start or (segment.start > 0 and doc[segment.start - 1].is_sent_start)
    return bool(heads_sentence or doc[segment.end - 1].dep_ in {"nsubj", "nsubjpass"})


def is_in_place(doc: Doc, segment: Segment) -> bool:
    """Whether it stands where places do: after "in" or "from", beside another place, at the start of a sentence."""
    start = segment.start
    if (
        start == 0
        or doc[start].is_sent_start
        or doc[start - 1].is_punct
        or doc[start - 1].ent_type_ in {"GPE", "LOC"}
    ):
        return True
    before = doc[start - 2] if doc[start - 1].lower_ == "the" and start > 1 else doc[start - 1]
    return before.lower_ in lexicon.words("en", "place_prepositions", "words") or doc[start].dep_ in {
        "compound",
        "amod",
    }


def is_location(doc: Doc, segment: Segment) -> bool:
    """Whether a preposition makes it a location: "met in Toulon", not "a stake in Wise"."""
    place = segment.start - 1
    if place < 1 or doc[place].lower_ not in {"in", "near", "from"}:
        return False
    if doc[place].lower_ == "from":
        noun = doc[place - 1].lower_  # "a fisherman from Grimsby"
        return noun in lexicon.words("watch", "en", "callings") or noun in {
            "people",
            "family",
            "man",
            "woman",
            "couple",
        }
    if segment.words[-1].isupper():
        return False  # "in NBA history"
    follows = segment.end < len(doc) and doc[segment.end].tag_ == "POS"
    return not follows and doc[place - 1].lower_ not in lexicon.words("en", "organisations", "put_into")


def is_before_region(doc: Doc, segment: Segment) -> bool:
    """Whether its state or country follows: "at Eagle Pass, Texas"."""
    start, comma = segment.start, segment.end
    if start < 1 or comma + 1 >= len(doc) or doc[comma].text != ",":
        return False
    if doc[start - 1].lower_ not in {"in", "at", "near", "around", "outside", "to", "from"}:
        return False
    land = doc[comma + 1 : comma + 3]
    return land[0].text in lexicon.words("places", "en") or land.text in lexicon.words("places", "en")


def is_map_feature(segment: Segment) -> bool:
    """Whether it ends with a word for streets and places: "Navy Yard", "M Street SE"."""
    words = segment.words
    if len(words) > 2 and words[-1] in {"N", "S", "E", "W", "NE", "NW", "SE", "SW"}:  # noqa: PLR2004
        words = words[:-1]
    if len(words) < 2 or segment.model == "PERSON":  # noqa: PLR2004 — a name and what is on the map
        return False
    placed = words[-1].lower() in lexicon.words("en", "places", "sure_heads")
    return placed and not lexicon.is_forename(words[0])  # "Neil Lane"


def is_dateline(doc: Doc, segment: Segment) -> bool:
    """Whether it opens a paragraph in capitals before a bracket, a dash or a comma, as a dateline does."""
    start, end = segment.start, segment.end
    opens = start == 0 or "\n" in doc[start - 1].text_with_ws
    shouted = all(word.isupper() for word in segment.words) and len(segment.words[0]) > len("NASA")
    return opens and shouted and end < len(doc) and doc[end].text in {"(", "—", "–", "--", ","}


def is_nationality(word: str) -> bool:
    """Whether it is an adjective of a nation, a faith or a party."""
    return dictionary.is_common(word) or word.endswith(("ese", "ian", "ians", "ish", "ans", "crat", "crats"))


def is_unknown_name(doc: Doc, segment: Segment) -> bool:
    """Whether it is an unknown proper name inside a sentence, which is nearly always a company."""
    first = doc[segment.start]
    return not first.is_sent_start and all(
        word.isalpha() and not dictionary.is_common(word) for word in segment.words
    )


def lemma_at(doc: Doc, place: int) -> str:
    """Return the dictionary form of a token; empty beyond the Doc."""
    return lemma(doc[place].text) if 0 <= place < len(doc) else ""


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
