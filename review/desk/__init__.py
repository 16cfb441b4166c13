"""The desk's own pages: one Datasette plugin, one module per subject. Collected text is shown, never trusted.

Where to look:

- `app` is Datasette with our files, `plugin` registers everything, `safety` guards it.
- Pages: `front`; `story` with its `timeline`; `items` (topic, document, source, fact); `people`; `asked` (search, questions, brief)
  with `columns`; `feeds`; `missing`.
- Decisions: `decide` writes them, `decided` shows them.
- Parts of pages: `texts` and `marks` (texts with their facts), `tongues` (which language something is in), `evidence` and `told` (why, in words), `window` (the period shown).
"""
