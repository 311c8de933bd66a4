"""Finds the cells that are still whole in a notebook whose JSON is not."""

import re
from collections.abc import Iterator

MAX_SALVAGED_BYTES = 64 * 2**20
_CELLS = re.compile(rb'"cells"\s*:\s*\[')
# A string is one token, so that braces inside it do not count; one that never ends stops the search.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<end>"?)|[\[\]{}]', re.DOTALL)


def complete_cells(data: bytes) -> Iterator[bytes]:
    """Yield the text of every complete object in the list of cells, without recursion at any depth of nesting."""
    start = _CELLS.search(data[:MAX_SALVAGED_BYTES])
    if start is None:
        return
    depth, begin = 0, 0
    for token in _TOKEN.finditer(data, start.end(), MAX_SALVAGED_BYTES):
        mark = token[0][:1]
        if mark == b'"':
            if not token["end"]:
                return
        elif mark in b"[{":
            begin = token.start() if depth == 0 else begin
            depth += 1
        elif depth == 0:
            return
        else:
            depth -= 1
            if depth == 0:
                yield data[begin : token.end()]
