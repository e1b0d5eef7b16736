"""A token of a French parse in, the tokens that fill its grammatical slots out: who acts, on what, with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})
_RELATIVES: Final = frozenset({"qui", "que", "qu'", "lequel", "laquelle", "lesquels", "dont"})
_CONTRACTIONS: Final = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de"}
_RELAYS: Final = frozenset("égard encontre faveur direction intention adresse côtés auprès".split())
"""Words that make a preposition: "à l'égard de B", "auprès de B"."""
_ACTIVE_WITH_BE: Final = frozenset(
    "arrivé arrivée arrivés arrivées rendu rendue rendus rendues allé allée allés allées venu venue venus venues parti partie "
    "partis revenu revenue devenu devenue devenus devenues convenu convenus parvenu parvenus resté restée entré entrée "
    "intervenu intervenue retourné retournée".split()
)
"""Participles that form their perfect with "être" and are no passive."""
_CONTROL: Final = frozenset(
    "exhorté exhorte exhortent exhortait appelé appelle appellent appelait pressé presse pressent invité invite invitent sommé "
    "somme somment accusé accuse accusent encouragé encourage autorisé autorise forcé contraint obligé soupçonné soupçonne "
    "aidé aide félicité félicite remercié remercie critiqué critique condamné condamne empêché empêche".split()
)
"""Verbs whose object does what their infinitive says: "accuse B d'armer"."""
_INDIRECT: Final = frozenset(
    "demandé demande demandent demandait ordonné ordonne enjoint promis permis interdit proposé propose conseillé reproché reproche "
    "suggéré recommandé".split()
)
"""Verbs whose "à B" does what their infinitive says: "demande à B de partir"; but who promises does it himself."""
_PROMISING: Final = frozenset({"promis", "promet", "promettent", "proposé", "propose"})
_DOCUMENTS: Final = frozenset("résolution communiqué déclaration texte lettre loi motion décret".split())
_MAX_UP: Final = 5


def is_verb(token: Token) -> bool:
    """Return whether a token is read as a verb."""
    return token.pos_ in {"VERB", "AUX"}


def is_passive(verb: Token) -> bool:
    """Return whether a verb form is passive: by its auxiliary, its subject, or as a participle without one."""
    if verb.lower_ in _ACTIVE_WITH_BE or is_reflexive(verb):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"aux:pass", "nsubj:pass"}:
        return True
    if verb.morph.get("VerbForm", []) != ["Part"] or verb.morph.get("Tense", []) == ["Pres"]:
        return False
    if any(child.dep_ == "cop" or (child.dep_ == "aux:tense" and child.lower_ in _BE) for child in verb.children):
        return True
    return "aux:tense" not in deps and not (verb.dep_ == "conj" and _has_auxiliary(verb.head))


_BE: Final = frozenset("est sont était étaient sera seront serait seraient fut furent être été".split())


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ == "aux:tense" and child.lower_ not in _BE for child in verb.children)


def is_reflexive(verb: Token) -> bool:
    """Return whether a verb has a reflexive pronoun."""
    return any(
        child.lower_ in {"se", "s'"} and child.i < verb.i and child.dep_.startswith(("expl", "obj", "iobj"))
        for child in verb.children
    )


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the grammatical subjects of a verb, shared, controlled and relative ones included."""
    own = tuple(child for child in verb.children if child.dep_ in _SUBJECTS)
    if own:
        return tuple(_antecedent(token, verb) for token in own)
    head = verb.head
    if depth >= _MAX_UP or head == verb:
        return ()
    if verb.dep_ == "conj" and is_verb(head):
        return subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"} and is_verb(head) and _is_infinitive(verb):
        return controllers(head) or subjects(head, depth + 1)
    if verb.dep_ == "advcl" and is_verb(head) and verb.morph.get("VerbForm", []) in (["Inf"], ["Part"]):
        return subjects(head, depth + 1)
    if verb.dep_ in {"acl", "acl:relcl", "amod"}:
        if _is_infinitive(verb) and is_verb(head.head):
            return subjects(head.head, depth + 1)
        if head.dep_ == "obj" and head.lower_ in _DOCUMENTS and is_verb(head.head):
            return (head, *subjects(head.head, depth + 1))  # "a voté une résolution condamnant B"
        return (head,)
    return ()


