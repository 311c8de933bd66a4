"""Imports point one way, and the engine names no exercise."""

import ast
from pathlib import Path

import pytest

from autograder.course import load_course

PACKAGE = Path(__file__).resolve().parents[2] / "autograder"
MAY_IMPORT = {
    "datasets": {"errors"},
    "course": {"errors"},
    "mistakes": {"errors"},
    "submission": {"errors"},
    "sandbox": {"errors"},
    "grading": {"errors", "course", "mistakes", "submission", "sandbox", "datasets"},
    "gradebook": {"errors", "course", "grading", "submission"},
    "reports": {"errors", "grading", "submission"},
    "scheduling": {"errors", "course", "datasets", "grading", "gradebook", "reports", "sandbox", "submission"},
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("autograder."))


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_lies_below_it(package):
    allowed = MAY_IMPORT[package] | {package}
    found = {(path.name, name) for path in (PACKAGE / package).glob("*.py") for name in imported(path)}
    assert {item for item in found if item[1] not in allowed} == set()


def test_suites_use_the_public_test_api_only():
    for path in (PACKAGE / "suites").rglob("test_*.py"):
        assert set(imported(path)) <= {"grading"}, path.name
        assert "autograder.grading.api" in path.read_text() or "autograder" not in path.read_text(), path.name


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_the_engine_names_no_exercise(package):
    names = {exercise.id for chapter in load_course(PACKAGE.parent).chapters for exercise in chapter.exercises}
    names -= {"load_mnist"}  # the data sets' own function has the book's name
    words = {
        node.value
        for path in (PACKAGE / package).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert names & words == set()
