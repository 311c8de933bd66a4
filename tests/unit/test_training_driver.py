"""What a student's network is asked in a training: of very many pictures it is shown a part."""

import numpy as np
import pytest

from autograder.grading.local import LocalStudent
from autograder.grading.training import define_driver

ROWS = 1500
NETWORK = """
import copy
import numpy as np

SEEN = []

class Net:
    def __init__(self, inputs, hidden, outputs):
        self.params = {"W1": np.ones((inputs, hidden)), "b1": np.zeros(hidden)}
        self.params.update({"W2": np.ones((hidden, outputs)), "b2": np.zeros(outputs)})

    def loss(self, x, t):
        assert np.array_equal(x[:, 0], t), "a part of x came with labels of another"
        SEEN.append(("loss", x[:, 0].copy()))
        return 0.5 * self.params["W1"][0, 0]

    def gradient(self, x, t):
        self.loss(x, t)
        SEEN.append(("gradient", x[:, 0].copy()))
        return {}

    def accuracy(self, x, t, percent=False):
        SEEN.append(("accuracy", x[:, 0].copy()))
        return 0.5

    def predict(self, x):
        SEEN.append(("predict", x[:, 0].copy()))
        return np.full((len(x), 2), self.params["b2"][0])

    def numerical_gradient(self, x, t):
        raise AssertionError("it is measured")
"""
SETTINGS = {
    "network": "Net", "train": "train", "one_hot": False, "tests_too": False, "batch": 5, "lr": 0.1, "seed": 3,
    "sizes": (2, 3, 2), "small": False, "numerical": False,
}  # fmt: skip


@pytest.fixture
def seen(request, tmp_path, monkeypatch):
    """Returns what the network was shown, name and numbers of the rows, while these lines trained."""
    numbers = np.arange(getattr(request, "param", ROWS))
    for name in ("x_train", "x_test"):
        np.save(tmp_path / f"{name}.npy", np.column_stack([numbers, numbers]).astype(float))
    for name in ("t_train", "t_test"):
        np.save(tmp_path / f"{name}.npy", numbers)
    monkeypatch.setenv("TRAINING_DIR", str(tmp_path))

    def trained(lines, iterations=3, source=NETWORK, **settings):
        head = "def train(network, x, t, iterations, batch_size, lr, rng):\n    losses = []\n"
        body = "".join(f"        {line}\n" for line in lines)
        names = {}
        exec(f"{source}\n{head}    for _ in range(iterations):\n{body}    return losses\n", names)
        student = LocalStudent(names, cpu_limit_s=5)
        define_driver(student)
        student.training_begin(SETTINGS | settings)
        answer = student.training_go(iterations)
        if "losses" not in answer:
            return list(answer)
        assert answer["losses"].tolist() == [0.5] * iterations
        return names["SEEN"]

    return trained


NOTE = "losses.append(network.loss(x[:5], t[:5]))"


