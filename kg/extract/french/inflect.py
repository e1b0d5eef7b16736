"""A French word in base form in, the forms that news writes it in out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

_STEMS: Final = {
    # infinitive: present singular, present plural, participle (masculine singular), future stem, imperfect stem, past
    "accueillir": ("accueille", "accueillent", "accueilli", "accueiller", "accueill", "accueillit"),
    "aller": ("va", "vont", "allé", "ir", "all", "alla"),
    "avertir": ("avertit", "avertissent", "averti", "avertir", "avertiss", "avertit"),
    "battre": ("bat", "battent", "battu", "battr", "batt", "battit"),
    "bénir": ("bénit", "bénissent", "béni", "bénir", "béniss", "bénit"),
    "combattre": ("combat", "combattent", "combattu", "combattr", "combatt", "combattit"),
    "conclure": ("conclut", "concluent", "conclu", "conclur", "conclu", "conclut"),
    "conduire": ("conduit", "conduisent", "conduit", "conduir", "conduis", "conduisit"),
    "contraindre": ("contraint", "contraignent", "contraint", "contraindr", "contraign", "contraignit"),
    "contredire": ("contredit", "contredisent", "contredit", "contredir", "contredis", "contredit"),
    "convaincre": ("convainc", "convainquent", "convaincu", "convaincr", "convainqu", "convainquit"),
    "convenir": ("convient", "conviennent", "convenu", "conviendr", "conven", "convint"),
    "défendre": ("défend", "défendent", "défendu", "défendr", "défend", "défendit"),
    "démentir": ("dément", "démentent", "démenti", "démentir", "dément", "démentit"),
    "détruire": ("détruit", "détruisent", "détruit", "détruir", "détruis", "détruisit"),
    "dire": ("dit", "disent", "dit", "dir", "dis", "dit"),
    "enjoindre": ("enjoint", "enjoignent", "enjoint", "enjoindr", "enjoign", "enjoignit"),
    "entretenir": ("entretient", "entretiennent", "entretenu", "entretiendr", "entreten", "entretint"),
    "être": ("est", "sont", "été", "ser", "ét", "fut"),
    "faire": ("fait", "font", "fait", "fer", "fais", "fit"),
    "fournir": ("fournit", "fournissent", "fourni", "fournir", "fourniss", "fournit"),
    "intervenir": ("intervient", "interviennent", "intervenu", "interviendr", "interven", "intervint"),
    "interdire": ("interdit", "interdisent", "interdit", "interdir", "interdis", "interdit"),
    "introduire": ("introduit", "introduisent", "introduit", "introduir", "introduis", "introduisit"),
    "inscrire": ("inscrit", "inscrivent", "inscrit", "inscrir", "inscriv", "inscrivit"),
    "maintenir": ("maintient", "maintiennent", "maintenu", "maintiendr", "mainten", "maintint"),
    "mettre": ("met", "mettent", "mis", "mettr", "mett", "mit"),
    "obtenir": ("obtient", "obtiennent", "obtenu", "obtiendr", "obten", "obtint"),
    "offrir": ("offre", "offrent", "offert", "offrir", "offr", "offrit"),
    "ouvrir": ("ouvre", "ouvrent", "ouvert", "ouvrir", "ouvr", "ouvrit"),
    "parvenir": ("parvient", "parviennent", "parvenu", "parviendr", "parven", "parvint"),
    "poursuivre": ("poursuit", "poursuivent", "poursuivi", "poursuivr", "poursuiv", "poursuivit"),
    "prendre": ("prend", "prennent", "pris", "prendr", "pren", "prit"),
    "prévenir": ("prévient", "préviennent", "prévenu", "préviendr", "préven", "prévint"),
    "promettre": ("promet", "promettent", "promis", "promettr", "promett", "promit"),
    "recevoir": ("reçoit", "reçoivent", "reçu", "recevr", "recev", "reçut"),
    "reconnaître": ("reconnaît", "reconnaissent", "reconnu", "reconnaîtr", "reconnaiss", "reconnut"),
    "réduire": ("réduit", "réduisent", "réduit", "réduir", "réduis", "réduisit"),
    "remettre": ("remet", "remettent", "remis", "remettr", "remett", "remit"),
    "rendre": ("rend", "rendent", "rendu", "rendr", "rend", "rendit"),
    "répondre": ("répond", "répondent", "répondu", "répondr", "répond", "répondit"),
    "retenir": ("retient", "retiennent", "retenu", "retiendr", "reten", "retint"),
    "réunir": ("réunit", "réunissent", "réuni", "réunir", "réuniss", "réunit"),
    "revenir": ("revient", "reviennent", "revenu", "reviendr", "reven", "revint"),
    "rompre": ("rompt", "rompent", "rompu", "rompr", "romp", "rompit"),
    "saisir": ("saisit", "saisissent", "saisi", "saisir", "saisiss", "saisit"),
    "servir": ("sert", "servent", "servi", "servir", "serv", "servit"),
    "soutenir": ("soutient", "soutiennent", "soutenu", "soutiendr", "souten", "soutint"),
    "soumettre": ("soumet", "soumettent", "soumis", "soumettr", "soumett", "soumit"),
    "suspendre": ("suspend", "suspendent", "suspendu", "suspendr", "suspend", "suspendit"),
    "tenir": ("tient", "tiennent", "tenu", "tiendr", "ten", "tint"),
    "transmettre": ("transmet", "transmettent", "transmis", "transmettr", "transmett", "transmit"),
    "vendre": ("vend", "vendent", "vendu", "vendr", "vend", "vendit"),
    "venir": ("vient", "viennent", "venu", "viendr", "ven", "vint"),
    "voir": ("voit", "voient", "vu", "verr", "voy", "vit"),
}  # fmt: skip
"""Verbs that are not of the first group, by their principal parts."""
_DOUBLED: Final = frozenset({"appeler", "rappeler"})
_GRAVE: Final = "lever mener geler acheter emmener relever enlever".split()
_ACUTE: Final = "célébrer céder libérer régler révéler réitérer coopérer considérer délibérer espérer protéger procéder transférer".split()


@cache
def verb_forms(verb: str) -> frozenset[str]:
    """Return the infinitive, participles, third persons and the present with "nous" of a verb.

    >>> sorted(verb_forms("menacer"))[:5]
    ['menace', 'menacent', 'menacer', 'menacera', 'menaceraient']
    """
    singular, plural, participle, future, imperfect, past = _principal_parts(verb)
    return frozenset(
        (
            verb, singular, plural, *adjective_forms(participle), past, *_past_plural(past),
            *(future + end for end in ("a", "ont", "ait", "aient")),
            *(imperfect + end for end in ("ait", "aient", "ons")), _gerund(verb, plural, imperfect),
        )
    )  # fmt: skip


def _principal_parts(verb: str) -> tuple[str, str, str, str, str, str]:
    if verb in _STEMS:
        return _STEMS[verb]
    if verb.endswith("ir"):
        stem = verb[:-1]
        return stem + "t", stem + "ssent", stem, verb, stem + "ss", stem + "t"
    stem = verb[:-2]
    soft = _softened(stem)
    strong, future = stem, verb
    if verb in _DOUBLED:
        strong = stem + stem[-1]
        future = strong + "er"
    elif verb in _GRAVE:
        strong = _accented(stem, "e", "è")
        future = strong + "er"
    elif verb in _ACUTE:
        strong = _accented(stem, "é", "è")
    elif verb.endswith(("oyer", "uyer")):
        strong = stem[:-1] + "i"
        future = strong + "er"
        if verb.endswith("envoyer"):
            future = stem[:-2] + "err"
    return strong + "e", strong + "ent", stem + "é", future, soft, soft + "a"


def _softened(stem: str) -> str:
    """Return the stem before "a": "menaça", "engagea"."""
    if stem.endswith("c"):
        return stem[:-1] + "ç"
    return stem + "e" if stem.endswith("g") else stem


def _accented(stem: str, plain: str, accented: str) -> str:
    at = stem.rfind(plain)
    return stem[:at] + accented + stem[at + 1 :]


def _gerund(verb: str, plural: str, imperfect: str) -> str:
    return {"être": "étant", "aller": "allant"}.get(verb, imperfect + "ant" if plural else imperfect)


def _past_plural(past: str) -> Iterator[str]:
    if past.endswith("a"):
        yield past[:-1].removesuffix("e") + "èrent" if past.endswith("gea") else past[:-1].replace("ç", "c") + "èrent"
    elif past.endswith("int"):
        yield past[:-1] + "rent"
    elif past.endswith("t"):
        yield past[:-1] + "rent"


@cache
def adjective_forms(word: str) -> frozenset[str]:
    """Return the four forms of an adjective or participle given in the masculine singular.

    >>> sorted(adjective_forms("mis")), sorted(adjective_forms("allié"))
    (['mis', 'mise', 'mises'], ['allié', 'alliée', 'alliées', 'alliés'])
    """
    feminine = word if word.endswith("e") else word + "e"
    return frozenset((word, feminine, _plural(word), _plural(feminine)))


@cache
def noun_forms(noun: str) -> frozenset[str]:
    """Return a noun in the singular and the plural.

    >>> sorted(noun_forms("arsenal")), sorted(noun_forms("appel"))
    (['arsenal', 'arsenaux'], ['appel', 'appels'])
    """
    return frozenset((noun, _plural(noun)))


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")
