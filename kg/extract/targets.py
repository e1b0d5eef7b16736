"""A trigger and the words on the way in, the actors that a frame aims at out."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.fillers import Filler, Fillers
from kg.extract.loose import objects, partners, possessors, purposes, titled
from kg.extract.mentions import Mentions
from kg.extract.slots import clause_subjects, infinitives, is_noun, patients, prepositional
from kg.frames import Frame


def verb_targets(words: Fillers, verb: Token, frame: Frame, nodes: list[Token], mentions: Mentions) -> list[Filler]:
    """Return the actors on whom a verb of a pattern acts, ``nodes`` being the words on the way to them."""
    if frame.target == "object":
        aims = objects(verb, frame.particle) if not frame.path else purposes(nodes)
        return words.fill(aims, mentions)
    if frame.target == "infinitive":
        return words.fill((token for inner in infinitives(verb) for token in partners(inner)), mentions)
    if frame.target == "clause":
        return words.fill(clause_subjects(verb), mentions)
    if frame.target == "poss":
        return words.fill((token for node in nodes[1:] for token in possessors(node)), mentions)
    targets = words.fill(prepositional(nodes, frame.preps), mentions)
    if not targets and not frame.path and any(c.dep_ == "prt" and c.lower_ in frame.preps for c in verb.children):
        return words.fill(patients(verb), mentions)  # "took in B"
    if not targets and frame.path and "to" in frame.preps:
        # "A sent B a letter": the dative stands where "to B" would
        targets = words.fill(
            (
                child
                for child in verb.children
                if child.dep_ in {"dative", "nsubjpass"} or (child.dep_ == "dobj" and child not in nodes)
            ),
            mentions,
        )
    return targets


def predicate_targets(
    words: Fillers, word: Token, nodes: list[Token], frame: Frame, mentions: Mentions
) -> list[Filler]:
    """Return the actors that an adjective or predicate noun is aimed at."""
    if frame.target == "poss":
        targets = words.fill(possessors(nodes[-1]), mentions)
    elif frame.target == "infinitive":
        targets = words.fill((token for inner in infinitives(word) for token in partners(inner)), mentions)
    else:
        owned = is_noun(word) and "of" in frame.preps
        owner = titled(word)
        # "B's ally in Europe": whose ally comes before where
        named = [token for token in owner.children if token.dep_ == "poss"] if owned else []
        targets = words.fill(named, mentions) or words.fill(prepositional(nodes, frame.preps), mentions)
        if not targets and owned:
            targets = words.fill(possessors(owner), mentions)
    return targets
