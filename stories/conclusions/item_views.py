"""Items as `concluding` sees them.

What is computed of one is kept, since a large story is concluded again in every pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from records import Item
from stories.conclusions.breaking import dated_sentences
from stories.conclusions.subject_titles import SubjectTitle
from stories.items import digests
from stories.items.features import key_of
from stories.items.incidental_names import main_mentions
from stories.items.roster import Roster
from stories.items.term_counts import extent
from stories.items.voices import voice_of_quote
from stories.speech import cues, speakers
from stories.speech.attacks import attack_in
from stories.text import tokens
from stories.text.phrases import DENSE


class ItemView:
    """One item."""

    def __init__(self, item: Item, roster: Roster) -> None:
        self.item = item
        self._roster = roster
        self._title: SubjectTitle | None = None

    def beside(self, subject: str) -> SubjectTitle:
        """Return the item's title, read with respect to a story's subject."""
        if self._title is None or self._title.subject != subject:
            self._title = SubjectTitle(self.item, subject, self._roster)
        return self._title

    @cached_property
    def key(self) -> str:
        """The title's letters."""
        return key_of(self.item.title)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The title's terms."""
        return frozenset(tokens.terms(self.item.title, self.item.lang))

    @cached_property
    def entities(self) -> frozenset[str]:
        """The watch-list ids of all it names, and of its issuer."""
        named = (mention.entity for mention in self.item.reading.mentions)
        return frozenset(filter(None, (*named, self.item.entity)))

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The watched companies in order of mention."""
        mentions = sorted(self.item.reading.mentions, key=lambda mention: mention.start)
        named = (*(mention.entity for mention in mentions), self.item.entity)
        day = self.item.at.date()
        return tuple(
            company for entity in named if entity for company in sorted(self._roster.companies(entity, day))
        )

    @cached_property
    def companies(self) -> frozenset[str]:
        """The watched companies that the item names."""
        return self._roster.all_companies(self.entities, self.item.at.date())

    @cached_property
    def is_round_up(self) -> bool:
        """Whether the text consists of sections about different companies."""
        return digests.is_round_up(self.item, self._roster)

    @cached_property
    def titled(self) -> frozenset[str]:
        """The companies that the title names, or that issued it, attackers aside."""
        named = [m.entity for m in main_mentions(self.item) if m.start <= len(self.item.title)]
        entities = [entity for entity in (*named, self.item.entity) if entity]
        return self._roster.all_companies(entities, self.item.at.date()) - self.attacking

    @cached_property
    def attacking(self) -> frozenset[str]:
        """The companies that the title names only as attackers."""
        if not self.companies:
            return frozenset()
        item = self.item
        attack = attack_in(item.title, item.lang)
        if attack is None or speakers.is_third_party(item.title[: attack.start()], item.lang):
            return frozenset()
        at = attack.start()
        after = [m.entity for m in item.reading.mentions if m.entity and at < m.start < len(item.title)]
        return self._named_before(at) - self._roster.all_companies(after, item.at.date())

    @cached_property
    def answering(self) -> frozenset[str]:
        """Of several companies in the title, those named before its cue of answering."""
        if len(self.titled) <= 1:
            return frozenset()
        cue = cues.answer_in(self.item.title, self.item.lang)
        return self._named_before(cue.start) if cue else frozenset()

    @cached_property
    def asked(self) -> frozenset[str]:
        """The companies that the text quotes: somebody asked them."""
        item, roster = self.item, self._roster
        return frozenset(
            company
            for company in self.companies
            for quote in item.reading.quotes
            if (voice := voice_of_quote(quote, item, company, roster)) and voice.party == "own"
        )

    @cached_property
    def leading(self) -> frozenset[str]:
        """The company that an article is about whose title names no organisation: one of its lead, none being named more often.

        In scripts without spaces, names on no list are too often none.
        """
        item, day, lead = self.item, self.item.at.date(), self._lead
        others = [
            mention
            for mention in item.reading.mentions
            if mention.label == "ORG" and not mention.entity and item.lang not in DENSE
        ]
        _, _, title = extent(item)
        if lead is None or any(mention.end <= title for mention in others):
            return frozenset()
        mentions = main_mentions(item)
        named = Counter(company for one in mentions for company in self._roster.companies(one.entity, day))
        most = max((*named.values(), *Counter(mention.text for mention in others).values()), default=0)
        early = self._roster.all_companies((m.entity for m in mentions if m.entity and m.start < lead), day)
        return frozenset(company for company in early if named[company] == most)

    @property
    def _lead(self) -> int | None:
        """Where an article's lead ends, in scripts without spaces with the first paragraph; None: it is none, or no more than a lead."""
        text, lead, title = extent(self.item)
        if self.item.lang not in DENSE:
            return lead if lead < len(text) else None
        body = text[title:].lstrip()
        return len(text) - len(body) + len(body.partition("\n")[0]) if title and body else None

    @cached_property
    def dated(self) -> tuple[tuple[str, date], ...]:
        """Letters of each sentence that names one day and a hot list, with the day."""
        return tuple((key_of(sentence), day) for sentence, day in dated_sentences(self.item))

    def _named_before(self, end: int) -> frozenset[str]:
        named = [m.entity for m in self.item.reading.mentions if m.entity and m.end <= end]
        return self._roster.all_companies(named, self.item.at.date())


class ItemViews:
    """The views of a story's items, kept from pass to pass while an item is the same."""

    def __init__(self) -> None:
        self._views: dict[str, ItemView] = {}

    def of(self, items: Iterable[Item], roster: Roster) -> list[ItemView]:
        """Return the views of items, in order, and drop all others."""
        views = [
            known
            if (known := self._views.get(item.id)) is not None and known.item is item
            else ItemView(item, roster)
            for item in items
        ]
        self._views = {view.item.id: view for view in views}
        return views
