"""What people type: settings and watch list, with errors that name file and line. The source list belongs to crawler/.

Where to look: `settings` and `watchlist` read the two files through `toml`, which raises `errors`. starters/ holds the
files that `init` writes. `short_names` derives everyday names from official ones. `logs` sets up logging.
"""
