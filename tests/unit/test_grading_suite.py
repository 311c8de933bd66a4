"""Loading hidden suites: what becomes a hidden test, and which files an author is told to mend."""

import re

import pytest

from autograder.course.loading import load_course
from autograder.errors import SuiteError
from autograder.grading.suite import load_suites
from tests.unit.grading_samples import chapter, exercise, suite

MARK = "@pytest.mark.points(1)\n"


def test_a_hidden_test_has_all_facts(tmp_path):
    found = suite(
        tmp_path,
        '''
        from os.path import join as test_imported

        @pytest.mark.points(1.5)
        def test_a(student, rng, reference):
            """Every entry
            is doubled.

            Not for students.
            """

        @pytest.mark.points(2)
        @pytest.mark.parametrize("shape", [(2, 3), (4,)], ids=["matrix", "row"])
        def test_b(student, shape, data):
            """It works."""

        def helper(): ...
        ''',
        points=3.5,
    )
    assert [test.id for test in found] == ["test_a", "test_b"]
    assert (found[0].points, found[0].fact, found[0].exercise) == (1.5, "Every entry is doubled.", "double")
    assert (found[0].fixtures, found[0].runs) == (("student", "rng", "reference"), ({},))
    assert (found[1].fixtures, found[1].runs) == (("student", "data"), ({"shape": (2, 3)}, {"shape": (4,)}))


@pytest.mark.parametrize(
    ("marks", "runs"),
    [
        ('@pytest.mark.parametrize("a", [{"values": 1}])', [{"a": {"values": 1}}]),
        ('@pytest.mark.parametrize("a", [pytest.param((1, 2), id="pair")])', [{"a": (1, 2)}]),
        ('@pytest.mark.parametrize(argnames="a", argvalues=[3])', [{"a": 3}]),
        ('@pytest.mark.parametrize(["a"], [(3,)])', None),
        ('@pytest.mark.parametrize("a", "xy")', [{"a": "x"}, {"a": "y"}]),
    ],
)
def test_single_parameters(tmp_path, marks, runs):
    text = f'{MARK}{marks}\ndef test_a(student, a):\n    """F."""\n'
    assert list(suite(tmp_path, text)[0].runs) == (runs or [{"a": (3,)}])


def test_several_parameters_are_combined(tmp_path):
    marks = '@pytest.mark.parametrize("a, b", [(1, 2), pytest.param(3, 4)])\n@pytest.mark.parametrize("c", [5, 6])\n'
    runs = suite(tmp_path, f'{MARK}{marks}def test_a(a, b, c):\n    """F."""\n')[0].runs
    assert sorted(tuple(run[name] for name in "abc") for run in runs) == [(1, 2, 5), (1, 2, 6), (3, 4, 5), (3, 4, 6)]


BODY = 'def test_a(student):\n    """F."""\n'
PARAMETRIZE = "@pytest.mark.parametrize"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has no test function"),
        (BODY, "test_a needs exactly one @pytest.mark.points"),
        (MARK + MARK + BODY, "test_a needs exactly one @pytest.mark.points"),
        ("@pytest.mark.points('2')\n" + BODY, "a positive number of points"),
        ("@pytest.mark.points(-1)\n" + BODY, "a positive number of points"),
        ("@pytest.mark.points(float('nan'))\n" + BODY, "a positive number of points"),
        (MARK + "def test_a(student): ...\n", "needs a docstring"),
        (MARK + BODY.replace("student", "tmp_path"), "asks for tmp_path. Known fixtures: student, ref"),
        (MARK + "@pytest.mark.skip\n" + BODY, "marked with skip. Known marks: points, parametrize"),
        (MARK + "@pytest.mark.xfail(strict=True)\n" + BODY, "marked with xfail"),
        (MARK + f'{PARAMETRIZE}("a", [])\n' + BODY.replace("student", "a"), "nothing would be tested"),
        (MARK + f'{PARAMETRIZE}("a, b", [(1,)])\n' + BODY.replace("student", "a, b"), "names 2 arguments and gives 1"),
        (MARK + f'{PARAMETRIZE}("a", [1])\n' + BODY, "parameters that it does not take: a"),
        (MARK + f'{PARAMETRIZE}("a", [1], indirect=True)\n' + BODY.replace("student", "a"), "not indirect"),
        (MARK + (f'{PARAMETRIZE}("a", [1])\n' * 2) + BODY.replace("student", "a"), "by two parametrize marks"),
        (MARK + BODY + MARK + BODY, "is a name there twice?"),
        (MARK + BODY + "1 / 0\n", "cannot be imported: ZeroDivisionError"),
        ('pytest.skip("later", allow_module_level=True)\n', "cannot be imported: Skipped"),
        ("def (:\n", "cannot be imported: SyntaxError"),
    ],
)
def test_what_an_author_must_mend_is_told_with_its_place(tmp_path, text, words):
    points = 2.0 if text == MARK + BODY + MARK + BODY else 1.0
    with pytest.raises(SuiteError, match=re.escape(words)) as caught:
        suite(tmp_path, text, points)
    assert "test_double.py" in str(caught.value)


def test_a_missing_suite_is_told(tmp_path):
    with pytest.raises(SuiteError, match=r"test_double\.py: not found"):
        load_suites(chapter(tmp_path, exercise()))


def test_written_answers_need_no_suite(tmp_path):
    assert load_suites(chapter(tmp_path, exercise("essay", kind="written"))) == {}


def test_every_suite_of_the_course_loads(request):
    for one in load_course(request.config.rootpath).chapters:
        tests = load_suites(one)
        assert all(tests.values())


def test_loading_does_not_depend_on_where_one_stands(tmp_path, monkeypatch):
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (tmp_path / "conftest.py").write_text("raise RuntimeError\n")
    monkeypatch.chdir(tmp_path)
    assert suite(tmp_path, MARK + BODY)
