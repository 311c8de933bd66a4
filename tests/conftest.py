"""What every test starts from."""

import sys
from pathlib import Path

import pytest

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"


@pytest.fixture(autouse=True)
def solutions_of_the_course():
    """Tests of the miniature course let `solutions` mean its references; the next test shall find the course's."""
    package = sys.modules.get("solutions")
    if package is not None and [Path(place) for place in package.__path__] != [SOLUTIONS]:
        for name in [name for name in sys.modules if name.partition(".")[0] == "solutions"]:
            del sys.modules[name]
