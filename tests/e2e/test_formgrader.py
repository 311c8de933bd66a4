"""An instructor's afternoon in a real formgrader and a real browser: autograde, look, grade by hand, give feedback."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.integration import mini_class
from tests.integration.mini_class import SLUG
from tests.integration.test_nbgrader_doors import configure, environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
COURSE_ID = "deep-learning-from-scratch"
WAIT_MS = 90_000
WRONG = mini_class.RIGHT.replace("return 2 *", "return 3 *")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs it")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder as nbgrader knows it, with two submissions, one of them under a wrong name."""
    root = mini_class.mini_course(tmp_path_factory)
    folder = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(root, folder)
    shutil.copytree(root.parent / "data", folder.parent / "data")
    configure(folder, folder)
    mini_class.hand_in(folder, "ann", mini_class.notebook(folder, WRONG))
    mini_class.hand_in(folder, "bob", mini_class.notebook(folder, mini_class.RIGHT), f"{SLUG} (1).ipynb")
    # Formgrader shows an assignment once it is in the gradebook; this is the command of the course's first day.
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "db", "assignment", "add", SLUG],
        cwd=folder, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def free_port():
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def server(course):
    """A jupyter server on loopback with nbgrader's extension; yields its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "jupyter", "server", "--allow-root", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={course}",
    ]  # fmt: skip
    home = course.parent / "home"
    variables = environment(course) | {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    home.mkdir()
    with (course.parent / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=course, env=variables, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"{address}/formgrader", process, course.parent / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address, process, log):
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer: {log.read_text()}")


@pytest.fixture(scope="module")
def page(server):
    """A browser's page; nothing outside of this machine is reached."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = browser.new_page(viewport={"width": 1280, "height": 1000})
        found.set_default_timeout(WAIT_MS)
        # MathJax comes from a CDN that a machine of CI cannot reach.
        found.route("**/*", lambda route: route.continue_() if server in route.request.url else route.abort())
        yield found
        browser.close()


def gradebook(course):
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", COURSE_ID)


def seen(page, course, name):
    """Keep a picture of what was seen, for people who look into a failure."""
    page.screenshot(path=course.parent / f"{name}.png", full_page=True)


def press(page, student, column):
    """Press one of formgrader's buttons for a student and read what it says."""
    row = page.locator("tr", has=page.locator(f"td.student-id:text-is('{student}')"))
    row.locator(f"td.{column} a").click()
    dialog = (
        page.locator(".modal.in, .modal.show")
        .filter(has_text="uccess")
        .or_(page.locator(".modal.in, .modal.show").filter(has_text="rror"))
    )
    dialog.wait_for()
    text = dialog.inner_text()
    dialog.get_by_role("button", name="OK").or_(dialog.locator("button.btn-primary")).first.click()
    dialog.wait_for(state="hidden")
    return text


def test_an_afternoon_in_formgrader(server, page, course):
    page.goto(f"{server}/formgrader/manage_submissions/{SLUG}")
    page.locator("td.student-id:text-is('ann')").wait_for()
    for student in ("ann", "bob"):
        assert "Successfully autograded" in press(page, student, "autograde")
    seen(page, course, "autograded")
    with gradebook(course) as book:
        assert book.find_submission(SLUG, "ann").score == 6.0
        assert book.find_submission(SLUG, "bob").score == 8.0  # handed in under another name

    page.goto(f"{server}/formgrader/gradebook/{SLUG}/{SLUG}")
    page.locator("td a", has_text="Submission").first.wait_for()
    seen(page, course, "gradebook")
    with gradebook(course) as book:
        submission = book.find_submission_notebook(SLUG, SLUG, "ann").id
    page.goto(f"{server}/formgrader/submissions/{submission}")
    points = page.locator("input.score#why")
    points.wait_for()
    assert page.locator("text=return 3 * np.asarray(values)").count()
    seen(page, course, "submission")
    points.fill("1.5")
    points.press("Tab")
    page.locator("input.score#why:not(.needs_manual_grade)").wait_for()  # once the server has it
    with gradebook(course) as book:
        grade = book.find_grade("why", SLUG, SLUG, "ann")
        assert (grade.manual_score, grade.needs_manual_grade) == (1.5, False)

    page.goto(f"{server}/formgrader/manage_submissions/{SLUG}")
    page.locator("td.student-id:text-is('ann')").wait_for()
    assert "Successfully generated feedback" in press(page, "ann", "generate-feedback")
    pages = list((course / "feedback" / "ann" / SLUG).glob("*.html"))
    assert pages
    assert "assert_close" not in pages[0].read_text()
    assert "Successfully autograded" in press(page, "ann", "autograde")
    with gradebook(course) as book:
        assert book.find_submission(SLUG, "ann").score == 7.5  # the points given by hand are still there
