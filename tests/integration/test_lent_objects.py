"""Objects of the reference in a student's hands: as arguments, and in the place of her own classes."""

import numpy as np
import pytest

from autograder.errors import ProtocolError
from autograder.grading.api import overwrite
from autograder.grading.crossing import LocalObject
from autograder.grading.local import LocalStudent, ReferenceFailed
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.faults import StudentError
from autograder.sandbox.lending import Lending, Refusal
from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.server import ForkServer
from autograder.sandbox.value_types import Ref
from tests.integration import mini_class

REFERENCE = """
import numpy as np

SECRET = "what no student may read"

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.x = self.dW = None
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x.T @ dout
        return dout @ self.W.T
    def fail(self):
        raise ValueError(SECRET)
    def _private(self):
        return SECRET

class Net:
    def __init__(self):
        self.params = {"W": np.eye(2), "b": np.zeros(2)}
        self.layers = {"Affine1": Affine(self.params["W"], self.params["b"])}
    def predict(self, x):
        return self.layers["Affine1"].forward(x)

def numerical_gradient(f, x):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + 1e-4
        up = f(x)
        x[index] = before - 1e-4
        gradient[index] = (up - f(x)) / 2e-4
        x[index] = before
    return gradient

def descend(x, rate):
    x -= rate

def train_step(net, x):
    net.params["b"] = net.params["b"] - 1
    return net.predict(x)
"""
STUDENT = """
import numpy as np
raised = ValueError

class Affine:
    def __init__(self, W, b):
        raise raised("wrong")

def numerical_gradient(f, x):
    raise raised("wrong")

descend = numerical_gradient

class Net:
    def __init__(self):
        self.params = {"W": np.eye(2), "b": np.zeros(2)}
        self.layers = {"Affine1": Affine(self.params["W"], self.params["b"])}
    def predict(self, x):
        return self.layers["Affine1"].forward(x)
    def gradient(self, x):
        loss = lambda _: np.sum(self.params["W"] ** 3) + np.sum(x)
        return numerical_gradient(loss, self.params["W"])

def use(layer, x):
    y = layer.forward(x)
    layer.b = layer.b + 1
    layer.W -= 1
    return y, layer.forward(x), layer.x, isinstance(layer, Affine), hasattr(layer, "nothing")

def through_params(net, x):
    for key in net.params:
        net.params[key] = net.params[key] + 1
    net.params["b"] -= 0.5
    return net.predict(x), list(net.params), len(net.params), "V" in net.params, net.layers["Affine1"].forward(x)

def made(W, b): return Affine(W, b)
def is_affine(layer): return isinstance(layer, Affine)
def inplace(x):
    descend(x, 0.5)
    return x
def calls(layer): return layer.fail()
def peeks(layer, name): return getattr(layer, name)
def tries(layer):
    try:
        layer.W.tofile
        return layer.__class__.__name__, vars(layer).keys() >= {"W"}
    except AttributeError:
        return "refused"
"""
X = np.arange(6.0).reshape(3, 2)


@pytest.fixture(scope="module")
def process():
    mini_class.skip_without_strict_sandbox()
    config = SandboxConfig(limits=mini_class.LIMITS, figures=False)
    with ForkServer(config) as server, server.open() as sandbox:
        yield run_notebook(sandbox, [STUDENT], config.limits)[0]


@pytest.fixture
def student(process):
    with process.fork() as snapshot:
        yield RemoteStudent(snapshot, {}, 2.0)


@pytest.fixture
def reference():
    namespace = {"__name__": "reference_of_test"}
    exec(REFERENCE, namespace)
    return LocalStudent(namespace, trusted=True)


def helped(student, reference, *names):
    """The student with reference code in the place of hers, as follow-through does it."""
    for name in names:
        student.replace_global(name, reference.stand_in(name))
    return student


def test_an_object_of_the_reference_as_an_argument(student, reference):
    W, b = np.eye(2), np.ones(2)
    layer = reference.Affine(W, b)
    first, second, x, _, has_nothing = student.use(layer, X)
    assert np.array_equal(first, X + 1)
    assert np.array_equal(second, X @ (np.eye(2) - 1) + 2)
    assert np.array_equal(x, X)
    assert not has_nothing
    assert layer.b.tolist() == [2.0, 2.0]
    assert W.tolist() == np.eye(2).tolist()


def test_dicts_and_nested_objects_of_the_reference(student, reference):
    net = reference.Net()
    result, keys, count, has_v, nested = student.through_params(net, X)
    assert (keys, count, has_v) == (["W", "b"], 2, False)
    assert net.params["b"].tolist() == [0.5, 0.5]
    assert np.array_equal(result, X)  # the layer still has the arrays that it was made with
    assert np.array_equal(nested, X)


