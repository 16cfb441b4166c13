"""Runs parsers one at a time in a child process with a time limit, where no event loop runs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar

from crawler.extraction import SECONDS
from crawler.fair_share import CPU_SECONDS, TOO_SLOW, UNREADABLE, UnreadError
from crawler.processes import ReadingProcess

Done = TypeVar("Done")


class BoundedReader:
    """A parsing process, started on demand and replaced after it had to be killed."""

    def __init__(self, cpu_seconds: float = CPU_SECONDS, seconds: float = SECONDS) -> None:
        self._cpu_seconds = cpu_seconds
        self._seconds = seconds
        self._process: ReadingProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.close()

    def do(self, work: Callable[[], Done]) -> Done:
        """Run a parser and return its result.

        Args:
            work: a picklable callable with a picklable result.

        Raises:
            UnreadError: it took too long, or crashed its process.
        """
        self._process = self._process or ReadingProcess()
        began = monotonic()
        future = self._process.submit(work, self._cpu_seconds)
        try:
            done, _ = future.result(self._seconds)
        except TimeoutError as error:
            self._end()
            raise UnreadError(TOO_SLOW) from error
        except BrokenProcessPool as error:
            self._end()
            raise UnreadError(TOO_SLOW if monotonic() - began >= self._cpu_seconds else UNREADABLE) from error
        result: Done = done
        return result

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
