"""Speech acts: who speaks in a title or statement, whether it accuses or answers, and with which stance.

`tone` tells whether a title calls for an answer. `cues` finds the cue of an answer, an `answers` record; it is helped by
`english_cues` with `english_answers` (how a clause answers), `colons` ("Maker: ..."), `attribution` ("..., says Maker") and `subject_phrase` (what may stand between a company's name and its verb).
`attacks` finds who attacks, `deeds` answers by action, `apologies` those that a text reports. `stances` classifies an answer, with `negations`, `denials` and
`examples`. `speakers` classifies the words that name a speaker. Knows single texts only: no items, no stories.
"""
