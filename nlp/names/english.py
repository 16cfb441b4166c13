"""Which names an English Doc holds: the model's, set right by what stands around them. Knows no watch list.

The model reads unknown firms as people or places, and misses them at the head of a sentence; each rule below mends one
such habit. Order counts: what is surest comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon, pinyin, segments
from nlp.names.segments import Segment


def find(doc: Doc) -> list[tuple[int, int, str]]:
    """Start and end token and label of each name, in order."""
    found = segments.cut(doc)
    for rule in (_by_word, _by_make, _by_title, _by_deed, _by_model):
        for segment in found:
            if segment.label is None:
                segment.label = rule(doc, segment)
    _by_antecedent(found)
    _by_list(doc, found)
    _by_repetition(found)
    return [
        (segment.start, segment.end, segment.label)
        for segment in found
        if segment.label and segment.label != "NONE"
    ]


def _by_word(doc: Doc, segment: Segment) -> str | None:
    """Bodies, media and places that go by a known name."""
    name = doc[segment.start : segment.end].text
    bare = name.removeprefix("The ")
    for kind, label in (("regulators", "REGULATOR"), ("media", "MEDIA")):
        if name in lexicon.words("bodies", kind, "en", "names") or bare in lexicon.words(
            "bodies", kind, "en", "names"
        ):
            return label
    if name in lexicon.words("firms", "en"):
        return "ORG"
    if name in lexicon.words("en", "people", "mononyms"):
        return "PERSON"
    if name in lexicon.words("places", "en"):
        return "GPE"
    return None


def _by_make(doc: Doc, segment: Segment) -> str | None:
    """Names that show by their own words what they are."""
    words = segment.words
    if not words:
        return "NONE"
    several = len(words) > 1
    if several and words[-1] in lexicon.words("bodies", "media", "en", "endings"):
        return "MEDIA"
    if several and (
        words[-1] in lexicon.words("bodies", "regulators", "en", "endings") or words[0] == "Ministry"
    ):
        return "REGULATOR"
    if several and words[-1].lower() in lexicon.words("en", "organisations", "endings"):
        return "ORG"
    if _is_chinese_person(words):
        return "PERSON"
    if segment.model == "PRODUCT" or (
        any(w[-1].isdigit() for w in words) and segment.model not in {"ORG", "PERSON", "GPE"}
    ):
        return "PRODUCT" if segment.model == "PRODUCT" or several else "NONE"
    return None


def _by_title(doc: Doc, segment: Segment) -> str | None:
    """What an office tells: "Foxconn chairman", "chief executive Li Xiang", "the chairman of Trina Solar", "SAIC's Jia Jianxu"."""
    if segment.after_honorific:
        return "PERSON"
    if segment.after_title and not segment.before_title:
        if len(segment.words) > 1 and segment.model in {"PERSON", "ORG", None}:
            return "PERSON"
        if segment.model == "PERSON":
            return "PERSON"
    if (
        segment.before_title
        and segment.model != "NORP"
        and not (segment.political and segment.model in {"GPE", "LOC"})
    ):
        return "ORG"
    if _is_owner_of_person(doc, segment) or _is_office_of(doc, segment):
        return "ORG"
    return None


def _by_deed(doc: Doc, segment: Segment) -> str | None:
    """What firms do, and what is done to people."""
    before, after = _lemma(doc, segment.start - 1), _lemma(doc, segment.end)
    one = len(segment.words) == 1
    if segment.model == "PERSON" and not one:
        return None
    if (
        not one
        and before in lexicon.words("en", "people", "verbs")
        and segment.model in {None, "ORG", "PERSON"}
    ):
        return "PERSON"
    if segment.model == "PERSON":
        return None
    heads_sentence = doc[segment.start].is_sent_start or (
        segment.start and doc[segment.start - 1].is_sent_start
    )
    acts = after in lexicon.words("en", "organisations", "verbs") and doc[segment.end].pos_ in {"VERB", "AUX"}
    if acts and (heads_sentence or doc[segment.end - 1].dep_ in {"nsubj", "nsubjpass"}):
        return "ORG"
    if segment.model in {None, "GPE", "PRODUCT", "FAC", "LOC"}:
        if after in lexicon.words("en", "organisations", "cues_after"):
            return "ORG"
        if _is_called_a_firm(doc, segment.start):
            return "ORG"
        if segment.end < len(doc) and doc[segment.end].tag_ == "POS":
            return "ORG"
    return None


def _by_model(doc: Doc, segment: Segment) -> str | None:
    """What the model says, where no rule knows better; one word alone is hardly ever a person's whole name."""
    match segment.model:
        case "PERSON":
            one = len(segment.words) == 1
            return (
                "SINGLE"
                if one and segment.words[0] not in lexicon.words("en", "people", "surnames")
                else "PERSON"
            )
        case "ORG":
            return "ORG"
        case "GPE" | "LOC":
            return "GPE" if _is_in_place(doc, segment) else "ORG"
        case "PRODUCT":
            return "PRODUCT"
        case "NORP":
            return None if _is_of_a_nation(segment.words[-1]) else "ORG"
        case None:
            return "ORG" if _is_unheard_of(doc, segment) else None
    return None


def _by_antecedent(found: list[Segment]) -> None:
    """One word that the model takes for a person is one where the text has the full name, and a firm where not."""
    known = {
        word
        for segment in found
        if segment.label == "PERSON"
        for word in (segment.words[0], segment.words[-1])
    }
    for segment in found:
        word = segment.words[0] if segment.words else ""
        if len(segment.words) == 1 and word in known and segment.label in {"SINGLE", "ORG", "GPE", None}:
            segment.label = "PERSON"
        elif segment.label == "SINGLE":
            segment.label = "ORG"


