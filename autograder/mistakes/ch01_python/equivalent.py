"""Changes of the references of chapter 1 that no right test can see."""

from autograder.mistakes import equivalent

EQUIVALENT = [
    equivalent(
        "list_ops", "changed[0:2]", "a[0:2]", "lists have three elements or more, and only the last one changes"
    ),
    equivalent("list_ops", "changed[0:2]", "changed[:2]", "a slice begins at 0 by itself"),
    equivalent("list_ops", "changed[:-1]", "a[:-1]", "the slice leaves out the one element that changes"),
    equivalent("list_ops", "changed[:-2]", "a[:-2]", "the slice leaves out the one element that changes"),
    equivalent("dict_and_bool", "bool(me['hungry'] and me['sleepy'])", None, "what counts as true is as good as True"),
    equivalent("dict_and_bool", "bool(me['hungry'] or me['sleepy'])", None, "what counts as true is as good as True"),
    equivalent("select_greater", "np.array([0, 2, 4])", "[0, 2, 4]", "NumPy takes a list of places as well"),
    equivalent("plot_sin_cos", "'sin'", "'sin_'", "any name that contains 'sin' is accepted"),
    equivalent("plot_sin_cos", "'cos'", "'cos_'", "any name that contains 'cos' is accepted"),
    equivalent("plot_sin_cos", "'x'", "'x_'", "any name of the axis is accepted"),
    equivalent("plot_sin_cos", "'y'", "'y_'", "any name of the axis is accepted"),
    equivalent("plot_sin_cos", "'sin & cos'", "'sin & cos_'", "any title that contains both words is accepted"),
]
