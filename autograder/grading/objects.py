"""What a suite may do with objects besides reading, setting and calling."""

from typing import Any


def overwrite(target: Any, name: object, values: Any) -> None:
    """Write values into an array of a student's or reference's object, so that all who hold that array see them.

    `net.params["W1"] = W` puts another array into the dict; layers that were built with the old one keep it.
    `overwrite(net.params, "W1", W)` is `net.params["W1"][...] = W` where the array is.

    Args:
        target: an object, or a dict that is its attribute.
        name: of the attribute, or key of the item.
        values: what the array holds afterwards.
    """
    target._overwrite(name, values)  # noqa: SLF001  # a public name would hide the student's attribute of that name
