"""The steps: crawl, read, link, brief, and whatever else moves data. Each can run twice.

Start at `passes.run`. The parts do the work; scheduler.py decides when a step runs.

Where to look: a pass (`passes`) is `collecting`, `reading` and `linking` (with `window`), then `telling`. `keeping_on` crawls
continuously; `archives` imports. Around them: `stepping` (what every step has), `apart` (child processes), `heartbeat`,
`looking_after`.
"""

from steps.archives import import_lines, import_store, link_lines
from steps.collecting import crawl, replay
from steps.keeping_on import cut_short, keep_crawling, when_due
from steps.linking import keep_linking, link, link_store
from steps.looking_after import check, upkeep
from steps.passes import run, run_sample
from steps.reading import Progress, read, read_store
from steps.stepping import Clock, Outcome, now, step
from steps.telling import alerts, brief, brief_path, send_alerts, send_brief, send_waiting

__all__ = [
    "Clock", "Outcome", "Progress", "alerts", "brief", "brief_path", "check", "crawl", "cut_short", "import_lines", "import_store",
    "keep_crawling", "keep_linking", "link", "link_lines", "link_store", "now", "read", "read_store", "replay", "run", "run_sample", "send_alerts",
    "send_brief", "send_waiting", "step", "upkeep", "when_due",
]  # fmt: skip
