"""What every test starts from."""

import sys
from pathlib import Path

import pytest

from autograder.grading.local import forget_references

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"


@pytest.fixture(autouse=True, scope="module")
def helpers_of_its_own():
    """Chapters have helper modules of the same name; the next test module shall find those of its chapter."""
    yield
    forget_references()
    for name, module in list(sys.modules.items()):
        if Path(str(getattr(module, "__file__", ""))).parent.name.endswith("_files"):
            del sys.modules[name]


@pytest.fixture(autouse=True)
def solutions_of_the_course():
    """Tests of the miniature course let `solutions` mean its references; the next test shall find the course's."""
    package = sys.modules.get("solutions")
    if package is not None and [Path(place) for place in package.__path__] != [SOLUTIONS]:
        for name in [name for name in sys.modules if name.partition(".")[0] == "solutions"]:
            del sys.modules[name]
