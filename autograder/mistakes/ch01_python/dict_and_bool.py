"""What goes wrong in dict_and_bool, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "dict_and_bool",
        "weight_overwritten",
        "The weight is set even if it is there already. Ask with `not in` first. Read 1.3.5.",
        ('if "weight" not in me:', "if True:"),
    ),
    altered(
        "dict_and_bool",
        "weight_forgotten",
        "A missing weight is not added: me['weight'] = 70. Read 1.3.5.",
        ('me["weight"] = 70', "pass"),
    ),
    altered(
        "dict_and_bool",
        "overwrites_dict",
        "A new dict takes the place of the old one, and the other facts are lost. Write to one key. Read 1.3.5.",
        ('me["weight"] = 70', 'facts = me\n        me = {"weight": 70}'),
        (
            'me["hungry"] and me["sleepy"]',
            '(facts if "height" not in me else me)["hungry"] and (facts if "height" not in me else me)["sleepy"]',
        ),
        (
            'me["hungry"] or me["sleepy"]',
            '(facts if "height" not in me else me)["hungry"] or (facts if "height" not in me else me)["sleepy"]',
        ),
    ),
    altered(
        "dict_and_bool",
        "bitwise_and",
        "& compares binary digits: 2 & 1 is 0. Use the words `and` and `or`. Read 1.3.6.",
        ('me["hungry"] and me["sleepy"]', 'me["hungry"] & me["sleepy"]'),
        ('me["hungry"] or me["sleepy"]', 'me["hungry"] | me["sleepy"]'),
    ),
    altered(
        "dict_and_bool",
        "and_or_swapped",
        "`and` and `or` are swapped: first comes both, then at least one. Read 1.3.6.",
        ("return me, both, either", "return me, either, both"),
    ),
    altered(
        "dict_and_bool",
        "either_means_one",
        "`or` is also true if both are. Your third answer says no there. Read 1.3.6.",
        ('bool(me["hungry"] or me["sleepy"])', 'bool(me["hungry"]) != bool(me["sleepy"])'),
    ),
    altered(
        "dict_and_bool",
        "compared_with_true",
        "Numbers such as 2 count as true, but 2 == True is False. Use the value itself as the question.",
        ('me["hungry"] and me["sleepy"]', 'me["hungry"] == True and me["sleepy"] == True'),
        ('me["hungry"] or me["sleepy"]', 'me["hungry"] == True or me["sleepy"] == True'),
    ),
    altered(
        "dict_and_bool",
        "words_as_text",
        "The answers are texts. Give back True or False, without quotation marks.",
        ("return me, both, either", "return me, str(both), str(either)"),
    ),
    altered(
        "dict_and_bool",
        "dict_not_returned",
        "The dict is not given back. Three things are asked, the dict first.",
        ("return me, both, either", "return both, either"),
    ),
    altered(
        "dict_and_bool",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return me, both, either", "print(me, both, either)"),
    ),
    altered_variant(
        "dict_and_bool",
        "as_they_are",
        ('bool(me["hungry"] and me["sleepy"])', 'me["hungry"] and me["sleepy"]'),
        ('bool(me["hungry"] or me["sleepy"])', 'me["hungry"] or me["sleepy"]'),
    ),
    altered_variant(
        "dict_and_bool",
        "set_default",
        ('    if "weight" not in me:\n        me["weight"] = 70\n', '    me.setdefault("weight", 70)\n'),
    ),
]


@mistake(
    "dict_and_bool",
    "me['weight'] is read before it is there, which ends in a KeyError. Ask with `in` first. Read 1.3.5.",
)
def dict_and_bool__missing_key_error(me):
    if me["weight"] == 0:
        me["weight"] = 70
    return me, bool(me["hungry"] and me["sleepy"]), bool(me["hungry"] or me["sleepy"])


@variant("dict_and_bool")
def dict_and_bool__copied(me):
    facts = {"weight": 70, **me}
    hungry = me["hungry"] != 0
    sleepy = me["sleepy"] != 0
    return [facts, hungry and sleepy, hungry or sleepy]


@variant("dict_and_bool")
def dict_and_bool__with_ifs(me):
    if me.get("weight") is None:
        me["weight"] = 70
    if me["hungry"] and me["sleepy"]:
        both = True
    else:
        both = False
    if me["hungry"]:
        one = True
    elif me["sleepy"]:
        one = True
    else:
        one = False
    return me, both, one
