"""Words for offices and organs: "foreign minister", "troops", "spokeswoman", and what they stand for."""

from __future__ import annotations

from typing import Final

from kg.reference import HEADS

OFFICES: Final[dict[str, frozenset[str]]] = {
    "president": frozenset({"president", "interim-president"}),
    "prime minister": frozenset({"prime-minister", "premier", "interim-prime-minister"}),
    "pm": frozenset({"prime-minister", "premier", "interim-prime-minister"}),
    "premier": frozenset({"prime-minister", "premier", "interim-prime-minister"}),
    "taoiseach": frozenset({"prime-minister"}),
    "chancellor": frozenset({"chancellor"}),
    "king": frozenset({"monarch"}), "queen": frozenset({"monarch"}), "emir": frozenset({"monarch"}),
    "sultan": frozenset({"monarch"}), "emperor": frozenset({"monarch"}), "monarch": frozenset({"monarch"}),
    "crown prince": frozenset({"crown-prince"}), "pope": frozenset({"pope"}), "pontiff": frozenset({"pope"}),
    "supreme leader": frozenset({"supreme-leader"}),
    "leader": HEADS, "head of state": HEADS, "ruler": HEADS, "strongman": HEADS, "dictator": HEADS,
    "vice president": frozenset({"vice-president"}),
    "foreign minister": frozenset({"foreign-minister"}), "foreign secretary": frozenset({"foreign-minister"}),
    "secretary of state": frozenset({"foreign-minister"}), "top diplomat": frozenset({"foreign-minister"}),
    "minister of foreign affairs": frozenset({"foreign-minister"}), "external affairs minister": frozenset({"foreign-minister"}),
    "minister of external affairs": frozenset({"foreign-minister"}), "foreign affairs minister": frozenset({"foreign-minister"}),
    "defence minister": frozenset({"defence-minister"}), "defense minister": frozenset({"defence-minister"}),
    "defence secretary": frozenset({"defence-minister"}), "defense secretary": frozenset({"defence-minister"}),
    "defense chief": frozenset({"defence-minister"}), "secretary of defense": frozenset({"defence-minister"}),
    "secretary general": frozenset({"secretary-general"}), "secretary-general": frozenset({"secretary-general"}),
    "treasury secretary": frozenset({"treasury-secretary"}), "national security adviser": frozenset({"national-security-adviser"}),
    "national security advisor": frozenset({"national-security-adviser"}),
    "high representative": frozenset({"high-representative"}), "foreign policy chief": frozenset({"high-representative"}),
    "director general": frozenset({"director-general"}), "managing director": frozenset({"managing-director"}),
    "chief prosecutor": frozenset({"prosecutor"}),
}  # fmt: skip
"""Spoken titles and the office codes of ``data/reference`` that they can mean."""

PERSON_ROLES: Final = frozenset(
    "president prime-minister minister premier chancellor king queen emir sultan emperor monarch prince princess pope pontiff "
    "leader ruler strongman dictator secretary secretary-general governor mayor ambassador envoy spokesman spokeswoman spokesperson "
    "general commander admiral colonel chief head chairman chairwoman chair chairperson director commissioner representative "
    "senator congressman congresswoman lawmaker deputy adviser advisor diplomat negotiator prosecutor judge justice speaker "
    "candidate official marshal sheikh ayatollah taoiseach counterpart vice-president undersecretary counsellor counselor "
    "attorney nominee chargé coordinator rapporteur delegate consul legislator parliamentarian mp captain lieutenant major "
    "brigadier foreign-minister ceo boss founder co-founder executive kanselir tsar czar warlord dissident cleric president-elect co-chair administrator pm colleague homologue taoiseach".split()
)
"""Nouns that name one person by a function; before or after a name they tell whom the person acts for."""

