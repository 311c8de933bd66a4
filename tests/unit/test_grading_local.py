"""The reference and catalogued mistakes in our own process behave as a sandbox does, and leave nothing behind."""

import functools
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import SuiteError
from autograder.grading import local
from autograder.grading.api import Failed
from autograder.grading.local import LocalStudent, ReferenceFailed, References
from autograder.grading.memory import Remembering, identical
from autograder.grading.student import StudentApi
from autograder.mistakes import load_catalogue
from autograder.sandbox import faults
from autograder.sandbox.remote import RemoteStudent
from tests.unit.grading_samples import chapter, exercise


def overwrite(x, **named):
    """Change every array that is passed in."""
    for array in (x, *named.values()):
        array[:] = 0
    return "done"


def test_arguments_are_copies_as_in_a_sandbox():
    student, x, y = LocalStudent({"f": overwrite}), np.ones(2), np.ones(3)
    assert student.f(x, y=y) == "done"
    assert (x == 1).all()
    assert (y == 1).all()


def test_arguments_after_the_call():
    student, x = LocalStudent({"f": overwrite}), np.ones(2)
    result, (after,) = student.f.with_args(x)
    assert result == "done"
    assert (after == 0).all()
    assert (x == 1).all()


def test_everything_set_is_undone(monkeypatch):
    module = types.ModuleType("helper_for_test")
    module.known = 1
    monkeypatch.setitem(sys.modules, "helper_for_test", module)
    names = {"weight": 1}
    one, other = LocalStudent(names), LocalStudent({})
    one.set_module_attr("helper_for_test", "known", 2)
    other.set_module_attr("helper_for_test", "known", 3)
    other.set_module_attr("helper_for_test", "new", 4)
    one.set_global("weight", 5)
    one.set_global("bias", 6)
    assert (module.known, module.new, names) == (3, 4, {"weight": 5, "bias": 6})
    one.reset()
    assert (module.known, hasattr(module, "new"), names) == (1, False, {"weight": 1})


def test_what_is_set_is_a_copy():
    student, weights = LocalStudent({}), np.ones(2)
    student.set_global("W", weights)
    student.get_global("W")[:] = 0
    student.reset()
    assert (weights == 1).all()


@pytest.mark.parametrize("use", [lambda s: s.f(), lambda s: s.f.with_args(), lambda s: s.figures("f")])
def test_faults_of_the_reference_are_ours(use):
    def broken():
        raise ValueError("text")

    with pytest.raises(faults.StudentError):
        use(LocalStudent({"f": broken}))
    with pytest.raises(ReferenceFailed, match="the reference's f ends in ValueError"):
        use(LocalStudent({"f": broken}, trusted=True))
    with pytest.raises(ReferenceFailed, match="the reference's f ends in NotDefined"):
        use(LocalStudent({}, trusted=True))


def test_missing_globals():
    with pytest.raises(faults.NotDefined):
        LocalStudent({}).get_global("W")
    with pytest.raises(ReferenceFailed):
        LocalStudent({}, trusted=True).get_global("W")


@pytest.mark.parametrize("error", [Failed("told"), SuiteError("ours"), faults.OverLimit("cpu")])
def test_what_a_test_raises_in_its_own_callback_comes_out_again(error):
    def callback(_):
        raise error

    student = LocalStudent({"apply": lambda f: f(1)})
    with pytest.raises(type(error)) as caught:
        student.apply(callback)
    assert caught.value is error


def test_an_endless_mistake_ends():
    def endless():
        while True:
            pass

    with pytest.raises(faults.OverLimit):
        LocalStudent({"f": endless}, cpu_limit_s=0.05).f()
    assert LocalStudent({"f": lambda: 1}, cpu_limit_s=0.05).f() == 1


def test_prints_of_a_call_stay_inside(capsys):
    LocalStudent({"f": lambda: print("hidden input")}).f()
    assert capsys.readouterr().out == ""


def test_figures_are_data_and_no_figure_stays_open():
    import matplotlib.pyplot as plt

    def draw(title):
        plt.plot([1, 2], [3, 4])
        plt.title(title)
        plt.show()

    (figure,) = LocalStudent({"draw": draw}).figures("draw", title="Lines")
    assert figure.axes[0].title == "Lines"
    assert figure.axes[0].lines[0].y.tolist() == [3, 4]
    assert plt.get_fignums() == []
    assert plt.get_backend().lower() == "agg"


MISTAKES = """
from autograder.mistakes import mistake


@mistake("double", "It is squared. Read 1.2.")
def double__squared(x):
    return scaled(x, x)
"""
SOLUTION = "def scaled(x, factor):\n    return x * factor\n\n\ndef double(x):\n    return scaled(x, 2)\n"


