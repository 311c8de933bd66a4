# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in greet and Man, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "greet",
        "prints_instead_of_returns",
        "None comes back: a greeting that is only printed is not returned. Use return. Read 1.3.9.",
        ("return", "print("),
        ('"!"', '"!")'),
    ),
    altered(
        "greet",
        "missing_space_or_mark",
        "A sign is missing in the greeting: a comma and a space before the name, a mark after it.",
        ('"Hello, "', '"Hello,"'),
    ),
    altered("greet", "mark_missing", "The exclamation mark after the name is missing.", (' + "!"', "")),
    altered("greet", "comma_missing", "The comma before the name is missing.", ('"Hello, "', '"Hello "')),
    altered(
        "greet",
        "non_string_concat",
        "A number cannot be added to a text. Turn it into text first: str(name). Read 1.3.9.",
        ("str(name)", "name"),
    ),
    altered(
        "greet",
        "another_greeting",
        "The greeting has other words than asked for: 'Hello, ', the name, '!'.",
        ('"Hello, "', '"Hi, "'),
    ),
    altered(
        "greet",
        "hard_coded_example",
        "Ada is greeted, whoever comes. Put the argument into the text.",
        ("str(name)", '"Ada"'),
    ),
    altered(
        "greet",
        "name_in_quotes",
        "The word 'name' is greeted, because it stands in quotation marks. Without them it is the variable.",
        ("str(name)", '"name"'),
    ),
    altered_variant("greet", "f_string", ('"Hello, " + str(name) + "!"', 'f"Hello, {name}!"')),
    altered_variant("greet", "format", ('"Hello, " + str(name) + "!"', '"Hello, {}!".format(name)')),
    altered_variant("greet", "join", ('"Hello, " + str(name) + "!"', '"".join(["Hello, ", str(name), "!"])')),
    altered(
        "Man",
        "class_variable",
        "The name is kept in the class, so all objects share the last one. Write self.name. Read 1.4.2.",
        ("self.name = name", "Man.name = name"),
    ),
    altered(
        "Man",
        "init_misspelt",
        "__init__ is misspelt, so Python does not call it. Two underscores on both sides, and init. Read 1.4.2.",
        ("__init__", "__int__"),
    ),
    altered(
        "Man",
        "name_not_kept",
        "The name is not kept in the object: write self.name = name. Read 1.4.2.",
        ("self.name = name", "name = name"),
    ),
    altered(
        "Man",
        "returns_string_vs_prints",
        "The methods return their text. This time they have to print it. Read 1.4.2.",
        ("print(greet(self.name))", "return greet(self.name)"),
        ('print("Good-bye, " + self.name + "!")', 'return "Good-bye, " + self.name + "!"'),
    ),
    altered(
        "Man",
        "goodbye_says_hello",
        "The method goodbye says hello. It has to begin with 'Good-bye, '.",
        ('"Good-bye, "', '"Hello, "'),
    ),
    altered(
        "Man",
        "missing_space_or_mark",
        "A sign is missing: 'Good-bye, ' ends in a comma and a space, and a mark follows the name.",
        ('"Good-bye, "', '"Good-bye "'),
    ),
    altered(
        "Man",
        "object_printed",
        "The object itself is printed instead of its name. Write self.name.",
        ("greet(self.name)", 'greet("<Man object>")'),
    ),
    altered(
        "Man",
        "hard_coded_example",
        "Ada is greeted, whatever the name is. Use self.name.",
        ("greet(self.name)", 'greet("Ada")'),
        ("+ self.name +", '+ "Ada" +'),
    ),
    altered_variant(
        "Man",
        "f_strings",
        ("greet(self.name)", 'f"Hello, {self.name}!"'),
        ('"Good-bye, " + self.name + "!"', 'f"Good-bye, {self.name}!"'),
    ),
    altered_variant(
        "Man",
        "in_pieces",
        ("print(greet(self.name))", 'print("Hello,", end=" ")\n        print(self.name, end="!\\n")'),
    ),
    altered_variant(
        "Man",
        "also_returns",
        ("print(greet(self.name))", "text = greet(self.name)\n        print(text)\n        return text"),
    ),
]


@mistake(
    "Man",
    "self is missing in the brackets of the methods, so they cannot be called. Read 1.4.2.",
    also=("name_as_argument",),
)
class Man__missing_self:
    def __init__(self, name):
        self.name = name

    def hello():
        print("Hello, " + self.name + "!")

    def goodbye():
        print("Good-bye, " + self.name + "!")


@mistake("Man", "The methods ask for the name again. They find it in self.name. Read 1.4.2.", also=("missing_self",))
class Man__name_as_argument:
    def __init__(self, name):
        self.name = name

    def hello(self, name):
        print(greet(name))

    def goodbye(self, name):
        print("Good-bye, " + name + "!")


@mistake("Man", "The object has no attribute `name`: the name has to be kept as self.name. Read 1.4.2.")
class Man__another_attribute:
    def __init__(self, name):
        self.n = name

    def hello(self):
        print("Hello, " + self.n + "!")

    def goodbye(self):
        print("Good-bye, " + self.n + "!")


@variant("Man")
class Man__prints_when_made:
    def __init__(self, name):
        self.name = name
        print("Initialized!")

    def _say(self, word):
        print(word + ", " + str(self.name) + "!")

    def hello(self):
        self._say("Hello")

    def goodbye(self):
        self._say("Good-bye")
