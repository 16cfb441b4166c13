"""Text to terms, in any language: characters, words, numbers, and the word lists. Knows no items and no stories.

`lexicon` loads the word lists of stories/words, and `phrases` finds their phrases in a text. `script` folds traditional Chinese
to simplified, `tokens` cuts a text into tokens, `numerals` reads numbers by value, `concepts` maps words of several languages to
shared concepts, and `term_extraction` combines these into the terms that similarity counts. `interning` stores equal sets once.
`reporting` tells whether a title is about a company's results, and of which period; `labels` finds outlets' labels on titles.
"""
