"""`grade` on a small class with every kind of accident: everyone gets a row, whatever stops the program in between."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

from autograder.commands.grade import _Chunks
from autograder.errors import DataSetError, SuiteError
from autograder.grading.local import ReferenceFailed
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.faults import Crashed
from autograder.scheduling import pool, worker
from autograder.scheduling.job import Job, Stored, WorkerSettings, jobs_of_class
from autograder.scheduling.pool import grade_all
from autograder.scheduling.store import ResultStore
from tests.integration import mini_class
from tests.integration.mini_class import SLUG

WRONG = mini_class.RIGHT.replace("return 2 *", "return 3 *")
SCORES = {
    "right": 8.0, "wrong": 6.0, "stubs": 0.0, "renamed": 8.0, "in_a_subfolder": 8.0, "text": 0.0, "truncated": 3.0,
    "empty_folder": 0.0, "link": 0.0, "linked_folder": 0.0, "pipe": 0.0, "folder_for_file": 0.0, "file_for_folder": 0.0,
    "with blank and ü": 8.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


def lay_out(root, class_dir):
    """A class of accidents, each student named after it."""
    right = mini_class.notebook(root, mini_class.RIGHT)
    for student in ("right", "with blank and ü"):
        mini_class.hand_in(class_dir, student, right)
    mini_class.hand_in(class_dir, "wrong", mini_class.notebook(root, WRONG))
    mini_class.hand_in(class_dir, "stubs", mini_class.notebook(root, ""))
    mini_class.hand_in(class_dir, "renamed", right, f"Copy of {SLUG} (1).ipynb")
    mini_class.hand_in(class_dir, "in_a_subfolder", right, f"unpacked/{SLUG}.ipynb")
    mini_class.hand_in(class_dir, "text", b"\x00\xffnothing")
    mini_class.hand_in(class_dir, "truncated", right[: right.index(b"class RowScaler")])
    for student in ("empty_folder", "link", "pipe", "folder_for_file"):
        (class_dir / "submitted" / student / SLUG).mkdir(parents=True)
    submitted = class_dir / "submitted"
    (submitted / "link" / SLUG / f"{SLUG}.ipynb").symlink_to(submitted / "right" / SLUG / f"{SLUG}.ipynb")
    os.mkfifo(submitted / "pipe" / SLUG / f"{SLUG}.ipynb")
    (submitted / "folder_for_file" / SLUG / f"{SLUG}.ipynb").mkdir()
    for student in ("linked_folder", "file_for_folder"):
        (submitted / student).mkdir()
    (submitted / "linked_folder" / SLUG).symlink_to(submitted / "right" / SLUG)
    (submitted / "file_for_folder" / SLUG).write_bytes(right)


def rows(class_dir):
    """Points of every student in the gradebook, and how many cells have a grade."""
    with contextlib.closing(sqlite3.connect(class_dir / "gradebook.db")) as database:
        return dict(database.execute(
            "SELECT submitted_assignment.student_id, round(sum(grade.auto_score), 6) FROM submitted_assignment "
            "JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id "
            "JOIN grade ON grade.notebook_id = submitted_notebook.id GROUP BY 1"
        ))  # fmt: skip


def results(class_dir):
    """The stored results, by student."""
    folder = class_dir / ".autograder" / "results" / SLUG
    return {path.stem: json.loads(path.read_bytes())["result"] for path in folder.glob("*.json")}


def files(class_dir):
    """Bytes of everything that was written for the students."""
    places = [path for name in ("autograded", "feedback") for path in (class_dir / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(class_dir)): path.read_bytes() for path in places}


@pytest.fixture(scope="module")
def graded(root, tmp_path_factory):
    """The class, graded without any interruption, with what the program said; to be read only."""

    def make(class_dir):
        lay_out(root, class_dir)
        done = mini_class.grade(root, class_dir, "--jobs", "2")
        assert done.returncode == 0, done.stderr
        for name in ("stdout", "stderr"):
            (class_dir / name).write_text(getattr(done, name))

    return mini_class.once(tmp_path_factory, "graded", make)


@pytest.fixture
def copy(graded, tmp_path):
    """The graded class for a test's own use, without the pipe, which cannot be copied."""
    return shutil.copytree(graded, tmp_path / "class", symlinks=True, ignore=lambda *_: {"pipe"})


def test_everyone_has_a_row_a_notebook_and_a_page(graded):
    class_dir = graded
    assert rows(class_dir) == SCORES
    assert {student: result["score"] for student, result in results(class_dir).items()} == SCORES
    for student in SCORES:
        assert f"autograded/{student}/{SLUG}/{SLUG}.ipynb" in files(class_dir)
        assert f"feedback/{student}/{SLUG}/{SLUG}.html" in files(class_dir)
    assert not (class_dir / "stderr").read_text()
    assert all(student in (class_dir / "stdout").read_text() for student in SCORES)
    assert list((class_dir / "reports").rglob("*.html"))


