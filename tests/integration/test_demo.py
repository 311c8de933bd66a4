"""The whole way on a made-up class: every submission ends as its name says, and nothing that it planted survives."""

import base64
import fcntl
import hashlib
import html
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from autograder.commands.context import chapter_of, course_at
from autograder.commands.demo import run_demo
from autograder.demo import SPECIMENS, deviations, lay_out
from autograder.demo.hostile import MARKUP_NAME, SCRIPT
from autograder.errors import UsageError
from autograder.grading.result import SubmissionResult
from autograder.sandbox import doctor
from autograder.sandbox.config import STRICT

SLUG = "ch03_neural_networks"
CHECK_CELL = "test_linear_collapse"
NAMES = [specimen.name for specimen in SPECIMENS]
GRADED = [name for name in NAMES if name != MARKUP_NAME]
READERS = ["reads_solutions", "prints_its_arguments", "html_injection"]


class Demo:
    """A demo that has run, as it lies on disk."""

    def __init__(self, base: Path) -> None:
        self.folder, self.said = base / "class", (base / "said.txt").read_text()
        found = msgspec.json.decode((base / "results.json").read_bytes(), type=list[SubmissionResult])
        self.results = {result.student: result for result in found}

    def feedback(self, name):
        return (self.folder / "feedback" / name / SLUG / f"{SLUG}.html").read_text()

    def report(self):
        return (self.folder / "reports" / SLUG / f"{SLUG}.html").read_text()

    def autograded(self, name):
        return (self.folder / "autograded" / name / SLUG / f"{SLUG}.ipynb").read_text()

    def submitted(self, name):
        return json.loads((self.folder / "submitted" / name / SLUG / f"{SLUG}.ipynb").read_text())["cells"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id):
    """Run once, also when several processes share the tests."""
    missing = STRICT - doctor.available(doctor.examine())
    if missing:
        pytest.skip(f"this machine lacks layers of the strict sandbox: {sorted(missing)}")
    top = tmp_path_factory.getbasetemp()
    base = (top if worker_id == "master" else top.parent) / "demo"
    base.mkdir(exist_ok=True)
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "results.json").exists():
            said = io.StringIO()
            results = run_demo(base / "class", None, "strict", Console(file=said, width=200))
            (base / "said.txt").write_text(said.getvalue())
            (base / "results.json").write_bytes(msgspec.json.encode(results))
    return Demo(base)


@pytest.fixture(scope="session")
def worker_id():
    return os.environ.get("PYTEST_XDIST_WORKER", "master")


@pytest.mark.slow
@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: re.sub(r"\W+", "-", specimen.name))
def test_every_submission_ends_as_its_name_says(demo, specimen):
    assert deviations(specimen.expected, demo.results[specimen.name]) == []


@pytest.mark.slow
def test_it_shows_everybody_and_says_where_to_look(demo):
    assert "every submission ended as its name says" in demo.said
    assert [name for name in GRADED if not re.search(rf"^{name[:20]}", demo.said, re.MULTILINE)] == []
    for place in ("gradebook.db", "feedback", f"reports/{SLUG}/{SLUG}.html"):
        assert (demo.folder / place).exists()
        assert str(demo.folder / place) in demo.said.replace("\n", "")


class Live(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self, page):
        super().__init__()
        self.found, self._script = [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._script = tag == "script"
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc" or "javascript:" in (value or "").lower():
                self.found.append((tag, name, value))

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script and SCRIPT in data:
            self.found.append(("script", data))


def test_the_detector_sees_what_the_student_planted():
    assert len(Live(f"<script>{SCRIPT}</script><img src=x onerror='{SCRIPT}'><a href='javascript:x'>").found) == 3


@pytest.mark.slow
def test_nothing_planted_runs_in_our_pages(demo):
    assert "<script" not in demo.feedback("html_injection")
    for page in (demo.feedback("html_injection"), demo.report()):
        assert Live(page).found == []
        # What runs is ours, letter by letter: the browser is told its digest and refuses everything else.
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
        assert page.count("<script") == len(scripts)
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"sha256-{digest}" in html.unescape(page)


@pytest.mark.slow
def test_nothing_planted_survives_in_the_autograded_notebook(demo):
    cells = json.loads(demo.autograded("html_injection"))["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", ())]
    kinds = {kind for output in shown for kind in output.get("data", ())}
    assert kinds <= {"text/plain", "image/png"}, kinds
    assert "\\u001b" not in json.dumps([o for o in shown if "stream" in o["output_type"]])
    for cell in cells:
        if cell["cell_type"] == "markdown":
            assert SCRIPT not in cell["source"] or "<script" not in cell["source"]


@pytest.mark.slow
def test_a_name_that_is_markup_reaches_no_page_of_nbgraders(demo):
    """Formgrader writes names into its pages as they are."""
    assert not (demo.folder / "autograded" / MARKUP_NAME).exists()
    assert MARKUP_NAME not in [name for name, _ in scores(demo)]
    assert MARKUP_NAME not in demo.report()


