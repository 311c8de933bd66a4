"""Objects of student code: one script of what suites do, run on a real sandbox and in this process, must look alike."""

import contextlib

import numpy as np
import pytest

from autograder.grading.api import overwrite
from autograder.grading.local import LocalStudent
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.faults import BadReply, StudentError, StudentFault
from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.server import ForkServer
from tests.integration import mini_class

CODE = """
from collections import OrderedDict
import numpy as np

class Affine:
    kind = "affine"
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.x = self.dW = self.db = None
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T
    def scale_in_place(self, x, factor=2):
        x *= factor
        return self
    def apply(self, f, x):
        return f(x) + f(x + 1)
    def steps(self):
        yield 1
    @property
    def broken(self):
        raise ValueError("text")

class Net:
    def __init__(self):
        self.params = {"W1": np.eye(2), "b1": np.zeros(2)}
        self.layers = OrderedDict(Affine1=Affine(self.params["W1"], self.params["b1"]))
        self.log = [Affine(np.ones((1, 1)), 0.0), "text"]
    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

class Own(np.ndarray): pass

weights = {"W": np.ones(2)}

def run_layer(layer, x): return layer.forward(x)
def descend(params, rate):
    for key in params:
        params[key] -= rate
    params["seen"] = 1
def twice(f): return lambda x: f(f(x))
def grad(f, x):
    x[0] += 1
    return f(x)
def same_object(layer): return layer
def make(): return Affine
def library(): return np.exp
def strange(): return np.ones(2).view(Own)
"""


@pytest.fixture(scope="module")
def process():
    mini_class.skip_without_strict_sandbox()
    config = SandboxConfig(limits=mini_class.LIMITS, figures=False)
    with ForkServer(config) as server, server.open() as sandbox:
        yield run_notebook(sandbox, [CODE], config.limits)[0]


@pytest.fixture(params=["remote", "local"])
def student(request):
    """The same code twice; what is true of one is true of the other."""
    if request.param == "remote":
        with request.getfixturevalue("process").fork() as snapshot:
            yield RemoteStudent(snapshot, {}, 2.0)
        return
    namespace = {"__name__": "student_code"}
    exec(CODE, namespace)
    yield LocalStudent(namespace)


@pytest.fixture(params=[False, True], ids=["bare", "recorded"])
def seen(request, student):
    """A student as tests are given one, and without the log."""
    if not request.param:
        return student
    log = CallLog()
    log.start("test 0")
    return Recording(student, log)


W, B, X = np.arange(6.0).reshape(3, 2), np.array([1.0, -1.0]), np.arange(12.0).reshape(4, 3)


def test_methods_and_attributes(seen):
    layer = seen.Affine(W, B)
    assert np.array_equal(layer.forward(X), X @ W + B)
    assert np.array_equal(layer.backward(np.ones((4, 2))), np.ones((4, 2)) @ W.T)
    assert np.array_equal(layer.dW, X.T @ np.ones((4, 2)))
    assert layer.kind == "affine"
    layer.W = 2 * W
    assert np.array_equal(layer.forward(X), 2 * X @ W + B)


def test_what_crosses_is_a_copy(seen):
    mine = W.copy()
    layer = seen.Affine(mine, B)
    mine[:] = 0
    layer.W[:] = 0
    assert np.array_equal(layer.W, W)
    layer.forward(X)[:] = 0
    assert np.array_equal(layer.forward(X), X @ W + B)


def test_arguments_after_a_call_of_a_method(seen):
    layer = seen.Affine(W, B)
    result, (after,) = layer.scale_in_place.with_args(X)
    assert np.array_equal(after, 2 * X)
    assert np.array_equal(result.W, W)
    _, (_, factor) = layer.scale_in_place.with_args(X, 3)
    assert factor == 3


def test_dicts_stay_where_they_are(seen):
    net = seen.Net()
    assert list(net.params) == ["W1", "b1"]
    assert len(net.params) == 2
    assert "b1" in net.params
    assert "b2" not in net.params
    assert net.params.get("b2") is None
    net.params["W1"] = 3 * np.eye(2)
    assert np.array_equal(net.params["W1"], 3 * np.eye(2))
    assert {key: value.shape for key, value in net.params.items()} == {"W1": (2, 2), "b1": (2,)}


def test_nested_objects(seen):
    net = seen.Net()
    assert np.array_equal(net.layers["Affine1"].W, np.eye(2))
    net.layers["Affine1"].b = np.ones(2)
    assert np.array_equal(net.predict(np.zeros((1, 2))), np.ones((1, 2)))
    assert net.log[0].forward(np.ones((1, 1))) == 1
    assert net.log[1] == "text"


