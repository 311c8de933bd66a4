"""Imports point one way, and nothing of the machinery knows an exercise by name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AREAS = {path.name for path in (ROOT / "autograder").iterdir() if path.is_dir()} | {"cli"}
# What an area may know besides itself and autograder.errors.
MAY_KNOW = {
    "sandbox": set(),
    "datasets": set(),
    "submission": set(),
    "course": set(),
    "doors": set(),
    "collecting": {"submission"},
    "mistakes": {"course"},
    "grading": {"sandbox", "course", "datasets", "mistakes", "submission"},
    "exporting": {"collecting", "gradebook", "reports"},
    "gradebook": {"course", "grading", "submission"},
    "reports": {"course", "grading", "submission", "datasets"},
    "mutants": {"course", "datasets", "grading", "mistakes", "sandbox", "scheduling"},
    "scheduling": {"course", "datasets", "gradebook", "grading", "reports", "sandbox", "submission"},
}
MACHINERY = ("sandbox", "grading", "scheduling", "gradebook", "reports", "course", "submission", "mutants")


def imported(path):
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def known_areas(path):
    parts = [name.split(".") for name in imported(path) if name.split(".")[0] == "autograder"]
    return {part[1] for part in parts if len(part) > 1} & AREAS


@pytest.mark.parametrize("area", MAY_KNOW)
def test_an_area_knows_only_what_lies_below_it(area):
    found = files(f"autograder/{area}")
    assert found
    beyond = {str(path): known_areas(path) - MAY_KNOW[area] - {area} for path in found}
    assert {path: names for path, names in beyond.items() if names} == {}


def test_there_is_no_way_back():
    """The table above has no circle: each area can be reached from the top only."""
    left = {area: set(below) for area, below in MAY_KNOW.items()}
    while left:
        lowest = {area for area, below in left.items() if not below & left.keys()}
        assert lowest, f"a circle among {sorted(left)}"
        left = {area: below for area, below in left.items() if area not in lowest}


def test_the_description_of_deviations_needs_the_log_alone_and_its_modules_import_downwards():
    package = "autograder.grading.deviation"
    path = ROOT / "autograder/grading/deviation"
    told = ast.get_docstring(ast.parse((path / "__init__.py").read_text()))
    order = re.findall(r"^ {4,6}(\w+)  ", told, re.MULTILINE)
    assert sorted(order) == sorted(one.stem for one in path.glob("*.py") if one.stem != "__init__")
    for place, module in enumerate(order):
        ours = {name for name in imported(path / f"{module}.py") if name.startswith("autograder.grading.")}
        inside = {name.removeprefix(f"{package}.").partition(".")[0] for name in ours if name.startswith(package)}
        assert inside <= set(order[place + 1 :]), module
        assert {name.split(".")[2] for name in ours} <= {"deviation", "log"}, module


def test_lessons_and_references_know_nothing_of_us():
    for path in files("exercises", "solutions"):
        assert not {name for name in imported(path) if name.split(".")[0] == "autograder"}, path


def test_suites_use_the_public_test_api_only():
    ours = {name for path in files("autograder/suites") for name in imported(path) if name.startswith("autograder")}
    assert {name.rpartition(".")[0] for name in ours} <= {"autograder.grading.api"}


def test_no_machinery_names_an_exercise():
    """Exercise ids of the course are no words of the code: a new chapter needs no change here."""
    ids = {path.stem.removeprefix("test_") for path in files("autograder/suites") if path.stem.startswith("test_")}
    assert len(ids) > 10
    for path in files(*(f"autograder/{area}" for area in MACHINERY)):
        texts = {n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)}
        assert not ids & {text for text in texts if isinstance(text, str)}, path
