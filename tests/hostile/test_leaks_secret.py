"""Nothing that a student may see depends on what the hidden tests ask or expect.

The same submission is graded twice, with hidden inputs drawn from two secrets. Its functions are right, and tell
whatever they are given and whatever they answer, which is what is expected. All that can be read afterwards has to be
the same to the last byte: a single digit of a hidden number would differ.
"""

import ast
from pathlib import Path

import pytest

from autograder.course import find_chapter, load_course
from autograder.datasets import locate
from autograder.gradebook.autograded import AutogradedWriter
from autograder.grading.engine import Engine
from autograder.grading.result import to_json
from autograder.grading.specimens import Specimens
from autograder.reports.class_report import write_class_report
from autograder.reports.feedback import feedback_page
from autograder.reports.visible import visible_parts
from autograder.sandbox import doctor
from autograder.sandbox.config import STRICT, SandboxConfig

WAYS = {
    "shows": "print(seen); sys.stderr.write(seen); warnings.warn(seen); os.write(1, seen.encode()); display(seen)",
    "raises": "raise ValueError(seen)",
    "raises_a_name": "raise type('E' + ''.join(c for c in seen if c.isalnum()), (ValueError,), {})(seen)",
    "returns_text": "answer = seen",
    "keeps": "SEEN.append(seen); __builtins__['SEEN'] = seen; open('/tmp/seen', 'a').write(seen); exec(f'# {seen}')",
    "names_itself": "told.__name__ = told.__doc__ = seen; np.seen = seen; raise KeyError(seen)",
}
WRAP = """
import functools, os, sys, warnings
SEEN = []
def tells(function):
    @functools.wraps(function)
    def told(*args, **kwargs):
        answer = function(*args, **kwargs)
        seen = repr((args, kwargs, answer))
        {statement}
        return answer
    return told
"""


@pytest.fixture(scope="module")
def graders():
    """Two engines that differ in their secret only."""
    if not doctor.available(doctor.examine()) >= STRICT:
        pytest.skip("this machine lacks layers of the strict sandbox")
    course = load_course(Path(__file__).resolve().parents[2])
    chapter = find_chapter(course, "ch03")
    released = course.root / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    specimens = Specimens(chapter, course.root / "source" / chapter.slug / released.name)
    data = locate(None)
    config = SandboxConfig(figures=False)
    with (
        pytest.MonkeyPatch.context() as patch,
        Engine(chapter, released, data, b"one secret", config) as one,
        Engine(chapter, released, data, b"another secret", config) as another,
    ):
        patch.setenv("MNIST_DIR", str(data.folder))
        yield one, another, specimens, released


def telling(specimens, chapter, statement):
    """The reference submission, whose every function tells what it was given and what it answers."""
    notebook = specimens.reference()
    for exercise in chapter.exercises:
        if exercise.kind == "written":
            continue
        source = next(cell.source for cell in notebook.cells if cell.grade_id == exercise.id)
        wrapped = "".join(
            f"\n{node.name} = tells({node.name})"
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef)
        )
        answer = WRAP.format(statement=statement) + source + wrapped
        notebook = Specimens.with_answer(specimens_of(notebook), exercise.id, answer)
    return notebook


def specimens_of(notebook):
    made = Specimens.__new__(Specimens)
    made._solved = notebook
    return made


def readable(engine, notebook, released, folder):
    """Everything that a student, or whoever looks over her shoulder, can read."""
    graded = engine.grade_notebook(notebook, "s")
    outputs = [run.outputs if run else None for run in graded.runs]
    writer = AutogradedWriter(folder, graded.result.assignment, released)
    report = write_class_report([graded.result], folder / "report")
    return {
        "result": to_json(graded.result).decode(),
        "feedback": feedback_page(graded.result, visible_parts(graded)),
        "autograded": writer.write("s", graded.alignment.cells, outputs).read_text(),
        **{path.suffix: path.read_text() for path in report},
    }


@pytest.mark.parametrize("way", WAYS)
def test_what_can_be_read_does_not_depend_on_the_secret(graders, tmp_path, way):
    one, another, specimens, released = graders
    notebook = telling(specimens, one.chapter, WAYS[way])
    first = readable(one, notebook, released, tmp_path / "one")
    second = readable(another, notebook, released, tmp_path / "another")
    for where, text in first.items():
        lines = [pair for pair in zip(text.splitlines(), second[where].splitlines(), strict=True) if len(set(pair)) > 1]
        assert [tuple(line[:200] for line in pair) for pair in lines[:3]] == [], where
    if way == "returns_text":
        assert "not made of numbers" in first["feedback"]
    if way == "raises":
        assert "ValueError" in first["feedback"]


def test_the_secrets_do_make_a_difference(graders):
    """The test above would see a leak: the hidden inputs are not the same."""
    from autograder.grading.run import generator

    one, another, *_ = graders
    drawn = [generator(engine.environment.secret, "softmax", "test_batch", 0).normal() for engine in (one, another)]
    assert drawn[0] != drawn[1]
