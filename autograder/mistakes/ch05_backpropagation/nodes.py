"""What goes wrong in MulLayer and AddLayer, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, variant

_DX, _DY = "dx = dout * self.y", "dy = dout * self.x"
_STORED = "        self.x = x\n        self.y = y\n"

ALTERED = [
    altered(
        "MulLayer",
        "not_flipped",
        "Each input gets its own value as the factor. It has to be the other one: dx = dout * y and dy = dout * x.",
        (_DX, "dx = dout * self.x"),
        (_DY, "dy = dout * self.y"),
        also=("tuple_order",),
    ),
    altered(
        "MulLayer",
        "tuple_order",
        "dx and dy come back in the wrong order: first that of x, then that of y.",
        ("return dx, dy", "return dy, dx"),
        also=("not_flipped",),
    ),
    altered(
        "MulLayer",
        "inputs_not_stored",
        "forward does not put x and y aside, so backward has nothing to multiply with: self.x = x, self.y = y.",
        (_STORED, ""),
    ),
    altered(
        "MulLayer",
        "keeps_first_inputs",
        "Only the first forward is remembered. backward belongs to the last one: store x and y in every forward.",
        (_STORED, "        if self.x is None:\n            self.x, self.y = x, y\n"),
    ),
    altered(
        "MulLayer",
        "dout_ignored",
        "dout is not used. What arrives from the right is multiplied in: dx = dout * y.",
        (_DX, "dx = self.y"),
        (_DY, "dy = self.x"),
    ),
    altered(
        "MulLayer",
        "class_attribute_state",
        "x and y are kept where all nodes share them (in the class, or in globals). Keep them in self.x, self.y.",
        (_STORED, "        MulLayer.kept = x, y\n"),
        (_DX, "dx = dout * MulLayer.kept[1]"),
        (_DY, "dy = dout * MulLayer.kept[0]"),
    ),
    altered(
        "MulLayer",
        "product_as_factor",
        "Both gradients get the product x * y as their factor. Each gets the other input alone.",
        (_DX, "dx = dout * self.x * self.y"),
        (_DY, "dy = dx"),
    ),
    altered(
        "MulLayer",
        "hands_dout_on",
        "backward hands dout on as the + node does. A * node multiplies it by the other input.",
        (_DX, "dx = dout"),
        (_DY, "dy = dout"),
    ),
    altered("MulLayer", "adds_inputs", "forward adds. This node multiplies.", ("return x * y", "return x + y")),
    altered(
        "MulLayer",
        "matrix_product",
        "Arrays are multiplied as matrices. This node works entry by entry: x * y.",
        ("return x * y", "return x @ y.T if hasattr(x, 'shape') else x * y"),
    ),
    altered(
        "MulLayer",
        "returns_single",
        "backward returns dx only. There are two inputs: return dx, dy.",
        ("return dx, dy", "return dx"),
    ),
    altered(
        "MulLayer",
        "returns_none",
        "forward hands nothing back: it gives None. End it with return.",
        ("return x * y", "print(x * y)"),
    ),
    altered(
        "MulLayer",
        "backward_returns_none",
        "backward stores dx and dy and returns nothing. End it with return dx, dy.",
        ("return dx, dy", "self.dx, self.dy = dx, dy"),
    ),
    altered(
        "MulLayer",
        "mutates_input",
        "The array that was passed in is changed, as x *= y does. x * y makes a new one.",
        ("return x * y", "x *= y\n        return x"),
    ),
    altered(
        "MulLayer",
        "hard_coded_example",
        "The answer is the one of the example in the text, whatever x and y are.",
        ("return x * y", "return 50.0"),
        (_DX, "dx = 6.5"),
        (_DY, "dy = 13.0"),
    ),
    altered_variant("MulLayer", "list_of_gradients", ("return dx, dy", "return [dx, dy]")),
    altered_variant(
        "MulLayer",
        "inputs_in_a_tuple",
        (_STORED, "        self.inputs = (x, y)\n"),
        (_DX, "x, y = self.inputs"),
        (_DY, "dx, dy = y * dout, x * dout"),
    ),
    altered(
        "AddLayer",
        "returns_single",
        "backward returns one value. There are two inputs, and both get dout: return dout, dout.",
        ("return dx, dy", "return dx"),
    ),
    altered(
        "AddLayer",
        "multiplies_inputs",
        "forward multiplies. This node adds.",
        ("return x + y", "return x * y"),
    ),
    altered(
        "AddLayer",
        "divides_by_two",
        "backward shares dout out, half for each. Both inputs get the whole of it.",
        ("dx = dout", "dx = dout / 2"),
        ("dy = dout", "dy = dout / 2"),
    ),
    altered(
        "AddLayer",
        "always_one",
        "backward returns 1 and 1. Multiply by what arrives: dout goes to both.",
        ("dx = dout", "dx = dout * 0 + 1"),
        ("dy = dout", "dy = dout * 0 + 1"),
    ),
    altered(
        "AddLayer",
        "multiplies_by_the_other",
        "backward multiplies by the other input, as the * node does. A + node hands dout on.",
        ("return x + y", "self.x, self.y = x, y\n        return x + y"),
        ("dx = dout", "dx = dout * self.y"),
        ("dy = dout", "dy = dout * self.x"),
    ),
    altered(
        "AddLayer",
        "multiplies_by_its_own",
        "backward multiplies by the inputs. A + node hands dout on as it is.",
        ("return x + y", "self.x, self.y = x, y\n        return x + y"),
        ("dx = dout", "dx = dout * self.x"),
        ("dy = dout", "dy = dout * self.y"),
    ),
    altered(
        "AddLayer",
        "second_gets_nothing",
        "Only x gets a gradient. The sum answers to y just as much: both get dout.",
        ("dy = dout", "dy = dout * 0"),
    ),
    altered(
        "AddLayer",
        "sums_entries",
        "forward adds up all entries of the arrays. It adds entry by entry: x + y.",
        ("return x + y", "return (x + y).sum() if hasattr(x, 'sum') else x + y"),
    ),
    altered(
        "AddLayer",
        "returns_none",
        "forward hands nothing back: it gives None. End it with return.",
        ("return x + y", "print(x + y)"),
    ),
    altered(
        "AddLayer",
        "backward_returns_none",
        "backward returns nothing. End it with return dx, dy.",
        ("return dx, dy", "print(dx, dy)"),
    ),
    altered_variant("AddLayer", "times_one", ("dx = dout", "dx = dout * 1"), ("dy = dout", "dy = dout * 1.0")),
    altered_variant("AddLayer", "list_of_gradients", ("return dx, dy", "return [dx, dy]")),
]


@variant("AddLayer")
class AddLayer__with_constructor:
    def __init__(self):
        self.x = None

    def forward(self, x, y):
        self.x = x
        return y + x

    def backward(self, dout):
        return (dout,) * 2
