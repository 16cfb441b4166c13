"""Generates documents whose words and bursts are those of the recorded boards and pages, as counted in `made_up.toml`.

Topics are Chinese lines of a board, polled every hour; articles are an English title with a lead. Stories begin at
random times. An item repeats words of the earlier items of its story, as those of the boards do. What a reader would
find is written beside the text: names that are words of the vocabulary, figures, quotations, and watched companies.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.made_up_words import Vocabulary, Word

COUNTED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("made_up.toml").read_text(encoding="utf-8"))
ARTICLES_NAMED = 0.3
"""Assumed share of the articles about a watched company: sources are chosen for them. Of the topics it is measured."""
SENTENCE = (10, 30)
"""Shortest and longest sentence of a lead, in words."""
FORMS = {
    "zh": (("CNY", "{}亿元", 10**8), ("percent", "{}%", 1)),
    "en": (("USD", "${} million", 10**6), ("percent", "{}%", 1)),
}
"""Units of figures, how they are written, and the size of what is written."""


@dataclass(slots=True)
class _Story:
    lang: str
    company: int | None
    figure: str
    core: Word
    """The word that most of its titles have."""
    words: list[Word] = field(default_factory=list)
    """The words of its texts so far."""


@dataclass(slots=True)
class _Text:
    """A text as it is put together, with what a reader would find in it."""

    gap: str
    text: str = ""
    mentions: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)

    def put(self, word: str, label: str = "", entity: str | None = None) -> None:
        begins = not self.text or self.text[-1] in "\n.“"
        if self.text and self.text[-1] not in "\n“":
            self.text += self.gap
        if begins:
            word = word[0].upper() + word[1:]
        if label:
            self.mentions.append({"start": len(self.text), "text": word, "label": label, "entity": entity})
        self.text += word


class Stream:
    """Makes items in order of their stories."""

    def __init__(self, topics: float, companies: dict[str, list[str]], seed: int = 7) -> None:
        """`topics` is the share of stories that are a board's; `companies` are the watched names by language."""
        self._chance = random.Random(seed)
        self._topics = topics
        self._companies = companies
        self._words = {lang: Vocabulary(COUNTED[lang], self._chance) for lang in FORMS}
        self._titles: set[str] = set()

    def stories(self, a_day: int, start: datetime) -> Iterator[tuple[datetime, list[dict[str, Any]]]]:
        """Yield when each story begins, as a poll rounds it, and its items, so many a day."""
        sizes, numbers = zip(*COUNTED["bursts"]["sizes"], strict=True)
        mean = sum(map(int.__mul__, sizes, numbers)) / sum(numbers)
        at = start
        while True:
            at += timedelta(days=mean / a_day * self._chance.expovariate(1))
            story = self._story()
            make = self._topic if story.lang == "zh" else self._article
            size = self._chance.choices(sizes, numbers)[0]
            items = [
                make(story, at + timedelta(hours=self._delay() if place else 0)) for place in range(size)
            ]
            yield _polled(at), items

    def _story(self) -> _Story:
        lang = "zh" if self._chance.random() < self._topics else "en"
        named = COUNTED["zh"]["named"] if lang == "zh" else ARTICLES_NAMED
        weights = COUNTED["zh"]["companies"]
        company = (
            self._chance.choices(range(len(weights)), weights)[0] if self._chance.random() < named else None
        )
        return _Story(lang, company, self._number(), self._words[lang].core())

    def _number(self) -> str:
        return f"{self._chance.randint(10, 999) / 10:g}"

    def _delay(self) -> float:
        quantiles = COUNTED["bursts"]["delays"]
        place = self._chance.random() * (len(quantiles) - 1)
        before = int(place)
        return quantiles[before] + (place - before) * (quantiles[before + 1] - quantiles[before])

    def _topic(self, story: _Story, seen: datetime) -> dict[str, Any]:
        """Return a line of a board. Its wording is new, since a wording that comes again is the same topic."""
        line, words = self._title(story)
        while line.text in self._titles:
            line, words = self._title(story)
        self._titles.add(line.text)
        story.words += words
        numbers, often = zip(*COUNTED["bursts"]["sightings"], strict=True)
        sightings = self._chance.choices(numbers, often)[0]
        return _entry(story, line, _polled(seen)) | {
            "kind": "topic",
            "title": line.text,
            "body": "",
            "sightings": sightings,
        }

    def _article(self, story: _Story, seen: datetime) -> dict[str, Any]:
        text, words = self._title(story)
        title = text.text
        text.text += "\n\n"
        story.words += words + self._lead(story, text, words)
        return _entry(story, text, seen) | {"title": title, "body": text.text[len(title) + 2 :]}

    def _title(self, story: _Story) -> tuple[_Text, list[Word]]:
        """Return a title, and the words drawn for it."""
        counted = COUNTED[story.lang]
        length = self._chance.choices(range(len(counted["lengths"])), counted["lengths"])[0] or 1
        drawn = self._drawn(story, length, title=True)
        if not story.words or self._chance.random() < COUNTED["bursts"]["cored"]:
            drawn[self._chance.randrange(length)] = story.core
        line = _Text("" if story.lang == "zh" else " ")
        if story.company is not None:
            self._put_company(line, story)
        if story.lang == "zh" and self._chance.random() < counted["quotes"]:
            self._put_told(line, drawn, story)
        else:
            for word in drawn:
                line.put(*word)
        if story.lang == "zh" and self._chance.random() < counted["figures"]:
            self._put_figure(line, story)
        if self._chance.random() < counted["questions"]:
            line.text += "？" if story.lang == "zh" else "?"
        return line, drawn

    def _drawn(self, story: _Story, length: int, *, title: bool = False) -> list[Word]:
        """Return words for a text, of which as many repeat earlier texts of the story, in as long runs, as on the boards."""
        runs, repeated = COUNTED["bursts"]["runs"], COUNTED["bursts"]["repeated"]
        begins = repeated * (1 - runs) / (1 - repeated * runs)
        drawn, place = [], len(story.words)
        for _ in range(length):
            place += 1
            if place >= len(story.words) or self._chance.random() >= runs:
                again = self._chance.random() < begins
                place = (
                    self._chance.randrange(len(story.words)) if story.words and again else len(story.words)
                )
            repeats = place < len(story.words)
            drawn.append(story.words[place] if repeats else self._words[story.lang].draw(title=title))
        return drawn

    def _lead(self, story: _Story, text: _Text, title: list[Word]) -> list[Word]:
        """Write a lead; return the words drawn for it."""
        counted = COUNTED["en"]
        told: list[Word] = []
        quoted = self._chance.random() < counted["quotes"]
        figure = self._chance.random() < counted["figures"]
        left = counted["lead_words"]
        while left > 0:
            length = min(left, self._chance.randint(*SENTENCE))
            drawn = [
                self._chance.choice(title) if self._chance.random() < counted["lead_from_title"] else word
                for word in self._drawn(story, length)
            ]
            left -= length
            told += drawn
            if quoted and left <= 0:
                self._put_said(text, drawn, story)
                break
            for word in drawn:
                text.put(*word)
            if figure:
                self._put_figure(text, story)
                figure = False
            text.text += "."
        return told

    def _put_company(self, text: _Text, story: _Story) -> None:
        assert story.company is not None
        text.put(self._companies[story.lang][story.company], "ORG", f"company{story.company}")

    def _put_figure(self, text: _Text, story: _Story) -> None:
        repeats = self._chance.random() < COUNTED["bursts"]["repeated"]
        number = story.figure if repeats else self._number()
        unit, form, size = self._chance.choice(FORMS[story.lang])
        text.put(written := form.format(number))
        text.figures.append(
            {
                "start": len(text.text) - len(written),
                "text": written,
                "unit": unit,
                "value": f"{round(float(number) * size, 1):g}"
                if size == 1
                else str(round(float(number) * size)),
            }
        )

    def _put_told(self, line: _Text, drawn: list[Word], story: _Story) -> None:
        """Write a Chinese line as what a company or a person says."""
        speaker = self._speaker(line, story)
        line.put("称")
        start = len(line.text)
        for word in drawn:
            line.put(*word)
        line.quotes.append(
            {"kind": "indirect", "start": start, "text": line.text[start:], "cue": "称"} | speaker
        )

    def _put_said(self, text: _Text, drawn: list[Word], story: _Story) -> None:
        """Write a sentence as direct speech."""
        text.put("“")
        start = len(text.text)
        for word in drawn:
            text.put(*word)
        said = text.text[start:]
        text.text += ",” said"
        speaker = self._speaker(text, story)
        text.quotes.append({"kind": "direct", "start": start, "text": said, "cue": "said"} | speaker)
        text.text += "."

    def _speaker(self, text: _Text, story: _Story) -> dict[str, Any]:
        if story.company is None:
            text.put(*(word := self._words[story.lang].name()))
            return {"speaker": word[0], "speaker_entity": None}
        if text.text != self._companies[story.lang][story.company]:
            self._put_company(text, story)
        mention = text.mentions[-1]
        return {"speaker": mention["text"], "speaker_entity": mention["entity"]}


def _entry(story: _Story, text: _Text, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "lang": story.lang,
        "mentions": text.mentions,
        "figures": text.figures,
        "quotes": text.quotes,
    }


def _polled(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
