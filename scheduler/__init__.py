"""Jobs and their times: when a step runs, that it runs once, and in a process of its own. Start reading at `jobs.schedule`."""

from scheduler.jobs import schedule, times

__all__ = ["schedule", "times"]
