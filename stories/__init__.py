"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL.

The way of one item, with the module where each step is decided:

1. `linking` is the pass. It takes items as read, with people's corrections, in order of time, and gives back every story that is new or
   changed, whole. `linking_pass` is its state, kept between passes and dropped after the window of days.
2. `items.features` says what linking knows of an item: terms, companies, names, figures, whether it is a line or an article.
   `reading_ahead` does it for a batch.
3. `grouping.placing` puts the item in a group of its language: with the text it copies (`grouping.copies`), else with the most
   similar group if it is similar enough (`grouping.thresholds`), else with the one it tells again (`grouping.retelling`), else with
   the open affair it continues (`grouping.affairs`), else in a group of its own.
4. `links.joining` looks for evidence that the group tells what another tells: a wording quoted, a figure shared, one company's results,
   the same matter in another language. `links.threads` merges such groups: a story is a merged set of groups and keeps the older id.
5. `conclusions.concluding` reads each changed story anew. Its subject is the watched company that most titles name. Its claim is the
   first report of what calls for an answer (`conclusions.claims`), and the claim's first sighting starts the clock
   (`conclusions.first_sighting`).
6. `responses.responses` finds the answers to a story that has a subject:
   - candidates (`responses.gathering`): a post or a release (`responses.issued`), a quotation (`responses.quoted`), a title that says
     "X responds" (`responses.titled`). `items.voices` says whose word it is: the subject's own is an answer, others' a reaction.
     What looks like an answer and is none stands in one list in each of these modules;
   - stances: of a quotation, what the reading found, else `speech.stances`; of a title, what `speech.cues` finds;
   - answers (`responses.carriers`): the candidates that carry one answer; its best words and narrowest time stand for it.
7. `checks.checking` compares the story's figures with each other, with filings and with arithmetic.

What people decided outranks all of this: `items.corrections`, `links.deciding`, `responses.rejected`. A story without a subject has
no answers, since nobody has to give any. Without a claim only words count that say that they answer, or that deny, correct,
apologise or put off an answer. Every link, claim, answer and check carries its rule and its evidence in words.

Below the packages of these steps are `text` (words, numbers, word lists), `english` (headline grammar) and `speech` (who speaks,
accuses or answers in one text). A package imports only packages below it: `text`, `english`, `speech`, `items`, `grouping`,
`links`, `conclusions`, `responses`, `checks`. `story_cache` keeps the work of steps 5 to 7 on a large story between passes and
changes no result. The word lists are data: stories/words/*.toml.
"""

from __future__ import annotations

from stories.items.features import telling
from stories.linking import Linked, Stored, link
from stories.linking_pass import Memory

__all__ = ["Linked", "Memory", "Stored", "link", "telling"]
