"""Cuts an English Doc into segments: runs of capitalised words that may be a name, with what stands around them.

Leaves the labels to `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.names import lexicon
from nlp.names.english import joints
from nlp.names.english.capitals import MODEL_LABELS, is_name_word
from nlp.names.english.titles import titles_in

_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "di", "da", "do", "dos", "du", "la", "las", "los"}
    | {"bin", "binti", "ibn", "bint", "ould", "ten", "ter", "zu", "af", "av"}
)
"""Small words inside a surname."""
_ARTICLES = frozenset({"al", "el", "ul"})
"""Articles joined by a hyphen to an Arabic surname: "Yusuf el-Sayed"."""

_ENDS = frozenset({"Board", "AI"})
"""Words that end a name but are none alone: "National Transportation Safety Board", "Nebulon AI"."""

_LONGEST = 12
"""Words of the longest name; a longer run of capitals is a heading or a list."""


@dataclass(slots=True)
class Segment:
    """Tokens from `start` to before `end` that may be one name."""

    start: int
    end: int
    words: tuple[str, ...]
    """Without hyphens and full stops."""
    model: str | None
    """The model's label; None where it sees no name, or one that only overlaps."""
    after_title: bool = False
    before_title: bool = False
    political: bool = False
    """Whether the office beside it is political."""
    after_honorific: bool = False
    label: str | None = None


def cut(doc: Doc, texts: list[str]) -> list[Segment]:
    """Return the segments of a Doc in order; `texts` are its words as written."""
    titles = titles_in(doc, texts)
    segments = [
        _segment(doc, texts, start, end)
        for run_start, run_end in _runs(doc, texts, titles)
        for start, end in _split(doc, run_start, run_end)
    ]
    segments = [segment for segment in segments if segment.end - segment.start <= _LONGEST]
    for segment in segments:
        _look_around(doc, segment, titles)
    return segments


def _segment(doc: Doc, texts: list[str], start: int, end: int) -> Segment:
    if end < len(doc) and doc[end].tag_ == "POS":
        if (brand := joints.start_of_possessive_brand(doc, end)) is not None:
            start, end = max(start, brand), end + 1  # "Rival Lowe's"
        elif end == start + 1 and (shop := joints.start_of_shop(doc, end)) is not None:
            start, end = shop, end + 1
    words = tuple(text for text in texts[start:end] if text[0].isalnum() or text == "&")
    kinds = (doc[place].ent_type_ for place in range(start, end))
    labels = [kind for kind in kinds if kind in MODEL_LABELS]
    whole = labels and all(label == labels[0] for label in labels) and len(labels) * 2 > end - start
    return Segment(start, end, words, labels[0] if whole else None)


