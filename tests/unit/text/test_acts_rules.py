"""Every rule finds its own examples and leaves its counterexamples alone."""

import pytest
from tests.unit.text.reading import read

from kg.model.facts import Act
from kg.text.acts.frames import Frame
from kg.text.acts.grammar import grammar
from kg.text.lexicon import languages, load


def _rules() -> dict[str, Frame]:
    rules: dict[str, Frame] = {}
    for language in languages():
        if "frames" in load(language).tables:
            compiled = grammar(load(language))
            rules |= {frame.id: frame for frames in compiled.frames.values() for frame in frames}
            rules |= {nominal.frame.id: nominal.frame for nominal in compiled.nominals}
    return rules


RULES = _rules()


def _by_rule(text: str, rule: str) -> tuple[Act, ...]:
    return tuple(act for act in read(text, rule[:2]) if act.evidence.rule == rule)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_has_examples_of_both_kinds(rule: str) -> None:
    assert RULES[rule].examples
    assert RULES[rule].counterexamples


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in sorted(RULES) for e in RULES[r].examples])
def test_rule_finds_its_example(rule: str, example: str) -> None:
    start, end = example.index("["), example.index("]") - 1
    text = example.replace("[", "").replace("]", "")
    found = _by_rule(text, rule)
    assert [(act.trigger.start, act.type) for act in found] == [(start, RULES[rule].type)], read(text, rule[:2])
    assert found[0].trigger.start < end <= max(found[0].trigger.end, end)


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in sorted(RULES) for e in RULES[r].counterexamples])
def test_rule_leaves_its_counterexample(rule: str, example: str) -> None:
    assert _by_rule(example, rule) == ()
