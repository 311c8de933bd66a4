"""What goes wrong in conv_patch, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "conv_patch", "A matrix product multiplies rows with columns. Entries at equal places are multiplied: the star."
)
def conv_patch__matrix_product(patch, kernel, bias):
    return float(np.sum(patch @ kernel) + bias)


@mistake("conv_patch", "The channels are averaged. They are added up.")
def conv_patch__channel_mean(patch, kernel, bias):
    return float(np.mean(np.sum(patch * kernel, axis=(1, 2))) + bias)


@mistake("conv_patch", "The mean of all products is taken. Their sum is asked.")
def conv_patch__mean(patch, kernel, bias):
    return float(np.mean(patch * kernel) + bias)


@mistake("conv_patch", "The bias is added once per channel. The whole filter has one bias.")
def conv_patch__bias_per_channel(patch, kernel, bias):
    return float(sum(np.sum(p * k) + bias for p, k in zip(patch, kernel)))


@mistake("conv_patch", "The bias is added to every product. The whole filter has one bias, added once.")
def conv_patch__bias_per_product(patch, kernel, bias):
    return float(np.sum(patch * kernel + bias))


@mistake("conv_patch", "The kernel is turned round, as in mathematics. Neural networks use it as it is.")
def conv_patch__flips_kernel(patch, kernel, bias):
    return float(np.sum(patch * kernel[:, ::-1, ::-1]) + bias)


@mistake("conv_patch", "Rows and columns of the kernel are swapped.")
def conv_patch__transposed_kernel(patch, kernel, bias):
    return float(np.sum(patch * kernel.transpose(0, 2, 1)) + bias)


@mistake("conv_patch", "The bias is not added.")
def conv_patch__missing_bias(patch, kernel, bias):
    return float(np.sum(patch * kernel))


@mistake("conv_patch", "Only the first channel is used. All channels are added up.")
def conv_patch__first_channel_only(patch, kernel, bias):
    return float(np.sum(patch[0] * kernel[0]) + bias)


@mistake("conv_patch", "Three channels are built in. Their number is len(patch), and may be another one.")
def conv_patch__three_channels(patch, kernel, bias):
    return float(sum(np.sum(patch[c] * kernel[c]) for c in range(3)) + bias)


@mistake("conv_patch", "Each channel gives a number of its own. Add them up: one number is asked.")
def conv_patch__wrong_shape(patch, kernel, bias):
    return np.sum(patch * kernel, axis=(1, 2)) + bias


@mistake("conv_patch", "The result is cut down to a whole number.")
def conv_patch__integer_output(patch, kernel, bias):
    return int(np.sum(patch * kernel) + bias)


@mistake("conv_patch", "The argument is changed, as patch *= kernel does. Make a new array: patch * kernel.")
def conv_patch__mutates_input(patch, kernel, bias):
    patch *= kernel
    return float(np.sum(patch) + bias)


@mistake("conv_patch", "Your function hands nothing back: it gives None. End it with return.")
def conv_patch__returns_none(patch, kernel, bias):
    print(np.sum(patch * kernel) + bias)


@mistake("conv_patch", "The answer is the one of the example in the text, whatever patch and kernel are.")
def conv_patch__hard_coded_example(patch, kernel, bias):
    return 0.0


@variant("conv_patch")
def conv_patch__flat_inner_product(patch, kernel, bias):
    return np.dot(patch.ravel(), kernel.ravel()) + bias


@variant("conv_patch")
def conv_patch__loops(patch, kernel, bias):
    total = bias
    for c in range(patch.shape[0]):
        for i in range(patch.shape[1]):
            for j in range(patch.shape[2]):
                total += patch[c, i, j] * kernel[c, i, j]
    return total


@variant("conv_patch")
def conv_patch__einsum(patch, kernel, bias):
    return np.einsum("cij,cij->", patch, kernel) + bias
