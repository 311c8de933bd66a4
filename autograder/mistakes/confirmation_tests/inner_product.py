"""What goes wrong in inner_product and inner_products, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("inner_product", "The products are not added up: the star multiplies entry by entry. One number is asked.")
def inner_product__elementwise(w, x, b):
    return w * x + b


@mistake("inner_product", "The bias is not added to the sum of one sample.")
def inner_product__bias_missing(w, x, b):
    return np.dot(w, x)


@mistake(
    "inner_product", "Each is multiplied with each, as np.outer does. Equal places are multiplied and added up: np.dot."
)
def inner_product__outer(w, x, b):
    return np.outer(w, x) + b


@mistake(
    "inner_product",
    "np.dot(w, X) multiplies with the columns of the table. A sample is a row: np.dot(X, w), or np.inner.",
    replaces="inner_products",
)
def inner_product__2d_inner_vs_dot(w, X, b):
    return np.dot(w, X) + b


@mistake("inner_product", "The bias is added to every product, not once to their sum.")
def inner_product__bias_in_every_product(w, x, b):
    return np.sum(w * x + b)


@mistake("inner_product", "The mean of the products is taken. Their sum is asked.")
def inner_product__mean(w, x, b):
    return np.mean(w * x) + b


@mistake("inner_product", "The sum is cut down to a whole number.")
def inner_product__integer_output(w, x, b):
    return int(np.dot(w, x) + b)


@mistake("inner_product", "One sample gives an array with one entry. A single number is asked.")
def inner_product__wrong_shape(w, x, b):
    return np.array([np.dot(w, x) + b])


@mistake("inner_product", "The weights are changed, as w *= x does. Make a new array: w * x.")
def inner_product__mutates_input(w, x, b):
    w *= x
    return np.sum(w) + b


@mistake("inner_product", "The sums of all samples are added up. Each sample has its own.", replaces="inner_products")
def inner_product__all_samples_added(w, X, b):
    return np.sum(X * w) + b


@mistake("inner_product", "The products of several samples are not added up along the rows.", replaces="inner_products")
def inner_product__several_elementwise(w, X, b):
    return X * w + b


@mistake("inner_product", "The sum runs down the columns. A sample is a row: axis=1.", replaces="inner_products")
def inner_product__sums_columns(w, X, b):
    return np.sum(X * w, axis=0) + b


@mistake("inner_product", "The bias is not added to the sums of several samples.", replaces="inner_products")
def inner_product__several_bias_missing(w, X, b):
    return np.dot(X, w)


@mistake("inner_product", "Only the first sample is used. All rows are asked.", replaces="inner_products")
def inner_product__first_sample_only(w, X, b):
    return np.dot(X[0], w) + b


@mistake("inner_product", "inner_product hands nothing back: it gives None. End it with return.")
def inner_product__returns_none(w, x, b):
    print(np.dot(w, x) + b)


@mistake(
    "inner_product",
    "inner_products hands nothing back: it gives None. End it with return.",
    replaces="inner_products",
)
def inner_product__several_return_none(w, X, b):
    print(np.dot(X, w) + b)


@mistake("inner_product", "The answer is the one of the example in the text, whatever w, x and b are.")
def inner_product__hard_coded_example(w, x, b):
    return 8


@variant("inner_product")
def inner_product__np_inner(w, x, b):
    return np.inner(w, x) + b


@variant("inner_product")
def inner_product__at_sign(w, x, b):
    return x @ w + b


@variant("inner_product")
def inner_product__sum_of_products(w, x, b):
    return sum(w * x) + b


@variant("inner_product")
def inner_product__loop(w, x, b):
    u = b
    for i in range(len(w)):
        u = u + w[i] * x[i]
    return u


@variant("inner_product", replaces="inner_products")
def inner_product__several_np_inner(w, X, b):
    return np.inner(w, X) + b


@variant("inner_product", replaces="inner_products")
def inner_product__several_added_along_rows(w, X, b):
    return (w * X).sum(axis=-1) + b


@variant("inner_product", replaces="inner_products")
def inner_product__several_one_by_one(w, X, b):
    return [float(np.dot(w, row)) + b for row in X]
