"""Whether the figures of a story agree with each other, with filings and with arithmetic.

Start at `checking`. `verdicts` builds the records, `precision` compares numbers at the precision they are quoted with.
`filed_figures` looks up filings, `scopes` tells a segment from the whole firm. `arithmetic` and `sums` test statements that imply a
sum. `disputed_figures`, `tolls`, `growth_rates` and `guidance` compare reports; `bids` and `retractions` are differences that are
no conflict.
"""
