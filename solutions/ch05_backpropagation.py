"""Reference solutions of chapter 5; the docstrings are the ones that students read in their stubs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.ch03_neural_networks import softmax
from solutions.ch04_training import cross_entropy_error, numerical_gradient

Array = NDArray[Any]
Params = dict[str, Array]


def chain_rule(x: float, y: float, a: float = 1.0, b: float = 1.0) -> tuple[float, float]:
    """Return both derivatives of z = (a x + b y)^2, computed with the chain rule.

    Args:
        x: any number, also a very large one.
        y: any number.
        a: factor of x. With a = b = 1 the function is z = (x + y)^2.
        b: factor of y.

    Returns:
        Two numbers: dz/dx and dz/dy at this point, exact but for rounding (formulas, no
        numerical differentiation).

    Source: section 5.2.2, equations (5.1) to (5.4).
    """
    t = a * x + b * y
    dz_dt = 2 * t
    return dz_dt * a, dz_dt * b


class MulLayer:
    """A node that multiplies two numbers, or two arrays of the same shape entry by entry.

    Source: section 5.4.1, equation (5.6).
    """

    def __init__(self) -> None:
        self.x: Any = None
        self.y: Any = None

    def forward(self, x: Any, y: Any) -> Any:
        """Multiply.

        Args:
            x: number or array.
            y: number or array of the same shape. Both are left unchanged.

        Returns:
            x times y.
        """
        self.x = x
        self.y = y
        return x * y

    def backward(self, dout: Any) -> tuple[Any, Any]:
        """Send a gradient back through the node.

        Args:
            dout: how much the final result changes with the output of the last forward.

        Returns:
            Two values, dx and dy: how much the final result changes with x and with y.
        """
        dx = dout * self.y
        dy = dout * self.x
        return dx, dy


class AddLayer:
    """A node that adds two numbers, or two arrays of the same shape.

    Source: section 5.4.2, equation (5.5).
    """

    def forward(self, x: Any, y: Any) -> Any:
        """Add.

        Args:
            x: number or array.
            y: number or array of the same shape. Both are left unchanged.

        Returns:
            x plus y.
        """
        return x + y

    def backward(self, dout: Any) -> tuple[Any, Any]:
        """Send a gradient back through the node.

        Args:
            dout: how much the final result changes with the output of the node.

        Returns:
            Two values, dx and dy.
        """
        dx = dout
        dy = dout
        return dx, dy


def buy_apple(apple: float, apple_num: float, tax: float) -> tuple[float, float, float, float]:
    """Work out what apples cost, and how the price answers to each of the three numbers.

    Args:
        apple: price of one apple in yen.
        apple_num: how many are bought.
        tax: factor for the tax; 1.1 stands for 10 %.

    Returns:
        Four numbers: price, dapple, dapple_num, dtax. The last three are the derivatives of
        the price with respect to apple, apple_num and tax.

    Source: sections 5.1.1 and 5.4.1.
    """
    mul_apple_layer = MulLayer()
    mul_tax_layer = MulLayer()
    # forward
    apple_price = mul_apple_layer.forward(apple, apple_num)
    price = mul_tax_layer.forward(apple_price, tax)
    # backward, the other way round
    dapple_price, dtax = mul_tax_layer.backward(1)
    dapple, dapple_num = mul_apple_layer.backward(dapple_price)
    return price, dapple, dapple_num, dtax


def buy_apple_orange(
    apple: float, apple_num: float, orange: float, orange_num: float, tax: float
) -> tuple[float, float, float, float, float, float]:
    """Work out what apples and oranges cost, and how the price answers to each of the five numbers.

    Args:
        apple: price of one apple in yen.
        apple_num: how many apples are bought.
        orange: price of one orange in yen.
        orange_num: how many oranges are bought.
        tax: factor for the tax; 1.1 stands for 10 %.

    Returns:
        Six numbers: price, dapple, dapple_num, dorange, dorange_num, dtax. The last five are
        the derivatives of the price, in the order of the arguments.

    Source: sections 5.1.1 and 5.4.2.
    """
    mul_apple_layer = MulLayer()
    mul_orange_layer = MulLayer()
    add_apple_orange_layer = AddLayer()
    mul_tax_layer = MulLayer()
    # forward
    apple_price = mul_apple_layer.forward(apple, apple_num)
    orange_price = mul_orange_layer.forward(orange, orange_num)
    all_price = add_apple_orange_layer.forward(apple_price, orange_price)
    price = mul_tax_layer.forward(all_price, tax)
    # backward, the other way round
    dall_price, dtax = mul_tax_layer.backward(1)
    dapple_price, dorange_price = add_apple_orange_layer.backward(dall_price)
    dorange, dorange_num = mul_orange_layer.backward(dorange_price)
    dapple, dapple_num = mul_apple_layer.backward(dapple_price)
    return price, dapple, dapple_num, dorange, dorange_num, dtax


class Relu:
    """ReLU as a layer: positive numbers pass, all others become 0.

    Source: section 5.5.1, equations (5.7) and (5.8).
    """

    def __init__(self) -> None:
        self.mask: Any = None

    def forward(self, x: Array) -> Array:
        """Let positive entries pass.

        Args:
            x: float array of any shape. Left unchanged.

        Returns:
            New array of the same shape: x where x > 0, else 0.
        """
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout: Array) -> Array:
        """Send a gradient back through the last forward.

        Args:
            dout: array of the shape of x. It may be written into.

        Returns:
            dx, of the same shape: dout where x > 0, else 0; also 0 where x was exactly 0.
        """
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


class Sigmoid:
    """The sigmoid as a layer.

    Source: section 5.5.2, equations (5.9) to (5.12).
    """

    def __init__(self) -> None:
        self.out: Any = None

    def forward(self, x: Array) -> Array:
        """Squash every entry into the range from 0 to 1.

        Args:
            x: float array of any shape. Left unchanged.

        Returns:
            New array of the same shape, 1 / (1 + exp(-x)); finite for every finite x, also
            for -1000 and 1000.
        """
        # exp(1000) is inf, and 1 / (1 + inf) is the right answer 0: only the warning is in the way.
        with np.errstate(over="ignore"):
            out: Array = 1 / (1 + np.exp(-x))
        self.out = out
        return out

    def backward(self, dout: Array) -> Array:
        """Send a gradient back through the last forward.

        Args:
            dout: array of the shape of x. It may be written into.

        Returns:
            dx, of the same shape; finite as well.
        """
        dx: Array = dout * self.out * (1.0 - self.out)
        return dx


class Affine:
    """A fully connected layer: x W + b.

    After backward, self.dW and self.db hold the gradients of W and b.

    Source: section 5.6.2, equation (5.13).
    """

    def __init__(self, W: Array, b: Array) -> None:
        # These very arrays, not copies: who changes them later changes the layer.
        self.W = W
        self.b = b
        self.dW: Any = None
        self.db: Any = None
        self.x: Any = None

    def forward(self, x: Array) -> Array:
        """Compute the weighted sums.

        Args:
            x: float array of shape (N, D), or (N, C, H, W) with C * H * W = D, where each
                sample is a little picture and is read as one row. Left unchanged.

        Returns:
            New array of shape (N, M).
        """
        self.x_shape = x.shape
        self.x = x.reshape(len(x), -1)
        out: Array = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout: Array) -> Array:
        """Send a gradient back through the last forward, and keep what W and b get of it.

        Args:
            dout: array of shape (N, M). It may be written into.

        Returns:
            dx, of the shape that x had. self.dW gets the shape (D, M), self.db (M,): sums
            over the samples, not means.
        """
        dx: Array = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.x_shape)


class SoftmaxWithLoss:
    """Softmax and cross entropy in one layer, the last one of a network that tells classes apart.

    Source: section 5.6.3.
    """

    def __init__(self) -> None:
        self.y: Any = None
        self.t: Any = None
        self.loss: Any = None

    def forward(self, x: Array, t: Array) -> float:
        """Turn scores into a loss.

        Args:
            x: scores, float array of shape (N, K), or (K,) for one sample. Left unchanged.
            t: one-hot rows of the same shape as x, or for a batch the classes themselves,
                integers of shape (N,). Left unchanged.

        Returns:
            The mean cross entropy of the batch, a float.
        """
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy_error(self.y, t)
        return float(self.loss)

    def backward(self, dout: float = 1) -> Array:
        """Send a gradient back through the last forward; a second call gives the same again.

        Args:
            dout: one number by which everything is multiplied.

        Returns:
            New array dx of the shape of the scores: (y - t) / N times dout, where t is
            one-hot, and N is 1 for one sample.
        """
        dx = self.y.reshape(-1, self.y.shape[-1]).copy()
        batch_size = len(dx)
        if self.t.size == self.y.size:
            dx -= self.t.reshape(dx.shape)
        else:
            dx[np.arange(batch_size), self.t] -= 1
        gradient: Array = dx * dout / batch_size
        return gradient.reshape(self.y.shape)


class IdentityWithSSE:
    """Half the sum of squares as a layer, the last one of a network that predicts numbers.

    Source: sections 4.2.1 and 5.6.3.
    """

    def __init__(self) -> None:
        self.y: Any = None
        self.t: Any = None

    def forward(self, x: Array, t: Array) -> float:
        """Compare predictions with targets.

        Args:
            x: predictions as they are, float array of shape (N, K), or (K,) for one sample.
                Left unchanged.
            t: targets, of the same shape. Left unchanged.

        Returns:
            A float: half the sum of all squared differences, divided by N (1 for one sample).
        """
        self.y = x
        self.t = t
        batch_size = len(x) if x.ndim == 2 else 1
        return float(0.5 * np.sum((x - t) ** 2) / batch_size)

    def backward(self, dout: float = 1) -> Array:
        """Send a gradient back through the last forward.

        Args:
            dout: one number by which everything is multiplied.

        Returns:
            New array of the shape of the predictions: (y - t) / N times dout.
        """
        batch_size = len(self.y) if self.y.ndim == 2 else 1
        dx: Array = (self.y - self.t) * dout / batch_size
        return dx


def take_step(network: Any, grads: Params, lr: float = 0.1) -> None:
    """Given in the lesson: one step of gradient descent, written into the arrays of network.params."""
    for name, gradient in grads.items():
        network.params[name] -= lr * gradient


class TwoLayerNet:
    """A network of two layers, put together from Affine, Relu, Affine and SoftmaxWithLoss.

    Its self.params holds 'W1' (D, H), 'b1' (H,), 'W2' (H, K) and 'b2' (K,); whoever writes
    into these arrays changes the network.

    Source: section 5.7.2.
    """

    def __init__(self, input_size: int, hidden_size: int, output_size: int, weight_init_std: float = 0.01) -> None:
        """Make the parameters and the layers.

        Args:
            input_size: D, numbers in one sample.
            hidden_size: H, neurons of the hidden layer.
            output_size: K, classes.
            weight_init_std: the weights are normally distributed random numbers (as
                np.random.randn makes them) times this; the biases are 0.
        """
        self.params: Params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),  # noqa: NPY002  # as students know it
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),  # noqa: NPY002
            "b2": np.zeros(output_size),
        }
        self.layers: dict[str, Any] = {
            "Affine1": Affine(self.params["W1"], self.params["b1"]),
            "Relu1": Relu(),
            "Affine2": Affine(self.params["W2"], self.params["b2"]),
        }
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x: Array) -> Array:
        """Return the scores of each class, without softmax.

        Args:
            x: samples, shape (N, D). Left unchanged.

        Returns:
            Array of shape (N, K).
        """
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x: Array, t: Array) -> float:
        """Return the mean cross entropy of the network's answers.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            A float.
        """
        return self.last_layer.forward(self.predict(x), t)

    def accuracy(self, x: Array, t: Array) -> float:
        """Return the share of samples whose highest score belongs to the right class.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            A float from 0.0 to 1.0.
        """
        classes = self.predict(x).argmax(axis=1)
        labels = t.argmax(axis=1) if t.ndim == 2 else t
        return float(np.mean(classes == labels))

    def numerical_gradient(self, x: Array, t: Array) -> Params:
        """Return the gradients as chapter 4 measured them: slow, and good for a check."""
        return {name: numerical_gradient(lambda _: self.loss(x, t), array) for name, array in self.params.items()}

    def gradient(self, x: Array, t: Array) -> Params:
        """Return the gradient of the loss with respect to every parameter, by one pass back.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            Dict with the keys and shapes of self.params.
        """
        self.loss(x, t)
        dout: Any = self.last_layer.backward(1)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        return {
            "W1": self.layers["Affine1"].dW,
            "b1": self.layers["Affine1"].db,
            "W2": self.layers["Affine2"].dW,
            "b2": self.layers["Affine2"].db,
        }


def gradient_check(network: Any, x: Array, t: Array) -> dict[str, float]:
    """Compare the gradients of backpropagation with measured ones.

    Args:
        network: has params, a dict of arrays, and the methods numerical_gradient(x, t) and
            gradient(x, t), as TwoLayerNet has. Its params are left as they are.
        x: a few samples, shape (N, D).
        t: their targets.

    Returns:
        Dict with the keys of network.params: for each of them the mean, over all entries, of
        the absolute difference of the two gradients, a float.

    Source: section 5.7.3.
    """
    measured = network.numerical_gradient(x, t)
    computed = network.gradient(x, t)
    return {name: float(np.mean(np.abs(computed[name] - measured[name]))) for name in network.params}


def train_backprop(  # noqa: PLR0917  # students call it with plain arguments
    network: Any,
    x_train: Array,
    t_train: Array,
    x_test: Array,
    t_test: Array,
    iterations: int = 10000,
    batch_size: int = 100,
    lr: float = 0.1,
    rng: Any = None,
) -> tuple[list[float], list[float], list[float]]:
    """Train a network with gradients from backpropagation, and watch its accuracy.

    Each iteration draws a fresh random batch of the training data, asks network.gradient for
    the gradients, takes one step against them, and notes the loss of this batch.

    Args:
        network: as TwoLayerNet; its params are changed, step by step.
        x_train: training samples, shape (N, D). Left unchanged, as all arrays here.
        t_train: their targets, one-hot rows or classes.
        x_test: test samples: to measure the accuracy with, never to learn from.
        t_test: their targets.
        iterations: number of steps.
        batch_size: samples in one batch.
        lr: learning rate.
        rng: random generator for the batches; None makes a new one.

    Returns:
        Three lists of floats: the loss of each iteration (after its step); the accuracy on
        all training data, and that on all test data, at the start of each epoch: before
        iterations 0, e, 2e, ... with e = max(N // batch_size, 1).

    Source: section 5.7.4.
    """
    rng = np.random.default_rng() if rng is None else rng
    epoch = max(len(x_train) // batch_size, 1)
    losses, train_accuracies, test_accuracies = [], [], []
    for iteration in range(iterations):
        if iteration % epoch == 0:
            train_accuracies.append(network.accuracy(x_train, t_train))
            test_accuracies.append(network.accuracy(x_test, t_test))
        rows = rng.choice(len(x_train), batch_size)
        x, t = x_train[rows], t_train[rows]
        take_step(network, network.gradient(x, t), lr)
        losses.append(network.loss(x, t))
    return losses, train_accuracies, test_accuracies