@pytest.mark.parametrize(
    ("student", "kind"),
    [
        ("renamed", "renamed"), ("text", "unreadable"), ("empty_folder", "missing"), ("link", "unreadable"),
        ("linked_folder", "link"), ("pipe", "unreadable"), ("file_for_folder", "missing"),
    ],
)  # fmt: skip
def test_the_accident_is_told(graded, student, kind):
    (accident, *_) = results(graded)[student]["accidents"]
    assert accident["kind"] == kind
    page = (graded / "feedback" / student / SLUG / f"{SLUG}.html").read_text()
    assert accident["message"].partition("'")[0] in page


def test_a_second_grading_grades_nobody(copy, root):
    class_dir = copy
    stored = class_dir / ".autograder" / "results"
    before, written = files(class_dir), {path: path.stat().st_mtime_ns for path in stored.rglob("*.json")}
    report = (class_dir / "gradebook.db").read_bytes()
    assert mini_class.grade(root, class_dir, "--jobs", "1").returncode == 0
    assert files(class_dir) == before
    assert {path: path.stat().st_mtime_ns for path in stored.rglob("*.json")} == written
    assert (class_dir / "gradebook.db").read_bytes() == report


def killed_in_the_middle(root, class_dir, students):
    """Start `grade` and kill all of its processes once some results are stored."""
    places = ("--course", root, "--class-dir", class_dir, "--data-dir", root.parent / "data", "--jobs", "2")
    started = subprocess.Popen(
        **mini_class.command_line("grade", SLUG, *places), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while started.poll() is None and len(results(class_dir)) < students:
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    return started.wait()


def test_killed_and_started_again_nothing_is_lost(graded, root, tmp_path):
    lay_out(root, tmp_path)
    assert killed_in_the_middle(root, tmp_path, 4) == -signal.SIGKILL
    first = results(tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / ".autograder").rglob("*.json")}
    assert 4 <= len(first) < len(SCORES)
    assert mini_class.grade(root, tmp_path, "--jobs", "2").returncode == 0
    assert rows(tmp_path) == SCORES
    assert files(tmp_path) == files(graded)
    assert results(tmp_path) == results(graded)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps  # what was done is not done again
    assert not list(tmp_path.rglob("*.draft"))


def test_what_changed_is_graded_again_and_only_that(copy, root):
    class_dir = copy
    results = class_dir / ".autograder" / "results"
    stamps = {path.stem: path.stat().st_mtime_ns for path in results.rglob("*.json")}
    for student, name in (("right", f"{SLUG}.ipynb"), ("in_a_subfolder", f"unpacked/{SLUG}.ipynb")):
        mini_class.hand_in(class_dir, student, mini_class.notebook(root, WRONG), name)
    (class_dir / "autograded" / "wrong" / SLUG / f"{SLUG}.ipynb").unlink()
    assert mini_class.grade(root, class_dir, "--jobs", "1").returncode == 0
    assert rows(class_dir) == SCORES | {"right": 6.0, "in_a_subfolder": 6.0}
    changed = {path.stem for path in results.rglob("*.json") if path.stat().st_mtime_ns != stamps[path.stem]}
    assert changed == {"right", "in_a_subfolder", "wrong"}
    assert (class_dir / "autograded" / "wrong" / SLUG / f"{SLUG}.ipynb").is_file()


class Rows:
    """Stands for the gradebook: remembers what was written last of each student."""

    def __init__(self):
        self.of, self.writes = {}, 0

    def write(self, written, _times):
        self.of |= {result.student: result.score for result in written}
        self.writes += len(written)


def stored(score, key=None, student="ann"):
    exercise = ExerciseResult("double", "Doubling", "1.1", Verdict.PASSED, score, 1.0)
    result = SubmissionResult(SLUG, student, Verdict.PASSED, score, 1.0, "digits", "strict", (exercise,))
    return Stored(f"key{score}" if key is None else key, result)


def test_the_gradebook_follows_the_results(tmp_path):
    gradebook, store = Rows(), ResultStore(tmp_path, SLUG)

    def write(*results, fresh=False):
        before = gradebook.writes
        chunks = _Chunks(gradebook, store, {}, fresh=fresh)
        for result in results:
            chunks.add(result)
        chunks.flush()
        return gradebook.writes - before

    assert write(stored(1.0), stored(0.5, student="bob lee")) == 2
    assert write(stored(1.0), stored(0.5, student="bob lee")) == 0
    assert write(stored(0.0)) == 1
    assert write(stored(1.0)) == 1  # held before, but not last
    assert write(stored(0.5, key="")) == write(stored(0.5, key="")) == 1  # ours: no key, never taken for known
    assert write(stored(1.0)) == 0
    assert write(stored(1.0), fresh=True) == 1  # somebody has removed the gradebook
    assert gradebook.of == {"ann": 1.0, "bob lee": 0.5}


