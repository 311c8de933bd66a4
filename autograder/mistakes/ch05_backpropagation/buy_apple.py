# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in buy_apple, and what looks unusual and is right."""

from autograder.mistakes import mistake, variant


@mistake(
    "buy_apple",
    "Backward runs in the same order as forward: the apple node is asked first. The node that came last, that of "
    "the tax, goes back first.",
)
def buy_apple__backward_wrong_order(apple, apple_num, tax):
    mul_apple_layer, mul_tax_layer = MulLayer(), MulLayer()
    apple_price = mul_apple_layer.forward(apple, apple_num)
    price = mul_tax_layer.forward(apple_price, tax)
    dapple, dapple_num = mul_apple_layer.backward(1)
    dapple_price, dtax = mul_tax_layer.backward(dapple)
    return price, dapple, dapple_num, dtax


@mistake("buy_apple", "The tax is added to the price. It is a factor: 200 yen and tax 1.1 make 220.")
def buy_apple__tax_added_not_multiplied(apple, apple_num, tax):
    mul_apple_layer, add_tax_layer = MulLayer(), AddLayer()
    price = add_tax_layer.forward(mul_apple_layer.forward(apple, apple_num), tax)
    dapple_price, dtax = add_tax_layer.backward(1)
    dapple, dapple_num = mul_apple_layer.backward(dapple_price)
    return price, dapple, dapple_num, dtax


@mistake(
    "buy_apple",
    "The apple node gets 1 instead of what comes back from the tax node, so the tax is forgotten: one more apple "
    "costs 110 and not 100.",
)
def buy_apple__gradient_apple_num(apple, apple_num, tax):
    mul_apple_layer, mul_tax_layer = MulLayer(), MulLayer()
    price = mul_tax_layer.forward(mul_apple_layer.forward(apple, apple_num), tax)
    dapple_price, dtax = mul_tax_layer.backward(1)
    dapple, dapple_num = mul_apple_layer.backward(1)
    return price, dapple, dapple_num, dtax


@mistake(
    "buy_apple",
    "dtax is multiplied by the 0.1 of the tax. The derivative with respect to the factor is what the apples cost "
    "without tax: 200.",
)
def buy_apple__dtax_scaled(apple, apple_num, tax):
    apple_price = apple * apple_num
    return apple_price * tax, apple_num * tax, apple * tax, apple_price * (tax - 1)


@mistake(
    "buy_apple",
    "One MulLayer serves both products, so the tax overwrites what it knew about the apples. Make two objects.",
)
def buy_apple__shared_layer_instance(apple, apple_num, tax):
    layer = MulLayer()
    price = layer.forward(layer.forward(apple, apple_num), tax)
    dapple_price, dtax = layer.backward(1)
    dapple, dapple_num = layer.backward(dapple_price)
    return price, dapple, dapple_num, dtax


@mistake("buy_apple", "dapple and dapple_num are swapped: backward returns dx and dy in the order of forward.")
def buy_apple__apple_and_number_swapped(apple, apple_num, tax):
    return apple * apple_num * tax, apple * tax, apple_num * tax, apple * apple_num


@mistake("buy_apple", "dtax and the gradient of the price without tax are swapped at the tax node.")
def buy_apple__tax_and_price_swapped(apple, apple_num, tax):
    mul_apple_layer, mul_tax_layer = MulLayer(), MulLayer()
    price = mul_tax_layer.forward(mul_apple_layer.forward(apple, apple_num), tax)
    dtax, dapple_price = mul_tax_layer.backward(1)
    dapple, dapple_num = mul_apple_layer.backward(dapple_price)
    return price, dapple, dapple_num, dtax


@mistake("buy_apple", "Backward starts with the price. It starts with 1: the price answers to itself one to one.")
def buy_apple__starts_with_price(apple, apple_num, tax):
    mul_apple_layer, mul_tax_layer = MulLayer(), MulLayer()
    price = mul_tax_layer.forward(mul_apple_layer.forward(apple, apple_num), tax)
    dapple_price, dtax = mul_tax_layer.backward(price)
    dapple, dapple_num = mul_apple_layer.backward(dapple_price)
    return price, dapple, dapple_num, dtax


@mistake("buy_apple", "The price comes back without tax.")
def buy_apple__price_without_tax(apple, apple_num, tax):
    return apple * apple_num, apple_num * tax, apple * tax, apple * apple_num


@mistake("buy_apple", "Only the price comes back. Return four numbers: price, dapple, dapple_num, dtax.")
def buy_apple__only_price(apple, apple_num, tax):
    return apple * apple_num * tax


@mistake("buy_apple", "The gradients come back without the price. Return four numbers, the price first.")
def buy_apple__only_gradients(apple, apple_num, tax):
    return apple_num * tax, apple * tax, apple * apple_num


@mistake("buy_apple", "Your function hands nothing back: it gives None. End it with return.")
def buy_apple__returns_none(apple, apple_num, tax):
    print(apple * apple_num * tax, apple_num * tax, apple * tax, apple * apple_num)


@mistake("buy_apple", "The answer is the one of the example in the text, whatever is bought.")
def buy_apple__hard_coded_example(apple, apple_num, tax):
    return 220, 2.2, 110, 200


@variant("buy_apple")
def buy_apple__formulas(apple, apple_num, tax):
    return apple * apple_num * tax, apple_num * tax, apple * tax, apple * apple_num


@variant("buy_apple")
def buy_apple__another_grouping(apple, apple_num, tax):
    dear = MulLayer()
    total = MulLayer()
    price = total.forward(dear.forward(tax, apple), apple_num)
    ddear, dapple_num = total.backward(1.0)
    dtax, dapple = dear.backward(ddear)
    return [price, dapple, dapple_num, dtax]


@variant("buy_apple")
def buy_apple__rounded_to_a_float(apple, apple_num, tax):
    price = apple * apple_num * tax
    return price + 3e-14, apple_num * tax, apple * tax, float(apple * apple_num)
