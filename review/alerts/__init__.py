"""Alerts: rules that people write, occasions found in the store, folded into few messages, kept until they are sent.

Where to look: `running` is one pass. It takes the `rules` (boolean `words`) as `configured`, finds `occasions`, folds them
(`folding`), keeps them as `messages` and hands them to `sending`.
"""

from review.alerts.occasions import Occasion
from review.alerts.rules import Rules, load
from review.alerts.running import run, would_send

__all__ = ["Occasion", "Rules", "load", "run", "would_send"]
