"""nbformat and jupytext, imported in a quarter of the time.

nbformat imports jsonschema, which imports a grammar of internationalised addresses where one is installed and compiles
it on the spot: more than a second, in every command, for a check that notebooks have no use for. jsonschema
does without it where it is missing, so it is made to look missing for the moment of the import.
"""

import sys
from typing import Any, cast

_GRAMMAR = "rfc3987_syntax"

_modules = cast("dict[str, Any]", sys.modules)
_is_hidden = _GRAMMAR not in _modules
if _is_hidden:
    _modules[_GRAMMAR] = None
try:
    import jupytext
    import nbformat
finally:
    if _is_hidden:
        del _modules[_GRAMMAR]

__all__ = ["jupytext", "nbformat"]
