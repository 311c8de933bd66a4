"""Names that a module offers in `__all__` are there, listed once and in order."""

import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "autograder"
CHAPTERS = {"suites", "mistakes"}  # their chapter folders are data, loaded by path
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py" and not CHAPTERS & set(path.relative_to(PACKAGE).parts[:-1])
)


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_offers_is_there(name):
    module = importlib.import_module(name)
    offered = getattr(module, "__all__", [])
    assert len(set(offered)) == len(offered)
    assert [one for one in offered if not hasattr(module, one)] == []
    assert module.__doc__


def test_suites_are_offered_what_the_documentation_promises():
    from autograder.grading import api

    assert {"Tolerance", "assert_close", "assert_unchanged", "require"} <= set(api.__all__)
