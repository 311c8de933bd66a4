"""Which names a cell defines at its top level, told without running it."""

import ast
import re
import warnings
from collections.abc import Collection, Iterator

PARSED_CHARACTERS = 100_000
_MAGIC = re.compile(r"^\s*[%!?].*$", re.MULTILINE)


def without_magics(source: str) -> str:
    """The cell as Python reads it: lines for IPython alone are blank."""
    return _MAGIC.sub("", source)


def defined_names(source: str, names: Collection[str]) -> frozenset[str]:
    """Return those of names that the cell defines by def, class, assignment or import at its top level."""
    wanted = {name for name in names if name in source}
    # Parsing hostile text is safe (the parser bounds its own depth) but not free, so most cells are never parsed.
    if not wanted or len(source) > PARSED_CHARACTERS:
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _by_line_starts(source, wanted)
    return frozenset(wanted.intersection(_bound(tree.body)))


def _by_line_starts(source: str, wanted: Collection[str]) -> frozenset[str]:
    """A cell with a syntax error still shows what its author meant to define."""
    pattern = r"^(?:def|class)\s+{0}\b|^{0}\s*="
    return frozenset(name for name in wanted if re.search(pattern.format(re.escape(name)), source, re.MULTILINE))


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield from (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            yield from _bound(statement.body)
