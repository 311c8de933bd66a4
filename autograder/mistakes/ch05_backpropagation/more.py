# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""More of what goes wrong and of what looks unusual, written without a look at the suites."""

import numpy as np

from autograder.mistakes import mistake, variant


@variant("chain_rule")
def chain_rule__vectors(x, y, a=1.0, b=1.0):
    factors = np.array([a, b])
    return 2 * factors * (factors @ np.array([x, y]))


@variant("buy_apple")
def buy_apple__tax_on_the_number(apple, apple_num, tax):
    number, total = MulLayer(), MulLayer()
    price = total.forward(apple, number.forward(apple_num, tax))
    dapple, dnumber = total.backward(1.0)
    return np.array([price, dapple, *number.backward(dnumber)])


@variant("MulLayer")
class MulLayer__closure:
    def forward(self, x, y):
        self.backward = lambda dout: [dout * y, dout * x]
        return np.multiply(x, y)


@mistake("MulLayer", "forward puts x and y aside under local names, which are gone when it returns: self.x, self.y.")
class MulLayer__local_names:
    def __init__(self):
        self.x, self.y = 0, 0

    def forward(self, x, y):
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


@mistake("buy_apple", "The tax comes back in another place: price, dapple, dapple_num, dtax is the order.")
def buy_apple__tax_first(apple, apple_num, tax):
    basket, total = MulLayer(), MulLayer()
    price = total.forward(basket.forward(apple, apple_num), tax)
    dbasket, dtax = total.backward(1)
    return (price, dtax, *basket.backward(dbasket))


@mistake(
    "Sigmoid", "The slope of dout is taken, dout (1 - dout). It is y (1 - y) with the output of forward, times dout."
)
class Sigmoid__slope_of_dout:
    def forward(self, x):
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(-x))

    def backward(self, dout):
        return dout * (1 - dout)


@mistake("Sigmoid", "The sigmoid is applied once more, to its own output. It is y (1 - y) with the output y itself.")
class Sigmoid__twice:
    def forward(self, x):
        with np.errstate(over="ignore"):
            self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        y = 1 / (1 + np.exp(-self.out))
        return dout * y * (1 - y)


@variant("Sigmoid")
class Sigmoid__both_sides:
    def forward(self, x):
        self.x = x.copy()
        return np.exp(-np.logaddexp(0.0, -x))

    def backward(self, dout):
        return dout * np.exp(-np.logaddexp(0.0, -self.x) - np.logaddexp(0.0, self.x))


@variant("SoftmaxWithLoss")
class SoftmaxWithLoss__log_softmax:
    def forward(self, x, t):
        targets = np.eye(x.shape[-1])[t] if t.ndim < x.ndim else t
        shifted = x - x.max(axis=-1, keepdims=True)
        logarithms = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        self.size = len(x) if x.ndim > 1 else 1
        self.error = np.exp(logarithms) - targets
        return -np.sum(targets * logarithms) / self.size

    def backward(self, dout=1.0):
        return dout * self.error / self.size


@mistake("Affine", "backward changes the parameters itself. It keeps the gradients only; the step comes later.")
class Affine__steps_by_itself:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        self.W -= 0.1 * self.dW
        self.b -= 0.1 * self.db
        return (dout @ self.W.T).reshape(self.shape)
