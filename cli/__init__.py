"""The `rejoinder` command: parses arguments, runs one step, prints its result. The steps do the work.

Data goes to stdout, the log to stderr. Exit codes: 0 done, 1 failed, 2 usage or bad configuration, 3 partly collected.
Packages are imported inside the commands, so that `rejoinder -h` does not wait seconds for spaCy and Scrapy.

Where to look: the commands are in `passes`, `texts`, `sources`, `desk` and `maintenance`, assembled by `group`;
they share `options` and `archives` for input and `printing` for output.
"""

from cli import desk, maintenance, passes, sources, texts
from cli.group import main

__all__ = ["main"]

COMMANDS = (
    passes.run, passes.schedule, passes.crawl, passes.read, passes.link, passes.brief,
    texts.analyze, texts.extract, texts.import_, texts.replay,
    sources.source, desk.alerts, desk.serve, desk.export, desk.explain,
    maintenance.init, maintenance.check, maintenance.doctor, maintenance.backup,
)  # fmt: skip

for command in COMMANDS:
    main.add_command(command)
