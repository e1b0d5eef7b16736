"""English base forms in, all their inflected forms out: triggers are looked up by the form that stands in the text."""

from __future__ import annotations

import re
from typing import Final

IRREGULAR_VERBS: Final = {
    "be": "is are was were been being am 's 're",
    "beat": "beats beat beaten beating", "become": "becomes became become becoming", "begin": "begins began begun beginning",
    "bid": "bids bid bidding bade", "bind": "binds bound binding", "bite": "bites bit bitten biting",
    "bleed": "bleeds bled bleeding", "blow": "blows blew blown blowing", "break": "breaks broke broken breaking",
    "bring": "brings brought bringing", "build": "builds built building", "buy": "buys bought buying",
    "cast": "casts casting", "catch": "catches caught catching", "choose": "chooses chose chosen choosing",
    "come": "comes came coming", "cut": "cuts cutting", "deal": "deals dealt dealing", "do": "does did done doing",
    "draw": "draws drew drawn drawing", "drive": "drives drove driven driving", "fall": "falls fell fallen falling",
    "feed": "feeds fed feeding", "fight": "fights fought fighting", "find": "finds found finding", "flee": "flees fled fleeing",
    "fly": "flies flew flown flying", "forbid": "forbids forbade forbidden forbidding", "forget": "forgets forgot forgotten",
    "forgive": "forgives forgave forgiven forgiving", "freeze": "freezes froze frozen freezing", "get": "gets got gotten getting",
    "give": "gives gave given giving", "go": "goes went gone going", "grow": "grows grew grown growing",
    "have": "has had having 've", "hear": "hears heard hearing", "hide": "hides hid hidden hiding", "hit": "hits hitting",
    "hold": "holds held holding", "hurt": "hurts hurting", "keep": "keeps kept keeping", "know": "knows knew known knowing",
    "lay": "lays laid laying", "lead": "leads led leading", "leave": "leaves left leaving", "lend": "lends lent lending",
    "let": "lets letting", "lie": "lies lay lain lying lied", "lose": "loses lost losing", "make": "makes made making",
    "mean": "means meant meaning", "meet": "meets met meeting", "mislead": "misleads misled misleading",
    "override": "overrides overrode overridden overriding", "overthrow": "overthrows overthrew overthrown overthrowing",
    "pay": "pays paid paying", "prove": "proves proved proven proving", "put": "puts putting", "quit": "quits quitting quitted",
    "read": "reads reading", "rebuild": "rebuilds rebuilt rebuilding", "ride": "rides rode ridden riding",
    "rise": "rises rose risen rising", "run": "runs ran running", "say": "says said saying", "see": "sees saw seen seeing",
    "seek": "seeks sought seeking", "sell": "sells sold selling", "send": "sends sent sending", "set": "sets setting",
    "shake": "shakes shook shaken shaking", "shed": "sheds shedding", "shoot": "shoots shot shooting",
    "show": "shows showed shown showing", "shut": "shuts shutting", "sink": "sinks sank sunk sinking",
    "sit": "sits sat sitting", "slay": "slays slew slain slaying", "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending", "split": "splits splitting", "spread": "spreads spreading",
    "stand": "stands stood standing", "steal": "steals stole stolen stealing", "stick": "sticks stuck sticking",
    "strike": "strikes struck stricken striking", "strive": "strives strove striven striving",
    "swear": "swears swore sworn swearing", "sweep": "sweeps swept sweeping", "take": "takes took taken taking",
    "teach": "teaches taught teaching", "tear": "tears tore torn tearing", "tell": "tells told telling",
    "think": "thinks thought thinking", "throw": "throws threw thrown throwing", "undergo": "undergoes underwent undergone",
    "understand": "understands understood understanding", "undertake": "undertakes undertook undertaken undertaking",
    "uphold": "upholds upheld upholding", "wage": "wages waged waging", "wear": "wears wore worn wearing",
    "win": "wins won winning", "withdraw": "withdraws withdrew withdrawn withdrawing", "withhold": "withholds withheld withholding",
    "withstand": "withstands withstood withstanding", "write": "writes wrote written writing", "overrun": "overruns overran overrunning",
    "shell": "shells shelled shelling", "cosy": "cosies cosied cosying", "rebuff": "rebuffs rebuffed rebuffing",
    "lambast": "lambasts lambasted lambasting lambastes lambaste", "bar": "bars barred barring", "arm": "arms armed arming",
    "pre-empt": "pre-empts pre-empted", "label": "labels labelled labeled labelling labeling", "jet": "jets jetted jetting",
    "travel": "travels travelled traveled travelling traveling", "cancel": "cancels cancelled canceled cancelling canceling",
    "quarrel": "quarrels quarrelled quarreled quarrelling quarreling", "signal": "signals signalled signaled signalling signaling",
    "expel": "expels expelled expelling", "repel": "repels repelled repelling", "compel": "compels compelled compelling",
    "counsel": "counsels counselled counseled", "shun": "shuns shunned shunning", "regret": "regrets regretted regretting",
    "admit": "admits admitted admitting", "permit": "permits permitted permitting", "commit": "commits committed committing",
    "submit": "submits submitted submitting", "refer": "refers referred referring", "confer": "confers conferred conferring",
    "transfer": "transfers transferred transferring", "deter": "deters deterred deterring", "defer": "defers deferred deferring",
    "rebut": "rebuts rebutted rebutting", "abet": "abets abetted abetting", "allot": "allots allotted allotting",
    "occur": "occurs occurred occurring", "prefer": "prefers preferred preferring", "patrol": "patrols patrolled patrolling",
    "ban": "bans banned banning", "plan": "plans planned planning", "snub": "snubs snubbed snubbing", "slam": "slams slammed slamming",
    "rap": "raps rapped rapping", "nab": "nabs nabbed nabbing", "tap": "taps tapped tapping", "trap": "traps trapped trapping",
    "rob": "robs robbed robbing", "stab": "stabs stabbed stabbing", "bug": "bugs bugged bugging", "rip": "rips ripped ripping",
    "hug": "hugs hugged hugging", "kidnap": "kidnaps kidnapped kidnaped kidnapping", "chat": "chats chatted chatting",
    "pin": "pins pinned pinning", "step": "steps stepped stepping", "stop": "stops stopped stopping", "drop": "drops dropped dropping",
    "scrap": "scraps scrapped scrapping", "ship": "ships shipped shipping", "equip": "equips equipped equipping",
    "wrap": "wraps wrapped wrapping", "prod": "prods prodded prodding", "nod": "nods nodded nodding", "spar": "spars sparred sparring",
    "ram": "rams rammed ramming", "jam": "jams jammed jamming", "gun": "guns gunned gunning", "spy": "spies spied spying",
    "beg": "begs begged begging", "rig": "rigs rigged rigging", "bet": "bets betting", "fit": "fits fitted fitting",
    "pledge": "pledges pledged pledging", "veto": "vetoes vetoed vetoing", "sue": "sues sued suing", "tie": "ties tied tying",
    "free": "frees freed freeing", "agree": "agrees agreed agreeing", "decree": "decrees decreed decreeing",
    "bend": "bends bent bending", "breed": "breeds bred breeding", "broadcast": "broadcasts broadcasting",
    "burst": "bursts bursting", "cling": "clings clung clinging", "creep": "creeps crept creeping",
    "dig": "digs dug digging", "drink": "drinks drank drunk drinking", "dwell": "dwells dwelt dwelled dwelling",
    "eat": "eats ate eaten eating", "fling": "flings flung flinging", "forsake": "forsakes forsook forsaken forsaking",
    "grind": "grinds ground grinding", "hang": "hangs hung hanged hanging", "kneel": "kneels knelt kneeled kneeling",
    "outbid": "outbids outbidding", "ring": "rings rang rung ringing", "shine": "shines shone shining",
    "shrink": "shrinks shrank shrunk shrinking", "sing": "sings sang sung singing", "sleep": "sleeps slept sleeping",
    "slide": "slides slid sliding", "sling": "slings slung slinging", "spin": "spins spun spinning",
    "spit": "spits spat spitting", "spring": "springs sprang sprung springing", "sting": "stings stung stinging",
    "string": "strings strung stringing", "swing": "swings swung swinging", "thrust": "thrusts thrusting",
    "tread": "treads trod trodden treading", "wake": "wakes woke woken waking", "weave": "weaves wove woven weaving",
    "weep": "weeps wept weeping", "wring": "wrings wrung wringing",
    "oversee": "oversees oversaw overseen overseeing", "foresee": "foresees foresaw foreseen", "ink": "inks inked inking",
}  # fmt: skip
IRREGULAR_NOUNS: Final = {
    "man": "men", "woman": "women", "person": "people", "child": "children", "crisis": "crises", "embargo": "embargoes embargos",
    "veto": "vetoes", "knife": "knives", "life": "lives", "troops": "", "talks": "", "tie": "ties", "serviceman": "servicemen",
    "policeman": "policemen", "gunman": "gunmen", "spokesman": "spokesmen", "spokeswoman": "spokeswomen", "memorandum": "memoranda",
    "congratulations": "", "analysis": "analyses", "aircraft": "", "airstrike": "airstrikes", "basis": "bases",
}  # fmt: skip
_VOWELS: Final = frozenset("aeiou")