def taking_cell(demo):
    cells = demo.submitted("reads_solutions")
    return next("".join(cell["source"]) for cell in cells if "taken" in "".join(cell["source"]))


@pytest.mark.slow
def test_reading_finds_nothing(demo):
    assert "files taken: 0" in demo.autograded("reads_solutions")


@pytest.mark.slow
def test_outside_the_sandbox_the_same_cell_takes_the_solution(demo, capsys):
    """Shows that the test above tests the sandbox, not the attack."""
    names = {}
    exec(taking_cell(demo), names)
    assert "files taken: 0" not in capsys.readouterr().out
    assert names["linear_collapse"](3.0) == 27.0


@pytest.mark.slow
def test_hidden_inputs_are_told_nowhere(demo):
    """The page repeats what the visible check told in the notebook's own run, and nothing else is told anywhere."""
    name = "prints_its_arguments"
    stored = (demo.folder / ".autograder" / "results" / SLUG / f"{name}.json").read_text()
    for text in (demo.report(), stored):
        assert told(text) == set()
    check = next(cell for cell in demo.submitted(name) if cell["metadata"]["nbgrader"]["grade_id"] == CHECK_CELL)
    visible = set(re.findall(r"linear_collapse, (-?[0-9.]+),", "".join(check["source"])))
    assert len(visible) == 3
    assert told(demo.autograded(name)) <= visible
    assert told(demo.feedback(name)) <= visible


def told(text):
    """The numbers that the student's function told about, by its prints or by its errors."""
    names = {number.replace("m", "-").replace("_", ".") for number in re.findall(r"Told(m?[0-9][0-9_em]*)", text)}
    return names | set(re.findall(r"TOLD (-?[0-9][0-9.e-]*)", text))


def test_what_is_told_is_seen():
    assert told("x Told2_0: TOLD 2.0, Toldm0_5 TOLD -1.25e-05") == {"2.0", "-0.5", "-1.25e-05"}


def scores(demo):
    from nbgrader.api import Gradebook

    from autograder.course.settings import COURSE_ID

    with Gradebook(f"sqlite:///{demo.folder / 'gradebook.db'}", COURSE_ID) as book:
        return [(one["student"], one["score"]) for one in book.submission_dicts(SLUG)]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_gradebook_holds_the_same_scores(demo):
    assert dict(scores(demo)) == {name: demo.results[name].score for name in GRADED}


@pytest.fixture
def formgrader(demo, tmp_path):
    """A Jupyter server in the folder of the class; a function that fetches a page of formgrader's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    kept |= {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ip=127.0.0.1", "--IdentityProvider.token=token"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=demo.folder, env=kept, stdout=log, stderr=log)

    def fetch(page):
        address = f"http://127.0.0.1:{port}/formgrader/{page}"
        request = urllib.request.Request(address, headers={"Authorization": "token token"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                fetch("api/assignments")
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                time.sleep(0.2)
        yield fetch
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.mark.slow
def test_formgrader_shows_the_class(demo, formgrader):
    assert SLUG in formgrader(f"gradebook/{SLUG}")
    listed = json.loads(formgrader(f"api/submitted_notebooks/{SLUG}/{SLUG}"))
    assert {one["student"]: one["score"] for one in listed} == dict(scores(demo))
    pages = {one["student"]: one["id"] for one in listed}
    page = formgrader(f"submissions/{pages['html_injection']}/")
    planted = [one for one in Live(page).found if "toggle_name" not in str(one)]
    assert planted == []
    assert "No notebook" not in formgrader(f"submissions/{pages['not_json']}/")


@pytest.mark.slow
@pytest.mark.parametrize("command", [["generate_feedback", SLUG, "--force", "--student", "html_injection"], ["export"]])
def test_nbgraders_own_commands_work(demo, tmp_path, command):
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in ("gradebook.db", "autograded", "source", "release"):
        (folder / name).symlink_to(demo.folder / name)
    shutil.copy(demo.folder / "nbgrader_config.py", folder)
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    if command == ["export"]:
        assert len((folder / "grades.csv").read_text().splitlines()) == len(GRADED) + 1
    else:
        page = folder / "feedback" / "html_injection" / SLUG / f"{SLUG}.html"
        assert Live(page.read_text()).found == []


def laid_out(folder):
    course = course_at(None)
    lay_out(folder, course, chapter_of(course, "ch03"))
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_second_demo_replaces_the_first(tmp_path):
    first = laid_out(tmp_path / "demo")
    (tmp_path / "demo" / "feedback" / "somebody").mkdir(parents=True)
    (tmp_path / "demo" / "submitted" / "left_over").mkdir()
    assert laid_out(tmp_path / "demo") == first
    assert not (tmp_path / "demo" / "submitted" / "left_over").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    mine = tmp_path / "submitted" / "ada" / "work.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(UsageError, match="--folder"):
        laid_out(tmp_path)
    assert mine.read_text() == "mine"
