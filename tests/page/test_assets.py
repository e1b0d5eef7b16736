"""The parts of the page's script and style fit together, and what stands in them stands so in Python too."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import kg.page
from kg.commands.view import VIEWS
from kg.decisions import SHEET_COLUMNS
from kg.graph import SIGN_OF_QUAD
from kg.model import MODALITIES
from kg.page import style
from kg.page.data import GROUPS
from kg.page.facets import NO_SOURCE, STATUSES
from kg.page.html import SCRIPTS, STYLES
from kg.page.network import MOST_ACTORS, OPENING_ACTORS
from kg.page.pairs import pairs_of
from kg.page.selection import KINDS
from kg.rdf.entities import CLASS_OF_KIND
from kg.rdf.namespaces import Namespaces
from tests.page.invented import RELATIONS, invented_corpus, ties_of

ASSETS = Path(kg.page.__file__).with_name("assets")
LINE_OF_STATUS = {"done": "solid", "planned": "dashed", "denied": "dotted"}


def found_in(part: str, pattern: str) -> str:
    """Return what the group of the pattern holds in the one place of an asset where it fits."""
    (found,) = re.findall(pattern, (ASSETS / part).read_text("utf-8"))
    return str(found)


def constant(part: str, name: str) -> object:
    """Return the value of a constant of the script that is written as plain values on one line."""
    written = found_in(part, rf"(?m)^const {name} = (.*);$")
    return json.loads(re.sub(r"([{,] *)(\w+):", r'\1"\2":', written))


def test_no_two_parts_of_the_script_declare_one_name() -> None:
    declared = [
        name
        for part in SCRIPTS
        for line in re.findall(r"^(?:const|let|function) ([^=\n]*)", (ASSETS / part).read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"[A-Za-z_$][\w$]*", line)
    ]

    assert len(declared) > 100
    assert [name for name, count in Counter(declared).items() if count > 1] == []


def test_every_part_is_joined_once() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in ASSETS.glob("*.js"))
    assert sorted(STYLES) == sorted(path.stem for path in (ASSETS / "css").glob("*.css"))


def test_the_script_numbers_modalities_and_statuses_as_python_does() -> None:
    assert constant("words.js", "STATUS_WORDS") == list(MODALITIES)
    assert constant("model.js", "STATUS") == list(STATUSES)


def test_the_script_calls_things_as_figures_and_captions_do() -> None:
    kinds, statuses = constant("words.js", "KINDS"), constant("words.js", "STATUSES")

    assert isinstance(kinds, dict)
    assert isinstance(statuses, dict)
    assert {kind: f"{word.lower()}s" for kind, word in kinds.items()} == KINDS
    assert {status: word.lower() for status, word in statuses.items()} == STATUSES
    assert constant("words.js", "NO_SOURCE") == NO_SOURCE


def test_shapes_and_dashes_of_the_script_are_those_of_the_network() -> None:
    dashes = constant("network.js", "DASHES")

    assert isinstance(dashes, dict)
    assert constant("network.js", "SHAPES") == style.SHAPES
    assert {LINE_OF_STATUS[status]: dash for status, dash in dashes.items()} == style.DASHES


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_the_light_page_are_those_of_figures_and_the_dark_one_has_its_own(theme: str) -> None:
    block = found_in("css/base.css", r"(?s):root \{(.*?)\}" if theme == "light" else r'(?s)="dark"\] \{(.*?)\}')
    colours = dict(re.findall(r"--(coop|host|grey): (#[0-9a-f]{6});", block))

    figures = {"coop": style.COOPERATIVE, "host": style.HOSTILE, "grey": style.MIXED}
    same = {name: colours[name] == colour.lower() for name, colour in figures.items()}
    assert same == dict.fromkeys(figures, theme == "light")


def test_lines_of_the_script_are_as_wide_and_as_full_as_those_of_the_network() -> None:
    width = found_in("network.js", r"const widthOf = \(\{ weight \}\) => (.*);")
    fullness = found_in("network.js", r"Math\.min\(1, ([0-9.]+) \+ Math\.abs\(standing\.t\)\)")
    base, factor, least = map(float, re.findall(r"[0-9.]*[0-9]", width))
    symmetric = frozenset(str(name) for name, kind in RELATIONS.items() if kind.symmetric)
    corpus = invented_corpus(events=150)

    pairs = pairs_of(corpus, ties_of(corpus), symmetric=symmetric)

    assert width == f"{base:g} + {factor:g} * Math.sqrt(Math.max(weight, {least:g}))"
    assert any(pair.tie is None for pair in pairs)
    for pair in pairs:
        strength = abs(pair.tie.strength) if pair.tie else 0.0
        assert style.edge_width(pair) == pytest.approx(base + factor * max(strength, least) ** 0.5, abs=0.006)
        if pair.sign:
            full = style.COOPERATIVE if pair.sign > 0 else style.HOSTILE
            share = min(1.0, float(fullness) + strength)
            assert style.edge_colour(pair) == style.mixed(style.MIXED, full, share=share)


def test_the_command_knows_the_views_of_the_page_in_their_order() -> None:
    # Each view is pushed by the part of the script that draws it, so that the order of the parts is theirs.
    pushed = [
        name
        for part in SCRIPTS
        for name in re.findall(r'views\.push\(\{\s*id: "(\w+)"', (ASSETS / part).read_text("utf-8"))
    ]

    assert tuple(pushed) == VIEWS


def test_the_turtle_of_the_page_has_the_prefixes_and_classes_of_the_graph() -> None:
    base = "https://example.org/kg/"
    block = found_in("saveturtle.js", r"(?s)turtlePrefixes = \(\) => \(\{(.*?)\}\);")
    terms = {"IR_TERMS": constant("saveturtle.js", "IR_TERMS")}

    spelt = {
        name: terms.get(value) or value.strip('"`').replace("${data.base}", base)
        for name, value in re.findall(r"(\w+): (.+),\n", block)
    }

    assert len(spelt) == block.count("\n") - 1
    assert spelt == {name: Namespaces(base=base).prefixes[name] for name in spelt}
    assert constant("saveturtle.js", "CLASS_OF_KIND") == CLASS_OF_KIND


def test_the_choices_of_the_page_are_numbers_that_an_address_may_ask_for() -> None:
    choices = json.loads(found_in("network.js", r"MOST_CHOICES = \[\.\.\.new Set\((\[.*?), data\.limit\]") + "]")

    assert OPENING_ACTORS in choices
    assert max(choices) <= MOST_ACTORS


def test_groups_of_acts_have_a_sign_and_lasting_relations_none() -> None:
    assert GROUPS.keys() - SIGN_OF_QUAD.keys() == {"ST"}


def test_the_sheet_of_corrections_has_the_columns_that_decide_reads() -> None:
    assert constant("corrections.js", "SHEET_HEAD") == list(SHEET_COLUMNS)