def verb_forms(base: str) -> tuple[str, ...]:
    """Return the base and its inflected forms.

    >>> verb_forms("sign"), verb_forms("slap")[-2:]
    (('sign', 'signs', 'signed', 'signing'), ('slapped', 'slapping'))
    """
    if base in IRREGULAR_VERBS:
        return (base, *IRREGULAR_VERBS[base].split())
    if base.endswith("ie"):
        return (base, base + "s", base + "d", base[:-2] + "ying")
    if base.endswith("e"):
        stem = base[:-1]
        ing = base if base.endswith(("ee", "oe", "ye")) else stem
        return (base, base + "s", base + "d", ing + "ing")
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith("c"):
        return (base, base + "s", base + "ked", base + "king")
    doubled: tuple[str, ...] = ()
    if len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        # "slapped", "levelled" beside "leveled": a form that no one writes does no harm in a look-up
        doubled = (base + base[-1] + "ed", base + base[-1] + "ing")
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return (base, third, base + "ed", base + "ing", *doubled)


def noun_forms(base: str) -> tuple[str, ...]:
    """Return the singular and plural of a noun; a base that is a plural already is returned alone.

    >>> noun_forms("ally"), noun_forms("speech")
    (('ally', 'allies'), ('speech', 'speeches'))
    """
    if base in IRREGULAR_NOUNS:
        return (base, *IRREGULAR_NOUNS[base].split())
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base, base[:-1] + "ies")
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return (base, base + "es")
    return (base, base + "s")


