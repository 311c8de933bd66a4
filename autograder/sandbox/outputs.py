"""What a cell shows, kept as plain data: streams, rich outputs and errors, bounded in size."""

import io
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MAX_PRINTED = 10_000
"""Letters of what one call printed, where a hidden test asks for it."""
_TRACEBACK_LINES = 30
_VALUE_LENGTH = 2000
_MIME_TYPES = ("text/plain", "image/png", "text/latex", "text/markdown")


class _BoundedText(io.TextIOBase):
    """A stream that keeps the first characters of what is printed and counts the rest."""

    def __init__(self, outputs: "Outputs", name: str) -> None:
        self._outputs, self._name = outputs, name

    def write(self, text: str) -> int:
        self._outputs.add_text(self._name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"


class Outputs:
    """What one cell showed, in order, as plain data."""

    def __init__(self, limit_bytes: int) -> None:
        self.items: list[dict[str, object]] = []
        self.room = limit_bytes
        self.cut = False

    def add_text(self, name: str, text: str) -> None:
        """Append to a stream, merging with what the same stream wrote just before."""
        text = _sendable(text[: self._take(len(text))])
        if not text:
            return
        if self.items and self.items[-1].get("name") == name:
            parts = self.items[-1]["parts"]
            assert isinstance(parts, list)
            parts.append(text)
        else:
            self.items.append({"kind": "stream", "name": name, "parts": [text]})

    def add_data(self, kind: str, data: dict[str, Any]) -> None:
        """Append a rich output, keeping the kinds of data that a grader's page may show."""
        kept = {mime: _sendable(data[mime]) for mime in _MIME_TYPES if isinstance(data.get(mime), str | bytes)}
        size = sum(len(value) for value in kept.values())
        if kept and self._take(size) == size:
            self.items.append({"kind": kind, "data": kept})

    def add_error(self, error: BaseException, lines: list[str]) -> None:
        """Append an error as Jupyter shows it."""
        value, lines = _sendable(_safe_text(error)), [_sendable(line) for line in lines]
        self.items.append({"kind": "error", "ename": type(error).__name__, "evalue": value, "traceback": lines})

    def plain(self) -> list[dict[str, object]]:
        """The outputs, each stream as one text."""
        for item in self.items:
            if "parts" in item:
                item["text"] = "".join(item.pop("parts"))  # type: ignore[arg-type]
        if self.cut:
            self.items.append({"kind": "stream", "name": "stderr", "text": "\n[more output was not kept]\n"})
        return self.items

    def _take(self, wanted: int) -> int:
        granted = min(wanted, self.room)
        self.room -= granted
        self.cut = self.cut or granted < wanted
        return granted


def _sendable(shown: Any) -> Any:
    """Text without halves of surrogate pairs: no file or socket takes them, and the cell would be lost with them."""
    if not isinstance(shown, str) or shown.isascii():
        return shown
    return shown.encode("utf-8", "replace").decode()


@contextmanager
def captured(outputs: Outputs) -> Iterator[None]:
    """Send everything that Python code prints to outputs."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _BoundedText(outputs, "stdout"), _BoundedText(outputs, "stderr")
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def traceback_lines(error: BaseException) -> list[str]:
    """The traceback without our own and IPython's frames, cut to a readable length."""
    render = getattr(error, "_render_traceback_", None)
    if render is not None:
        try:
            return [str(line)[:_VALUE_LENGTH] for line in render()][:_TRACEBACK_LINES]
        except Exception:  # noqa: BLE001  # student code; the plain traceback below is always there
            render = None
    try:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith("<cell")]
        lines = ["Traceback (most recent call last):", *traceback.format_list(frames[-_TRACEBACK_LINES:])]
        return [*lines, *traceback.format_exception_only(error)]
    except Exception:  # noqa: BLE001  # an exception whose own methods raise
        return [type(error).__name__]


def _safe_text(error: BaseException) -> str:
    try:
        return str(error)[:_VALUE_LENGTH]
    except Exception:  # noqa: BLE001  # a student's __str__ may raise
        return "(its text could not be made)"
