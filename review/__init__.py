"""SHOW: the desk's pages, the morning brief, alerts and exports. Reads the store by SQL; people's decisions go to desk.db.

Where to read on. The desk: `serve` opens it, desk/ has its pages, `metadata` what Datasette is told. The brief is brief/, alerts are
alerts/. What they ask: `questions` (SQL in queries/), through `opening` and `rows`; `searching` is the search. How things are put:
`wording`, `amounts`, `watching` (names), `addresses`, `visible`; what of a text may be shown: `permitted`.

For other programs: `export` with `jsonld`, `parquet` and `spreadsheet`; `spoken` is a spokesperson's log. For who looks after it:
`doctor`, `metrics`, `explain`.
"""
