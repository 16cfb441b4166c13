"""Whether the figures of a story agree with each other, with filings and with arithmetic.

Start at `checking`, which pairs the `story_figures`; `comparing` judges a pair. `verdicts` builds the records, `precision` compares
numbers at the precision they are quoted with. `filed_figures` looks up filings, `scopes` distinguishes a segment from the whole firm,
`things` one price or place from another. `arithmetic` (with `sums`), `parts`, `per_unit`, `consensus` and `guidance` test what a text
implies; `disputed_figures`, `outlooks`, `tolls` and `growth_rates` compare reports. `bids` and `retractions` are differences without
conflict.
"""
