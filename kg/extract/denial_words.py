"""The words of denials: what may be true or false, verbs that reject it, verbs and words that call it false."""

from __future__ import annotations

from typing import Final


def _forms(*stems: tuple[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(base + end for stem, ends in stems for base in stem.split() for end in ends)


CLAIMS: Final = _forms(
    (
        "accusation allegation charge claim report rumour rumor assertion suggestion insinuation contention notion",
        ("", "s"),
    ),
    ("speculation statement criticism", ("", "s")),
    ("stor", ("y", "ies")),
)
"""What may be true or false: who rejects a demand or a warning denies nothing."""
REJECTING: Final = _forms(
    ("reject rebuff", ("", "s", "ed", "ing")),
    ("dismiss", ("", "es", "ed", "ing")),
    ("refut disput repudiat", ("e", "es", "ed", "ing")),
    ("den", ("y", "ies", "ied", "ying")),
    ("retract", ("", "s", "ed", "ing")),
)
WRONGLY: Final = frozenset("wrongly incorrectly erroneously mistakenly falsely inaccurately untruthfully".split())
"""Adverbs by which who says that something is so says what is not: "an earlier version wrongly said that"."""
ASIDE: Final = {
    form: particles
    for base, particles in (
        ("brush", frozenset({"aside", "off", "away"})),
        ("wave", frozenset({"aside", "off", "away"})),
        ("shrug", frozenset({"off"})),
        ("laugh", frozenset({"off"})),
    )
    for form in (base, f"{base}s", f"{base}es", f"{base}d", f"{base}ed", f"{base}ged", f"{base}ing", f"{base}ging")
}
"""Verbs that reject with a particle: "brushed aside the claim that"."""
NAMING: Final = _forms(
    ("call label brand term dub deem", ("", "s", "ed", "ing")),
    ("describe denounce", ("", "s", "d")),
    ("labell", ("ed", "ing")),
) | {"describing", "denouncing", "is", "are", "was", "were", "be", "been"}
"""Verbs that deny only by what they call a claim."""
FALSE: Final = frozenset(
    "false untrue baseless unfounded groundless fabricated bogus fake unsubstantiated wrong incorrect lie lies fabrication "
    "fabrications nonsense falsehood falsehoods slander fiction rubbish".split()
)
