"""What the guides say is so: the commands exist, and the author's example works."""

import re
import shutil
from pathlib import Path

import pytest
import typer

from autograder.cli import app
from tests.integration import mini_class
from tests.integration.mini_class import ROOT, SLUG

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:-m autograder|`autograder) (?P<name>[a-z]+)(?P<rest>[^\n`#]*)")
ADDED_TO = {
    "lesson": f"exercises/{SLUG}.py", "solution": f"solutions/{SLUG}.py",
    "suite": f"suites/{SLUG}/test_leaky_relu.py", "mistakes": f"mistakes/{SLUG}.py",
}  # fmt: skip
RIGHT = "def leaky_relu(x, slope=0.01):\n    return (x > 0) * x + (x <= 0) * slope * x"
WRONG = "def leaky_relu(x, slope=0.01):\n    return np.clip(x, 0, None)"


def commands():
    """Every command with its options."""
    group = typer.main.get_command(app)
    return {name: {word for p in one.params for word in p.opts} for name, one in group.commands.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_exist(page):
    known = commands()
    for found in COMMAND.finditer(page.read_text()):
        assert found["name"] in known, f"{page.name}: autograder {found['name']}"
        for option in re.findall(r"(?<![\w-])--[a-z-]+", found["rest"]):
            assert option in known[found["name"]] | {"--help"}, f"{page.name}: autograder {found['name']} {option}"


def test_pages_name_commands():
    named = {found["name"] for page in PAGES for found in COMMAND.finditer(page.read_text())}
    assert commands().keys() - named == set()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The miniature course with the exercise of docs/author.md in it, built by the command."""
    folder = tmp_path_factory.mktemp("author")
    root = Path(shutil.copytree(ROOT / "tests" / "mini_course", folder / "course"))
    shutil.copytree(mini_class.mini_course(tmp_path_factory).parent / "data", folder / "data")
    blocks = dict(BLOCK.findall((ROOT / "docs" / "author.md").read_text()))
    assert blocks.keys() == ADDED_TO.keys()
    for kind, place in ADDED_TO.items():
        with (root / place).open("a") as file:
            file.write(f"\n\n{blocks[kind]}")
    done = mini_class.autograder("build", SLUG, "--course", root)
    assert done.returncode == 0, done.stderr
    return root


def test_the_example_of_the_authors_guide_proves_itself(course):
    done = mini_class.autograder("check", SLUG, "leaky_relu", "--course", course, "--data-dir", course.parent / "data")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PROBLEM" not in done.stdout


def test_and_grades(course, tmp_path):
    for student, answer in {"right": RIGHT, "wrong": WRONG}.items():
        text = f"{mini_class.RIGHT}\n# %% leaky_relu\n{answer}\n"
        mini_class.hand_in(tmp_path, student, mini_class.notebook(course, text))
    done = mini_class.grade(course, tmp_path, "--no-figures")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "feedback" / "wrong" / SLUG / f"{SLUG}.html").read_text()
    assert "that is ReLU itself" in page
    assert "leaky_relu" in page
    assert "ReLU itself" not in (tmp_path / "feedback" / "right" / SLUG / f"{SLUG}.html").read_text()
