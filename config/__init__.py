"""What a person typed: settings, watch list, and errors that name file and line. The source list is crawler's.

Where to look: `settings` and `watchlist` read the two files, through `toml`, which raises `errors`. starters/ has the files
that `init` writes. `logs` sets up logging.
"""
