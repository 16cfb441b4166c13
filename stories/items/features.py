"""The features of an item that linking compares: terms, companies, names, figures, quoted wordings. Decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from records import Figure, Item, Quote
from stories.items import digests, twins
from stories.items.embeddings import Vector
from stories.items.incidental_names import main_mentions
from stories.items.outlets import end_of_title
from stories.items.roster import Roster
from stories.items.term_counts import LEAD, blanked, count_terms, extent, of_title
from stories.items.watched_names import with_watched_names
from stories.speech import cues
from stories.speech.answers import ADMITS
from stories.text import labels
from stories.text.interning import interned
from stories.text.phrases import DENSE
from stories.text.script import simplified

ISSUED = frozenset({"release", "filing"})
"""Kinds of item in which an organisation speaks in its own name."""

ROUND_UP = 3
"""An item whose title names this many companies is a round-up: only items that tell the same join it."""

_QUOTED = re.compile(r"[“\"「『《#＃‘]([^“”\"「」『』《》#＃‘’\n]{4,60})[”\"」』》#＃’]")
_SUFFIX = re.compile(r"\s+[-–—|·_]\s+[^-–—|·_]{2,40}$")
_NOT_LETTERS = re.compile(r"[\W_]+")
TOPIC_LEAST = 5


@dataclass(eq=False)
class Features:
    """One item as linking sees it. Terms are extracted lazily: an item placed earlier is seldom compared again."""

    item: Item
    roster: Roster = field(repr=False)
    companies: frozenset[str]
    """Watched companies in title and lead, officers counted for their company."""
    main: frozenset[str]
    """The companies that the title names; `companies` if it names none."""
    entities: tuple[str, ...]
    """Watch-list ids in title and lead, in order of appearance."""
    subjects: frozenset[str]
    """Names in the title that are not on the watch list."""
    figures: frozenset[str]
    """Keys of figures distinctive enough to identify an event."""
    quoted: frozenset[str]
    """Keys of quoted wordings and of what quotations respond to."""
    key: str
    """Key of the title."""
    day: datetime
    ties: Mapping[str, float] = field(default_factory=dict)
    """Language-independent features of the title with their weights (see bridges)."""
    marks: frozenset[str] = frozenset()
    """The ties that can agree or clash with another item's."""
    vector: Vector | None = None
    """Embedding of the title; None if there is none."""
    alone: bool = False
    """The item must not join any story; nothing of it is compared."""

    @property
    def terms(self) -> dict[str, float]:
        """Term counts, the title's doubled, without names of watched companies and people."""
        return self._words[0]

    @cached_property
    def title_terms(self) -> frozenset[str]:
        """The terms of the title."""
        if self.alone:
            return frozenset()
        return self._words[1] if "_words" in self.__dict__ else of_title(self.item, self.roster)

    @cached_property
    def named(self) -> frozenset[str]:
        """The places and products of the title."""
        return twins.names(self.item)

    @cached_property
    def is_on_company(self) -> bool:
        """Whether the title names a watched company, or the text quotes its company: a name in passing does neither."""
        reading = self.item.reading
        return any(
            mention.entity and mention.end <= len(self.item.title) for mention in reading.mentions
        ) or any(map(self._is_of_company, reading.quotes))

    def _is_of_company(self, quote: Quote) -> bool:
        """Return whether a quotation is of the item's companies or their officers."""
        day = self.item.at.date()
        named = self.roster.companies(quote.speaker_entity, day)
        return not self.main.isdisjoint(named or self.roster.named_in(quote.organisation, day))

    @cached_property
    def title_figures(self) -> frozenset[str]:
        """The figures of the title."""
        return self.figures & keys_of_title(self.item)

    def count(self) -> None:
        """Count the terms now rather than when they are first asked for."""
        _ = self._words

    def rest(self) -> None:
        """Drop the cached terms once the item is placed, except those of the title."""
        if "_words" in self.__dict__:
            _ = self.title_terms
            del self.__dict__["_words"]

    @cached_property
    def _words(self) -> tuple[dict[str, float], frozenset[str]]:
        return ({}, frozenset()) if self.alone else count_terms(self.item, self.roster)

    @property
    def nameless(self) -> str:
        """The title with watched names blanked. Brands stay: they tell what it is about."""
        return "" if self.alone else _nameless(self.item, self.roster)

    @cached_property
    def was_asked(self) -> bool:
        """Whether the text reports what its own company answers to a claim, or that it declined to: it was asked."""
        if self.short:
            return False
        lang = self.item.lang
        return any(
            (quote.stance in ADMITS or cues.replies(quote.cue or "", lang)) and self._is_of_company(quote)
            for quote in self.item.reading.quotes
        )

    @property
    def is_own_post(self) -> bool:
        """Whether this is a post of a watched company's or officer's own account."""
        return self.item.kind == "post" and self.item.entity is not None

    @property
    def short(self) -> bool:
        """Whether the item is one line: a title or a short post."""
        return len(self.item.text) <= 120  # noqa: PLR2004

    @property
    def stub(self) -> bool:
        """Whether the item is an article of a few sentences: a first report, or what a paywall leaves."""
        return not self.short and len(self.item.text) <= (STUB_DENSE if self.item.lang in DENSE else STUB)