ORGAN_NOUNS: Final[dict[str, str]] = {
    **dict.fromkeys(("government", "administration", "cabinet", "regime", "authorities", "leadership", "state", "side", "junta",
                     "executive", "presidency", "monarchy", "nation", "country", "republic", "kingdom", "federation"), "government"),
    **dict.fromkeys(("ministry", "department", "agency", "office", "bureau", "directorate", "commission", "council", "board",
                     "committee", "service", "bank", "treasury", "institute"), "agency"),
    **dict.fromkeys(("army", "military", "navy", "troops", "forces", "soldiers", "armed forces", "force", "marines", "airmen",
                     "sailors", "warplanes", "jets", "aircraft", "warships", "warship", "fighters", "artillery", "tanks", "missiles",
                     "drones", "submarine", "submarines", "destroyer", "frigate", "fleet", "vessel", "vessels", "bombers", "gunboats",
                     "helicopters", "paratroopers", "commandos", "battalion", "brigade", "units", "peacekeepers", "servicemen",
                     "coastguard", "guard", "guards", "rocket", "rockets", "planes", "plane", "missile", "drone", "ship", "ships",
                     "jet", "helicopter", "gunners", "snipers", "tank", "aviation", "squadron", "carrier", "contingent"), "military"),
    **dict.fromkeys(("police", "policemen", "intelligence", "customs", "investigators", "spies", "agents", "hackers", "detectives",
                     "spy", "prison"), "security"),
    **dict.fromkeys(("parliament", "senate", "congress", "lawmakers", "legislature", "legislators", "mps", "assembly", "deputies",
                     "senators", "parliamentarians", "congressmen"), "parliament"),
    **dict.fromkeys(("court", "courts", "judge", "judges", "prosecutors", "tribunal", "judiciary", "jury"), "judiciary"),
    **dict.fromkeys(("embassy", "consulate", "mission", "ambassador", "ambassadors", "diplomats", "diplomat", "envoy", "envoys",
                     "delegation", "delegations", "representatives", "negotiators", "negotiator", "delegates", "team"), "diplomats"),
    **dict.fromkeys(("officials", "official", "leaders", "ministers", "minister", "spokesman", "spokeswoman", "spokesperson",
                     "spokesmen", "counterparts", "presidents", "officers", "officer", "representative", "personnel",
                     "media", "commander", "commanders", "generals"), "officials"),
}  # fmt: skip
"""Nouns that, with a state before or after them, name the state acting through one of its organs."""

GROUP_NOUNS: Final = frozenset(
    "group groups movement movements organisation organization organisations organizations faction factions alliance "
    "bloc coalition party parties militia militias insurgency network".split()
)
"""Nouns that describe an organisation: with "the" they take one up that was named before."""

ARMED_NOUNS: Final = frozenset(
    "army forces force militia militias front guard brigade brigades resistance fighters insurgency guerrillas".split()
)
"""Nouns in the name of a body that say it is armed."""

STORMS: Final = frozenset("typhoon hurricane cyclone storm tropical earthquake mount operation lake camp".split())
"""Words that begin a name of no actor: "Typhoon Haiyan", "Operation Sindoor"."""

PEOPLE_NOUNS: Final = frozenset(
    "people citizens nationals civilians protesters demonstrators rebels militants fighters insurgents separatists gunmen "
    "activists workers students refugees migrants settlers opposition militia militias extremists terrorists journalists "
    "journalist hostages prisoners detainees fishermen immigrants crowds mob tourists villagers residents voters public "
    "farmers guerrillas guerrilla rebel militiamen company companies firm firms businesses bank airline".split()
)
"""Nouns for groups that have a nationality and do not act for their state."""

QUALIFIERS: Final = frozenset(
    "former ex late acting interim deputy vice new newly incoming outgoing then current senior top chief "
    "special foreign defence defense prime supreme crown first second national interior finance economy trade "
    "justice energy agriculture health education environment culture transport commerce home external affairs "
    "security state public military political opposition permanent regional royal high veteran hardline "
    "reformist conservative long-time longtime visiting assistant under executive central federal ruling "
    "party democratic republican communist socialist liberal islamic armed air naval ground land coast "
    "maritime border general middle east peace nuclear policy press lead embattled caretaker self-declared "
    "right-wing left-wing nationalist populist centrist army navy parliament parliamentary intelligence "
    "police revolutionary elected president-elect development international cooperation deputy-head relations "
    "information news transitional presidential ministerial governmental rebel guerrilla personal private".split()
)
"""Words that may stand between a state and a role: "the Russian deputy foreign minister"."""

HONORIFICS: Final = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame madam gen gen. lt lt. col col. capt. maj. sen sen. rep rep. gov. prof prof. sgt. adm. h.e. excellency comrade hon. hon".split()
)
PAST_QUALIFIERS: Final = frozenset(
    {"former", "ex", "ex-", "late", "then", "then-", "onetime", "previous", "ousted", "deposed", "past"}
)
"""Qualifiers that say the office is not held at the time of the article."""


def offices_of(words: tuple[str, ...]) -> frozenset[str]:
    """Return the office codes that a title can mean, by its longest known ending.

    >>> sorted(offices_of(("deputy", "foreign", "minister")))
    []
    >>> sorted(offices_of(("foreign", "minister")))
    ['foreign-minister']
    """
    lowered = tuple(word.casefold() for word in words)
    if {"deputy", "vice", "assistant", "under", "opposition", "spokesman", "rebel", "party"} & set(
        lowered[:-1]
    ) and lowered[-2:] != ("vice", "president"):
        return frozenset()
    for size in range(len(lowered), 0, -1):
        codes = OFFICES.get(" ".join(lowered[-size:]))
        if codes is not None:
            return codes
        codes = OFFICES.get(" ".join(lowered[:size])) if "of" in lowered else None
        if codes is not None:
            return codes
    return frozenset()