def _runs(doc: Doc, texts: list[str], titles: dict[int, tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place in range(len(texts) + 1):
        if start is None and (place == len(texts) or texts[place].islower() or not texts[place][0].isalnum()):
            continue
        inside = place < len(texts) and (
            # most words are in small letters and need no test
            (not (texts[place].islower() and texts[place][0].isalpha()) and is_name_word(doc, place, titles))
            or (start is not None and _goes_on(doc, place, start, titles))
        )
        if inside and start is not None and doc[place].is_sent_start and doc[place - 1].is_punct:
            yield from _trimmed(doc, start, place)
            start = place
        elif inside and start is None:
            start = place
        elif not inside and start is not None:
            yield from _trimmed(doc, start, place)
            start = None


def _goes_on(doc: Doc, place: int, start: int, titles: dict[int, tuple[int, bool]]) -> bool:
    return (
        _is_joint(doc, place, titles)
        or _is_article(doc, place)
        or joints.is_before_syllable(doc, place)
        or (place > start + 1 and doc[place - 1].text == "-" and joints.is_before_syllable(doc, place - 1))
        or (doc[place].text in _ENDS and place not in titles and _ends(doc, place))
    )


def _ends(doc: Doc, place: int) -> bool:
    """Whether "AI" ends the name here: not in "Google AI chips"."""
    if doc[place].text != "AI":
        return True
    ended = place + 1 == len(doc) or doc[place + 1].tag_ not in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return ended and doc[place - 1].text not in lexicon.firms()


def _is_article(doc: Doc, place: int) -> bool:
    """Whether a hyphenated Arabic article continues the name: "Yusuf el-Sayed"."""
    if doc[place].text == "-":
        place -= 1
    if doc[place].text not in _ARTICLES or place + 2 >= len(doc) or doc[place + 1].text != "-":
        return False
    return doc[place - 1].text[0].isupper() and doc[place + 2].text.istitle()


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and doc[end - 1].lower_ in joints.JOINTS and doc[end - 1].text != ".":
        end -= 1
    end = _before_office(doc, start, end)
    if end - start > 1 and doc[start].is_sent_start and _is_common_noun(doc[start]):
        start += 1  # "Rival Gojek fell"
    if start < end:
        yield start, end


def _is_common_noun(word: Token) -> bool:
    return word.lower_ in lexicon.words("en", "organisations", "common_before")


def _before_office(doc: Doc, start: int, end: int) -> int:
    """Return where the name ends before the company's department: Halden in "Halden Press Office"."""
    if doc[end - 1].lower_ not in lexicon.words("en", "bodies", "offices"):
        return end
    place = end - 1
    while place > start and doc[place - 1].lower_ in lexicon.words("en", "bodies", "functions"):
        place -= 1
    whole = place == end - 1 or (place > start and doc[place - 1].is_lower)  # Office of Investor Relations
    return end if whole else place


def _is_joint(doc: Doc, place: int, titles: dict[int, tuple[int, bool]]) -> bool:
    if place + 1 >= len(doc) or place in titles:
        return False
    token, before = doc[place], doc[place - 1]
    if before.lower_ in lexicon.words("en", "organisations", "legal"):
        return False
    if token.lower_ in _PARTICLES and token.is_lower and _is_in_surname(before):
        return _leads_to_name(doc, place, titles)
    body = joints.is_in_body(doc, place)
    if (token.lower_ not in joints.JOINTS and not body) or not is_name_word(doc, place + 1, titles):
        return False
    return body or joints.is_in_name(doc, place, MODEL_LABELS)


def _is_in_surname(before: Token) -> bool:
    return before.text[0].isupper() or before.lower_ in _PARTICLES


def _leads_to_name(doc: Doc, place: int, titles: dict[int, tuple[int, bool]]) -> bool:
    """Whether a surname follows its particles: "Ursula von der Leyen"."""
    while place < len(doc) and doc[place].is_lower and doc[place].lower_ in _PARTICLES:
        place += 1
    return place < len(doc) and is_name_word(doc, place, titles)


def _split(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run where the model sees one name end and another begin."""
    begin = start
    if _opens_with_place(doc, start, end):
        yield start, start + 1
        begin = start = start + 1
    for place in range(start + 1, end):
        token = doc[place]
        if token.ent_iob_ == "B" and _parts_cleanly(doc, begin, place, end):
            yield begin, place
            begin = place
    yield begin, end


def _opens_with_place(doc: Doc, start: int, end: int) -> bool:
    """Whether a country, a town or a body stands before a person's two names: "the UN Linda Thomas-Greenfield"."""
    if end - start < 3:  # noqa: PLR2004 — the place, a given name, a surname
        return False
    first, given = doc[start].text, doc[start + 1].text
    nation = doc[start].ent_type_ == "NORP"  # "Australian Timothy Weeks"
    known = nation or first in lexicon.words("places", "en") or first in {"UN", "EU", "NATO"}
    return (
        known
        and not lexicon.is_forename(first)
        and lexicon.is_forename(given)
        and doc[start + 2].text.istitle()
    )


def _parts_cleanly(doc: Doc, start: int, place: int, end: int) -> bool:
    if place - start > _LONGEST or end - place > _LONGEST:
        return False
    left, right = doc[start:place], doc[place:end]
    if left[0].ent_type_ in {"GPE", "NORP", "ORG"} and right[0].ent_type_ == "PERSON" and len(right) > 1:
        return True
    is_place = left.text in lexicon.words("places", "en")
    return is_place and right[0].ent_type_ == "ORG" and len(right) > 1 and left[0].ent_type_ == "GPE"


def _look_around(doc: Doc, segment: Segment, titles: dict[int, tuple[int, bool]]) -> None:
    before, after = segment.start - 1, segment.end
    while before >= 0 and doc[before].text in {"-", "–"}:
        before -= 1
    segment.after_title = before in titles
    if before >= 0 and doc[before].lower_ in lexicon.words("en", "titles", "honorifics"):
        segment.after_honorific = True
    if after < len(doc) and doc[after].tag_ == "POS":
        after += 1
    segment.before_title = after in titles
    segment.political = (before in titles and titles[before][1]) or (after in titles and titles[after][1])
