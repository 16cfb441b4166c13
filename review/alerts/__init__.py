"""Alerts: people write rules, the store is searched for occasions, and messages wait in an outbox until they are sent.

Start at `running`, which is one pass: it reads the `rules` (boolean `words`) as `configured`, finds each `occasion`
(`occasions`, with `claims` and `topics` apart), decides who is told when (`folding`), stores `messages` in the outbox and
sends those due (`sending`).
"""

from review.alerts.occasion import Occasion
from review.alerts.rules import Rules, load
from review.alerts.running import run, would_send

__all__ = ["Occasion", "Rules", "load", "run", "would_send"]
