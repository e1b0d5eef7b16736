"""The relation types and the rule files in; texts for people out: what each relation means and how English says it."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.model import RelationId
from kg.ontology import load_relations
from kg.rules import load_rule_files

if TYPE_CHECKING:
    from pathlib import Path

    from kg.ontology import RelationType

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "VC": "Words of cooperation",
        "MC": "Deeds of cooperation",
        "XC": "Words of conflict",
        "MX": "Deeds of conflict",
        "ST": "Lasting relations",
    }
)
_WIDTH: Final = 100
_PATTERNS_SHOWN: Final = 12
_EXAMPLES_SHOWN: Final = 3
_NO_ACT: Final = "none (a lasting relation, no act)"


def list_relations(*, group: str | None = None) -> str:
    """Return all relation types with their definitions, or those of a group, under the heads of their groups."""
    relations = load_relations().values()
    width = max(len(relation.id) for relation in relations)
    blocks = []
    for quad, title in GROUPS.items():
        if group in {None, quad}:
            members = [relation for relation in relations if relation.quad == quad]
            lines = [_wrapped(each.definition, head=f"  {each.id:<{width}}  ") for each in members]
            blocks.append("\n".join([f"{title} ({quad})", *lines]))
    return "\n\n".join(blocks)


def describe_relation(name: str, *, rules: Path | None = None) -> str:
    """Return what a relation is: its definition, place in the ontology, examples and some of its patterns.

    ``rules`` is a folder of rule files; None takes the shipped ones.

    Raises
    ------
    KgError
        If there is no such relation; the message has the nearest ones.
    RuleError
        If a rule file is wrong.
    """
    relations = load_relations()
    files = load_rule_files(rules)  # before the name is looked up: a file without its stanza says so itself
    relation = relations.get(RelationId(name))
    if relation is None:
        near = difflib.get_close_matches(name, relations, n=3) or sorted(relations)
        raise KgError(f"relation {name!r} is not in the ontology; choose one of {', '.join(near)}")
    file = next((each for each in files if each.relation.id == relation.id), None)
    patterns = [rule.pattern for rule in file.rules] if file else []
    examples = [sentence for sentence, _, _ in file.examples] if file else []
    lines = [str(relation.id), _wrapped(relation.definition, head="  "), "", *_facts(relation)]
    lines += ["", "Examples", *(_wrapped(each, head="  ") for each in [relation.example, *examples[:_EXAMPLES_SHOWN]])]
    if patterns:
        more = len(patterns) - _PATTERNS_SHOWN
        lines += ["", "How English says it, A being the source and B the target"]
        lines += [f"  {pattern}" for pattern in patterns[:_PATTERNS_SHOWN]]
        lines += [f"  and {more} more in ontology/rules/en/{relation.id}.toml"] if more > 0 else []
    return "\n".join(lines)


def _facts(relation: RelationType) -> list[str]:
    sign = {1: "friendly", 0: "neutral", -1: "hostile"}[relation.sign]
    facts = {
        "group": f"{GROUPS[relation.quad]} ({relation.quad}), root {relation.root}",
        "sign": f"{sign}, weight {relation.weight:+.1f} of 10",
        "direction": "both ways alike" if relation.symmetric else "from source to target",
        "CAMEO": ", ".join(relation.cameo) or _NO_ACT,
        "PLOVER": ", ".join(relation.plover) or _NO_ACT,
        "property": f"ir:{relation.direct_property}",
    }
    return [f"  {name:<10} {value}" for name, value in facts.items()]


def _wrapped(text: str, *, head: str) -> str:
    """Return the text in lines after a head; further lines are indented as far as the head is long."""
    indent = " " * len(head)
    return "\n".join(textwrap.wrap(text, _WIDTH, initial_indent=head, subsequent_indent=indent, break_long_words=False))
