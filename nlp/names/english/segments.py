"""Cuts an English page into segments: runs of capitalised words that may be a name, with what stands around them.

Leaves the labels to `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.names import lexicon
from nlp.names.english import joints
from nlp.names.english.capitals import MODEL_LABELS, is_name_word
from nlp.names.english.page import Page
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

    page: Page
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

    @property
    def several(self) -> bool:
        """Whether it has more than one word."""
        return len(self.words) > 1

    @property
    def owns(self) -> bool:
        """Whether it stands in the possessive: "Geely's"."""
        return self.page.tag(self.end) == "POS"

    def before(self, back: int = 1) -> str:
        """The word so many words before it, in small letters; empty beyond the text."""
        return self.page.lower(self.start - back)

    def after(self, ahead: int = 1) -> str:
        """The word so many words after it, in small letters; empty beyond the text."""
        return self.page.lower(self.end - 1 + ahead)


def cut(page: Page) -> list[Segment]:
    """Return the segments of a page in order, and note its offices."""
    page.titles = titles_in(page)
    segments = [
        _segment(page, start, end)
        for run_start, run_end in _runs(page)
        for start, end in _split(page, run_start, run_end)
    ]
    segments = [segment for segment in segments if segment.end - segment.start <= _LONGEST]
    for segment in segments:
        _look_around(segment)
    return segments


def _segment(page: Page, start: int, end: int) -> Segment:
    if page.tag(end) == "POS":
        if (brand := joints.start_of_possessive_brand(page, end)) is not None:
            start, end = max(start, brand), end + 1  # "Rival Lowe's"
        elif end == start + 1 and (shop := joints.start_of_shop(page, end)) is not None:
            start, end = shop, end + 1
    words = tuple(word for word in page.words[start:end] if word[0].isalnum() or word == "&")
    labels = [kind for kind in map(page.kind, range(start, end)) if kind in MODEL_LABELS]
    whole = labels and all(label == labels[0] for label in labels) and len(labels) * 2 > end - start
    return Segment(page, start, end, words, labels[0] if whole else None)


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, word in enumerate([*page.words, ""]):
        if start is None and (word.islower() or not word[:1].isalnum()):
            continue  # most words are in small letters and need no test
        inside = word != "" and (
            (not (word.islower() and word[0].isalpha()) and is_name_word(page, place))
            or (start is not None and _goes_on(page, place, start))
        )
        if inside and start is not None and page.opens_sentence(place) and page.doc[place - 1].is_punct:
            yield from _trimmed(page, start, place)
            start = place
        elif inside and start is None:
            start = place
        elif not inside and start is not None:
            yield from _trimmed(page, start, place)
            start = None


def _goes_on(page: Page, place: int, start: int) -> bool:
    return (
        _is_joint(page, place)
        or _is_article(page, place)
        or joints.is_before_syllable(page, place)
        or (place > start + 1 and page.word(place - 1) == "-" and joints.is_before_syllable(page, place - 1))
        or (page.word(place) in _ENDS and place not in page.titles and _ends(page, place))
    )


def _ends(page: Page, place: int) -> bool:
    """Whether "AI" ends the name here: not in "Google AI chips"."""
    if page.word(place) != "AI":
        return True
    ended = page.tag(place + 1) not in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return ended and page.word(place - 1) not in lexicon.firms()


def _is_article(page: Page, place: int) -> bool:
    """Whether a hyphenated Arabic article continues the name: "Yusuf el-Sayed"."""
    if page.word(place) == "-":
        place -= 1
    if page.word(place) not in _ARTICLES or page.word(place + 1) != "-":
        return False
    return page.word(place - 1)[:1].isupper() and page.word(place + 2).istitle()


def _trimmed(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and page.lower(end - 1) in joints.JOINTS and page.word(end - 1) != ".":
        end -= 1
    end = _before_office(page, start, end)
    common = lexicon.words("en", "organisations", "common_before")
    if end - start > 1 and page.opens_sentence(start) and page.lower(start) in common:
        start += 1  # "Rival Gojek fell"
    if start < end:
        yield start, end


def _before_office(page: Page, start: int, end: int) -> int:
    """Return where the name ends before the company's department: Halden in "Halden Press Office"."""
    if page.lower(end - 1) not in lexicon.words("en", "bodies", "offices"):
        return end
    place = end - 1
    while place > start and page.lower(place - 1) in lexicon.words("en", "bodies", "functions"):
        place -= 1
    whole = place == end - 1 or (place > start and page.word(place - 1).islower())
    return end if whole else place  # "Office of Investor Relations" is whole


def _is_joint(page: Page, place: int) -> bool:
    if place + 1 >= len(page) or place in page.titles:
        return False
    word, before = page.lower(place), page.word(place - 1)
    if before.lower() in lexicon.words("en", "organisations", "legal"):
        return False
    if page.word(place) in _PARTICLES and (before[0].isupper() or before.lower() in _PARTICLES):
        return _leads_to_name(page, place)
    body = joints.is_in_body(page, place)
    if (word not in joints.JOINTS and not body) or not is_name_word(page, place + 1):
        return False
    return body or joints.is_in_name(page, place, MODEL_LABELS)


def _leads_to_name(page: Page, place: int) -> bool:
    """Whether a surname follows its particles: "Ursula von der Leyen"."""
    while page.word(place) in _PARTICLES:
        place += 1
    return place < len(page) and is_name_word(page, place)


def _split(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run where the model sees one name end and another begin."""
    begin = start
    if _opens_with_place(page, start, end):
        yield start, start + 1
        begin = start = start + 1
    for place in range(start + 1, end):
        if page.doc[place].ent_iob_ == "B" and _parts_cleanly(page, begin, place, end):
            yield begin, place
            begin = place
    yield begin, end


def _opens_with_place(page: Page, start: int, end: int) -> bool:
    """Whether a country, a town or a body stands before a person's two names: "the UN Linda Thomas-Greenfield"."""
    if end - start < 3:  # noqa: PLR2004 — the place, a given name, a surname
        return False
    first, given, surname = page.words[start : start + 3]
    nation = page.kind(start) == "NORP"  # "Australian Timothy Weeks"
    known = nation or first in lexicon.words("places", "en") or first in {"UN", "EU", "NATO"}
    return known and not lexicon.is_forename(first) and lexicon.is_forename(given) and surname.istitle()


def _parts_cleanly(page: Page, start: int, place: int, end: int) -> bool:
    if place - start > _LONGEST or end - place > _LONGEST or end - place == 1:
        return False
    left, right = page.kind(start), page.kind(place)
    if left in {"GPE", "NORP", "ORG"} and right == "PERSON":
        return True
    return left == "GPE" and right == "ORG" and page.doc[start:place].text in lexicon.words("places", "en")


def _look_around(segment: Segment) -> None:
    """Note the offices and honorifics beside a segment."""
    page, before = segment.page, segment.start - 1
    while page.word(before) in {"-", "–"}:
        before -= 1
    after = segment.end + segment.owns
    segment.after_title, segment.before_title = before in page.titles, after in page.titles
    segment.after_honorific = page.lower(before) in lexicon.words("en", "titles", "honorifics")
    segment.political = any(page.titles[place][1] for place in (before, after) if place in page.titles)
