"""The desk's own pages: one Datasette plugin, a module a subject. Collected text is shown, never trusted.

Where to read on. `app` is Datasette with our files, `plugin` registers what there is, `safety` guards it. Pages: `front`; `story` with its
`timeline`; `items` (topic, document, source, fact); `people`; `asked` (search, questions, brief) with `columns`; `feeds`;
`missing`. Writing: `decide`; what was written shows by `decided`. On the pages: `texts` and `marks` (texts with their facts),
`evidence` and `told` (why, in words), `window` (of what time).
"""
