"""The words of a French office in, the offices of kg's tables out: who may be meant by "le chef de la diplomatie"."""

from __future__ import annotations

import re
from typing import Final

from kg.reference import HEADS

DETERMINERS: Final = frozenset("le la les l' un une son sa ses leur leurs ce cette cet d' de des du au aux".split())
"""Words before an office, its name or a state; those of one letter keep their apostrophe."""
CONTRACTED: Final = frozenset("au aux du des de d'".split())
"""Determiners that hold a preposition: they stay outside of what a name or office is merged into."""
BEFORE: Final = frozenset(
    "ancien ancienne ex nouveau nouvelle premier première vice actuel actuelle futur future haut haute feu jeune puissant".split()
)
"""Words before the noun of an office that belong to it."""
PAST: Final = frozenset("ancien ancienne ex feu".split())
HEADS_OF_ROLES: Final = frozenset(
    "président présidente présidents ministre ministres chancelier chancelière roi reine souverain monarque émir sultan prince "
    "pape ayatollah guide dirigeant dirigeante dirigeants leader chef cheffe chefs secrétaire porte-parole ambassadeur "
    "ambassadrice émissaire envoyé envoyée représentant représentante conseiller conseillère négociateur négociatrice "
    "député députée sénateur sénatrice général amiral commandant gouverneur procureur procureure patron patronne directeur "
    "directrice homologue vice-président vice-présidente vice-ministre premier-ministre commissaire opposant opposante".split()
)
NO_HOLDER: Final = frozenset(
    "porte-parole ambassadeur ambassadrice émissaire envoyé envoyée représentant représentante conseiller conseillère "
    "négociateur négociatrice député députée sénateur sénatrice général amiral commandant gouverneur vice-président "
    "vice-présidente vice-ministre opposant opposante".split()
)
"""Heads of offices that many hold, or whose further words name another's office: "porte-parole de la présidence"."""
AGAINST: Final = frozenset("opposant opposante".split())
"""Heads of those who do not act for the state that is said with them."""
ADJECTIVES: Final = frozenset(
    "général générale suprême héritier héritière sortant sortante adjoint adjointe spécial spéciale élu élue intérimaire "
    "étrangères étranger étrangers armées national nationale militaire permanent permanente principal principale fédéral "
    "fédérale démocrate républicain conservateur travailliste nucléaire".split()
)
PORTFOLIOS: Final = frozenset(
    "affaires défense diplomatie état etat gouvernement intérieur économie finances armée armées commerce énergie état-major "
    "junte opposition pentagone forces sécurité justice république parlement présidence conseil exécutif parti ministère "
    "renseignement guerre paix relations extérieur extérieures".split()
)
"""Nouns after "de" that tell what office is meant."""
BODIES: Final = {
    "gouvernement": "", "armée": "military", "armées": "military", "forces": "military", "marine": "navy",
    "aviation": "air force", "police": "police", "justice": "judiciary", "diplomatie": "foreign ministry",
    "présidence": "presidency", "parlement": "parliament", "ministère": "ministry", "autorités": "", "junte": "",
    "exécutif": "", "pouvoir": "", "régime": "", "administration": "", "état-major": "military", "troupes": "military",
    "soldats": "military", "militaires": "military", "services": "", "garde": "", "ambassade": "embassy",
    "délégation": "", "avions": "air force", "navires": "navy", "chasseurs": "air force", "marines": "navy",
    "armements": "", "responsables": "", "dirigeants": "", "négociateurs": "", "diplomates": "", "responsable": "",
    "royaume": "", "république": "", "peuple": "", "missiles": "military", "drones": "military", "frappes": "military",
    "tirs": "military", "côté": "", "partie": "", "sénat": "parliament", "assemblée": "parliament", "agresseur": "",
}  # fmt: skip
"""Nouns that act for the state beside them, with the organ that kg names."""

_OFFICES: Final = (
    (re.compile(r"premi(?:er|ère)[ -]ministre|chef(?:fe)? du gouvernement|premiers ministres"),
     frozenset({"prime-minister", "interim-prime-minister", "premier"})),
    (re.compile(r"affaires étrangères|chef(?:fe)?s? de la diplomatie"), frozenset({"foreign-minister"})),
    (re.compile(r"ministres? .*défense|chef(?:fe)? du pentagone|ministres? .*armées"), frozenset({"defence-minister"})),
    (re.compile(r"guide suprême|ayatollah"), frozenset({"supreme-leader"})),
    (re.compile(r"secrétaire général"), frozenset({"secretary-general"})),
    (re.compile(r"chanceli"), frozenset({"chancellor"})),
    (re.compile(r"prince héritier"), frozenset({"crown-prince"})),
    (re.compile(r"^(?:le |la )?(?:roi|reine|souverain|monarque|émir|sultan)"), frozenset({"monarch"})),
    (re.compile(r"pape"), frozenset({"pope"})),
    (re.compile(r"président"), frozenset({"president", "interim-president"})),
    (re.compile(r"chef(?:fe)? de l'état"), frozenset({"president", "interim-president"})),
    (re.compile(r"dirigeant|leader"), HEADS),
)  # fmt: skip
_FOREIGN_SECRETARIES: Final = frozenset({"united-states", "vatican"})
"""States whose foreign minister is called secretary of state."""


def offices_of(words: tuple[str, ...], owner: str) -> frozenset[str]:
    """Return the offices that the words of a role mean, none where they name no single one.

    ``owner`` is the id of the state or organisation.

    >>> sorted(offices_of(("chef", "de", "la", "diplomatie"), "iran")), sorted(offices_of(("porte-parole",), "iran"))
    (['foreign-minister'], [])
    """
    heads = set(words) - ({"général"} if "secrétaire" in words else set())
    if heads & (NO_HOLDER | PAST) or {"adjoint", "adjointe", "opposition"} & set(words):
        return frozenset()
    text = " ".join(words).replace("' ", "'").replace("etat", "état")
    if "secrétaire d'état" in text:
        return frozenset({"foreign-minister"}) if owner in _FOREIGN_SECRETARIES else frozenset()
    found = next((offices for pattern, offices in _OFFICES if pattern.search(text)), frozenset())
    if owner == "european-union" and "foreign-minister" in found:
        return frozenset({"high-representative"})
    return found
