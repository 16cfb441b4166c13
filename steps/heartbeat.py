"""Tells an outside watcher that a pass succeeded; its silence is the alarm."""

from __future__ import annotations

import logging
import os
import urllib.request

from config.settings import Settings

log = logging.getLogger(__name__)

HEARTBEAT_S = 10
"""Seconds; how long the watcher's server may take to answer."""


def beat(settings: Settings) -> None:
    """Ask the address in the variable that `heartbeat_env` names; where that fails, the log says so and nothing else."""
    variable = settings.schedule.heartbeat_env
    address = os.environ.get(variable) if variable else None
    if not address:
        return
    if not address.startswith(("https://", "http://")):
        log.warning("%s holds no web address; no heartbeat is sent", variable)
        return
    try:
        with urllib.request.urlopen(address, timeout=HEARTBEAT_S):  # noqa: S310 (http and https alone, as asked above)
            pass
    except OSError as error:
        # The address is a secret to whoever could keep the watcher quiet with it.
        log.warning("no heartbeat: %s", type(error).__name__)
