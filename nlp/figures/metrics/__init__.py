"""Which metric each number of a sentence measures, and the unit where the text omits it.

`attachment` decides; `neighbours_left`, `neighbours_right`, `shares`, `alignment`, `traded`, `unlisted` and `own_nouns_en`
propose, `fitting` checks. `naming`, `phrases_en`, `noun_phrases_en` and `segments_zh` take the wording. `bare_units` asks
`bare_counts` and `bare_levels` for missing units.
"""
