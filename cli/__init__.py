"""The `rejoinder` command: reads arguments, calls one step, prints its data. Leaves all work to scheduler and below.

Data goes to stdout, the log to stderr. Exit codes: 0 done, 1 failed, 2 usage or bad configuration, 3 partly collected.
Parts are imported inside the commands: spaCy and Scrapy take seconds that `rejoinder -h` need not wait for.

Where to read on. Commands: `passes`, `texts`, `sources`, `desk`, `looking_after`, in one `group`. What they share: `options` in,
`printing` out.
"""

from cli import desk, looking_after, passes, sources, texts
from cli.group import main

__all__ = ["main"]

COMMANDS = (
    passes.run, passes.schedule, passes.crawl, passes.read, passes.link, passes.brief,
    texts.analyze, texts.extract, texts.import_, texts.replay,
    sources.source, desk.alerts, desk.serve, desk.export, desk.explain,
    looking_after.init, looking_after.check, looking_after.doctor, looking_after.backup,
)  # fmt: skip

for command in COMMANDS:
    main.add_command(command)