def test_a_mistake_stands_in_for_one_name_of_the_reference(tmp_path):
    one = chapter(tmp_path, exercise(), solution=SOLUTION, mistakes=MISTAKES)
    references = References(one)
    (entry,) = load_catalogue(one.mistakes_path).mistakes
    assert (references.student().double(5), references.student(entry).double(5)) == (10, 25)
    assert references.student().double(5) == 10


def test_students_of_both_kinds_have_the_whole_interface():
    names = {name for name in vars(StudentApi) if not name.startswith("_")} | {"__getattr__"}
    for kind in (LocalStudent, RemoteStudent):
        assert names <= {name for base in kind.__mro__ for name in vars(base)}


class Counting:
    """A reference's namespace that counts its calls."""

    def __init__(self):
        self.calls = 0
        self.names = {"f": self.f, "weight": 0}

    def f(self, x, *_):
        self.calls += 1
        return np.asarray(x) + self.names["weight"]


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
def memory(counting):
    return Remembering(LocalStudent(counting.names, trusted=True))


def test_an_answer_is_computed_once(memory, counting):
    for _ in range(3):
        memory.begin("test 0")
        answer = memory.f(np.ones(2))
        assert (answer == 1).all()
        answer[:] = 9  # what a test does to its answer is not remembered
    assert counting.calls == 1


@pytest.mark.parametrize("other", [np.ones(2) + 1e-15, np.ones(3), np.ones(2, np.float32), [1.0, 1.0]])
def test_other_arguments_get_their_own_answer(memory, counting, other):
    for x in (np.ones(2), other):
        memory.begin("test 0")
        memory.f(x)
    assert counting.calls == 2


def test_what_was_set_before_counts(memory):
    answers = []
    for weight in (1, 2, None):
        memory.begin("test 0")
        if weight:
            memory.set_global("weight", weight)
        answers.append(int(memory.f(10)))
        memory.reset()
    assert answers == [11, 12, 10]


def callback(x):
    """Stands for a test's own function, defined at the top of a suite."""
    return x


@pytest.mark.parametrize("argument", [callback, object(), LocalStudent({}).f])
def test_calls_with_anything_that_acts_are_made_every_time(memory, counting, argument):
    for _ in range(2):
        memory.begin("test 0")
        memory.f(1, argument)
    assert counting.calls == 2


def test_identical_tells_the_last_bit_and_the_type():
    same = {"a": [np.array([1.0, np.nan]), (1, "x", None, b"y", True, np.float64(2))]}
    assert identical(same, {"a": [np.array([1.0, np.nan]), (1, "x", None, b"y", True, np.float64(2))]})
    for a, b in [(1, 1.0), (1, True), ([1], (1,)), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ([1], [1, 2])]:
        assert not identical(a, b)


def test_random_generators_are_copied_and_compared_by_their_state():
    rng = np.random.default_rng(3)
    student = LocalStudent({"draw": lambda rng: float(rng.random())})
    assert student.draw(rng) == student.draw(rng) == rng.random()
    assert identical(np.random.default_rng(3), np.random.default_rng(3))
    assert not identical(np.random.default_rng(3), rng)


def test_calls_run_beside_the_files_of_the_chapter(tmp_path):
    (tmp_path / "word.txt").write_text("hello")
    names = {}
    exec("def read():\n    with open('word.txt') as file:\n        return file.read()", names)
    before = Path.cwd()
    assert LocalStudent(names, folder=tmp_path).read() == "hello"
    assert Path.cwd() == before
    with pytest.raises(faults.StudentError):
        LocalStudent(names).read()


def test_chapters_proved_after_each_other_have_their_own_helpers(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "_helper_folders", set())  # those of other tests are still in use
    before = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "solutions"}
    found = []
    for number in (1, 2):
        folder = tmp_path / f"chapter{number}"
        (folder / "files").mkdir(parents=True)
        (folder / "files" / "helper_of_a_chapter.py").write_text(f"def number(): return {number}\n")
        solution = "import helper_of_a_chapter\ndef double(): return helper_of_a_chapter.number()"
        one = chapter(folder, exercise(), solution=solution)
        found.append(References(one).student().double())
        local.forget_references()
    sys.modules.update(before)
    assert found == [1, 2]
    assert not [path for path in sys.path if path.startswith(str(tmp_path))]


@pytest.mark.parametrize(
    "made", ["functools.partial(np.multiply, 3)", "np.vectorize(lambda x: 3 * x)", "np.poly1d([3, 0])"]
)
def test_whatever_crosses_as_a_function_from_a_sandbox_does_so_here(made):
    namespace = {"np": np, "functools": functools}
    exec(f"def line(): return {made}", namespace)
    assert LocalStudent(namespace).line()(2) == 6