@pytest.mark.parametrize(
    "asked", ["accuracy(x, t)", "accuracy(x=x, t=t, percent=True)", "loss(x, t)", "gradient(x, t)"]
)
def test_a_part_of_very_many_rows_is_shown_and_all_come_in_by_turns(seen, asked):
    name = asked.partition("(")[0]
    shown = [rows for what, rows in seen([f"network.{asked}", NOTE]) if what == name and len(rows) != 5]
    assert [len(rows) for rows in shown] == [ROWS // 3] * 3
    assert np.array_equal(np.sort(np.concatenate(shown)), np.arange(ROWS))


def test_batches_are_shown_as_they_are(seen):
    shown = seen(["network.gradient(x[:1000], t[:1000])", NOTE], iterations=2)
    assert [(name, len(rows)) for name, rows in shown] == [("loss", 1000), ("gradient", 1000), ("loss", 5)] * 2


def test_copies_of_the_network_answer_for_themselves(seen):
    """A student may keep a copy of the network: it has parameters of its own."""
    kept = ["kept = copy.deepcopy(network)", "kept.params['W1'] *= 2", "assert kept.loss(x[:4], t[:4]) == 1.0"]
    assert seen([*kept, "assert isinstance(kept, Net) and type(network).__name__ == 'Net'", NOTE])


def test_inputs_and_labels_of_different_numbers_fail_as_in_the_notebook(seen):
    with pytest.raises(Exception, match="AssertionError"):
        seen(["network.loss(x, t[:-1])", NOTE])


def test_measured_gradients_are_refused(seen):
    """They would take hours here."""
    assert seen(["network.numerical_gradient(x=x[:5], t=t[:5])", NOTE]) == ["too_slow"]


def test_a_training_that_takes_an_epoch_for_an_iteration_is_stopped(seen):
    lines = ["for _ in range({}):", "    network.gradient(x[:5], t[:5])", NOTE]
    assert seen([line.format(4) for line in lines])
    assert seen([line.format(5) for line in lines]) == ["too_many"]


@pytest.mark.parametrize("seen", [6000], indirect=True)
def test_scores_of_all_pictures_are_repeated_for_some_hundred_steps(seen):
    """Who counts right answers by predict in each iteration is not stopped by the time limit."""
    lines = [
        "network.params['b2'] += 1",  # what predict answers
        "network.gradient(x[:5], t[:5])",
        "scores = network.predict(x)",
        "assert scores.shape == (6000, 2) and (scores == len(losses) // 300 * 300 + 1).all()",
        "scores[:] = 0",  # a student may write into an answer
        "assert (network.predict(x[:7]) == len(losses) + 1).all()",
        "kept = copy.deepcopy(network)",
        "assert (kept.predict(x[:8]) == len(losses) + 1).all()",
        NOTE,
    ]
    shown = [len(rows) for name, rows in seen(lines, iterations=700) if name == "predict"]
    assert [shown.count(rows) for rows in (6000, 7, 8)] == [3, 700, 700]


HEAD = "class Net:\n"
NO_HEIRS = f"""{HEAD}    def __init_subclass__(cls, **_):
        raise TypeError("final")
"""
WAYS = {
    "final": NO_HEIRS,
    "metaclass": f"""class Final(type):
    def __new__(cls, name, bases, body):
        assert not bases, "no class may be made of another"
        return super().__new__(cls, name, bases, body)

{HEAD.replace(":", "(metaclass=Final):")}""",
    "slots": f"{HEAD}    __slots__ = ('params',)\n",
    "final and slots": f"{NO_HEIRS}    __slots__ = ('params',)\n",
    "frozen": f"{HEAD}    def __setattr__(self, *_):\n        raise TypeError('frozen')\n",
}


def of_kind(way):
    """The network with another head of its class."""
    put = "self.__dict__['params'] =" if way == "frozen" else "self.params ="
    return NETWORK.replace(HEAD, WAYS[way]).replace("self.params =", put)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("numerical", [False, True])
def test_a_class_of_any_kind_can_be_trained(seen, way, numerical):
    """Some are spared nothing."""
    assert seen(["network.accuracy(x, t)", "network.predict(x[:5])", NOTE], source=of_kind(way), numerical=numerical)


@pytest.mark.parametrize("way", ["final", "metaclass", "frozen"])
def test_pictures_are_spared_where_a_class_has_no_heirs(seen, way):
    """The object itself gets the methods then, and so do its copies."""
    copied = ["kept = copy.deepcopy(network)", "kept.params['W1'] *= 2", "assert kept.loss(x[:4], t[:4]) == 1.0"]
    shown = seen(["network.accuracy(x, t)", *copied, NOTE], source=of_kind(way))
    assert [len(rows) for name, rows in shown if name == "accuracy"] == [ROWS // 3] * 3


def test_a_network_that_no_class_of_python_made(seen):
    """Its class is one of the interpreter's, and takes nothing."""
    made = """
def made(*sizes):
    from types import SimpleNamespace
    net = Net(*sizes)
    return SimpleNamespace(params=net.params, loss=net.loss, gradient=net.gradient, accuracy=net.accuracy)
"""
    shown = seen(["network.accuracy(x, t)", NOTE], source=NETWORK + made, network="made")
    assert [len(rows) for name, rows in shown if name == "accuracy"] == [ROWS] * 3
