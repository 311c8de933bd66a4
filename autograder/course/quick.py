"""nbformat and jupytext, imported in a quarter of the time.

nbformat imports jsonschema, which imports a grammar of internationalised addresses where one is installed and compiles
it on the spot: more than a second, in every command, for a check that notebooks have no use for. jsonschema
does without it where it is missing.
"""

from autograder.imports import without

with without("rfc3987_syntax"):
    import jupytext
    import nbformat

__all__ = ["jupytext", "nbformat"]
