"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL.

Where to look, in the order of the pass, which is `linking`:

1. An item: `features` (what linking sees of it), with `counting` (its terms: `outlets`, `datelines`, `wording`, `tokens`), `roster` (the watch
   list), `found` (names on no list), `asides`, `digests` and `sharing`.
2. Its tight group: `grouping`, with `thresholds` (`everyday`), `copies`, `groups`, `index`, `vocabulary` and `meaning`; by an open affair: `affairs`, with
   `bearing`, `articles`, `claims` (what calls for an answer) and `deeds`.
3. What makes two stories one: `joining`, with `threads` and the ties of `answered`, `quoting`, `carried`, `bodies`, `pairs`, `results`, `own_posts`,
   `stragglers` and `languages` (`crossing`; `bridges` with `ideas`, `numerals` and `spelling`; `clashes`).
4. What people said: `deciding`, `correcting`.
5. What a story says: `concluding`, with `headlines`, `claiming`, `sighting` and `breaking`.
6. Who answered: `responses`, from the `candidates` that `gathering` finds (`issued` with `apologies` and `releases`; `quoted` with
   `beside_the_point`; `titled` with `cues` and `answers`; `attribution`, `repeated`; kept from pass to pass: `heard`), in English by its grammar (`acting` with `objects`; `clauses`,
   `headline_words`, `verb_groups`, `senses`, `inflection`), whose voice it is
   (`voices`, `unnamed`, `papers`, `speakers`, `organs`, `parents`), what it does (`stances`, `statements`, `signs`, `negating`, `charges`), what is one answer (`carriers`,
   `tellings`) and how long it took (`latency`).
7. Do the figures agree: `checking`, with `filed`, `scopes`, `precision`, `verdicts`, `arithmetic`, `sums`, `two_sides`, `tolls`,
   `growths`, `bids`, `taken_back` and `foretold`.

Words and scripts: `lexicon`, `phrases`, `script`; what people read of it: `written`.
"""

from __future__ import annotations

from stories.features import telling
from stories.linking import Linked, Memory, link

__all__ = ["Linked", "Memory", "link", "telling"]
