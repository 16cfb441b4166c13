"""Texts in, Readings out: the language told, long texts cut, a pipeline per language held. Knows no facts itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Doc

from nlp import batches, language, marks, pipelines, reading, sparing
from nlp.bearable import bearable, with_own_words
from records import Reading, Watchlist

VERSION = "8"
LONGEST = 50_000
"""Code points that are parsed at a time; a longer text is cut at the ends of its paragraphs."""
BATCH = 64
AT_ONCE = 2 * LONGEST
"""Code points whose parts the models see together: their memory grows with it, three and a half kilobytes for each."""


Part: TypeAlias = tuple[int, int, str]
"""Which text of a batch it is of, where it starts there, and its wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to read, and what is known of it."""

    text: str
    lang: str | None = None
    """As declared; None: told from the script."""
    title: str | None = None
    published: datetime | None = None
    zone: str = "UTC"
    entity: str | None = None
    """Watch-list id whose own voice it is."""


class Reader:
    """Reads texts of any of the languages; a pipeline is loaded when its first text comes."""

    def __init__(self, watchlist: Watchlist) -> None:
        self.version = f"{VERSION}+{hashlib.sha256(repr(watchlist).encode()).hexdigest()[:8]}"
        self._watchlist = watchlist
        self._pipelines: dict[str, Language] = {}

    def read(
        self,
        text: str,
        *,
        lang: str | None = None,
        title: str | None = None,
        published: datetime | None = None,
        zone: str = "UTC",
        entity: str | None = None,
    ) -> Reading:
        """What one text says."""
        one = Text(text=text, lang=lang, title=title, published=published, zone=zone, entity=entity)
        return next(self.read_all([one]))

    def read_all(self, texts: Iterable[Text]) -> Iterator[Reading]:
        """What each text says, in order; a batch of texts at a time is held in memory."""
        for batch in batches.cut(texts, BATCH):
            yield from self._read_batch(batch)

    def _read_batch(self, batch: list[Text]) -> list[Reading]:
        langs = [language.detect(text.text, text.lang) for text in batch]
        parts: list[list[Reading]] = [[] for _ in batch]
        starts: list[list[int]] = [[] for _ in batch]
        for lang in dict.fromkeys(langs):
            whole: list[Part] = []
            for number, text in enumerate(batch):
                if langs[number] == lang:
                    whole += [(number, *part) for part in _parts(bearable(text.text, lang))]
            for (number, start, _), doc in zip(whole, self._docs(lang, batch, whole), strict=True):
                starts[number].append(start)
                parts[number].append(reading.read(doc))
        whole_readings = [
            with_own_words(_joined(lang, begins, read), text.text)
            for text, lang, begins, read in zip(batch, langs, starts, parts, strict=True)
        ]
        return [
            found if language.is_read(text.text, text.lang) else _names_alone(found)
            for text, found in zip(batch, whole_readings, strict=True)
        ]

    def _docs(self, lang: str, batch: Sequence[Text], whole: Sequence[Part]) -> Iterator[Doc]:
        """The Docs of parts of texts, behind the pipeline."""
        for together in batches.weighed(whole, AT_ONCE, lambda part: len(part[2])):
            yield from self._piped(lang, batch, together)

    def _piped(self, lang: str, batch: Sequence[Text], whole: Sequence[Part]) -> list[Doc]:
        nlp = self._pipeline(lang)
        docs: list[Doc] = list(getattr(nlp.tokenizer, "pipe")([part for _, _, part in whole]))  # noqa: B009 — spaCy types it as a function
        for (number, _, _), doc in zip(whole, docs, strict=True):
            _put_context(doc, batch[number])

        def made(place: int) -> Doc:
            number, _, part = whole[place]
            doc = nlp.tokenizer(part)
            _put_context(doc, batch[number])
            return doc

        return sparing.pipe(nlp, docs, made)

    def _pipeline(self, lang: str) -> Language:
        if lang not in self._pipelines:
            self._pipelines[lang] = pipelines.load(lang, self._watchlist)
        return self._pipelines[lang]


def _names_alone(found: Reading) -> Reading:
    """What is known of a text in a language that is not read: whom it names."""
    return replace(found, quotes=(), figures=(), problems=(*found.problems, language.NOT_READ))


def _put_context(doc: Doc, text: Text) -> None:
    marks.set_context(doc, title=text.title, published=text.published, zone=text.zone, entity=text.entity)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Start and wording of each part: one, unless the text is too long."""
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind(mark, start + 1, limit) + len(mark) for mark in ("\n", "。", ". ", " "))
        for mark in ("\n\n", "\n", "。", ". ", " "):
            found = text.rfind(mark, start + LONGEST // 2, limit)
            if found >= 0:
                cut = found + len(mark)
                break
        else:
            cut = limit
        yield start, text[start:cut]
        start = cut
    if start < len(text) or not text:
        yield start, text[start:]


def _joined(lang: str, starts: list[int], parts: list[Reading]) -> Reading:
    """The readings of a text's parts as one."""
    if len(parts) == 1:
        return parts[0]
    moved = [
        _moved(part, start, number) for number, (start, part) in enumerate(zip(starts, parts, strict=True))
    ]
    return Reading(
        lang=lang,
        mentions=tuple(fact for part in moved for fact in part.mentions),
        quotes=tuple(fact for part in moved for fact in part.quotes),
        figures=tuple(fact for part in moved for fact in part.figures),
        problems=tuple(problem for part in moved for problem in part.problems),
    )


def _moved(part: Reading, by: int, number: int) -> Reading:
    """The reading of a part with the offsets of the whole, its groups and statements numbered apart."""
    apart = number * 1_000_000

    def shift(place: int | None, step: int) -> int | None:
        return None if place is None else place + step

    return replace(
        part,
        mentions=tuple(replace(m, start=m.start + by, end=m.end + by) for m in part.mentions),
        quotes=tuple(
            replace(
                q,
                start=q.start + by,
                end=q.end + by,
                speaker_start=shift(q.speaker_start, by),
                speaker_end=shift(q.speaker_end, by),
                cue_start=shift(q.cue_start, by),
                cue_end=shift(q.cue_end, by),
                group=shift(q.group, apart),
            )
            for q in part.quotes
        ),
        figures=tuple(
            replace(f, start=f.start + by, end=f.end + by, statement=shift(f.statement, apart))
            for f in part.figures
        ),
    )
