"""Pings an outside watchdog after a good pass; its absence is the alarm."""

from __future__ import annotations

import logging
import os
import urllib.request

from config.settings import Settings

log = logging.getLogger(__name__)

HEARTBEAT_S = 10
"""Seconds the watchdog's server may take to answer."""


def beat(settings: Settings) -> None:
    """Request the address held by the variable that `heartbeat_env` names; a failure is only logged."""
    variable = settings.schedule.heartbeat_env
    address = os.environ.get(variable) if variable else None
    if not address:
        return
    if not address.startswith(("https://", "http://")):
        log.warning("%s is not an http(s) address; no heartbeat sent", variable)
        return
    try:
        with urllib.request.urlopen(address, timeout=HEARTBEAT_S):  # noqa: S310 (the scheme is checked above)
            pass
    except OSError as error:
        # The address stays out of the log: whoever knows it could send false heartbeats.
        log.warning("no heartbeat: %s", type(error).__name__)
