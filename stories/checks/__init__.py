"""Whether the figures of a story agree with each other, with filings and with arithmetic.

Start at `checking`, which runs every check on a `case`: the story, its figures (`story_figures`), and what each measures of whom.
It pairs reports with each other and with `filed_figures`; `comparing` judges a pair, `precision` compares numbers at the precision
they are quoted with. `scopes` distinguishes a segment from the whole firm, `things` one price or place from another; `retractions`
are differences without conflict. `arithmetic`, `parts`, `per_unit` and `consensus` test what a text implies; `disputed_figures`,
`outlooks`, `tolls` and `growth_rates` compare reports. `verdicts` builds the records.
"""
