"""`autograder doctor`: the layers of the sandbox on this machine, and what to do about what is missing."""

from rich.console import Console
from rich.markup import escape

from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.doctor import examine, level_of
from autograder.sandbox.server import ForkServer

_COLOURS = {"active": "green", "missing": "red", "not needed": "yellow"}


def print_layers(console: Console) -> None:
    """Try every layer and print it as active, missing (with reason and remedy) or not needed."""
    layers = examine()
    for layer in layers:
        console.print(f"[{_COLOURS[layer.state]}]{layer.state:10}[/] {escape(layer.what)}", soft_wrap=True)
        if layer.reason:
            for label, words in (("reason", layer.reason), ("remedy", layer.remedy)):
                console.print(f"           {label}: {escape(words)}", soft_wrap=True)
    level = level_of(layers)
    if level == "strict":
        with ForkServer(SandboxConfig(figures=False)) as server, server.open():
            console.print("all together: a strict sandbox was opened and closed")
    else:
        console.print(f"grading refuses to run here unless told --sandbox={level}")
