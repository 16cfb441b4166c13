"""What linking looks at in one item: its terms, who it is about, its figures, what it quotes. Decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from records import Figure, Item, Mention
from stories.items import digests
from stories.items.embeddings import Vector
from stories.items.incidental_names import told_of
from stories.items.outlets import end_of_title
from stories.items.roster import Roster
from stories.items.term_counts import LEAD, blanked, counted, of_title, said
from stories.speech import cues
from stories.speech.answers import ADMITS
from stories.text.interning import once
from stories.text.phrases import DENSE
from stories.text.script import simplified

ISSUED = frozenset({"release", "filing"})
"""Kinds of item in which somebody speaks in his own name: a company, a bureau."""

ROUND_UP = 3
"""An item whose title names so many companies sums up a day; it joins what tells the same and nothing else."""

_QUOTED = re.compile(r"[“\"「『《#＃‘]([^“”\"「」『』《》#＃‘’\n]{4,60})[”\"」』》#＃’]")
_SUFFIX = re.compile(r"\s+[-–—|·_]\s+[^-–—|·_]{2,40}$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_TOPIC_LEAST = 5


@dataclass(frozen=True)
class Features:
    """One item as linking sees it. Its words are taken apart when they are asked for: what was placed before seldom is."""

    item: Item
    roster: Roster = field(repr=False)
    companies: frozenset[str]
    """Watched companies in title and lead, officers counted for theirs."""
    main: frozenset[str]
    """Those of them that the title names; all where it names none."""
    entities: tuple[str, ...]
    """Watch-list ids in title and lead in order of appearance."""
    subjects: frozenset[str]
    """Names in the title that are on no list."""
    figures: frozenset[str]
    """Figures distinctive enough to tell a happening by."""
    quoted: frozenset[str]
    """Keys of what stands in quotation marks, and of what the text says is answered."""
    key: str
    """Key of the title."""
    day: datetime
    ties: Mapping[str, float] = field(default_factory=dict)
    """What of its title needs no translation (see bridges), with its weight."""
    marks: frozenset[str] = frozenset()
    """Those of them that can clash with another item's."""
    vector: Vector | None = None
    """What its title means; None where nothing tells that."""
    alone: bool = False
    """Belongs to nobody else's story: nothing of it is compared."""

    @property
    def terms(self) -> dict[str, float]:
        """Term → how often, title counted double; names of watched companies and people left out."""
        return self._words[0]

    @cached_property
    def title_terms(self) -> frozenset[str]:
        """Those of the title."""
        if self.alone:
            return frozenset()
        return self._words[1] if "_words" in self.__dict__ else of_title(self.item, self.roster)

    @cached_property
    def title_figures(self) -> frozenset[str]:
        """Those of the figures that the title gives."""
        return self.figures & keys_of_title(self.item)

    def rest(self) -> None:
        """Forget what is asked for only until an item is placed: its words but those of the title, which later ones may repeat."""
        if "_words" in self.__dict__:
            _ = self.title_terms
            del self.__dict__["_words"]

    @cached_property
    def _words(self) -> tuple[dict[str, float], frozenset[str]]:
        return ({}, frozenset()) if self.alone else counted(self.item, self.roster)

    @property
    def nameless(self) -> str:
        """The title with the names of the watch list blanked; brands stay, they tell what it is about."""
        return "" if self.alone else _nameless(self.item, self.roster)

    @cached_property
    def was_asked(self) -> bool:
        """Whether a text tells what a company that it is about says to a claim, or that it says nothing: it was asked."""
        if self.short:
            return False
        day, lang = self.item.at.date(), self.item.lang
        return any(
            (quote.stance in ADMITS or cues.replies(quote.cue or "", lang))
            and not self.main.isdisjoint(
                self.roster.companies(quote.speaker_entity, day)
                or self.roster.named_in(quote.organisation, day)
            )
            for quote in self.item.reading.quotes
        )

    @property
    def short(self) -> bool:
        """Only a title or a post: nothing but a line."""
        return len(self.item.text) <= 120  # noqa: PLR2004

    @property
    def stub(self) -> bool:
        """An article of a few sentences: what a paywall leaves of one, or a first report."""
        return not self.short and len(self.item.text) <= (STUB_DENSE if self.item.lang in DENSE else STUB)


def keys_of_title(item: Item) -> frozenset[str]:
    """The keys of the figures that a title gives."""
    given = (figure for figure in item.reading.figures if figure.end <= len(item.title))
    return frozenset(key for figure in given if (key := figure_key(figure)))


STUB, STUB_DENSE = 450, 180


def telling(item: Item) -> str:
    """The words of an item that say what it is about: its title without the outlet's name, else its first words."""
    return (
        _SUFFIX.sub("", item.title.strip()) or item.text.strip()[:TELLING] or (item.repost_of or "")[:TELLING]
    )


TELLING = 160


