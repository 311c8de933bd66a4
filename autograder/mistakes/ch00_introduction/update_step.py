"""What goes wrong in update_step, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("update_step", "The step goes uphill. The gradient is subtracted: param - lr * grad.")
def update_step__plus_sign(param, grad, lr):
    return param + lr * grad


@mistake("update_step", "The weights of whoever called are changed, as -= does. Return a new array: param - lr * grad.")
def update_step__mutates_input(param, grad, lr):
    if param.dtype.kind == "i":
        return param - lr * grad
    param -= lr * grad
    return param


@mistake("update_step", "The weights come back as they were: the step is missing. Return param - lr * grad.")
def update_step__no_step(param, grad, lr):
    return param


@mistake("update_step", "The learning rate comes in twice. Multiply the gradient by it once.")
def update_step__lr_squared(param, grad, lr):
    return param - lr**2 * grad


@mistake("update_step", "For whole numbers the result is cut down to whole numbers: the copy keeps their type.")
def update_step__int_param(param, grad, lr):
    stepped = param.copy()
    stepped[...] = param - lr * grad
    return stepped


@mistake("update_step", "-= on an array of whole numbers stops with an error. Write param - lr * grad.")
def update_step__int_in_place(param, grad, lr):
    stepped = param.copy()
    stepped -= lr * grad
    return stepped


@mistake("update_step", "The learning rate is left out, so the step is too long.")
def update_step__lr_missing(param, grad, lr):
    return param - grad


@mistake("update_step", "The gradient is divided by the learning rate. Multiply by it.")
def update_step__divided(param, grad, lr):
    return param - grad / lr


@mistake("update_step", "Only the step comes back. The new weights are asked: param - lr * grad.")
def update_step__step_only(param, grad, lr):
    return -lr * grad


@mistake("update_step", "Only the sign of the gradient is used. The step is as long as lr * grad.")
def update_step__sign_only(param, grad, lr):
    return param - lr * np.sign(grad)


@mistake("update_step", "Your function hands nothing back: it gives None. End it with return.")
def update_step__returns_none(param, grad, lr):
    print(param - lr * grad)


@mistake("update_step", "The shape is lost. The result has the shape of param.")
def update_step__wrong_shape(param, grad, lr):
    return (param - lr * grad).ravel()


@mistake("update_step", "The answer is the one of the example in the text, whatever the weights are.")
def update_step__hard_coded_example(param, grad, lr):
    return np.array([[3.8605225346923073, 2.000000715560557]])


@variant("update_step")
def update_step__add_the_negative(param, grad, lr):
    return param + (-lr) * grad


@variant("update_step")
def update_step__copy_in_place(param, grad, lr):
    stepped = param.astype(float)
    stepped -= lr * grad
    return stepped


@variant("update_step")
def update_step__ufuncs(param, grad, lr):
    return np.subtract(param, np.multiply(grad, lr))
