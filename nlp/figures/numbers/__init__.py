"""Numbers with their units, in digits and words: candidates that become figures or are dropped. Knows no metrics.

`quantities_en` and `quantities_zh` read the `candidates` of a text: `digits`, `spelled_en`, `spelled_zh`, `wordy_amounts_en`
and `wordy_amounts_zh` read the number, `prefixes_en`, `money_en` and `currencies` its money, `things_en`, `measures_zh` and
`units` what it counts, `qualifiers_zh` more, less and about. `ranges`, `rows` and `bracketed` join candidates; `non_figures`
and `counts` drop them.
"""
