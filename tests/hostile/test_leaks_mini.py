"""Hidden inputs must not reach a student, whatever her functions print, raise, warn or return.

Nothing that she makes may act in a page or a terminal.
"""

import io
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from rich.console import Console

from autograder.grading import run
from autograder.reports.class_report import write_class_report
from autograder.reports.summary import print_result, print_summary
from autograder.sandbox.config import SandboxConfig
from autograder.scheduling.job import Job, WorkerSettings
from autograder.scheduling.worker import Worker
from tests.integration import mini_class
from tests.integration.mini_class import SLUG

# Hidden numbers are made of these digits, so that three of them in a row can be found again anywhere.
MARK = 0.73519
LEAKS = {
    "prints": "print(values, repr(values), *np.ravel(values))",
    "stderr": "import sys; sys.stderr.write(str(values)); sys.stderr.flush()",
    "descriptors": "import os; os.write(1, str(values).encode()); os.write(2, str(values).encode())",
    "warns": "import warnings; warnings.warn(str(values))",
    "raises": "raise ValueError(str(values))",
    "raises_its_own": "raise type('E' + str(np.ravel(values)[0]).replace('.', '_'), (Exception,), {})(str(values))",
    "displays": "from IPython.display import display, HTML; display(HTML(str(values)), values)",
    "draws": "plt.title(str(values)); plt.show()",
    "exits": "raise SystemExit(str(values))",
    "returns_a_shape": "return np.zeros(int(abs(np.ravel(values)[0]) * 100000))",
    "returns_text": "return str(values)",
    "returns_a_dict": "return {str(values): values}",
    "renames_its_cell": "double.__name__ = str(values); double.__doc__ = str(values); raise KeyError(double)",
    "prints_the_answer": "answer = 2 * np.asarray(values); print(answer, repr(answer), f'{np.ravel(answer)[0]:.3g}')",
    "raises_the_answer": "raise KeyError(str((2 * np.asarray(values)).tolist()))",
    "writes_a_file": "open('/tmp/note', 'w').write(str(values)); open('note.txt', 'w').write(str(values))",
}
OWN_SCRIPT = (
    (mini_class.ROOT / "autograder" / "reports" / "templates" / "sort.js").read_text().join(("<script>", "</script>"))
)
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ESCAPE = "\x1b]0;owned\x07\x1b[31m"


class Fixed:
    """Draws recognisable numbers in place of random ones."""

    def normal(self, loc=0.0, scale=1.0, size=None):
        shape = () if size is None else size
        return MARK + np.arange(np.prod(shape, dtype=int), dtype=float).reshape(shape)

    def uniform(self, low=0.0, high=1.0, size=None):
        return MARK + 1.0 if size is None else self.normal(size=size)


