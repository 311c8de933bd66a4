"""Ways round slow imports: what a library loads for needs that we do not have is made to look missing or loaded."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any, cast

_modules = cast("dict[str, Any]", sys.modules)


@contextmanager
def without(name: str) -> Iterator[None]:
    """Make a module that nobody has imported yet look as if it were not installed, while the block imports others."""
    if name in _modules:
        yield
        return
    _modules[name] = None
    try:
        yield
    finally:
        del _modules[name]


@contextmanager
def without_its_start(package: str) -> Iterator[None]:
    """Let the block import modules of a package without running what the package itself does first.

    Afterwards the package looks as if nobody had imported it; whoever does, gets all of it.
    """
    spec = find_spec(package)
    if package in _modules or spec is None:
        yield
        return
    stand_in = ModuleType(package)
    stand_in.__path__ = list(spec.submodule_search_locations or ())
    _modules[package] = stand_in
    try:
        yield
    finally:
        del _modules[package]
