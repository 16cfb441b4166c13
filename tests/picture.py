"""Takes the README's picture, docs/desk.png: the sample's desk in Chromium; not a test.

`python -m tests.picture`, on a machine with a Chinese font (`apt install chromium fonts-noto-cjk`).
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import steps
from config import watchlist
from review import serve
from review.brief.window import Evenings
from tests import chromium
from tests.desk_client import listening_to

PICTURE = Path(__file__).parents[1] / "docs" / "desk.png"
MORNING_AFTER = "/?since=2024-08-21T07:00&until=2024-08-22T07:00"
SIZE = {"width": 1180, "height": 1010, "deviceScaleFactor": 1, "mobile": False}


def main() -> None:
    if chromium.found() is None:
        sys.exit("the picture is taken with Chromium, which is not installed: apt install chromium")
    with TemporaryDirectory() as folder:
        settings, _ = steps.run_sample(Path(folder))
        desk = serve.open_desk(
            settings.store,
            settings.decisions,
            zone=settings.zone,
            evenings=Evenings(settings.brief.since, settings.brief.weekdays),
            watchlist=watchlist.load(settings.watchlist),
        )
        with listening_to(desk) as url, chromium.opened() as tab:
            tab.call("Emulation.setDeviceMetricsOverride", **SIZE)
            tab.go(url + MORNING_AFTER)
            PICTURE.write_bytes(base64.b64decode(tab.call("Page.captureScreenshot")["data"]))


if __name__ == "__main__":
    main()
