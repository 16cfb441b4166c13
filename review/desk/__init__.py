"""The desk's own pages: one Datasette plugin, one module per subject. Collected text is shown, never trusted.

- `app` is Datasette with the project's files, `plugin` registers everything, `safety` guards every request.
- Pages: `front`; `story` with its `story_rows` and `timeline`; `items` (topic, document, source, fact); `people`;
  `query_pages` (search, questions, brief) with `columns`; `feeds`; `not_found`.
- Decisions: `decision_forms` writes them, `standing_decisions` reads them, `told_decisions` words them.
- Parts of pages: `texts` and `marks` (texts with their facts), `languages` (of foreign text), `evidence` and `fact_table` (why a
  fact is stored), `window` (the period shown).
"""
