"""Periods as texts word them, with the dates they stand for. Knows no figures.

`fiscal` computes their dates, in the notation of `codes`; `english`, `english_words` and `chinese` hold the wording.
"""
