"""Tokens of a French slot in, the actors that fill it out: named there, coordinated with it, or its owners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract.fillers import Filler
from kg.extract.french.slots import coordinated, obliques
from kg.extract.mentions import Mentions

_OWNER_TRUST: Final = 0.9
_DEEPEST: Final = 2
_DE: Final = frozenset({"de"})
_APART: Final = frozenset(
    "rebelle rebelles opposant opposants opposition manifestant manifestants militant militants dissident dissidents migrant "
    "migrants réfugié réfugiés exilé exilés étudiant étudiants joueur joueurs joueuse équipe club acteur actrice écrivain "
    "chanteur chanteuse réalisateur artiste tribunal hôpital université école église stade aéroport gare rue place sélection "
    "athlète athlètes pilote sportif sportifs victimes famille familles population film livre marché bourse championnat "
    "langue côte frontière pays continent séparatistes otages otage diaspora".split()
)
"""Nouns that are not of the state beside them: what they do, or what is done to them, is not its affair."""
_OTHERS: Final = frozenset(
    "entreprise entreprises groupe géant société sociétés banque banques constructeur compagnie presse média médias journal "
    "chaîne télévision agence journaliste journalistes ong association syndicat syndicats parti cour civils civil citoyen "
    "citoyens ressortissant ressortissants homme hommes femme ministre".split()
)
"""Nouns that do not act for the state beside them, though what is done to them may be done to it."""
_PEOPLE: Final = frozenset(
    "diplomate diplomates ressortissant ressortissants citoyen citoyens soldat soldats agent agents prisonnier prisonniers "
    "détenu détenus pêcheur pêcheurs marin marins responsable responsables ambassadeur journaliste journalistes otage otages "
    "navire navires pétrolier pétroliers avion avions drone drones banque banques entreprise entreprises société sociétés journaliste journalistes civils espion espions avoirs "
    "produits véhicules importations subventions vin acier aluminium position positions cible cibles base bases".split()
)
"""Nouns through which their state is dealt with, for better and worse: "libérer des pêcheurs thaïlandais"."""


def fill(tokens: Iterable[Token], mentions: Mentions, *, acting: bool = False, owners: bool = False) -> list[Filler]:
    """Return the actors that some tokens stand for, those coordinated with them included; no actor twice.

    ``acting`` fills the side that acts, for which a town is nothing's owner; ``owners`` lets an adjective stand for its state.
    """
    found: dict[tuple[str, int], Filler] = {}
    for token in tokens:
        for node in coordinated(token):
            for filler in _actors(node, mentions, 1.0, acting=acting, owners=owners):
                found.setdefault((filler.found.actor.id, filler.found.start), filler)
    return list(found.values())


def _actors(
    token: Token, mentions: Mentions, trust: float, *, acting: bool, owners: bool = False, depth: int = 0
) -> list[Filler]:
    at = mentions.at(token)
    if at:
        modifier = depth > 0 and at[0].form == "adjective" and token.head.lower_ not in _PEOPLE
        return [
            Filler(found, trust, owned=depth > 0, modifier=modifier)
            for found in at
            if not (found.form == "adjective" and ((depth == 0 and not owners) or found.kind != "state"))
            and not (found.form == "place" and depth > 0 and acting)
        ]
    if depth >= _DEEPEST or token.pos_ not in {"NOUN", "ADJ", "NUM", "PRON", "DET"} or token.lower_ in _APART:
        return []
    if acting and token.lower_ in _OTHERS:
        return []
    for owner in owners_of(token):
        found = [
            filler
            for node in coordinated(owner)
            for filler in _actors(node, mentions, trust * _OWNER_TRUST, acting=acting, depth=depth + 1)
        ]
        if found:
            return found
    return []


def owners_of(noun: Token) -> Iterator[Token]:
    """Yield what a noun belongs to: adjectives of states, and what follows "de"."""
    yield from (
        child
        for child in noun.children
        if child.dep_ in {"amod", "acl", "appos"} and child.i > noun.i and child.pos_ != "PROPN"
    )
    yield from obliques([noun], _DE)