def test_overwriting_reaches_all_who_hold_the_array(seen):
    net, x = seen.Net(), np.ones((1, 2))
    net.params["W1"] = 5 * np.eye(2)
    assert np.array_equal(net.predict(x), x)  # the layer still has the old one
    net = seen.Net()
    overwrite(net.params, "W1", 5 * np.eye(2))
    overwrite(net.layers["Affine1"], "b", [1.0, 2.0])
    assert np.array_equal(net.predict(x), [[6.0, 7.0]])
    assert np.array_equal(net.params["b1"], [1.0, 2.0])


def test_own_objects_as_arguments_are_themselves(seen):
    layer = seen.Affine(W, B)
    assert np.array_equal(seen.run_layer(layer, X), X @ W + B)
    assert np.array_equal(layer.x, X)
    again = seen.same_object([layer, 1])[0]
    again.W = 0 * W
    assert not layer.W.any()
    net = seen.Net()
    seen.descend(net.params, 0.5)
    assert net.params["b1"].tolist() == [-0.5, -0.5]
    assert net.params["seen"] == 1


def test_functions_cross_both_ways(seen):
    layer = seen.Affine(W, B)
    points = []

    def f(x):
        points.append(x)
        return 2 * x

    assert layer.apply(f, 1.0) == 6.0
    assert seen.twice(f)(1.0) == 4.0
    assert seen.grad(f, np.zeros(2)).tolist() == [2.0, 0.0]
    assert points[-1].tolist() == [1.0, 0.0]
    assert np.array_equal(seen.make()(W, B).W, W)
    # Her own function as an argument for her own function; and one that gets an object.
    assert seen.twice(seen.same_object)(7) == 7
    assert np.array_equal(seen.twice(lambda one: one)(layer).W, W)


def test_globals(seen):
    assert seen.get_global("weights")["W"].tolist() == [1.0, 1.0]
    seen.get_global("weights")["W"] = np.zeros(1)
    assert seen.get_global("weights")["W"].tolist() == [0.0]


def test_the_same_function_is_equal_however_often_it_is_read(student):
    assert student.get_global("twice") == student.get_global("twice")
    assert len({student.get_global("twice"), student.get_global("twice"), student.get_global("grad")}) == 2
    assert student.get_global("twice") != student.get_global("grad")
    assert student.Affine(W, B) != student.Affine(W, B)


@pytest.mark.parametrize(
    ("use", "kind", "word"),
    [
        (lambda s: s.Affine(W, B).missing, StudentError, "AttributeError"),
        (lambda s: s.Affine(W, B).broken, StudentError, "ValueError"),
        (lambda s: s.Affine(W), StudentError, "TypeError"),
        (lambda s: s.Affine(W, B).forward(np.ones(7)), StudentError, "ValueError"),
        (lambda s: s.Net().params["W9"], StudentError, "KeyError"),
        (lambda s: overwrite(s.Net().params, "W1", np.ones(7)), StudentError, "ValueError"),
        (lambda s: s.Affine(W, B).steps(), BadReply, "generator"),
        (lambda s: s.library(), BadReply, "unsupported-type"),
        (lambda s: s.strange(), BadReply, "subclass"),
        (lambda s: list(s.Affine(W, B).W.missing), AttributeError, "missing"),
    ],
)
def test_faults(seen, use, kind, word):
    with pytest.raises(kind, match=word):
        use(seen)


def script(student):
    """What a suite may do, in one go."""
    layer, net = student.Affine(W, B), student.Net()
    layer.forward(X)
    _ = layer.dW
    layer.backward(np.ones((4, 2)))
    _ = layer.dW, net.params["W1"], net.layers["Affine1"].b, list(net.params)
    net.predict(np.ones((1, 2)))
    student.twice(lambda x: x)(1)
    with contextlib.suppress(StudentFault):
        _ = layer.missing


def log_of(student):
    log = CallLog()
    log.start("test 0")
    script(Recording(student, log))
    return log


def local(code):
    namespace = {"__name__": "student_code"}
    exec(code, namespace)
    return LocalStudent(namespace)


def test_the_logs_of_both_kinds_are_the_same(process):
    with process.fork() as snapshot:
        remote = log_of(RemoteStudent(snapshot, {}, 2.0))
    here = log_of(local(CODE))
    assert remote.agrees_with(here)
    assert here.agrees_with(remote)


@pytest.mark.parametrize("old", ["self.x.T @ dout", '"b1": np.zeros(2)', "return dout @ self.W.T", 'kind = "affine"'])
def test_what_is_read_from_an_object_is_part_of_the_answer(old):
    new = {'kind = "affine"': "missing = 1", '"b1": np.zeros(2)': '"b1": np.ones(2)'}.get(old, f"{old} * 2")
    assert not log_of(local(CODE)).agrees_with(log_of(local(CODE.replace(old, new))))
