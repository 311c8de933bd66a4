"""Takes definitions of some names out of a notebook's cells without running anything else of it.

The function stands in released notebooks as it is here (`continuity = "own"`), so it is plain code that needs nothing
but `ast`. The grader calls the very same one on what a student handed in.
"""

import ast
from typing import Any


def definitions_in(cells: list[str], names: list[str]) -> list[str]:
    """Return the source of the names' definitions, and of what these need, in the order of the cells."""
    found: dict[str, tuple[Any, str]] = {}
    for cell in cells:
        lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in cell.splitlines()]
        try:
            statements = ast.parse("\n".join(lines)).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # a cell with a mistake: it defines nothing
        for node in statements:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                bound = [node.name]
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                bound = [alias.asname or alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.Assign) and isinstance(node.value, (ast.Constant, ast.Lambda)):
                bound = [target.id for target in node.targets if isinstance(target, ast.Name)]
            else:
                continue  # anything else is work of that notebook, not a definition
            first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
            source = "\n".join(lines[first - 1 : node.end_lineno])
            for name in bound:
                found.pop(name, None)  # the last definition counts
                found[name] = (node, source)
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found and name not in needed:
            needed.add(name)
            waiting += [node.id for node in ast.walk(found[name][0]) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(source for name, (_, source) in found.items() if name in needed))
