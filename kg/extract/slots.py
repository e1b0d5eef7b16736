"""A token of a dependency parse in, the tokens that fill its grammatical slots out: who acts, on what, with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from kg.extract.denial_words import CLAIMS, REJECTING

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj", "dative", "oprd", "attr"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
ASKING_NOUNS: Final = frozenset(
    "invitation invitations request requests call calls demand demands appeal appeals order orders permission pressure".split()
)
"""Nouns whose infinitive tells what another one is to do."""
ASKING_VERBS: Final = frozenset(
    "call calls called calling appeal appeals appealed appealing plead pleads pleaded pleading prevail prevailed".split()
)
"""Verbs whose infinitive tells what the object of their preposition is to do."""
_MEANS: Final = frozenset("phone telephone video radio satellite email letter telegram fax hotline".split())
_PREP_DEPS: Final = frozenset({"prep", "agent", "dative", "prt", "advmod", "mark"})
_MAX_UP: Final = 5


def is_verb(token: Token) -> bool:
    """Return whether a token is tagged as a verb."""
    return token.tag_[:2] == "VB" or token.tag_ == "MD"


def is_noun(token: Token) -> bool:
    """Return whether a token is tagged as a noun."""
    return token.tag_[:2] == "NN"


def is_passive(verb: Token) -> bool:
    """Return whether a verb form is passive: by its auxiliary, its subject, or as a participle after a noun."""
    has_object = False
    for child in verb.children:
        if child.dep_ in {"auxpass", "nsubjpass"}:
            return True
        if child.dep_ == "dobj":
            has_object = True
        if child.dep_ == "agent" and any(inner.lower_ in _MEANS for inner in child.children):
            return False  # "the two conferred by phone"
    if verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        return not has_object or verb.dep_ == "acl" or any(child.dep_ == "agent" for child in verb.children)
    return verb.tag_ == "VBD" and not has_object and any(child.dep_ == "agent" for child in verb.children)


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the grammatical subjects of a verb, shared, controlled and relative ones included."""
    own = tuple(child for child in verb.children if child.dep_ in SUBJECTS)
    if own:
        return tuple(_antecedent(token, verb) for token in own)
    if depth >= _MAX_UP:
        return ()
    head = verb.head
    if verb.dep_ == "ROOT" and verb.tag_ in {"VBZ", "VBP", "VBD", "VB"}:
        # Headlines: "India denounces Pakistan" with India taken for a modifier of the verb
        return tuple(
            child
            for child in verb.children
            if child.i < verb.i
            and child.dep_ in {"compound", "nmod", "amod", "npadvmod", "dep"}
            and child.tag_[:3] == "NNP"
        )
    if head == verb:
        return ()
    borrow = _BORROWERS.get(verb.dep_)
    return borrow(verb, head, depth + 1) if borrow else ()