def test_a_students_object_in_the_hands_of_the_reference(student, reference):
    net = helped(student, reference, "Affine").Net()
    assert np.array_equal(reference.train_step(net, X), X)
    assert net.params["b"].tolist() == [-1.0, -1.0]


def test_a_class_of_the_reference_in_the_place_of_hers(student, reference):
    helped(student, reference, "Affine")
    layer = student.made(np.eye(2), np.ones(2))
    assert isinstance(layer, LocalObject)  # it comes back as what it is
    assert np.array_equal(layer.forward(X), X + 1)
    assert student.is_affine(layer) is False  # another proxy of it is of no class of hers
    assert student.use(student.made(np.eye(2), np.ones(2)), X)[0].shape == (3, 2)


def test_layers_follow_the_arrays_that_they_were_made_with(student, reference):
    net = helped(student, reference, "Affine").Net()
    assert np.array_equal(net.predict(X), X)
    overwrite(net.params, "W", 3 * np.eye(2))
    assert np.array_equal(net.predict(X), 3 * X)
    net.params["W"] = np.zeros((2, 2))  # another array: the layer keeps the old one
    assert np.array_equal(net.predict(X), 3 * X)


def test_a_function_that_changes_its_argument_in_between(student, reference):
    net = helped(student, reference, "Affine", "numerical_gradient").Net()
    assert np.allclose(net.gradient(X), 3 * np.eye(2), atol=1e-6)
    assert np.array_equal(net.params["W"], np.eye(2))


def test_a_function_that_changes_its_argument_for_good(student, reference):
    assert helped(student, reference, "descend").inplace(np.ones(2)).tolist() == [0.5, 0.5]


def test_a_fault_of_the_reference_is_told_to_the_test(student, reference):
    with pytest.raises(ReferenceFailed, match="fail ends in ValueError"):
        student.calls(reference.Affine(np.eye(2), np.ones(2)))


@pytest.mark.parametrize("name", ["_private", "_home", "_target", "SECRET", "with_args", "__dict__x"])
def test_what_is_private_stays_so(student, reference, name):
    with pytest.raises(StudentError, match="AttributeError"):
        student.peeks(reference.Affine(np.eye(2), np.ones(2)), name)


@pytest.fixture
def lent(reference):
    lending = Lending()
    return lending, lending.to_ref(reference.Net())


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"lent": "x"},
        {"lent": 1},
        {"lent": None, "do": "get"},
        {"do": "get", "path": [["attr", "_home"]]},
        {"do": "get", "path": [["attr", "with_args"]]},
        {"do": "get", "path": [["attr", "params"], ["attr", "copy"]]},
        {"do": "call", "path": [["attr", "params"], ["item", "W"], ["attr", "tofile"]], "args": ["/tmp/x"]},
        {"do": "call", "path": [["attr", "params"], ["attr", "clear"]]},
        {"do": "get", "path": [["attr", ["params"]]]},
        {"do": "get", "path": [["attr", "params"], ["item", []]]},
        {"do": "get", "path": [["call", "params"]]},
        {"do": "get", "path": "params"},
        {"do": "get", "path": [["attr", "params"]] * 9},
        {"do": "set", "path": [], "args": [1]},
        {"do": "set", "path": [["attr", "_target"]], "args": [1]},
        {"do": "keys", "path": [["attr", "layers"], ["item", "Affine1"]]},
        {"do": "del", "path": [["attr", "params"]]},
        {"do": ["get"], "path": [["attr", "params"]]},
        {"do": "call", "path": [["attr", "predict"]], "args": None},
    ],
)
def test_requests_beyond_what_was_lent_are_refused(lent, request_):
    lending, ref = lent
    number = request_.get("lent", ref.id) if "do" in request_ and request_.get("lent", 0) is not None else 0
    with pytest.raises(Refusal):
        lending.answer({"args": [], "kwargs": {}, **request_, "lent": number})


@pytest.mark.parametrize(
    "sync", [[[7, np.ones(2)]], [["a", 1]], [[0, "text"]], 5, [[0, np.ones(3)]], [[0, [1]]], [[0, np.array([1j, 1j])]]]
)
def test_arrays_that_do_not_fit_are_left_out(lent, sync):
    lending, ref = lent
    held = np.zeros(2)
    lending.hold(lending.from_ref(ref), [held])
    lending.answer({"lent": ref.id, "do": "get", "path": [], "args": [], "kwargs": {}, "sync": sync})
    assert not held.any()


def test_a_handle_that_was_not_given_out():
    with pytest.raises(ProtocolError):
        Lending().from_ref(Ref("proxy", 5, ""))