def settings_of(root, class_dir, **changes):
    """What workers are told, for tests below the command."""
    given = {
        "course_root": str(root), "chapter": SLUG, "class_dir": str(class_dir), "data_dir": str(root.parent / "data"),
        "secret": mini_class.SECRET.encode(), "sandbox": SandboxConfig(limits=mini_class.LIMITS, figures=False),
    }  # fmt: skip
    return WorkerSettings(**(given | changes))


real_grade = worker.grade


def grade_or_die(job):
    """Stands for worker.grade: for one student the process is killed from outside, as the kernel does out of memory."""
    if job.student == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return real_grade(job)


@pytest.mark.usefixtures("mini_environment")
def test_a_dying_worker_costs_nobody_else_anything(root, tmp_path, monkeypatch):
    right = mini_class.notebook(root, mini_class.RIGHT)
    for student in ("a", "deadly", "c"):
        mini_class.hand_in(tmp_path, student, right)
    monkeypatch.setattr(pool.worker, "grade", grade_or_die)
    ended = [one for _, one in grade_all(jobs_of_class(tmp_path, SLUG), settings_of(root, tmp_path), 2)]
    found = {one.result.student: one.result for one in ended}
    assert sorted(found) == ["a", "c", "deadly"]
    assert len(ended) == len(found)
    deadly = found.pop("deadly")
    assert {deadly.verdict, *(exercise.verdict for exercise in deadly.exercises)} == {Verdict.INTERNAL_ERROR}
    assert (deadly.score, deadly.max_score) == (0.0, 10.0)
    assert "our own machinery failed" in (tmp_path / "feedback" / "deadly" / SLUG / f"{SLUG}.html").read_text()
    assert {result.score for result in found.values()} == {8.0}


@pytest.fixture
def mini_environment(monkeypatch):
    """Workers are started from this process and find this module."""
    monkeypatch.setenv("PYTHONPATH", str(mini_class.ROOT))


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"data_dir": "/no/such/folder"}, DataSetError, "/no/such/folder: named by --data-dir, but there is no such"),
        ({"course_root": "/no/such/course"}, Exception, "/no/such/course"),
    ],
)
def test_a_worker_that_cannot_start_says_why_once(root, tmp_path, change, kind, words):
    jobs = [Job(name, str(tmp_path)) for name in "abc"]
    with pytest.raises(kind, match=words):
        list(grade_all(jobs, settings_of(root, tmp_path, **change), 2))


def test_errors_with_arguments_of_their_own_reach_the_asking_process():
    error = worker.portable(ReferenceFailed("softmax", Crashed("ended")))
    assert type(error) is SuiteError
    assert str(error) == "the reference's softmax ends in Crashed"


def test_a_pool_that_breaks_while_it_is_given_work_loses_no_job(tmp_path, root, monkeypatch):
    class Broken:
        def __init__(self, *_, **__):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def submit(self, *_):
            raise pool.BrokenProcessPool

        def shutdown(self, **_):
            pass

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Broken)
    jobs = [Job(name, str(tmp_path)) for name in "abc"]
    found = [one.result for _, one in grade_all(jobs, settings_of(root, tmp_path), 2)]
    assert [(result.student, result.verdict) for result in found] == [(n, Verdict.INTERNAL_ERROR) for n in "abc"]


def with_dead_server(engine):
    os.kill(engine._server.pid, signal.SIGKILL)
    return engine


def test_a_result_of_ours_is_never_stored_and_a_dead_fork_server_is_replaced(root, tmp_path, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", "restored behind the engine")
    place = mini_class.hand_in(tmp_path, "a", mini_class.notebook(root, mini_class.RIGHT)).parent
    made = worker.Worker(settings_of(root, tmp_path))
    try:
        with_dead_server(made._engine)
        assert made.grade(Job("a", str(place))).result.score == 8.0
        new_engine = made._new_engine
        monkeypatch.setattr(made, "_new_engine", lambda: with_dead_server(new_engine()))
        with_dead_server(made._engine)
        (place / "another.ipynb").write_bytes(b"so that the key is another one")
        again = made.grade(Job("a", str(place)))
    finally:
        made.close()
    assert (again.key, again.result.verdict) == ("", Verdict.INTERNAL_ERROR)
    assert made._store.get("a").result.score == 8.0


def test_the_store_survives_what_an_interruption_leaves(tmp_path):
    store = ResultStore(tmp_path, SLUG)
    result = SubmissionResult(SLUG, "ann lee", Verdict.PASSED, 1.0, 1.0, "digits", "strict", ())
    assert store.get("ann lee") is None
    store.put("ann lee", Stored("k1", result))
    assert store.get("ann lee") == Stored("k1", result)
    store.note_in_gradebook([Stored("k1", result)])
    with store._written_path.open("a") as file:
        file.write("k2 ann l")  # half a line
    store.note_in_gradebook([Stored("k3", result)])
    assert store.keys_in_gradebook()["ann lee"] == "k3"
    store._path("ann lee").write_bytes(b'{"key": "k1", "res')
    assert store.get("ann lee") is None