def _of_coordination(_verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    return subjects(head, depth) if is_verb(head) else ()


def _of_infinitive(_verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """Tell object control ("A urged B to leave") from subject control ("A wants to leave")."""
    if not is_verb(head):
        return subjects(head.head, depth) if is_verb(head.head) and head.dep_ == "acomp" else ()
    controllers = tuple(child for child in head.children if child.dep_ in {"dobj", "dative"})
    return controllers or _asked(head) or subjects(head, depth)


def _asked(verb: Token) -> tuple[Token, ...]:
    """Return whom a verb of asking turns to: "called on Armenia to pull out", "appealed to Iran to stop"."""
    return (
        tuple(prepositional([verb], frozenset({"on", "upon", "to", "for", "with"})))
        if verb.lower_ in ASKING_VERBS
        else ()
    )


def _of_clause(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    return _of_infinitive(verb, head, depth) if verb.tag_ == "VB" else ()


def _of_adverbial(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    if not is_verb(head) or verb.tag_ not in {"VBG", "VB", "VBN"}:
        return ()
    asked = _asked(head) if verb.tag_ == "VB" else ()
    return asked or subjects(head, depth)


def _of_gerund(_verb: Token, prep: Token, depth: int) -> tuple[Token, ...]:
    upper = prep.head
    if upper.dep_ == "advmod":  # "stopped short of blaming B"
        upper = upper.head
    if upper.lower_ in CLAIMS and upper.head.lower_ in REJECTING and upper.dep_ == "dobj":
        return subjects(upper.head, depth)  # "rejected accusations of arming B": who rejects them is said to do it
    if not is_verb(upper):
        return ()
    # "thanked B for freeing", "accused B of arming": B acts
    blamed = patients(upper) if prep.lower_ in {"for", "of"} else ()
    return blamed or subjects(upper, depth)


def _of_noun(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if verb.tag_ != "VB" or verb.dep_ == "relcl":
        return (noun,)
    upper = subjects(noun.head, depth) if is_verb(noun.head) else ()
    if noun.lower_ in ASKING_NOUNS:
        # "accepted Kim's invitation to visit", "a call on Iran to stop": the one who is asked acts
        return tuple(prepositional([noun], frozenset({"to", "on", "for"}))) or upper
    return (noun, *upper)  # "a plan to attack", "the decision to expel": who has the plan


def _of_sequence(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """Read "A waited, then shook hands with B", where the parser leaves the second verb unattached."""
    return subjects(head, depth) if is_verb(head) and head.i < verb.i else ()


_BORROWERS: Final[Mapping[str, Callable[[Token, Token, int], tuple[Token, ...]]]] = {
    "conj": _of_coordination,
    "xcomp": _of_infinitive,
    "ccomp": _of_clause,
    "advcl": _of_adverbial,
    "pcomp": _of_gerund,
    "acl": _of_noun,
    "relcl": _of_noun,
    "dep": _of_sequence,
}
"""Where a verb without a subject of its own takes it from, by how the verb hangs."""


def _antecedent(token: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, any other token as it is."""
    if token.lower_ in RELATIVES:
        clause = verb
        while clause.dep_ in {"conj", "xcomp"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def agents(verb: Token) -> tuple[Token, ...]:
    """Return who acts: the subject of an active verb, what follows "by" after a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    own = [child for child in verb.children if child.dep_ in {"agent", "prep"} and child.lower_ == "by"]
    if not own:  # "was sent a letter by A": the parser hangs "by" on the letter
        own = [
            inner
            for child in verb.children
            if child.dep_ in OBJECTS
            for inner in child.children
            if inner.lower_ == "by"
        ]
    return tuple(obj for child in own for obj in objects_of(child))


def clause_subjects(verb: Token) -> tuple[Token, ...]:
    """Return the subjects of the clauses that a verb governs: "demanded that B withdraw", "wants B to withdraw"."""
    return tuple(
        token
        for child in verb.children
        if child.dep_ in {"ccomp", "xcomp"}
        for token in child.children
        if token.dep_ in SUBJECTS
    )


def patients(verb: Token) -> tuple[Token, ...]:
    """Return what is acted upon: the objects of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return subjects(verb)
    own = tuple(child for child in verb.children if child.dep_ in OBJECTS)
    if own:
        return tuple(_object_antecedent(token, verb) for token in own)
    shared = [child for child in verb.children if child.dep_ == "conj" and is_verb(child)]
    if shared and any(child.dep_ == "cc" for child in verb.children):
        return tuple(token for child in shared[:1] for token in child.children if token.dep_ == "dobj")
    if verb.dep_ == "relcl" and any(
        child.dep_ in SUBJECTS and child.lower_ not in RELATIVES for child in verb.children
    ):
        return (verb.head,)  # "the diplomats (whom) Russia expelled"
    # "A urged B to leave", "A wants B out": the parser may take B for the subject of the clause
    return tuple(
        token
        for child in verb.children
        if child.dep_ in {"ccomp", "xcomp"}
        and (not is_verb(child) or any(mark.lower_ == "to" and mark.dep_ == "aux" for mark in child.children))
        for token in child.children
        if token.dep_ in SUBJECTS
    )


def _object_antecedent(token: Token, verb: Token) -> Token:
    return verb.head if token.lower_ in RELATIVES and verb.dep_ == "relcl" else token


def prepositional(nodes: Iterable[Token], preps: frozenset[str]) -> Iterator[Token]:
    """Yield the objects of the given prepositions on any of the nodes, close attachments before loose ones."""
    later: list[Token] = []
    for node in nodes:
        for child in node.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":  # "the allegations made by B"
                later.extend(
                    obj
                    for inner in child.children
                    if inner.lower_ in preps and inner.dep_ in _PREP_DEPS
                    for obj in objects_of(inner)
                )
            if child.dep_ not in _PREP_DEPS and child.tag_ != "IN" and child.lower_ != "facing":
                continue
            if child.lower_ in preps:
                yield from objects_of(child)
            # "out of", "along with", and "in Moscow with B": the second preposition hangs below the first
            for inner in child.children:
                if inner.lower_ in preps and inner.dep_ in _PREP_DEPS:
                    later.extend(objects_of(inner))
                if inner.dep_ == "pobj" and child.lower_ not in preps and _is_aside(inner):
                    later.extend(
                        obj
                        for prep in inner.children
                        if prep.dep_ == "prep" and prep.lower_ in preps and prep.lower_ != "of"
                        for obj in objects_of(prep)
                    )
    yield from later


def _is_aside(noun: Token) -> bool:
    """Return whether a preposition behind a noun may belong further up: "in Moscow with B", not "the row with B"."""
    return noun.tag_ in {"NNP", "NNPS", "CD"} or noun.ent_type_ in {"DATE", "TIME", "GPE", "FAC", "LOC"}


def objects_of(prep: Token) -> Iterator[Token]:
    """Yield what a preposition governs: "out of B" as well."""
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp", "dobj", "obj"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"of", "from", "to"}:
            yield from objects_of(child)


def infinitives(verb: Token) -> Iterator[Token]:
    """Yield the verbs of complements of a verb: "urged B to stop"."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and is_verb(child):
            yield child


def coordinated(token: Token) -> tuple[Token, ...]:
    """Return a token and everything coordinated with it, in the order of the text."""
    found = {token, *token.conjuncts}
    for child in token.children:
        # "with Merkel, chancellor of Germany, and Hollande": the parser coordinates Hollande with the apposition
        if child.dep_ == "appos" and token.tag_ in {"NNP", "NNPS"}:
            found |= {other for other in child.conjuncts if other.tag_ in {"NNP", "NNPS"}}
    return tuple(sorted(found, key=lambda t: t.i))
