"""What the names of Python's errors mean, for those who meet them for the first time."""

import re

_MEANINGS = {
    "NameError": "Python met a name that nothing defines: look for a slip in its spelling, or for a cell not run.",
    "UnboundLocalError": "A variable is read before it gets its first value inside the function.",
    "TypeError": "A value is of the wrong kind for what is done with it, or a call has too many or too few arguments.",
    "ValueError": "A value has the right kind and does not fit. With arrays that nearly always means their shapes, or "
    "an axis that they do not have: print the shapes just before this line.",
    "IndexError": "A place is asked for that a list or array does not have: counting starts at 0, and ends one before "
    "its length.",
    "KeyError": "A dict has no entry of this name: print its keys and compare the spelling.",
    "AttributeError": "An object has no such attribute or method: look for a slip in its spelling, or print what "
    "stands before the dot. It may be None, from a function without `return`.",
    "ZeroDivisionError": "Something is divided by the number 0.",
    "RecursionError": "The function calls itself again and again and never comes to an end.",
    "ModuleNotFoundError": "A module is imported that is not there: the exercises need NumPy and matplotlib only.",
    "ImportError": "Something is imported that its module does not have.",
    "SyntaxError": "Python cannot read the cell: look for a missing bracket, quote or colon in this line or the one "
    "before it.",
    "IndentationError": "Lines that belong together are not indented alike.",
    "FileNotFoundError": "A file is opened that is not there.",
    "PermissionError": "A file is opened that the code may not touch: the exercises need no files of their own.",
    "AssertionError": "An assert of the code itself did not hold.",
    "OverflowError": "A number became too large to be held.",
    "SystemExit": "The code ends Python itself: leave out exit() and quit().",
    "MemoryError": "The code asks for more memory than there is: look for an array that is far larger than its input.",
}
_ENDED = "process ended"
_LEFT = (
    "Look for exit(), quit() or os._exit() and take it out: a function gives its answer back with `return`. A function "
    "that calls itself without end can also end Python."
)
_NAME = re.compile(r"\b([A-Z]\w+(?:Error|Exit))\b")


def meaning(messages: tuple[str, ...]) -> str:
    """What the first error named in some messages means; empty for none, or one that is not known."""
    for message in messages:
        if _ENDED in message:
            return _LEFT
        for name in _NAME.findall(message):
            if name in _MEANINGS:
                return f"{name}: {_MEANINGS[name]}"
    return ""
