"""What a person typed: settings, watch list, and errors that name file and line. Leaves the source list to crawler.

`settings` and `watchlist` are the two files, starters/ has them as `init` writes them; both are read by `toml`, whose complaints are
`errors`. `logs` sets how the log looks.
"""
