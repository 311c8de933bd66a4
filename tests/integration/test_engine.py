"""The whole way from a notebook file to a result on the miniature course, through the real sandbox.

Each folder of mini_results is a case: what is handed in (submission.txt, see mini_class, or submission.bytes), the
result.json that must come of it, byte for byte, and perhaps suite_of_<exercise>.py in place of the course's own suite.
`UPDATE_RESULTS=1 pytest tests/integration/test_engine.py` writes the results anew, for a person to read.
"""

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from autograder.grading.result import SubmissionResult, Verdict, to_json
from tests.integration import mini_class

CASES = sorted(path.parent for path in Path(__file__).parent.glob("mini_results/*/submission.*"))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture(scope="module")
def engine(root):
    with mini_class.engine_of(root) as made:
        yield made


def submission(root, case, folder):
    """Hand in what a case holds; the folder that it lies in."""
    path = folder / case.name / mini_class.SLUG / f"{mini_class.SLUG}.ipynb"
    path.parent.mkdir(parents=True)
    text, whole = case / "submission.txt", case / "submission.bytes"
    path.write_bytes(mini_class.notebook(root, text.read_text()) if text.exists() else whole.read_bytes())
    return path.parent


def result_of(case, root, engine, folder):
    """Grade a case; where it has a suite of its own, with a copy of the course."""
    suites = list(case.glob("suite_of_*.py"))
    place = submission(root, case, folder)
    if not suites:
        return engine.grade_folder(place, case.name).result
    shutil.copytree(root.parent, folder / "other")
    other = folder / "other" / root.name
    for suite in suites:
        name = suite.name.replace("suite_of_", "test_")
        shutil.copyfile(suite, other / "suites" / mini_class.SLUG / name)
    with mini_class.engine_of(other) as changed:
        return changed.grade_folder(place, case.name).result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_result_is_the_expected_one_byte_for_byte(case, root, engine, tmp_path):
    result = result_of(case, root, engine, tmp_path)
    text = msgspec.json.format(to_json(result)).decode() + "\n"
    expected = case / "result.json"
    if os.environ.get("UPDATE_RESULTS"):
        expected.write_text(text)
    assert text == expected.read_text()
    assert msgspec.json.decode(text, type=SubmissionResult) == result
    assert result.score == sum(exercise.score for exercise in result.exercises)


def test_the_cases_show_every_verdict():
    results = [msgspec.json.decode((case / "result.json").read_bytes(), type=SubmissionResult) for case in CASES]
    seen = {exercise.verdict for result in results for exercise in result.exercises}
    assert seen == set(Verdict)
    assert {result.verdict for result in results} == set(Verdict) - {Verdict.PASSED}  # a written answer needs a person


def test_order_and_repetition_change_nothing(root, engine, tmp_path):
    cases = [case for case in CASES if case.name in {"wrong", "crashed", "partial_credit", "follow_through"}]
    first = [to_json(engine.grade_folder(submission(root, case, tmp_path), case.name).result) for case in cases]
    with mini_class.engine_of(root) as fresh:
        again = [to_json(fresh.grade_folder(tmp_path / c.name / mini_class.SLUG, c.name).result) for c in cases[::-1]]
    assert first == again[::-1]
    assert first == [msgspec.json.format((case / "result.json").read_bytes(), indent=-1) for case in cases]
