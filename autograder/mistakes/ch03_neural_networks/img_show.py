"""What goes wrong in img_show, and what looks unusual and is right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import mistake, variant


@mistake("img_show", "The 784 pixels are drawn as one row. Give them back their form with reshape(28, 28). Read 3.6.1.")
def img_show__not_reshaped(img):
    plt.imshow(img.reshape(1, -1), cmap="gray", aspect="auto")


@mistake("img_show", "imshow gets the flat row of pixels, which is no table. Use reshape(28, 28) first.")
def img_show__flat_to_imshow(img):
    plt.imshow(img, cmap="gray")


@mistake("img_show", "The shades run from 0 to 255 also for pixels from 0.0 to 1.0, so everything is black.")
def img_show__float_image_0_1_displayed_black(img):
    plt.imshow(img.reshape(28, 28), cmap="gray", vmin=0, vmax=255)


@mistake("img_show", "astype(np.uint8) turns pixels from 0.0 to 1.0 into 0: hardly anything is left to see.")
def img_show__normalised_cast(img):
    plt.imshow(img.reshape(28, 28).astype(np.uint8), cmap="gray")


@mistake("img_show", "The colour map is missing, so matplotlib paints in its own colours. Use cmap='gray'.")
def img_show__colour_map_missing(img):
    plt.imshow(img.reshape(28, 28))


@mistake("img_show", "Rows and columns have changed places: the digit is turned round.")
def img_show__wrong_shape(img):
    plt.imshow(img.reshape(28, 28).T, cmap="gray")


@mistake(
    "img_show",
    "The digit stands on its head: its first row is at the bottom. Leave out origin='lower', and turn no axis.",
)
def img_show__origin_lower(img):
    plt.imshow(img.reshape(28, 28), cmap="gray", origin="lower")


@mistake("img_show", "Only pixels from 0.0 to 1.0 get their rows and columns back. A row of uint8 needs reshape, too.")
def img_show__whole_pixels_not_reshaped(img):
    if img.dtype != np.uint8:
        img = img.reshape(28, 28)
    plt.imshow(img, cmap="gray")


@mistake("img_show", "Pixels above one half become white and all others black. Show the shades between them, too.")
def img_show__integer_output(img):
    plt.imshow(np.round(img / img.max()).reshape(28, 28), cmap="gray")


@mistake("img_show", "Nothing is drawn: your function returns the picture. Hand it to plt.imshow.")
def img_show__nothing_drawn(img):
    return img.reshape(28, 28)


@mistake("img_show", "Your function writes into its argument img. Make a new array.")
def img_show__mutates_input(img):
    img *= 255 if img.max() <= 1 else 1
    plt.imshow(img.reshape(28, 28), cmap="gray")


@mistake("img_show", "The same picture is drawn whatever img is.")
def img_show__hard_coded_example(img):
    plt.imshow(np.eye(28), cmap="gray")


@variant("img_show")
def img_show__dark_ink(img):
    figure, axes = plt.subplots()
    axes.imshow(img.reshape(28, 28), cmap="gray_r", interpolation="nearest")
    axes.axis("off")
    plt.show()


@variant("img_show")
def img_show__turned_twice(img):
    plt.imshow(img.reshape(28, 28)[::-1], cmap="gray", origin="lower")


@variant("img_show")
def img_show__own_units(img):
    plt.imshow(img.reshape(28, 28), cmap="gray", extent=(0, 28, 0, 28))


@variant("img_show")
def img_show__binary(img):
    plt.figure(figsize=(2, 2))
    plt.imshow(np.resize(img, (28, 28)), cmap=plt.cm.binary)
    plt.title("digit")


@variant("img_show")
def img_show__as_whole_pixels(img):
    if img.dtype != np.uint8:
        img = np.uint8(np.round(img * 255))
    plt.imshow(img.reshape(28, 28), cmap="gray", vmin=0, vmax=255)


@variant("img_show")
def img_show__red_green_blue(img):
    shades = img.reshape(28, 28)
    plt.imshow(np.stack([shades, shades, shades], axis=-1))


@variant("img_show")
def img_show__greys_from_0_to_1(img):
    pixels = img / 255 if img.max() > 1 else img
    plt.imshow(np.reshape(pixels, [28, 28]), "Greys", vmin=0, vmax=1)
    plt.colorbar()