def _is_infinitive(verb: Token) -> bool:
    return verb.morph.get("VerbForm", []) == ["Inf"] or any(
        child.morph.get("VerbForm", []) == ["Inf"] for child in verb.children if child.dep_.startswith("aux")
    )


def controllers(verb: Token) -> tuple[Token, ...]:
    """Return who is to do what a verb's infinitive says, nobody where that is its subject."""
    if verb.lower_ in _CONTROL:
        return patients(verb)
    if verb.lower_ in _INDIRECT - _PROMISING:
        return tuple(obliques([verb], frozenset({"à"})))
    return ()


def _antecedent(token: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, any other token as it is."""
    if token.lower_ in _RELATIVES:
        clause = verb
        while clause.dep_ in {"conj", "xcomp"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ in {"acl:relcl", "acl", "dep"} and clause.head.i < token.i:
            return clause.head
    return token


def agents(verb: Token) -> tuple[Token, ...]:
    """Return who acts: the subject of an active verb, what follows "par" after a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    return tuple(child for child in verb.children if child.dep_.startswith("obl") and "par" in prepositions(child))


def patients(verb: Token) -> tuple[Token, ...]:
    """Return what is acted upon: the objects of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return subjects(verb)
    return tuple(_antecedent(child, verb) for child in verb.children if child.dep_ == "obj" and not prepositions(child))


def prepositions(token: Token) -> frozenset[str]:
    """Return the prepositions before a token in the base form; "face à" is one word more."""
    found = set()
    for child in token.children:
        if child.dep_ != "case" and not (child.dep_ in {"det", "mark"} and child.pos_ == "ADP"):
            continue
        word = _CONTRACTIONS.get(child.lower_, child.lower_)
        if child.lower_ == "des" and child.pos_ == "DET":
            continue
        found.add(word)
        for fixed in child.children:
            if fixed.dep_ == "fixed":
                found |= {f"{word}_{_CONTRACTIONS.get(fixed.lower_, fixed.lower_)}"}
    return frozenset(found)


def obliques(nodes: Iterable[Token], preps: frozenset[str]) -> Iterator[Token]:
    """Yield what the given prepositions govern below any of the nodes, in the order of the text."""
    for node in nodes:
        for child in node.children:
            if child.dep_ in {"acl", "amod", "acl:relcl"} and child.lower_ in preps:  # "visant B"
                yield from (inner for inner in child.children if inner.dep_ == "obj")
            if child.dep_ in {"case", "det", "punct", "cc", "mark", "conj"} or child.dep_ in _SUBJECTS:
                continue
            found = prepositions(child)
            if child.lower_ in _RELAYS and child.lower_ in preps:
                yield from (inner for inner in child.children if inner.dep_ in {"nmod", "obl:arg", "obl:mod"})
            elif found & preps and not (is_verb(child) and _is_infinitive(child)):
                yield child
            elif "de" in found and "de" not in preps and child.pos_ == "NOUN" and not is_verb(node):
                # "des avions de combat face à B": the parser hangs B on the nearest noun
                yield from (inner for inner in child.children if prepositions(inner) & preps and inner.dep_ != "case")


def infinitives(node: Token, preps: frozenset[str]) -> Iterator[Token]:
    """Yield the infinitives below a verb or noun: "menace de frapper B"."""
    for child in node.children:
        if child.dep_ in {"xcomp", "ccomp", "acl", "advcl", "obl:arg", "obl:mod"} and _is_infinitive(child):
            marks = {
                _CONTRACTIONS.get(mark.lower_, mark.lower_) for mark in child.children if mark.dep_ in {"mark", "case"}
            }
            if marks & preps:
                yield child


def coordinated(token: Token) -> tuple[Token, ...]:
    """Return a token and everything coordinated with it, in the order of the text."""
    return tuple(
        sorted(
            {token, *(other for other in token.conjuncts if other.i > token.i and not is_verb(other))},
            key=lambda t: t.i,
        )
    )


def deed(trigger: Token) -> Token:
    """Return the verb that an event noun is an object or subject of, else the trigger itself."""
    node = trigger
    while not is_verb(node) and node.dep_ in {"obj", "nsubj:pass", "conj", "nsubj"} and node.head != node:
        node = node.head
    return node if is_verb(node) else trigger
