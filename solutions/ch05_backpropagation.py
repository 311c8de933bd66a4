"""Reference solutions of chapter 5; the docstrings are the ones that students read in their stubs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


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
