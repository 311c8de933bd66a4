"""The suites below are for the engine to run: to plain pytest they are data."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Keep `pytest tests` out of the suites, and let the engine, which names them, in."""
    if any("mini_course" in argument for argument in config.args):
        return None
    return True if "suites" in collection_path.parts else None