def _by_list(doc: Doc, found: list[Segment]) -> None:
    """In "Nio, Zeekr and Leapmotor" all are firms where one is."""
    group: list[Segment] = []
    for segment in [*found, None]:
        if segment and group and _continues_list(doc, group[-1].end, segment.start):
            group.append(segment)
            continue
        labels = {member.label for member in group}
        if len(group) > 1 and labels & {"ORG"}:
            for member in group:
                if member.label is None or (member.label == "GPE" and not _is_known_place(doc, member)):
                    member.label = "ORG"
        group = [segment] if segment else []


def _by_repetition(found: list[Segment]) -> None:
    """A name that is known at one place of the text is the same at its others."""
    known = {
        segment.words: segment.label
        for segment in found
        if segment.label in {"ORG", "MEDIA", "REGULATOR", "PERSON"}
    }
    for segment in found:
        if segment.label is None and segment.words in known:
            segment.label = known[segment.words]


def _is_chinese_person(words: tuple[str, ...]) -> bool:
    return (
        all(word[:1].isupper() for word in words)
        and not all(word.isupper() for word in words)
        and " ".join(words) not in lexicon.load("en")["not_names"]["people"]
        and pinyin.is_name(words)
    )


def _is_owner_of_person(doc: Doc, segment: Segment) -> bool:
    """Whether a person follows after 's: "SAIC's Jia Jianxu"."""
    after = segment.end
    if after + 2 >= len(doc) or doc[after].tag_ != "POS" or segment.model == "NORP":
        return False
    first, second = doc[after + 1], doc[after + 2]
    if not (first.text[0].isupper() and second.text[0].isupper()):
        return False
    return first.ent_type_ == "PERSON" or pinyin.is_name((first.text, second.text))


def _is_office_of(doc: Doc, segment: Segment) -> bool:
    """Whether it stands after "chairman of"; or after a person and "of": "Ding Lei of NetEase"."""
    place = segment.start - 1
    if place >= 0 and doc[place].lower_ == "the":
        place -= 1
    if place < 1 or doc[place].lower_ not in {"of", "at"} or segment.model in {"GPE", "NORP", "LOC"}:
        return False
    before = doc[place - 1]
    return before.ent_type_ == "PERSON" or before.lower_ in lexicon.words("en", "titles", "heads")


def _is_called_a_firm(doc: Doc, start: int) -> bool:
    cues = lexicon.words("en", "organisations", "cues_before")
    if start and doc[start - 1].lower_ in cues:
        return True
    return (
        start > 1
        and doc[start - 1].lower_ in {"of", "in", "for", "by", "on"}
        and doc[start - 2].lower_ in cues
    )


def _is_in_place(doc: Doc, segment: Segment) -> bool:
    """Whether it stands where places do: after "in" or "from", beside another place, at the head of a sentence."""
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


def _is_of_a_nation(word: str) -> bool:
    return dictionary.is_common(word) or word.endswith(("ese", "ian", "ians", "ish", "ans", "crat", "crats"))


def _is_unheard_of(doc: Doc, segment: Segment) -> bool:
    """Whether it is a proper name of no ordinary words, inside a sentence: such a name is nearly always a firm's."""
    first = doc[segment.start]
    return not first.is_sent_start and all(
        word.isalpha() and not dictionary.is_common(word) for word in segment.words
    )


def _continues_list(doc: Doc, end: int, start: int) -> bool:
    between = [token.lower_ for token in doc[end:start]]
    return between in ([","], ["and"], ["or"], [",", "and"], ["&"], [",", " or"])


def _is_known_place(doc: Doc, segment: Segment) -> bool:
    return doc[segment.start : segment.end].text in lexicon.words("places", "en")


def _lemma(doc: Doc, place: int) -> str:
    return lemma(doc[place].text) if 0 <= place < len(doc) else ""


@cache
def lemma(word: str) -> str:
    """A word's dictionary form, near enough to look it up: the pipeline has no lemmatizer."""
    word = word.lower()
    known = lexicon.words("en", "organisations", "verbs") | lexicon.words("en", "people", "verbs")
    if word in known or word in lexicon.words("en", "organisations", "cues_after"):
        return word
    return next((base for make in _BASES if (base := make(word)) in known), _IRREGULAR.get(word, word))


_BASES: tuple[Callable[[str], str], ...] = (
    lambda word: word.removesuffix("s"),
    lambda word: word.removesuffix("es"),
    lambda word: word.removesuffix("ed"),
    lambda word: word.removesuffix("d"),
    lambda word: word[:-3] if word.endswith("ed") else word,
    lambda word: word.removesuffix("ies") + "y",
    lambda word: word.removesuffix("ied") + "y",
)
_IRREGULAR = {
    "said": "say", "fell": "fall", "rose": "rise", "sank": "sink", "told": "tell", "lost": "lose", "won": "win", "sold": "sell",
    "bought": "buy", "made": "make", "built": "build", "held": "hold", "paid": "pay", "kept": "keep", "began": "begin",
    "withdrew": "withdraw", "cut": "cut", "beat": "beat", "hit": "hit", "spent": "spend", "sought": "seek", "slid": "slide",
    "swung": "swing", "split": "split", "overtook": "overtake", "laid": "lay", "spun": "spin", "blamed": "blame", "drew": "draw",
}  # fmt: skip
