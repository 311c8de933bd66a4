"""A chapter of one exercise made on the fly, and the few lines that the tests of grading share."""

import textwrap

from autograder.course.model import Chapter, Exercise
from autograder.grading.local import LocalStudent
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites

HEAD = "import numpy as np\nimport pytest\nfrom autograder.grading.api import assert_close, fail, require\n\n"


def exercise(name="double", points=1.0, **facts):
    """An exercise; every fact may be given."""
    known = {
        "id": name, "title": "Doubling", "section": "1.2", "kind": "function", "points": points, "requires": (),
        "defines": (name,), "cpu_limit_s": 0.2, "line": 1,
    }  # fmt: skip
    return Exercise(**(known | facts))


def chapter(folder, *exercises, solution="", mistakes=""):
    """A chapter whose files lie in a folder."""
    (folder / "solution.py").write_text(textwrap.dedent(solution))
    (folder / "mistakes.py").write_text(textwrap.dedent(mistakes))
    paths = folder / "lesson.py", folder / "solution.py", folder / "files", folder / "suites", folder / "mistakes.py"
    return Chapter("ch09_sample", "Sample", 9, exercises, *paths)


def suite(folder, text, points=1.0, name="double"):
    """Write the suite of one exercise and load its hidden tests."""
    (folder / "suites").mkdir(exist_ok=True)
    (folder / "suites" / f"test_{name}.py").write_text(HEAD + textwrap.dedent(text))
    return load_suites(chapter(folder, exercise(name, points)))[name]


def run(tests, student=None, reference=None, secret=b"secret"):
    """Outcomes of tests on two namespaces."""
    environment = Environment(LocalStudent(reference or {}, trusted=True), None, secret)
    return run_tests(tests, lambda: LocalStudent(student or {}, cpu_limit_s=0.2), environment)[0]
