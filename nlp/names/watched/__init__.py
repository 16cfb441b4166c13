"""Joins the names of a text to the watch list, in both languages.

`joining` does so on a `page`, match by `match`. `forms` spells out how a listed name may be written, `index` finds those forms, and `borders`
says where a name begins and ends. `meant_english` (with `english_before`, `english_behind` and `english_signs`) and
`meant_chinese` decide about ordinary words, `namesakes` about people; `people`, `shortened` and `cashtags` find other ways
to write a name.
"""
