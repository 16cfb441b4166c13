"""Periods as texts word them, with the dates they stand for. Knows no figures.

`fiscal` finds them and computes their dates; `english`, `english_words` and `chinese` hold the wording.
"""
