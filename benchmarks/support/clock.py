"""Where the time of a program goes: functions are wrapped from outside; each moment belongs to the innermost one."""

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Label = str | Callable[..., str | None]


class Clock:
    """Seconds by label; nested labels do not count twice, so that all of them add up to the whole."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open: list[str] = []
        self._since = 0.0

    def write_to(self, seconds: Counter[str]) -> None:
        """Add what follows to this counter."""
        self.seconds = seconds

    @contextmanager
    def measure(self, label: str) -> Iterator[None]:
        """Count the block's time under a label, less what labels inside it take."""
        self._turn()
        self._open.append(label)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def inside(self, start: str) -> bool:
        """Whether a label that starts so is open now, however deep."""
        return any(label.startswith(start) for label in self._open)

    def wrap(self, owner: Any, name: str, label: Label) -> None:
        """Replace a function of a class or module by one that is measured.

        Args:
            owner: the class or module.
            name: of the function.
            label: or a function of the call's arguments that tells it; None leaves the call with the label around it.
        """
        original = getattr(owner, name)

        @functools.wraps(original)
        def measured(*args: Any, **kwargs: Any) -> Any:
            chosen = label(*args, **kwargs) if callable(label) else label
            if chosen is None:
                return original(*args, **kwargs)
            with self.measure(chosen):
                return original(*args, **kwargs)

        setattr(owner, name, measured)

    def _turn(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now