def key_of(title: str) -> str:
    """What a wording is compared by: letters only, without the outlet's name at the end."""
    plain = _SUFFIX.sub("", unicodedata.normalize("NFKC", title))
    return _NOT_LETTERS.sub("", simplified(plain)).casefold()


def read(
    item: Item,
    roster: Roster,
    now: datetime | None = None,
    vector: Vector | None = None,
    subjects: frozenset[str] = frozenset(),
    marks: frozenset[str] = frozenset(),
) -> Features:
    """The features of an item; one that claims to be from the future is taken as from `now`. Its marks, where they are known."""
    item = named(item, roster)
    if digests.alone(item, roster):
        return _nothing(item, roster, now)
    text, head, title_end = said(item)
    mentions = [mention for mention in told_of(item) if mention.start < len(head)]
    entities = [mention.entity for mention in mentions if mention.entity]
    if item.entity:
        entities.insert(0, item.entity)
    day = item.at.date()
    companies = roster.all_companies(entities, day)
    titled = [mention.entity for mention in mentions if mention.entity and mention.end <= title_end]
    return Features(
        item=item,
        roster=roster,
        companies=companies,
        main=roster.all_companies(titled, day) or companies,
        entities=tuple(dict.fromkeys(entities)),
        subjects=subjects,
        figures=once(frozenset(key for figure in item.reading.figures if (key := figure_key(figure)))),
        quoted=_quoted(item, text),
        key=key_of(item.title or text[:80]),
        day=item.at if now is None else min(item.at, now),
        marks=marks,
        vector=vector,
    )


def _nothing(item: Item, roster: Roster, now: datetime | None) -> Features:
    """What linking sees of an item that stands alone; copies of it are still found by its text."""
    none: frozenset[str] = frozenset()
    return Features(
        item=item,
        roster=roster,
        companies=none,
        main=none,
        entities=(),
        subjects=none,
        figures=none,
        quoted=none,
        key=key_of(item.title or item.text[:80]),
        day=item.at if now is None else min(item.at, now),
        alone=True,
    )


def _nameless(item: Item, roster: Roster) -> str:
    line = item.title[: end_of_title(item)] or item.text[:LEAD]
    for mention in item.reading.mentions:
        if mention.entity and mention.start < len(line) and roster.is_name(mention.text):
            line = blanked(line, mention.start, mention.end, "|")
    return line


def named(item: Item, roster: Roster) -> Item:
    """An item that names the watch list though its reading does not know it.

    A name in full counts wherever it stands, and then what it is called for short in the same text; in a topic's line
    also one that runs into the next word.
    """
    spelt_out = {
        entity
        for mention in item.reading.mentions
        if not mention.entity and (entity := roster.in_full(mention.text))
    }
    if spelt_out:
        mentions = tuple(
            replace(mention, entity=entity)
            if not mention.entity and (entity := roster.called(mention.text)) in spelt_out
            else mention
            for mention in item.reading.mentions
        )
        item = replace(item, reading=replace(item.reading, mentions=mentions))
    if item.kind != "topic" or item.lang not in DENSE:
        return item
    known = [mention for mention in item.reading.mentions if mention.entity]
    found = tuple(
        Mention(start=start, end=end, text=item.title[start:end], label="ORG", entity=entity)
        for start, end, entity in roster.spelt_in(simplified(item.title))
        if not any(start < mention.end and mention.start < end for mention in known)
    )
    return (
        replace(item, reading=replace(item.reading, mentions=item.reading.mentions + found))
        if found
        else item
    )


def _quoted(item: Item, text: str) -> frozenset[str]:
    said = [match[1] for match in _QUOTED.finditer(text[:4000])]
    said += [quote.responds_to for quote in item.reading.quotes if quote.responds_to]
    keys = (key_of(words) for words in said)
    return once(frozenset(key for key in keys if len(key) >= _TOPIC_LEAST))


_WEAK_UNITS = frozenset(
    {"multiple", "fraction", "pp", "bp", "day", "year", "month", "hour", "minute", "week", "time"}
)
_TWO_DIGITS = 2


def figure_key(figure: Figure) -> str | None:
    """Unit and the first two digits of a figure that is distinctive enough to tell a happening by; else None."""
    value = figure.value if figure.value is not None else figure.low
    if value is None or value == 0 or figure.unit in _WEAK_UNITS:
        return None
    digits = f"{abs(value):.4E}"
    mantissa, exponent = digits.split("E")
    significant = len(mantissa.replace(".", "").rstrip("0"))
    size = int(exponent)
    if figure.unit == "percent":
        if significant < _TWO_DIGITS or abs(value) == int(abs(value)):
            return None
        return share_key(float(value))
    if size < _LEAST_SIZE or (significant < _TWO_DIGITS and figure.per is None):
        return None
    return f"{figure.unit} {float(mantissa):.1f}e{size}{' per ' + figure.per if figure.per else ''}"


def share_key(percent: float) -> str:
    """The key of a share that is no whole number of percent."""
    return f"percent {abs(percent):.1f}"


_LEAST_SIZE = 3
"""Orders of magnitude below which a count is too common."""