_BASES: Final = {form: base for base, forms in reversed(IRREGULAR_VERBS.items()) for form in forms.split()}
_SINGULARS: Final = {form: base for base, forms in IRREGULAR_NOUNS.items() for form in forms.split()}
_MUTE_E: Final = re.compile(
    r"^[^aeiou]*[aeiou][^aeiouwxy]$|[cuv]$|[^aeiou][aeiouy][sz]$|[aeiou]{2}[sz]$|[lnr]s$|[^n]g$|\w{3,}[aeiu]ng$|[bcdfgkpstz]l$"
    r"|[^aeo]at$|[^aeiou][aeiou]d$|u[ai]d$|[^aeiou][iu][bklmn]$|[^aeo][aiu]r$|[dlst]or$|[^aeiou]ut$|[^aeiou][ao]k$|[^aeiou]am$"
)
"""How a stem ends whose base most often has an e: hop(ed), denounc(ed), accus(ed), hobbl(ed), isolat(ed), provok(ed)."""

_HARD_C: Final = re.compile(r"[aeiou]\w+ick$")
"""How a stem ends whose base has no k: panick(ed), but kick(ed)."""


def verb_base(form: str) -> str:
    """Return the base that a verb form most likely has, by its spelling alone.

    >>> [verb_base(form) for form in ("snubbed", "lampoons", "denouncing", "took", "vilified")]
    ['snub', 'lampoon', 'denounce', 'take', 'vilify']
    """
    if form in IRREGULAR_VERBS or form in _BASES:
        return _BASES.get(form, form) if form not in IRREGULAR_VERBS else form
    if form.endswith(("ies", "ied")):
        return form[:-3] + "y"
    if form.endswith("s") and not form.endswith("ss") and len(form) > 2:
        return form[:-2] if form.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")) else form[:-1]
    if form.endswith("eed"):
        return form[:-1] if form.endswith(("greed", "creed", "teed")) else form
    stem = form[:-2] if form.endswith("ed") else form[:-3] if form.endswith("ing") else ""
    if len(stem) < 2 or not set(stem) & (_VOWELS | {"y"}):
        return form
    if stem[-1] == stem[-2] and stem[-1] not in "lsfzeo":
        return stem[:-1]
    if _HARD_C.search(stem):
        return stem[:-1]
    return stem + "e" if _MUTE_E.search(stem) else stem


def noun_base(form: str) -> str:
    """Return the singular that a plural most likely has, by its spelling alone.

    >>> [noun_base(form) for form in ("allies", "speeches", "caps", "crises")]
    ['ally', 'speech', 'cap', 'crisis']
    """
    if form in IRREGULAR_NOUNS or form in _SINGULARS:
        return _SINGULARS.get(form, form)
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("sses", "xes", "zzes", "ches", "shes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) else form
