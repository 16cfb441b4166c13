"""Text ready for reading. Knows no figures.

`pages` brings characters into one form and finds sentences; `words` loads the word lists and `senses` finds their words.
"""
