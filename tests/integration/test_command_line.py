"""The command line as a program calls it: stable names, one line for each error, interruptions that lose nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SLUG = "ch03_neural_networks"
RELEASED = PROJECT / "release" / SLUG / f"{SLUG}.ipynb"
SOLVED = PROJECT / "source" / SLUG / f"{SLUG}.ipynb"
RESULT_NAMES = {"assignment", "verdict", "score", "max_score", "data_set", "sandbox", "exercises"}
EXERCISE_NAMES = {"id", "verdict", "score", "max_score", "mistakes", "messages", "tests"}
TEST_NAMES = {"id", "verdict", "score", "max_score"}


def autograder(*words, **options):
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=240, check=False, **options)


def a_class(folder, students, notebook=SOLVED):
    for student in students:
        place = folder / "submitted" / student / SLUG
        place.mkdir(parents=True)
        shutil.copy(notebook, place / f"{SLUG}.ipynb")
    return folder


def test_run_prints_one_object_with_the_stable_names(tmp_path):
    done = autograder("run", SOLVED, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert set(result) >= RESULT_NAMES
    assert all(set(exercise) >= EXERCISE_NAMES for exercise in result["exercises"])
    tests = [test for exercise in result["exercises"] for test in exercise["tests"]]
    assert len(tests) > 13
    assert all(set(test) >= TEST_NAMES for test in tests)
    assert (result["score"], result["max_score"], result["sandbox"]) == (43, 45, "strict")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "no_such_file.ipynb"), "no such file"),
        (("grade", "ch99"), "is no chapter"),
        (("grade", "ch03", "--class-dir", "/nonexistent"), "holds no submission"),
        (("run", SOLVED, "--data-dir", "/nonexistent"), "no such folder"),
        (("run", SOLVED, "--sandbox", "loose"), "no such level"),
        (("grade", "ch03", "--jobs", "0"), "--jobs"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_gets_one_clear_line(words, said):
    done = autograder(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_killed_grading_goes_on_where_it_was(tmp_path):
    students = [f"s{number:02}" for number in range(6)]
    folder = a_class(tmp_path / "killed", students)
    command = [sys.executable, "-m", "autograder", "grade", "ch03", "--class-dir", str(folder), "--no-figures"]
    results = folder / ".autograder" / "results" / SLUG
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        deadline = time.monotonic() + 120
        while not list(results.glob("s*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    done_before = {path.name: path.stat().st_mtime_ns for path in results.glob("s*.json")}
    assert done_before

    done = autograder("grade", "ch03", "--class-dir", folder, "--no-figures")
    assert done.returncode == 0, done.stderr
    assert sorted(path.stem for path in results.glob("s*.json")) == students
    assert {name: (results / name).stat().st_mtime_ns for name in done_before} == done_before
    assert scores_in_gradebook(folder) == dict.fromkeys(students, 43.0)


def test_results_do_not_depend_on_jobs_or_order(tmp_path):
    folder = a_class(tmp_path / "class", ["a", "b"])
    a_class(folder, ["c"], RELEASED)
    (folder / "submitted" / "broken" / SLUG).mkdir(parents=True)
    (folder / "submitted" / "broken" / SLUG / f"{SLUG}.ipynb").write_text("{")
    results = folder / ".autograder" / "results" / SLUG
    seen = []
    for jobs in (1, 2):
        shutil.rmtree(folder / ".autograder", ignore_errors=True)
        done = autograder("grade", "ch03", "--class-dir", folder, "--jobs", jobs, "--no-figures")
        assert done.returncode == 0, done.stderr
        seen.append({path.name: path.read_bytes() for path in results.glob("*.json")})
    assert seen[0] == seen[1]
    assert len(seen[0]) == 4
    assert (folder / "feedback" / "broken" / SLUG / f"{SLUG}.html").is_file()


def scores_in_gradebook(folder):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {entry["student"]: entry["score"] for entry in gradebook.submission_dicts(SLUG)}
