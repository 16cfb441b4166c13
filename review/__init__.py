"""SHOW: the desk's pages, the morning brief, alerts and exports. Reads the store by SQL; decisions go to desk.db.

Where to look:

- The desk: `serve` opens it, desk/ has its pages, `metadata` configures Datasette. The brief is in brief/, alerts are in alerts/.
- Queries: `questions` (SQL in queries/), through `opening` and `rows`; `searching` builds full-text queries.
- Wording: `wording` (times, labels), `amounts`, `watching` (names), `addresses`, `visible`. `permitted` decides how much of a text may
  be shown.
- For other programs: `export` with `jsonld`, `parquet` and `spreadsheet`; `spoken` is the spokesperson log.
- Operation: `doctor`, `metrics`, `explain`.
"""
