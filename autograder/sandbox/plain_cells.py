"""Cells that are plain Python, which nearly all are, run without IPython's preparations; the rest goes through IPython.

IPython transforms, parses and compiles every statement by itself, for each student anew. A cell that Python can parse
as it is means the same without that. Cells that every notebook holds are compiled once, before any fork.
"""

import ast
import linecache
import sys
import types
from collections.abc import Sequence
from typing import Any, NamedTuple

_FUTURE = "__future__"  # such an import counts for all later cells, and IPython keeps track of it
_LISTENERS = ("pre_run_cell", "post_run_cell")


class _Code(NamedTuple):
    """A cell's statements, and its last one apart where it is an expression whose value is shown."""

    body: types.CodeType
    last: types.CodeType | None


class PlainCells:
    """Compiles and runs cells in the namespace of an IPython shell, with its hooks for display."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._flags = shell.compile.flags
        self._known: dict[str, tuple[str, _Code]] = {}

    def compile_ahead(self, sources: Sequence[str]) -> None:
        """Compile cells under the names that they have in a notebook as it was handed out."""
        for number, source in enumerate(sources):
            name = f"<cell {number}>"
            code = _compiled(source, name)
            if code is not None:
                self._known[source] = name, code

    def prepare(self, source: str, name: str) -> _Code | None:
        """The compiled cell; None for one that only IPython can run."""
        shell = self._shell
        listened = any(shell.events.callbacks.get(event) for event in _LISTENERS)
        if listened or shell.ast_transformers or shell.compile.flags != self._flags:
            return None
        known = self._known.get(source)
        if known is None:
            return _compiled(source, name)
        return known[1] if known[0] == name else _renamed(known[1], name)

    def run(self, code: _Code, source: str, name: str) -> BaseException | None:
        """Run a cell as IPython does; return what it raised."""
        shell, failed = self._shell, None
        # So that tracebacks and inspect.getsource find the lines; without a time of change they are never dropped.
        linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
        shell.events.trigger("pre_execute")
        with shell.builtin_trap, shell.display_trap:
            try:
                exec(code.body, shell.user_global_ns, shell.user_ns)  # noqa: S102  # what this process is for
                if code.last is not None:
                    exec(code.last, shell.user_global_ns, shell.user_ns)  # noqa: S102
            except BaseException as error:  # noqa: BLE001  # whatever it is becomes the cell's outcome
                failed = error
                shell.showtraceback(sys.exc_info())
        shell.events.trigger("post_execute")
        return failed


def _compiled(source: str, name: str) -> _Code | None:
    if _FUTURE in source:
        return None
    try:
        tree = ast.parse(source, name)
        shows = tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";")
        last = tree.body.pop() if shows else None
        shown = None if last is None else compile(ast.Interactive([last]), name, "single")
        return _Code(compile(tree, name, "exec"), shown)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, OverflowError):
        return None  # magics, await, or a mistake: IPython tells them apart


def _renamed(code: _Code, name: str) -> _Code:
    """The same under another name: students add cells, and all behind them move on."""
    return _Code(_code_renamed(code.body, name), code.last and _code_renamed(code.last, name))


def _code_renamed(code: types.CodeType, name: str) -> types.CodeType:
    parts = (_code_renamed(part, name) if isinstance(part, types.CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=name, co_consts=tuple(parts))
