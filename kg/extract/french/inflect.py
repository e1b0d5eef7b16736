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
    "bénir": ("bénit", "bénissent", "béni", "bénir", "béniss", "bénit"),
    "conclure": ("conclut", "concluent", "conclu", "conclur", "conclu", "conclut"),
    "contredire": ("contredit", "contredisent", "contredit", "contredir", "contredis", "contredit"),
    "convaincre": ("convainc", "convainquent", "convaincu", "convaincr", "convainqu", "convainquit"),
    "démentir": ("dément", "démentent", "démenti", "démentir", "dément", "démentit"),
    "dire": ("dit", "disent", "dit", "dir", "dis", "dit"),
    "être": ("est", "sont", "été", "ser", "ét", "fut"),
    "faire": ("fait", "font", "fait", "fer", "fais", "fit"),
    "fournir": ("fournit", "fournissent", "fourni", "fournir", "fourniss", "fournit"),
    "interdire": ("interdit", "interdisent", "interdit", "interdir", "interdis", "interdit"),
    "offrir": ("offre", "offrent", "offert", "offrir", "offr", "offrit"),
    "poursuivre": ("poursuit", "poursuivent", "poursuivi", "poursuivr", "poursuiv", "poursuivit"),
    "reconnaître": ("reconnaît", "reconnaissent", "reconnu", "reconnaîtr", "reconnaiss", "reconnut"),
    "réunir": ("réunit", "réunissent", "réuni", "réunir", "réuniss", "réunit"),
    "rompre": ("rompt", "rompent", "rompu", "rompr", "romp", "rompit"),
    "saisir": ("saisit", "saisissent", "saisi", "saisir", "saisiss", "saisit"),
    "servir": ("sert", "servent", "servi", "servir", "serv", "servit"),
}  # fmt: skip
"""Verbs that are not of the first group, by their principal parts."""
_ENDINGS: Final = {
    "cevoir": ("çoit", "çoivent", "çu", "cevr", "cev", "çut"),
    "pouvoir": ("peut", "peuvent", "pu", "pourr", "pouv", "put"),
    "devoir": ("doit", "doivent", "dû", "devr", "dev", "dut"),
    "vouloir": ("veut", "veulent", "voulu", "voudr", "voul", "voulut"),
    "prévoir": ("prévoit", "prévoient", "prévu", "prévoir", "prévoy", "prévit"),
    "voir": ("voit", "voient", "vu", "verr", "voy", "vit"),
    "prendre": ("prend", "prennent", "pris", "prendr", "pren", "prit"),
    "aindre": ("aint", "aignent", "aint", "aindr", "aign", "aignit"),
    "oindre": ("oint", "oignent", "oint", "oindr", "oign", "oignit"),
    "mettre": ("met", "mettent", "mis", "mettr", "mett", "mit"),
    "battre": ("bat", "battent", "battu", "battr", "batt", "battit"),
    "crire": ("crit", "crivent", "crit", "crir", "criv", "crivit"),
    "uire": ("uit", "uisent", "uit", "uir", "uis", "uisit"),
    "tenir": ("tient", "tiennent", "tenu", "tiendr", "ten", "tint"),
    "venir": ("vient", "viennent", "venu", "viendr", "ven", "vint"),
    "ouvrir": ("ouvre", "ouvrent", "ouvert", "ouvrir", "ouvr", "ouvrit"),
    "dre": ("d", "dent", "du", "dr", "d", "dit"),
}
"""Endings of other verbs that are not of the first group, the longest first: what stands in their place in each part."""
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
    for ending, parts in _ENDINGS.items():
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            singular, plural, participle, future, imperfect, past = parts
            return stem + singular, stem + plural, stem + participle, stem + future, stem + imperfect, stem + past
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
