# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in buy_apple_orange, and what looks unusual and is right."""

from autograder.mistakes import mistake, variant


@mistake(
    "buy_apple_orange",
    "The + node gets the same fruit twice. It adds what the apples cost and what the oranges cost.",
)
def buy_apple_orange__add_layer_reused_wrong_inputs(apple, apple_num, orange, orange_num, tax):
    apples, oranges, total, taxed = MulLayer(), MulLayer(), AddLayer(), MulLayer()
    apple_price, _ = apples.forward(apple, apple_num), oranges.forward(orange, orange_num)
    price = taxed.forward(total.forward(apple_price, apple_price), tax)
    dall_price, dtax = taxed.backward(1)
    dapple_price, dorange_price = total.backward(dall_price)
    return price, *apples.backward(dapple_price), *oranges.backward(dorange_price), dtax


@mistake(
    "buy_apple_orange",
    "The orange node gets 1 instead of what comes back from the + node: one more orange costs 165 and not 150.",
)
def buy_apple_orange__orange_count_gradient(apple, apple_num, orange, orange_num, tax):
    apples, oranges, total, taxed = MulLayer(), MulLayer(), AddLayer(), MulLayer()
    price = taxed.forward(total.forward(apples.forward(apple, apple_num), oranges.forward(orange, orange_num)), tax)
    dall_price, dtax = taxed.backward(1)
    dapple_price, _ = total.backward(dall_price)
    return price, *apples.backward(dapple_price), *oranges.backward(1), dtax


@mistake(
    "buy_apple_orange",
    "Both fruit nodes get 1 instead of what comes back from the + node, so the tax is forgotten in their gradients.",
)
def buy_apple_orange__tax_forgotten(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total * tax, apple_num, apple, orange_num, orange, total


@mistake(
    "buy_apple_orange",
    "dtax is what the apples alone cost. The tax node multiplies the sum of both fruits: 650.",
)
def buy_apple_orange__tax_gradient(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total * tax, apple_num * tax, apple * tax, orange_num * tax, orange * tax, apple * apple_num


@mistake(
    "buy_apple_orange",
    "One MulLayer serves apples and oranges, so the oranges overwrite the apples. Make an object for each node.",
)
def buy_apple_orange__shared_layer_instance(apple, apple_num, orange, orange_num, tax):
    fruit, total, taxed = MulLayer(), AddLayer(), MulLayer()
    apple_price = fruit.forward(apple, apple_num)
    price = taxed.forward(total.forward(apple_price, fruit.forward(orange, orange_num)), tax)
    dall_price, dtax = taxed.backward(1)
    dapple_price, dorange_price = total.backward(dall_price)
    return price, *fruit.backward(dapple_price), *fruit.backward(dorange_price), dtax


@mistake("buy_apple_orange", "The price comes back without tax: 650 is the sum on the way, 715 the price.")
def buy_apple_orange__total_intermediate(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total, apple_num * tax, apple * tax, orange_num * tax, orange * tax, total


@mistake("buy_apple_orange", "The tax is added only to the oranges: in the drawing it comes behind the + node.")
def buy_apple_orange__tax_on_oranges_only(apple, apple_num, orange, orange_num, tax):
    oranges = orange * orange_num
    return apple * apple_num + oranges * tax, apple_num, apple, orange_num * tax, orange * tax, oranges


@mistake("buy_apple_orange", "Apples and oranges are multiplied with each other. A + node joins them.")
def buy_apple_orange__fruits_multiplied(apple, apple_num, orange, orange_num, tax):
    apples, oranges = apple * apple_num, orange * orange_num
    gradients = (apple_num * oranges * tax, apple * oranges * tax, orange_num * apples * tax, orange * apples * tax)
    return apples * oranges * tax, *gradients, apples * oranges


@mistake(
    "buy_apple_orange",
    "Price and number are swapped among the gradients: backward returns dx and dy in the order of forward.",
)
def buy_apple_orange__price_and_number_swapped(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total * tax, apple * tax, apple_num * tax, orange * tax, orange_num * tax, total


@mistake(
    "buy_apple_orange",
    "Apples and oranges are swapped among the gradients. Their order is that of the arguments.",
)
def buy_apple_orange__fruits_swapped(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total * tax, orange_num * tax, orange * tax, apple_num * tax, apple * tax, total


@mistake(
    "buy_apple_orange",
    "The + node shares the gradient out, half for each fruit. It hands the whole of it to both.",
)
def buy_apple_orange__gradient_halved(apple, apple_num, orange, orange_num, tax):
    total, half = apple * apple_num + orange * orange_num, tax / 2
    return total * tax, apple_num * half, apple * half, orange_num * half, orange * half, total


@mistake("buy_apple_orange", "Backward starts with the price. It starts with 1.")
def buy_apple_orange__starts_with_price(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    start = total * tax
    fruits = (apple_num, apple, orange_num, orange)
    return start, *(number * tax * start for number in fruits), total * start


@mistake("buy_apple_orange", "Only the price comes back. Return six numbers: the price and five gradients.")
def buy_apple_orange__only_price(apple, apple_num, orange, orange_num, tax):
    return (apple * apple_num + orange * orange_num) * tax


@mistake("buy_apple_orange", "Your function hands nothing back: it gives None. End it with return.")
def buy_apple_orange__returns_none(apple, apple_num, orange, orange_num, tax):
    print((apple * apple_num + orange * orange_num) * tax)


@mistake("buy_apple_orange", "The answer is the one of the example in the text, whatever is bought.")
def buy_apple_orange__hard_coded_example(apple, apple_num, orange, orange_num, tax):
    return 715, 2.2, 110, 3.3, 165, 650


@variant("buy_apple_orange")
def buy_apple_orange__formulas(apple, apple_num, orange, orange_num, tax):
    total = apple * apple_num + orange * orange_num
    return total * tax, apple_num * tax, apple * tax, orange_num * tax, orange * tax, total


@variant("buy_apple_orange")
def buy_apple_orange__tax_on_each_fruit(apple, apple_num, orange, orange_num, tax):
    layers = [MulLayer() for _ in range(4)]
    dear_apples = layers[1].forward(layers[0].forward(apple, apple_num), tax)
    dear_oranges = layers[3].forward(layers[2].forward(orange, orange_num), tax)
    apples, tax_of_apples = layers[1].backward(1)
    oranges, tax_of_oranges = layers[3].backward(1)
    first, second = layers[0].backward(apples), layers[2].backward(oranges)
    return [dear_apples + dear_oranges, *first, *second, tax_of_apples + tax_of_oranges]
