"""Periods as texts word them, with the dates they stand for. Knows no figures.

`english` (with `english_parts` and `english_words`) and `chinese` find the periods `named` in a text; `fiscal` dates them, in the notation of `codes`.
"""