def keys_of_title(item: Item) -> frozenset[str]:
    """Return the keys of the figures in the title."""
    given = (figure for figure in item.reading.figures if figure.end <= len(item.title))
    return frozenset(key for figure in given if (key := figure_key(figure)))


STUB, STUB_DENSE = 450, 180


def telling(item: Item) -> str:
    """Return the words that say what an item is about: its title without the outlet's name, else the beginning of its text."""
    return (
        _SUFFIX.sub("", item.title.strip()) or item.text.strip()[:TELLING] or (item.repost_of or "")[:TELLING]
    )


TELLING = 160


def key_of(title: str) -> str:
    """Return the comparison key of a wording: letters only, without a trailing outlet name and labels."""
    plain = labels.without(_SUFFIX.sub("", labels.without(unicodedata.normalize("NFKC", title))))
    return _NOT_LETTERS.sub("", simplified(plain)).casefold()


def _key(item: Item) -> str:
    return key_of(item.title[: end_of_title(item)] or item.text[:80])


def features_of(
    item: Item,
    roster: Roster,
    now: datetime | None = None,
    vector: Vector | None = None,
    subjects: frozenset[str] = frozenset(),
    marks: frozenset[str] = frozenset(),
) -> Features:
    """Return the features of an item. A time later than `now` is replaced by `now`. `marks`: if already known."""
    item = with_watched_names(item, roster)
    if digests.stands_alone(item, roster):
        return _features_alone(item, roster, now)
    text, length, title_end = extent(item)
    mentions = [mention for mention in main_mentions(item) if mention.start < length]
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
        figures=interned(frozenset(key for figure in item.reading.figures if (key := figure_key(figure)))),
        quoted=_quoted(item, text),
        key=_key(item),
        day=item.at if now is None else min(item.at, now),
        marks=marks,
        vector=vector,
    )


def _features_alone(item: Item, roster: Roster, now: datetime | None) -> Features:
    """Return the features of an item that stands alone. Copies are still found by its text."""
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
        key=_key(item),
        day=item.at if now is None else min(item.at, now),
        alone=True,
    )


def _nameless(item: Item, roster: Roster) -> str:
    line = item.title[: end_of_title(item)] or item.text[:LEAD]
    for mention in item.reading.mentions:
        if mention.entity and mention.start < len(line) and roster.is_name(mention.text):
            line = blanked(line, mention.start, mention.end, "|")
    return line


def _quoted(item: Item, text: str) -> frozenset[str]:
    wordings = [match[1] for match in _QUOTED.finditer(text[:4000])]
    wordings += [quote.responds_to for quote in item.reading.quotes if quote.responds_to]
    keys = (key_of(words) for words in wordings)
    return interned(frozenset(key for key in keys if len(key) >= TOPIC_LEAST))


_WEAK_UNITS = frozenset(
    {"multiple", "fraction", "pp", "bp", "day", "year", "month", "hour", "minute", "week", "time"}
)
_TWO_DIGITS = 2


def figure_key(figure: Figure) -> str | None:
    """Return unit and leading two digits of a distinctive figure, else None."""
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
    """Return the key of a percentage with decimals."""
    return f"percent {abs(percent):.1f}"


_LEAST_SIZE = 3
"""Counts below this order of magnitude are too common to identify an event."""
