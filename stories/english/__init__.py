"""Shallow parsing of English headlines and statements. Knows grammar and verb classes, but no companies and no stories.

`headline_words` tokenises a headline, `verb_groups` reads its verb behind the `auxiliaries`, and `clauses` finds the main
clause. `inflection` lists the forms of a verb, `verb_classes` looks up what it means, `objects` classifies what it is done to.
`statements` gives the stance of a whole statement.
"""
