"""The steps: crawl, read, link, brief and the rest that changes the store. Each can run twice.

Start at `passes.run`. The packages below do the work; scheduler.py decides when a step runs.

Where to look: a pass (`passes`) is `collecting`, `reading` and `linking` (with `window` and `quote_copies`), then `notifying`.
`continuous` crawls without end; `archives` imports. Around them: `running` (what every step shares), `children`
(child processes), `heartbeat`, `maintenance`.
"""

from steps.archives import import_lines, import_store, link_lines
from steps.collecting import crawl, replay
from steps.continuous import due_times, keep_crawling, note_interrupted
from steps.linking import keep_linking, link, link_store
from steps.maintenance import check, upkeep
from steps.notifying import alerts, brief, brief_path, send_alerts, send_brief, send_waiting
from steps.passes import run, run_sample
from steps.reading import Progress, read, read_store
from steps.running import Clock, Outcome, now, step
from steps.window import Memory

__all__ = [
    "Clock", "Memory", "Outcome", "Progress", "alerts", "brief", "brief_path", "check", "crawl", "due_times",
    "import_lines", "import_store", "keep_crawling", "keep_linking", "link", "link_lines", "link_store",
    "note_interrupted", "now", "read", "read_store", "replay", "run", "run_sample", "send_alerts", "send_brief",
    "send_waiting", "step", "upkeep",
]  # fmt: skip