def leaky(statement):
    """A submission whose functions do something with what they are given."""
    return f"""
# %% double
import numpy as np, warnings
def double(values):
    {statement}
    return 2.5 * np.asarray(values)
# %% scale_rows
def scale_rows(matrix, factors):
    values = matrix
    {statement}
    return matrix

class RowScaler:
    def __init__(self, factors):
        values = factors
        {statement}
    def scale(self, matrix):
        return matrix
# %% draw_line
def draw_line(slope):
    values = slope
    {statement}
    plt.plot([slope, slope], label=str(slope))
    plt.title(str(slope))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture
def shown(root, tmp_path, monkeypatch):
    """Grade a submission with recognisable hidden numbers; all that anybody can read afterwards."""
    monkeypatch.setenv("MNIST_DIR", "restored behind the engine")
    monkeypatch.setattr(run, "generator", lambda *_: Fixed())
    sandbox = SandboxConfig(limits=mini_class.LIMITS)
    data = str(root.parent / "data")
    settings = WorkerSettings(str(root), SLUG, str(tmp_path), data, mini_class.SECRET.encode(), sandbox)
    worker = Worker(settings)

    def grade(text, student="ann"):
        place = mini_class.hand_in(tmp_path, student, mini_class.notebook(root, text)).parent
        result = worker.grade(Job(student, str(place))).result
        write_class_report([result], tmp_path / "reports" / SLUG)
        written = {
            path.relative_to(tmp_path): path.read_text(errors="replace")
            for folder in ("autograded", "feedback", "reports", ".autograder")
            for path in (tmp_path / folder).rglob("*")
            if path.suffix in {".html", ".ipynb", ".json", ".txt", ".csv"}
        }
        return result, written

    yield grade
    worker.close()


def without_pictures(text):
    """Encoded pictures are digits too, and hold no text."""
    return re.sub(r"[A-Za-z0-9+/=\\n]{200,}", "", text)


def digits(text):
    """Runs of the digits of the mark and of twice the mark, the answer: 73519, 0_73519, 1.47038, 0.735, 1.47."""
    return re.findall(r"73[.,_]?51|3519|147[.,_]?03|47038|\b0\.735\b|\b1\.47\b", without_pictures(text))


def test_the_mark_is_found_where_it_is_shown(shown):
    """The test below would see a leak: a student's own print of the number, outside of any test, is one."""
    _, written = shown(f"# %% double\ndef double(values):\n    return values\nprint({MARK})\n")
    (notebook,) = [text for path, text in written.items() if path.suffix == ".ipynb"]
    assert digits(notebook)


@pytest.mark.parametrize("way", LEAKS)
def test_no_hidden_number_is_told(shown, way, capfd):
    result, written = shown(leaky(LEAKS[way]))
    assert written
    assert {str(path): digits(text) for path, text in written.items() if digits(text)} == {}
    assert [exercise.verdict for exercise in result.exercises if exercise.verdict == "internal-error"] == []
    said = capfd.readouterr()
    assert not digits(said.out + said.err)


class Acting(HTMLParser):
    """Collects what would act in a page: scripts and handlers."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        handlers = [name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "").lower()]
        if tag in {"script", "iframe", "object", "embed"} or handlers:
            self.found.append((tag, *handlers))


def test_markup_and_escapes_of_a_student_do_not_act(shown):
    """In outputs, names and error messages: a page shows them as text or not at all, a terminal never sees them."""
    text = f"""
# %% double
from IPython.display import display, HTML, Javascript, Markdown
display(HTML({MARKUP!r}), Javascript("alert(3)"), Markdown({MARKUP!r}))
print({MARKUP!r}, {ESCAPE!r})
class Odd(Exception):
    pass
def double(values):
    raise Odd({(MARKUP + ESCAPE)!r})  # {ESCAPE}
# %% scale_rows
raise RuntimeError({(MARKUP + ESCAPE)!r})
# %% why
{MARKUP}
"""
    result, written = shown(text)
    pages = {str(path): page for path, page in written.items() if path.suffix == ".html"}
    assert pages
    for page in pages.values():
        assert Acting(page.replace(OWN_SCRIPT, "")).found == []
        assert not {"\x1b", "\x07"} & set(page)
    said = io.StringIO()
    for show in (lambda screen: print_result(result, screen), lambda screen: print_summary([result], screen)):
        show(Console(file=said, width=200, force_terminal=False))
    assert not {"\x1b", "\x07"} & set(said.getvalue())
    (notebook,) = [json.loads(page) for path, page in written.items() if path.suffix == ".ipynb"]
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs") or ()]
    rich = [(kind, "".join(text)) for output in outputs for kind, text in output.get("data", {}).items()]
    assert outputs
    for kind, text in rich:
        assert kind != "application/javascript"
        assert kind == "text/plain" or Acting(text).found == []  # plain text is shown as it is
    # Colours are Jupyter's to show; nothing else that steers a terminal is left.
    assert "\x1b]" not in json.dumps(outputs, ensure_ascii=False)
    assert "\\u001b]" not in json.dumps(outputs)
