"""SHOW: the desk's pages, the morning brief, alerts and exports. Reads the store by SQL; writes only people's decisions, to desk.db.

- Desk: `serve` opens it, desk/ has its pages, `metadata` configures Datasette. The brief is in brief/, alerts are in alerts/.
- Queries: `questions` runs the named queries of queries/, over `connections` and `rows`; `searching` builds full-text queries.
- Wording: `wording` (times, labels), `amounts`, `watched_names`, `gloss` (names and amounts of Chinese lines), `urls`,
  `control_characters`. `excerpts` limits how much of a text may be shown.
- Files for other programs: `export` with `exported_checks`, `jsonld`, `parquet` and `spreadsheet`; `spokesperson_log`.
- Operation: `doctor`, `metrics`. Where facts come from: `explain`; the sums behind latencies: `clock`.
"""
