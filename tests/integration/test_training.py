"""A training exercise on the embedded digits: the student's loop runs in the sandbox and is judged outside."""

import json
import re
import shutil

import pytest

from autograder.course import build_chapter, find_chapter, load_course
from autograder.datasets.search import embedded_digits as digits
from autograder.grading.engine import Engine
from autograder.grading.result import Verdict
from autograder.sandbox.config import Limits, SandboxConfig
from tests.integration import mini_class

SLUG = "ch02_train"
LESSON = """\
# ---
# title: Training
# chapter: 2
# ---

# %% key="start"
import numpy as np

# %% exercise="Net" title="A network" section="2.1" kind="function"
class Net:
    def __init__(self, inputs, hidden, outputs):
        self.params = {
            "W1": 0.01 * np.random.randn(inputs, hidden),
            "b1": np.zeros(hidden),
            "W2": 0.01 * np.random.randn(hidden, outputs),
            "b2": np.zeros(outputs),
        }

    def forward(self, x):
        raise NotImplementedError

    def loss(self, x, t):
        y = self.forward(x)[1]
        return -np.mean(np.log(y[t == 1] + 1e-7))

    def gradient(self, x, t):
        h, y = self.forward(x)
        dy = (y - t) / len(x)
        dh = dy @ self.params["W2"].T * h * (1 - h)
        return {"W1": x.T @ dh, "b1": dh.sum(0), "W2": h.T @ dy, "b2": dy.sum(0)}

    def numerical_gradient(self, x, t):
        return self.gradient(x, t)

# %% check="Net"
Net(3, 2, 2).loss(np.ones((1, 3)), np.eye(2)[:1])

# %% exercise="train" title="Training" section="2.2" kind="training" requires="Net"
def train(network, x_train, t_train, x_test, t_test, iters_num, batch_size, learning_rate, rng):
    raise NotImplementedError

# %% check="train"
train(Net(3, 2, 2), np.ones((4, 3)), np.eye(2)[[0, 1, 0, 1]], None, None, 1, 2, 0.1, np.random.default_rng())
"""
FORWARD = """        p = self.params
        h = 1 / (1 + np.exp(-(x @ p["W1"] + p["b1"])))
        s = np.exp(h @ p["W2"] + p["b2"])
        return h, s / s.sum(axis=1, keepdims=True)
"""
LOOP = """    losses = []
    for _ in range(iters_num):
        rows = rng.choice(len(x_train), batch_size)
        x, t = x_train[rows], t_train[rows]
        g = network.gradient(x, t)
        for key in g:
            network.params[key] -= learning_rate * g[key]
        losses.append(network.loss(x, t))
    return losses
"""
TRAIN = "def train(network, x_train, t_train, x_test, t_test, iters_num, batch_size, learning_rate, rng):\n"
SUITES = {
    "Net": """\
import pytest


@pytest.mark.points(1)
def test_forward(student, rng):
    \"\"\"Two results.\"\"\"
    assert len(student.Net(3, 2, 2).forward(rng.normal(size=(1, 3)))) == 2
""",
    "train": """\
import pytest

from autograder.grading.api import Setup


@pytest.mark.points(4)
@pytest.mark.training
def test_learns(student, training, rng):
    \"\"\"It learns.\"\"\"
    training.learns(student, rng, "train", Setup("Net", "train", tests_too=True))
""",
}
THRESHOLDS = """\
[train.digits]
steps = [0.8, 0.94]
chunk = 300
iterations = 3000
"""
CATALOGUE = """\
from autograder.mistakes import mistake


@mistake("train", "Nothing is done.")
def train__nothing(network, x_train, t_train, x_test, t_test, iters_num, batch_size, learning_rate, rng):
    return [0.0] * iters_num
"""
SOLUTION = (
    "import numpy as np\n\n\n"
    + LESSON.partition('kind="function"\n')[2]
    .partition("# %% check")[0]
    .replace("        raise NotImplementedError\n", FORWARD)
    + "\n\n"
    + TRAIN
    + LOOP
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    root = folder / "course"
    shutil.copytree(mini_class.mini_course(tmp_path_factory), root)
    files = {
        f"exercises/{SLUG}.py": LESSON, f"solutions/{SLUG}.py": SOLUTION, f"mistakes/{SLUG}.py": CATALOGUE,
        f"suites/{SLUG}/thresholds.toml": THRESHOLDS,
        **{f"suites/{SLUG}/test_{name}.py": text for name, text in SUITES.items()},
    }  # fmt: skip
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    course = load_course(root)
    chapter = find_chapter(course, SLUG)
    build_chapter(course, chapter)
    config = SandboxConfig(limits=Limits(), figures=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "")
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        released = root / "release" / SLUG / f"{SLUG}.ipynb"
        with Engine(chapter, released, digits(), b"secret", config) as made:
            yield made


UNLUCKY = """

from autograder.mistakes import altered_variant

ALTERED = [altered_variant("train", "half", ("learning_rate *", "0.3 * learning_rate *"))]
"""


def with_seeds(root, *words):
    places = ("--course", root, "--data-dir", digits().folder)
    done = mini_class.autograder("check", SLUG, *words, *places)
    return done.returncode, " ".join(done.stdout.split()), done.stderr


def test_trainings_are_tried_with_other_secrets_where_that_is_asked_for(engine, tmp_path):
    """The reference and what is as right; without it, nothing that trains is run."""
    root = engine_root(engine)
    _, told, _ = with_seeds(root, "--seeds", 2)
    assert "mistake train/nothing: loses no points (with 2 of 2 seeds" in told
    right = (0, f"{SLUG}: 1 of 1 hold (digits, 2 seeds, trainings on digits)", "")
    assert with_seeds(root, "--seeds", 2, "--trainings") == right
    shutil.copytree(root, tmp_path / root.name)
    catalogue = tmp_path / root.name / "mistakes" / f"{SLUG}.py"
    catalogue.write_text(catalogue.read_text() + UNLUCKY)
    code, told, _ = with_seeds(tmp_path / root.name, "train", "--seeds", 2, "--trainings")
    assert (code, "variant train/half: loses points in train/test_learns (with 2 of 2 seeds" in told) == (2, True)


def test_trainings_with_seeds_are_refused_in_one_line_where_there_are_none(engine):
    root = engine_root(engine)
    code, _, told = with_seeds(root, "Net", "--seeds", 1, "--trainings")
    assert (code, "None of these exercises has a test that trains" in told) == (2, True)
    code, _, told = with_seeds(root, "--trainings")
    assert (code, "--trainings goes with --seeds" in told) == (2, True)


def graded(engine, folder, loop=LOOP, forward=FORWARD):
    """The result of the training exercise with some lines of the answers replaced."""
    path = engine_root(engine) / "release" / SLUG / f"{SLUG}.ipynb"
    found = json.loads(path.read_text())
    for cell in found["cells"]:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        if name == "Net":
            cell["source"] = "".join(cell["source"]).replace("        raise NotImplementedError\n", forward)
        if name == "train":
            cell["source"] = TRAIN + loop
    (folder / f"{SLUG}.ipynb").write_text(json.dumps(found))
    return engine.grade_folder(folder, "s").result.exercises[1]


def engine_root(engine):
    return engine.chapter.solution_path.parent.parent


def test_right_training_reaches_all_goals_and_leaves_a_curve(engine, tmp_path):
    result = graded(engine, tmp_path)
    assert (result.verdict, result.score, result.follow_through) == (Verdict.PASSED, 4, 0)
    (curve,) = result.curves
    assert curve.test_accuracy[-1] >= 0.94 > curve.test_accuracy[-2]
    assert curve.iterations[-1] == 300 * len(curve.test_accuracy)
    assert len(curve.losses) <= 100
    assert curve.losses[0] > curve.losses[-1]
    assert graded(engine, tmp_path) == result


UPDATE = "network.params[key] -= learning_rate * g[key]"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((UPDATE, "pass"), "the parameters are the same after the training as before"),
        (("-= learning", "+= learning"), "the loss rises|numbers are not finite"),
        (("rows = rng.choice(len(x_train), batch_size)", "rows = np.arange(batch_size)"), "the same batch each time"),
        (("x, t = x_train[rows], t_train[rows]", "x, t = x_test[rows % 500], t_test[rows % 500]"), "the test images"),
        (("network.gradient(x, t)", "network.numerical_gradient(x, t)"), "which would take hours here"),
        ((UPDATE, "network.params[key] -= learning_rate / 5000 * g[key]"), "the loss hardly falls"),
    ],
)
def test_wrong_trainings_are_told_in_words(engine, tmp_path, change, words):
    assert change[0] in LOOP
    result = graded(engine, tmp_path, LOOP.replace(*change))
    assert result.score < 4
    assert re.search(words, " ".join(result.messages)), result.messages


def test_slow_training_earns_a_part(engine, tmp_path):
    result = graded(engine, tmp_path, LOOP.replace("learning_rate *", "0.3 * learning_rate *"))
    assert result.score == 2
    assert result.curves[0].goals == (0.8, 0.94)


def test_wrong_network_is_followed_through(engine, tmp_path):
    result = graded(engine, tmp_path, forward="        return 1\n")
    assert (result.score, result.follow_through) == (4, 4)


def test_labels_and_pictures_of_the_evaluation_never_enter(engine, tmp_path):
    """Student code looks for everything that it can read."""
    look = '    import os\n    raise (KeyError if os.path.exists("/training/../hidden") else OSError)\n'
    assert "hidden" not in {path.name for path in engine.environment.training.folder.iterdir()}
    result = graded(engine, tmp_path, look)
    assert "OSError" in " ".join(result.messages)


def test_training_arrays_cannot_be_written(engine, tmp_path):
    result = graded(engine, tmp_path, LOOP.replace("    losses = []", "    losses = []\n    x_train[0] = 0"))
    assert "ValueError" in " ".join(result.messages)
