"""Loads the hidden suites of a chapter once; afterwards a test is a plain function call.

Suites are ordinary pytest files. What pytest itself would do for each submission (collection, fixtures, reports) costs
more than the tests, so their marks are read here and the functions are called directly.
"""

import importlib.util
import inspect
import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.model import Chapter, Exercise
from autograder.errors import SuiteError

FIXTURES = ("student", "reference", "rng", "data")


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
    """

    id: str
    exercise: str
    points: float
    fact: str
    function: Callable[..., None]
    fixtures: tuple[str, ...]
    runs: tuple[dict[str, Any], ...]


def load_suites(chapter: Chapter) -> dict[str, tuple[HiddenTest, ...]]:
    """The hidden tests of every exercise of a chapter that has a suite, by exercise id.

    Raises:
        SuiteError: a suite cannot be imported, or a test lacks points or docstring or asks for an unknown fixture.
    """
    tested = [exercise for exercise in chapter.exercises if exercise.kind != "written"]
    return {exercise.id: tuple(_load(chapter.suites_dir, exercise)) for exercise in tested}


def _load(folder: Path, exercise: Exercise) -> Iterator[HiddenTest]:
    path = folder / f"test_{exercise.id}.py"
    module = _imported(path)
    functions = [f for name, f in vars(module).items() if name.startswith("test_") and inspect.isfunction(f)]
    if not functions:
        raise SuiteError(f"{path}: has no test function. Add one, or declare the exercise as written.")
    for function in functions:
        yield _hidden_test(path, exercise.id, function)


def _imported(path: Path) -> ModuleType:
    name = f"hidden_suites.{path.parent.name}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SuiteError(f"{path}: not found. Every exercise that is not written needs its suite.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise SuiteError(f"{path}: cannot be imported: {type(error).__name__}: {error}") from error
    return module


def _hidden_test(path: Path, exercise: str, function: Any) -> HiddenTest:
    where = f"{path}:{function.__code__.co_firstlineno}: {function.__name__}"
    marks = getattr(function, "pytestmark", [])
    points = [mark.args[0] for mark in marks if mark.name == "points" and mark.args]
    if len(points) != 1:
        raise SuiteError(f"{where} needs exactly one @pytest.mark.points(n).")
    fact = (inspect.getdoc(function) or "").partition("\n\n")[0].replace("\n", " ")
    if not fact:
        raise SuiteError(f"{where} needs a docstring: the fact that a student reads when the test fails.")
    runs = tuple(_runs(where, [mark for mark in marks if mark.name == "parametrize"]))
    names = tuple(inspect.signature(function).parameters)
    unknown = [name for name in names if name not in FIXTURES and name not in runs[0]]
    if unknown:
        raise SuiteError(f"{where} asks for {', '.join(unknown)}. Known fixtures: {', '.join(FIXTURES)}.")
    fixtures = tuple(name for name in names if name in FIXTURES)
    return HiddenTest(function.__name__, exercise, float(points[0]), fact, function, fixtures, runs)


def _runs(where: str, marks: list[Any]) -> Iterator[dict[str, Any]]:
    """Every combination of the parametrize marks; one empty run without any."""
    choices = [list(_choices(where, mark)) for mark in marks]
    for combination in itertools.product(*choices):
        yield {name: value for choice in combination for name, value in choice.items()}


def _choices(where: str, mark: Any) -> Iterator[dict[str, Any]]:
    names = mark.args[0]
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    for value in mark.args[1]:
        plain = getattr(value, "values", value)  # pytest.param keeps its values there
        values = plain if len(names) > 1 or (plain is not value and not callable(plain)) else (plain,)
        if len(values) != len(names):
            raise SuiteError(f"{where}: parametrize names {len(names)} arguments and gives {len(values)}.")
        yield dict(zip(names, values, strict=True))
