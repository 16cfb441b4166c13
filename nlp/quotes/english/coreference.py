"""Light coreference of English names: links surnames, short forms and initials to the fullest name. Uses no model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from nlp.marks import wording
from nlp.quotes.english.page import Page
from nlp.quotes.english.people import Gender, gender_of, is_person, untitled
from nlp.quotes.lexicon import nouns, offices

LABELS = frozenset({"PERSON", "ORG", "MEDIA", "REGULATOR", "PRODUCT", "NORP", "GPE"})
PAIR = 2
SUFFIX = re.compile(r"['’]s?$")
JUNIOR = re.compile(r",? (?:Jr|Sr|II|III|IV)\.?$")
HOLDER = re.compile(r"([A-Z][a-z]+ [A-Z][\w’'-]+) of [A-Z]")
"""A person and where from, taken for one name: "Ada Moss of Little Tarn Stores"."""

LEGAL = re.compile(
    r"(?:,? (?:Inc|Corp|Co|Ltd|Limited|Group|Holdings?|Corporation|Company|plc|PLC|AG|SE|NV|Technolog(?:y|ies))\.?)+$"
)
INITIALS = (2, 3)
"""Letters by which an interview signs somebody: "AM: …"."""


@dataclass(slots=True)
class Referent:
    """A person or an organisation of the text: its fullest name and every place where it is named."""

    name: str
    person: bool
    kind: str = ""
    """Label of the name."""
    entity: str | None = None
    gender: Gender | None = None
    places: list[int] = field(default_factory=list)
    """Tokens at which it is named."""


class Cast:
    """Everybody whom a page names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at: dict[int, Referent] = {}
        self.people: list[Referent] = []
        self.places: list[tuple[int, Referent]] = []
        self.tokens: list[int] = []
        self._by_key: dict[str, Referent] = {}
        self._surnames: dict[str, list[Referent]] = defaultdict(list)
        self._firms_by_first: dict[str, dict[int, Referent]] = defaultdict(dict)
        self._gather(page.doc)

    def _gather(self, doc: Doc) -> None:
        by_key = self._by_key
        named = [span for span in doc.ents if span.label_ in LABELS and not _is_office(span)]
        for span in sorted(named, key=lambda span: (span.start - span.end, span.start)):
            text = untitled(
                SUFFIX.sub("", " ".join(wording(doc, span.start, span.end).split())),
                person=span.label_ == "PERSON",
            )
            if text:
                self._enter(span, text, by_key)
        self.places = sorted(
            (
                (place, referent)
                for referent in {id(one): one for one in self.at.values()}.values()
                for place in referent.places
            ),
            key=lambda entry: entry[0],
        )
        self.tokens = [place for place, _ in self.places]

    def _enter(self, span: Span, text: str, by_key: dict[str, Referent]) -> None:
        person = span.label_ == "PERSON" or is_person(span.doc, span.start, span.end)
        if not person and text.lower() in self._surnames and span.end - span.start == 1:
            # a surname that is a town's or a firm's name, too; a land is named before anybody who seems called so
            introduced = min(referent.places[0] for referent in self._surnames[text.lower()])
            person = span.label_ not in {"GPE", "NORP"} or span.start > introduced
        if not person and (holder := HOLDER.match(text)) and gender_of(span.doc, span.start, holder[1]):
            text, person = holder[1], True
        entity = "" if span.label_ == "PRODUCT" else span.id_  # a product is not the firm that makes it
        known = by_key.get(entity) if entity else None
        shared = (
            person and len(self._surnames.get(text.lower(), ())) > 1
        )  # whose surname it is, its place tells
        same = None if shared else by_key.get(text.lower())
        referent = known or same or self._longer(text, span.start, person=person)
        if referent is None and not person and span.label_ == "ORG":
            referent = self._begins(text, span.start)
        if referent is None:
            referent = Referent(text, person, span.label_, span.id_ or None)
            if person:
                self._introduce(referent)
        if span.label_ == "ORG" and not referent.person and self._may_be_fuller(text, span.start):
            self._firms_by_first[text.split()[0].lower()][id(referent)] = referent
        if entity:
            by_key.setdefault(entity, referent)
            referent.entity = referent.entity or entity
        for key in (text, *([] if person else [*_short_forms(text), *_in_brackets(span)])):
            by_key.setdefault(key.lower(), referent)
        if referent.gender is None and referent.person:
            referent.gender = gender_of(span.doc, span.start, text)
        referent.places.append(span.start)
        self.at.update(dict.fromkeys(range(span.start, span.end), referent))

    def _may_be_fuller(self, text: str, token: int) -> bool:
        """Return whether a firm's name may be a long form; in a headline it may include other words: "Tarn Job Cuts"."""
        headline = self.page.block_of[token] == 0 and self.page.is_heading(token)
        return " " in text and " and " not in text and not headline

    def _introduce(self, referent: Referent) -> None:
        self.people.append(referent)
        parts = JUNIOR.sub("", referent.name).split() or [referent.name]
        self._surnames[parts[-1].lower()].append(referent)
        if len(parts) == PAIR:  # family name first: "Lei Jun"
            self._surnames["<" + parts[0].lower()].append(referent)

    def _longer(self, text: str, start: int, *, person: bool) -> Referent | None:
        """The referent that a surname or a forename with surname stands for."""
        if not person:
            return None
        parts = text.lower().split()
        candidates = self._surnames.get(parts[-1], [])
        if len(parts) > 1:
            candidates = [
                referent
                for referent in candidates
                if set(parts) <= set(referent.name.lower().replace(".", "").split())
                or referent.name.lower().split()[0] == parts[0]
            ]
        elif not candidates:
            candidates = self._surnames.get("<" + parts[0], [])
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        title = gender_of(self.page.doc, start, "")
        fitting = [
            referent for referent in candidates if title is None or referent.gender in {None, title}
        ] or candidates
        return min(
            fitting,
            key=lambda referent: min(
                (start - place if place < start else 10**6) for place in referent.places
            ),
        )

    def _begins(self, word: str, start: int) -> Referent | None:
        """Return the only firm whose earlier, longer name starts with a word: "Quillon" after "Quillon Games"."""
        if " " in word or word.lower() in nouns("first"):
            return None
        longer = self._firms_by_first.get(word.lower(), {})
        referent = next(iter(longer.values()), None)
        return referent if len(longer) == 1 and referent is not None and referent.places[0] < start else None

    def known_as(self, written: str, start: int) -> Referent | None:
        """Return who is meant by a title and surname or by initials that the name finder missed: "Judge Treece", "the WHO"."""
        if written.isupper() and written.lower() in self._by_key:
            return self._by_key[written.lower()]
        if written.isupper() and len(written) in INITIALS:
            signed = [referent for referent in self.people if initials(referent.name) == written]
            return signed[0] if len(signed) == 1 else None
        name = untitled(written, person=True)
        return self._longer(name, start, person=True) if name[:1].isupper() and " " not in name else None

    def named_in(self, first: int, last: int) -> Referent | None:
        """The person named in a stretch of tokens, else the organisation."""
        other = None
        for number in range(first, last + 1):
            referent = self.at.get(number)
            if referent is not None and referent.person:
                return referent
            other = other or referent
        return other

    def mention(self, mentions: Iterable[tuple[int, Referent]]) -> None:
        """Add places where somebody is mentioned without a name, so that a pronoun may refer to them."""
        self.places = sorted([*self.places, *mentions], key=lambda entry: entry[0])
        self.tokens = [place for place, _ in self.places]

    def between(self, first: int, last: int) -> list[tuple[int, Referent]]:
        """Where somebody is named from one token to another, and who."""
        return self.places[bisect_left(self.tokens, first) : bisect_right(self.tokens, last)]

    def named_inside(self, first: int, last: int) -> list[Referent]:
        """Everybody named from one token to another."""
        return [referent for _, referent in self.between(first, last)]


def _is_office(span: Span) -> bool:
    """Return whether a sentence-initial office was taken for a firm: "Entrepreneur Ada Moss"."""
    return span.label_ == "ORG" and span.text.lower() in offices()


def initials(name: str) -> str:
    """The first letters of a person's names: AM."""
    return "".join(part[0] for part in name.split())


def _short_forms(name: str) -> Iterator[str]:
    """What else a firm may be called: without its legal form, by its initials."""
    yield LEGAL.sub("", name)
    parts = [part for part in name.split() if part[0].isupper() and part != "The"]
    for named in (parts, parts[1:] if parts and parts[0] in {"U.S.", "US", "UK", "U.K."} else []):
        initials = "".join(part[0] for part in named)
        if len(initials) > PAIR:  # two letters stand for too much
            yield initials


def _in_brackets(name: Span) -> Iterator[str]:
    """The short form that a text gives after a name: "the Public Works Bureau (PWB)"."""
    doc, end = name.doc, name.end
    if (
        end + 2 < len(doc)
        and doc[end].text == "("
        and doc[end + 1].text.isupper()
        and doc[end + 2].text == ")"
    ):
        yield doc[end + 1].text
