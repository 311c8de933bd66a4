"""The points of an exercise, read from its hidden suite without importing it.

A suite needs fixtures, numpy and a grading session; the build needs one number. So the marks are read
from the syntax tree, which also means that a build never runs the code of a suite.
"""

import ast
from pathlib import Path

from autograder.course.lesson import place
from autograder.errors import SuiteError


def suite_points(path: Path) -> float:
    """Add up the `@pytest.mark.points` of one suite file.

    Raises:
        SuiteError: the file is no Python, holds no tests, or a test states no points or states them twice.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise SuiteError(f"{place(path)}: is no Python file ({error}).") from error
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    if not tests:
        raise SuiteError(f"{place(path)}: holds no test. Write at least one function test_...(student, reference).")
    total = sum(_test_points(path, test) for test in tests)
    # 0.5 + 1.5 is 2 to a reader of the notebook, not 2.0.
    return int(total) if total == int(total) else total


def _test_points(path: Path, test: ast.FunctionDef) -> float:
    where = place(path, test.lineno)
    marks = [node for node in test.decorator_list if _is_points_mark(node)]
    if len(marks) != 1:
        raise SuiteError(f"{where}: {test.name} has {len(marks)} marks of points. Write one @pytest.mark.points(2).")
    mark = marks[0]
    arguments = mark.args if isinstance(mark, ast.Call) and not mark.keywords else []
    value = arguments[0].value if len(arguments) == 1 and isinstance(arguments[0], ast.Constant) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise SuiteError(f"{where}: the points of {test.name} have to be one number above 0, written as it is.")
    return value


def _is_points_mark(node: ast.expr) -> bool:
    target = node.func if isinstance(node, ast.Call) else node
    return ast.unparse(target) == "pytest.mark.points"
