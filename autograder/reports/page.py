"""What the pages have in common: templates, style, and a Content-Security-Policy that forbids everything else."""

import base64
import hashlib
import re
from functools import cache, lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from autograder.reports import text
from autograder.reports.verdicts import exercise_wording, wording

_CODE = re.compile("`([^`\n]+)`")
_CODE_LIMIT = 20_000
_FILTERS = ("assignment_title", "number", "one_line", "points", "words")


def _disarm(value: object) -> object:
    """Clean every text that a template prints; autoescape comes after it and does the rest."""
    return text.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache(maxsize=2048)  # facts, hints and sentences of mistakes are those of the whole class
def _prose(value: str) -> Markup:
    """Escape a sentence, then show what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text.clean(value)))))  # noqa: S704 -- escaped before


def _code(value: str) -> Markup:
    """Escape a long piece of code whole."""
    return escape(text.clean(value, _CODE_LIMIT))


@cache
def _style() -> Markup:
    css = resources.files("autograder.reports").joinpath("templates/page.css").read_text(encoding="utf-8")
    return Markup(css)  # noqa: S704 -- our own file; escaping it would change the hashed bytes


@cache
def _script() -> Markup:
    code = resources.files("autograder.reports").joinpath("templates/sort.js").read_text(encoding="utf-8")
    return Markup(code)  # noqa: S704 -- as above


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _policy() -> str:
    # The hash allows this one style element and nothing else: no script, no request, no frame, no inline style.
    style = f"style-src {_hash(_style())}"
    return f"default-src 'none'; {style}; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.reports"),
        autoescape=True,
        finalize=_disarm,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: getattr(text, name) for name in _FILTERS} | {"prose": _prose, "code": _code}
    environment.globals |= {
        "style": _style(),
        "policy": _policy(),
        "script": _script(),
        "script_policy": f"script-src {_hash(_script())}; {_policy()}",
        "wording": wording,
        "exercise_wording": exercise_wording,
    }
    return environment


@cache
def template(name: str) -> Template:
    """Return the compiled template; compiled once a process, a page then takes a millisecond or two."""
    return _environment().get_template(name)
