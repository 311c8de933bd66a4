"""Loads the hidden suites of a chapter once; afterwards a test is a plain function call.

Suites are ordinary pytest files. What pytest itself would do for each submission (collection, fixtures, reports) costs
more than the tests, so their marks are read here and the functions are called directly.
"""

import importlib.util
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.course.model import Chapter, Exercise
from autograder.errors import SuiteError
from autograder.grading.parameters import parameter_sets

FIXTURES = ("student", "reference", "rng", "data", "training")
MARKS = ("points", "parametrize", "training")
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class HiddenTest:
    """One hidden test of one exercise.

    Attributes:
        id: name of the function.
        exercise: id of the exercise.
        points: of the whole test, shared equally by its runs.
        fact: the docstring's first paragraph, which students read when the test fails.
        function: takes the fixtures named in `fixtures` and the parameters of a run.
        runs: parameters of each run; one empty run without parametrize.
        is_training: it trains for seconds; what it sees is not compared with known mistakes.
    """

    id: str
    exercise: str
    points: float
    fact: str
    function: Callable[..., None]
    fixtures: tuple[str, ...]
    runs: tuple[dict[str, Any], ...]
    is_training: bool = False


def load_suites(chapter: Chapter) -> dict[str, tuple[HiddenTest, ...]]:
    """The hidden tests of every exercise of a chapter that has a suite, by exercise id.

    Raises:
        SuiteError: a suite cannot be imported, or a test lacks points or docstring, asks for an unknown fixture or
            is marked with anything that would be ignored here.
    """
    tested = [exercise for exercise in chapter.exercises if exercise.kind != "written"]
    return {exercise.id: _load(chapter.suites_dir, exercise) for exercise in tested}


def _load(folder: Path, exercise: Exercise) -> tuple[HiddenTest, ...]:
    path = folder / f"test_{exercise.id}.py"
    module = _imported(path)
    functions = [f for name, f in vars(module).items() if name.startswith("test_") and _is_own(f, module)]
    if not functions:
        raise SuiteError(f"{path}: has no test function. Add one, or declare the exercise as written.")
    tests = tuple(_hidden_test(path, exercise.id, function) for function in functions)
    total = sum(test.points for test in tests)
    if abs(total - exercise.points) > _ROUNDING:
        # The build counts the marks in the text: a test in a class, or of a name used twice, is counted and never run.
        text = f"{total:g} points, its text {exercise.points:g}"
        raise SuiteError(f"{path}: its tests give {text}: is a name there twice?")
    return tests


def _is_own(value: object, module: ModuleType) -> bool:
    return inspect.isfunction(value) and value.__module__ == module.__name__


def _imported(path: Path) -> ModuleType:
    name = f"hidden_suites.{path.parent.name}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SuiteError(f"{path}: not found. Every exercise that is not written needs its suite.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
        raise SuiteError(f"{path}: cannot be imported: {type(error).__name__}: {error}") from error
    return module


def _hidden_test(path: Path, exercise: str, function: Any) -> HiddenTest:
    where = f"{path}:{function.__code__.co_firstlineno}: {function.__name__}"
    marks = getattr(function, "pytestmark", [])
    unknown_marks = sorted({mark.name for mark in marks} - set(MARKS))
    if unknown_marks:
        raise SuiteError(f"{where} is marked with {', '.join(unknown_marks)}. Known marks: {', '.join(MARKS)}.")
    points = _points(where, marks)
    fact = " ".join((inspect.getdoc(function) or "").partition("\n\n")[0].split())
    if not fact:
        raise SuiteError(f"{where} needs a docstring: the fact that a student reads when the test fails.")
    runs = parameter_sets(where, [mark for mark in marks if mark.name == "parametrize"])
    names = tuple(inspect.signature(function).parameters)
    unknown = [name for name in names if name not in FIXTURES and name not in runs[0]]
    if unknown:
        raise SuiteError(f"{where} asks for {', '.join(unknown)}. Known fixtures: {', '.join(FIXTURES)}.")
    unused = [name for name in runs[0] if name not in names]
    if unused:
        raise SuiteError(f"{where} has parameters that it does not take: {', '.join(unused)}.")
    fixtures = tuple(name for name in names if name in FIXTURES and name not in runs[0])
    is_training = any(mark.name == "training" for mark in marks)
    return HiddenTest(function.__name__, exercise, points, fact, function, fixtures, runs, is_training)


def _points(where: str, marks: list[Any]) -> float:
    given = [mark.args for mark in marks if mark.name == "points"]
    if len(given) != 1 or len(given[0]) != 1:
        raise SuiteError(f"{where} needs exactly one @pytest.mark.points(n).")
    value = given[0][0]
    if type(value) not in (int, float) or not 0 < value < float("inf"):
        raise SuiteError(f"{where} needs a positive number of points, not {value!r}.")
    return float(value)
