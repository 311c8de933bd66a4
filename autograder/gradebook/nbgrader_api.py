"""nbgrader's gradebook (`api`), imported without the rest of nbgrader.

`import nbgrader` also loads the web servers of its formgrader and lists, which takes longer than the gradebook
itself, and a grammar of internationalised addresses (see course/quick.py), which takes longer than everything else.
"""

from autograder.imports import without, without_its_start

with without("rfc3987_syntax"), without_its_start("nbgrader"):
    from nbgrader import api

__all__ = ["api"]
