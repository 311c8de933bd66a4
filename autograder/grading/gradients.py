"""Gradients in hidden suites: central differences, comparison in words, and a whole layer checked at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.errors import SuiteError
from autograder.grading.compare import Failed, Tolerance, as_numbers, assert_close, fail
from autograder.grading.gradient_words import gradient_words
from autograder.grading.objects import overwrite
from autograder.sandbox.faults import StudentFault

Numbers = NDArray[Any]
_FORWARD = Tolerance(rel=1e-6, abs=1e-9)
# Relative to the larger entries, an error this small is rounding: central differences have about ten digits.
_FLOOR_SHARE, _FLOOR = 1e-2, 1e-4
_SINGLE_TOL = 1e-3
# Each costs two calls into the sandbox.
_MAX_DIFFERENCES = 500


def numeric_gradient(f: Callable[[Any], Any], x: Any, h: float = 1e-5) -> NDArray[np.float64]:
    """The gradient of a function by central differences.

    Args:
        f: takes an array like x, each time a fresh copy, and returns one number; it may call the student.
        x: where; left unchanged.
        h: step to either side.

    Raises:
        Failed: f returns something else than one finite number.
    """
    start = np.array(x, dtype=np.float64)
    gradient = np.empty_like(start)
    for index in np.ndindex(start.shape):
        up, down = start.copy(), start.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (_one_number(f(up)) - _one_number(f(down))) / (2 * h)
    return gradient


def away_from_kinks(x: Any, kink: float = 0.0, gap: float = 0.05) -> NDArray[np.float64]:
    """A copy of x whose entries keep at least `gap` from a value where the function has a kink."""
    distance = np.array(x, dtype=np.float64) - kink
    side = np.where(distance < 0, -1.0, 1.0)
    moved: NDArray[np.float64] = kink + np.where(np.abs(distance) < gap, distance + side * gap, distance)
    return moved


def assert_gradient(got: Any, want: Any, *, what: str, batch: int | None = None, tol: float = 1e-5) -> None:
    """Fail unless a gradient is right: |got - want| <= tol * (|got| + |want|), with a floor for entries near zero.

    Args:
        got: the student's.
        want: the right one.
        what: how the sentence names it.
        batch: number of samples N; a gradient that is N times too large or small is then said to be so.
        tol: relative. The default lets a guard of 1e-7 in a logarithm pass, where probabilities are not tiny.

    Raises:
        Failed: with a sentence in words.
        SuiteError: want is no finite gradient.
    """
    expected = np.asarray(want, dtype=np.float64)
    if not np.isfinite(expected).all():
        raise SuiteError("the right gradient holds a NaN or an infinity; ask for something finite")
    if got is None:
        fail(f"{what} is None: was it computed and stored, or returned?")
    actual = as_numbers(got, what)
    words = gradient_words(actual, expected, batch, lambda a, b: _wrong(a, b, tol))
    if words:
        fail(f"{what} {words}")


def is_close(got: Numbers, want: Numbers, tol: float) -> bool:
    """Whether two gradients are the same by the policy of `assert_gradient`."""
    return got.shape == want.shape and got.dtype.kind in "iuf" and not _wrong(got, want, tol).any()


def _wrong(got: Numbers, want: Numbers, tol: float) -> NDArray[np.bool_]:
    tol = max(tol, _SINGLE_TOL) if got.dtype == np.float32 else tol  # float16 gets no room, see compare
    a, b = got.astype(np.float64), want.astype(np.float64)
    floor = max(_FLOOR_SHARE * float(np.abs(b).max(initial=0.0)), _FLOOR)
    # `~(<=)` and not `>`: every comparison with NaN is false, and has to count as wrong.
    return np.asarray(~(np.abs(a - b) <= tol * np.maximum(np.abs(a) + np.abs(b), floor)))


def check_layer(
    make_student: Callable[[], Any],
    make_reference: Callable[[], Any],
    x: Any,
    dout: Any,
    *,
    grads: Sequence[str] = (),
    args: tuple[Any, ...] = (),
    again: Any = None,
    tol: float = 1e-5,
) -> None:
    """Fail unless forward and backward of a layer are right, also after a second forward.

    A gradient is right when it is the reference's, or the one that central differences of the student's own right
    forward give.

    Args:
        make_student: makes the student's layer, with weights as make_reference has them.
        make_reference: makes the reference's layer.
        x: input, away from kinks; its first axis counts the samples.
        dout: what comes to backward from above.
        grads: attributes that hold gradients after backward, such as "dW" beside the parameter "W".
        args: further arguments of forward, such as labels.
        again: input of the second forward; by default x with its sign changed and its samples in reverse.
        tol: relative, for gradients.
    """
    both = make_student(), make_reference()
    first = _Round(*both, np.asarray(x), dout, args)
    first.run(grads, "", tol)
    # Twice on one layer: whoever keeps what was there before answers for the first input.
    second = _Round(*both, -np.asarray(x)[::-1] if again is None else np.asarray(again), dout, args)
    try:
        second.run(grads, " after a second forward", tol)
    except Failed:
        if second.is_stale(first, tol):
            fail("after a second forward, backward still uses the first input: it has to use the last one")
        raise


@dataclass
class _Round:
    """One forward and backward of both layers; gradients by name, that of the input without one."""

    student: Any
    reference: Any
    x: Numbers
    dout: Any
    args: tuple[Any, ...]
    want: dict[str, Any] = field(default_factory=dict)
    got: dict[str, Any] = field(default_factory=dict)

    def run(self, grads: Sequence[str], when: str, tol: float) -> None:
        right = self.reference.forward(self.x, *self.args)
        self.want = {"": self.reference.backward(self.dout)}
        self.want |= {name: getattr(self.reference, name) for name in grads}
        answer = self.student.forward(self.x, *self.args)
        assert_close(answer, right, _FORWARD, what=f"what forward returns{when}")
        self.got[""] = self.student.backward(self.dout)
        self._check("", f"what backward returns{when} (dx)", tol)
        for name in grads:
            self.got[name] = getattr(self.student, name)
            self._check(name, f"`{name}`{when}", tol)

    def is_stale(self, before: "_Round", tol: float) -> bool:
        """Whether what was got here, the last of it wrong, is what was right for an earlier round."""
        found = [is_close(np.asarray(value), np.asarray(before.want[name]), tol) for name, value in self.got.items()]
        return bool(found) and all(found)

    def _check(self, name: str, what: str, tol: float) -> None:
        try:
            assert_gradient(self.got[name], self.want[name], what=what, batch=len(self.x), tol=tol)
        except Failed:
            if not self._agrees_with_differences(name, tol):
                raise

    def _agrees_with_differences(self, name: str, tol: float) -> bool:
        """Whether the student's gradient is the one of her own forward; that is what a gradient is."""
        got = self.got[name]
        if got is None or np.shape(got) != np.shape(self.want[name]) or np.size(got) > _MAX_DIFFERENCES:
            return False
        try:
            return is_close(np.asarray(got), self._differences(name), tol)
        except (Failed, StudentFault):
            return False

    def _differences(self, name: str) -> NDArray[np.float64]:
        if not name:
            return numeric_gradient(self._loss, self.x)
        parameter = name.removeprefix("d")
        before = getattr(self.student, parameter)

        def loss(values: Any) -> float:
            overwrite(self.student, parameter, values)
            return self._loss(self.x)

        try:
            return numeric_gradient(loss, before)
        finally:
            overwrite(self.student, parameter, before)

    def _loss(self, x: Any) -> float:
        return float(np.sum(np.asarray(self.student.forward(x, *self.args)) * self.dout))


def _one_number(value: Any) -> float:
    found = as_numbers(value, "the value of the function")
    if found.size != 1 or found.dtype.kind == "c" or not np.isfinite(found).all():
        fail("the value of the function is not one finite number")
    return float(found.reshape(()))
