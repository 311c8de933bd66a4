"""A made-up class of chapter 3, each submission named after what it is.

Theory of operation
-------------------
Nothing of the class is kept in a file: `Material` holds the built notebooks, the reference and the catalogue, and a
`Sheet` starts as a right submission that a specimen then changes, as a student would change it in Jupyter. A specimen
says beside its code what must become of it (`Expected`), and the demo, like its test, holds the results against that.

`honest` has right, wrong and unfinished work, `accidents` files that something happened to, `exhausting` code that
dies or takes too much, `hostile` code that wants what it must not have.
"""

from autograder.demo.expected import Expected, Specimen, deviations
from autograder.demo.layout import lay_out
from autograder.demo.roll import SPECIMENS

__all__ = ["SPECIMENS", "Expected", "Specimen", "deviations", "lay_out"]
