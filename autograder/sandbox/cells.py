"""Runs notebook cells through IPython inside the sandbox, with their outputs, figures and CPU limit."""

import ast
import builtins
import io
import random
import signal
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_FIGURE_DPI = 72
_TRACEBACK_LINES = 30
_VALUE_LENGTH = 2000
_MIME_TYPES = ("text/plain", "image/png", "text/latex", "text/markdown")


class CpuLimitReached(BaseException):
    """Raised in student code when its CPU seconds are used up; no Exception, so that `except Exception` lets it pass."""


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
        text = text[: self._take(len(text))]
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
        kept = {mime: data[mime] for mime in _MIME_TYPES if isinstance(data.get(mime), str | bytes)}
        size = sum(len(value) for value in kept.values())
        if kept and self._take(size) == size:
            self.items.append({"kind": kind, "data": kept})

    def add_error(self, error: BaseException, lines: list[str]) -> None:
        """Append an error as Jupyter shows it."""
        value = _safe_text(error)
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


class CellRunner:
    """One IPython shell; created once in the fork server, used by every fork."""

    def __init__(self, *, figures: bool) -> None:
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        settings = Config()
        settings.HistoryManager.enabled = False
        settings.InteractiveShell.colors = "nocolor"
        settings.InteractiveShell.xmode = "Plain"
        settings.InlineBackend.print_figure_kwargs = {"dpi": _FIGURE_DPI, "pil_kwargs": {"compress_level": 1}}
        settings.InlineBackend.figure_formats = {"png"} if figures else set()
        self.module = types.ModuleType("__main__")
        self.module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = self.module
        InteractiveShell.enable_gui = lambda *_: None  # there is no event loop to hook into
        self.shell = InteractiveShell.instance(config=settings, user_module=self.module)
        self._shell_outputs: Outputs | None = None
        self._cpu_limit_reached = False
        self._failed: BaseException | None = None
        self._replace_shell_parts()

    @property
    def namespace(self) -> dict[str, Any]:
        """The notebook's globals."""
        return self.shell.user_ns  # type: ignore[no-any-return]

    def run(self, source: str, name: str, cpu_s: float, limit_bytes: int) -> dict[str, object]:
        """Run one cell; return its status (ok, error, over-limit), its outputs and the type of its error."""
        outputs = Outputs(limit_bytes)
        self._shell_outputs, self._failed, self._cpu_limit_reached = outputs, None, False
        self.shell.compile.get_code_name = lambda *_: name
        with captured(outputs), self._cpu_limit(cpu_s):
            try:
                result = self.shell.run_cell(source, store_history=False, silent=False)
            except CpuLimitReached:
                result = None
        failed = self._failed or (result and (result.error_before_exec or result.error_in_exec))
        status = "over-limit" if self._cpu_limit_reached else "error" if failed else "ok"
        return {"status": status, "outputs": outputs.plain(), "error": type(failed).__name__ if failed else None}

    def parse_ahead(self, sources: Iterable[str]) -> None:
        """Transform and parse cells now, so that no fork has to."""
        shell = self.shell
        transformed = {source: shell.transform_cell(source) for source in sources}
        trees = {}
        for text in transformed.values():
            with suppress(SyntaxError):
                trees[text] = ast.parse(text)
        transform, parse = shell.transform_cell, shell.compile.ast_parse
        shell.transform_cell = lambda source: transformed.get(source) or transform(source)
        # pop: a tree is changed while it is run, and each fork has its own copy of the dict.
        shell.compile.ast_parse = lambda text, *rest, **more: trees.pop(text, None) or parse(text, *rest, **more)

    @contextmanager
    def _cpu_limit(self, cpu_s: float) -> Iterator[None]:
        def stop(_signal: int, _frame: object) -> None:
            self._cpu_limit_reached = True
            raise CpuLimitReached

        with cpu_timer(cpu_s, stop):
            yield

    def _replace_shell_parts(self) -> None:
        shell = self.shell
        shell.showtraceback = self._show_traceback
        shell.showsyntaxerror = self._show_traceback
        shell.display_pub.publish = self._publish
        shell.displayhook.__class__ = _displayhook_class(self)
        builtins.input = _no_input

    def _publish(self, data: dict[str, Any], metadata: object = None, **_: object) -> None:
        del metadata
        if self._shell_outputs is not None:
            self._shell_outputs.add_data("display", data)

    def add_result(self, data: dict[str, Any]) -> None:
        """Keep the value of the cell's last expression."""
        if self._shell_outputs is not None:
            self._shell_outputs.add_data("result", data)

    def _show_traceback(self, *_: object, **__: object) -> None:
        error = sys.exc_info()[1]
        if error is None or self._shell_outputs is None:
            return
        self._failed = error
        self._shell_outputs.add_error(error, _traceback_lines(error))


@contextmanager
def cpu_timer(cpu_s: float, stop: Callable[[int, Any], None]) -> Iterator[None]:
    """Call stop after cpu_s CPU seconds of this process, and again and again until the block is left."""
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_s, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def captured(outputs: Outputs) -> Iterator[None]:
    """Send everything that Python code prints to outputs."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _BoundedText(outputs, "stdout"), _BoundedText(outputs, "stderr")
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def warm_up(*, figures: bool) -> CellRunner:
    """Load everything that a notebook of this course uses and draw once, so that no fork pays for it."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    import numpy as np
    import numpy.random

    _keep_fonts_in_memory()
    runner = CellRunner(figures=figures)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the libraries' own deprecations are nobody's business here
        runner.shell.enable_matplotlib("inline")
        # It would draw every open figure at the end of a cell, just before the inline backend draws it for the output.
        plt.uninstall_repl_displayhook()
    plt.rcParams["figure.dpi"] = _FIGURE_DPI
    warm = "import numpy as np, matplotlib.pyplot as plt\nplt.plot(np.arange(3.0), label='$x$')\nplt.legend(); plt.title('t'); plt.show()"
    runner.run(warm, "<warm up>", 60, 1 << 20)
    runner.run("plt.close('all'); 1 + 1", "<warm up>", 60, 1 << 20)
    for name in ("np", "plt", "_", "__", "___"):
        runner.namespace.pop(name, None)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  # the generator that the course's notebooks use; forks inherit its state
    return runner


def _keep_fonts_in_memory() -> None:
    """Let matplotlib read fonts from memory: a sandbox closes all files, and drawing reads the font again and again."""
    from matplotlib import font_manager, ft2font

    def from_memory(path: str, *args: Any, **kwargs: Any) -> ft2font.FT2Font:
        return ft2font.FT2Font(io.BytesIO(Path(path).read_bytes()), *args, **kwargs)

    parts = {**vars(ft2font), "FT2Font": from_memory}
    font_manager.ft2font = types.SimpleNamespace(**parts)  # type: ignore[assignment]


def _displayhook_class(runner: CellRunner) -> type:
    base = type(runner.shell.displayhook)

    class Hook(base):  # type: ignore[misc, valid-type]
        """Keeps results as plain data in place of printing them."""

        def __call__(self, result: object = None) -> None:
            if result is not None and not self.quiet():
                self.update_user_ns(result)
                runner.add_result(self.compute_format_data(result)[0])

    return Hook


def _no_input(prompt: object = "") -> str:
    message = f"input() cannot be answered while a notebook is graded (it asked: {str(prompt)[:80]!r})"
    raise RuntimeError(message)


def _traceback_lines(error: BaseException) -> list[str]:
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


