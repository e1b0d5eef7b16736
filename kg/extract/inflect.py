"""English base forms in, all their inflected forms out: triggers are looked up by the form that stands in the text."""

from __future__ import annotations

import re
from typing import Final

IRREGULAR_VERBS: Final = {
    "abet": "abets abetted abetting", "admit": "admits admitted admitting", "agree": "agrees agreed agreeing",
    "allot": "allots allotted allotting", "arise": "arises arose arisen arising", "arm": "arms armed arming",
    "awake": "awakes awoke awoken awaking", "ban": "bans banned banning", "bar": "bars barred barring",
    "be": "is are was were been being am 's 're", "bear": "bears bore borne born bearing",
    "beat": "beats beat beaten beating", "become": "becomes became become becoming", "beg": "begs begged begging",
    "begin": "begins began begun beginning", "bend": "bends bent bending", "beset": "besets besetting",
    "bet": "bets betting", "bid": "bids bid bidding bade", "bind": "binds bound binding",
    "bite": "bites bit bitten biting", "bleed": "bleeds bled bleeding", "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking", "breed": "breeds bred breeding", "bring": "brings brought bringing",
    "broadcast": "broadcasts broadcasting", "bug": "bugs bugged bugging", "build": "builds built building",
    "burst": "bursts bursting", "buy": "buys bought buying",
    "cancel": "cancels cancelled canceled cancelling canceling", "cast": "casts casting",
    "catch": "catches caught catching", "chat": "chats chatted chatting", "choose": "chooses chose chosen choosing",
    "cling": "clings clung clinging", "come": "comes came coming", "commit": "commits committed committing",
    "compel": "compels compelled compelling", "confer": "confers conferred conferring", "cost": "costs costing",
    "cosy": "cosies cosied cosying", "counsel": "counsels counselled counseled", "creep": "creeps crept creeping",
    "cut": "cuts cutting", "deal": "deals dealt dealing", "decree": "decrees decreed decreeing",
    "defer": "defers deferred deferring", "deter": "deters deterred deterring", "dig": "digs dug digging",
    "do": "does did done doing", "draw": "draws drew drawn drawing", "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving", "drop": "drops dropped dropping", "dwell": "dwells dwelt dwelled dwelling",
    "eat": "eats ate eaten eating", "equip": "equips equipped equipping", "expel": "expels expelled expelling",
    "fall": "falls fell fallen falling", "feed": "feeds fed feeding", "feel": "feels felt feeling",
    "fight": "fights fought fighting", "find": "finds found finding", "fit": "fits fitted fitting",
    "flee": "flees fled fleeing", "fling": "flings flung flinging", "fly": "flies flew flown flying",
    "forbid": "forbids forbade forbidden forbidding", "foresee": "foresees foresaw foreseen",
    "forget": "forgets forgot forgotten", "forgive": "forgives forgave forgiven forgiving",
    "forgo": "forgoes forwent forgone forgoing", "forsake": "forsakes forsook forsaken forsaking",
    "free": "frees freed freeing", "freeze": "freezes froze frozen freezing", "get": "gets got gotten getting",
    "give": "gives gave given giving", "go": "goes went gone going", "grind": "grinds ground grinding",
    "grow": "grows grew grown growing", "gun": "guns gunned gunning", "hang": "hangs hung hanged hanging",
    "have": "has had having 've", "hear": "hears heard hearing", "hide": "hides hid hidden hiding",
    "hit": "hits hitting", "hold": "holds held holding", "hug": "hugs hugged hugging", "hurt": "hurts hurting",
    "ink": "inks inked inking", "jam": "jams jammed jamming", "jet": "jets jetted jetting",
    "keep": "keeps kept keeping", "kidnap": "kidnaps kidnapped kidnaped kidnapping",
    "kneel": "kneels knelt kneeled kneeling", "know": "knows knew known knowing",
    "label": "labels labelled labeled labelling labeling",
    "lambast": "lambasts lambasted lambasting lambastes lambaste", "lay": "lays laid laying",
    "lead": "leads led leading", "leap": "leaps leapt leaped leaping", "leave": "leaves left leaving",
    "lend": "lends lent lending", "let": "lets letting", "lie": "lies lay lain lying lied",
    "light": "lights lit lighted lighting", "lose": "loses lost losing", "make": "makes made making",
    "mean": "means meant meaning", "meet": "meets met meeting", "mislead": "misleads misled misleading",
    "misread": "misreads misreading", "misunderstand": "misunderstands misunderstood misunderstanding",
    "nab": "nabs nabbed nabbing", "nod": "nods nodded nodding", "occur": "occurs occurred occurring",
    "outbid": "outbids outbidding", "outdo": "outdoes outdid outdone outdoing",
    "overcome": "overcomes overcame overcoming", "override": "overrides overrode overridden overriding",
    "overrun": "overruns overran overrunning", "oversee": "oversees oversaw overseen overseeing",
    "overtake": "overtakes overtook overtaken overtaking", "overthrow": "overthrows overthrew overthrown overthrowing",
    "patrol": "patrols patrolled patrolling", "pay": "pays paid paying", "permit": "permits permitted permitting",
    "pin": "pins pinned pinning", "plan": "plans planned planning", "pledge": "pledges pledged pledging",
    "pre-empt": "pre-empts pre-empted", "prefer": "prefers preferred preferring", "prod": "prods prodded prodding",
    "prove": "proves proved proven proving", "put": "puts putting",
    "quarrel": "quarrels quarrelled quarreled quarrelling quarreling", "quit": "quits quitting quitted",
    "ram": "rams rammed ramming", "rap": "raps rapped rapping", "read": "reads reading",
    "rebuff": "rebuffs rebuffed rebuffing", "rebuild": "rebuilds rebuilt rebuilding",
    "rebut": "rebuts rebutted rebutting", "refer": "refers referred referring",
    "regret": "regrets regretted regretting", "repay": "repays repaid repaying", "repel": "repels repelled repelling",
    "resell": "resells resold reselling", "reset": "resets resetting", "retake": "retakes retook retaken retaking",
    "rewrite": "rewrites rewrote rewritten rewriting", "ride": "rides rode ridden riding", "rig": "rigs rigged rigging",
    "ring": "rings rang rung ringing", "rip": "rips ripped ripping", "rise": "rises rose risen rising",
    "rob": "robs robbed robbing", "run": "runs ran running", "say": "says said saying",
    "scrap": "scraps scrapped scrapping", "see": "sees saw seen seeing", "seek": "seeks sought seeking",
    "sell": "sells sold selling", "send": "sends sent sending", "set": "sets setting",
    "shake": "shakes shook shaken shaking", "shed": "sheds shedding", "shell": "shells shelled shelling",
    "shine": "shines shone shining", "ship": "ships shipped shipping", "shoot": "shoots shot shooting",
    "show": "shows showed shown showing", "shrink": "shrinks shrank shrunk shrinking", "shun": "shuns shunned shunning",
    "shut": "shuts shutting", "signal": "signals signalled signaled signalling signaling",
    "sing": "sings sang sung singing", "sink": "sinks sank sunk sinking", "sit": "sits sat sitting",
    "slam": "slams slammed slamming", "slay": "slays slew slain slaying", "sleep": "sleeps slept sleeping",
    "slide": "slides slid sliding", "sling": "slings slung slinging", "snub": "snubs snubbed snubbing",
    "spar": "spars sparred sparring", "speak": "speaks spoke spoken speaking", "speed": "speeds sped speeding",
    "spell": "spells spelt spelled spelling", "spend": "spends spent spending", "spin": "spins spun spinning",
    "spit": "spits spat spitting", "split": "splits splitting", "spread": "spreads spreading",
    "spring": "springs sprang sprung springing", "spy": "spies spied spying", "stab": "stabs stabbed stabbing",
    "stand": "stands stood standing", "steal": "steals stole stolen stealing", "step": "steps stepped stepping",
    "stick": "sticks stuck sticking", "sting": "stings stung stinging", "stop": "stops stopped stopping",
    "strike": "strikes struck stricken striking", "string": "strings strung stringing",
    "strive": "strives strove striven striving", "submit": "submits submitted submitting", "sue": "sues sued suing",
    "swear": "swears swore sworn swearing", "sweep": "sweeps swept sweeping",
    "swell": "swells swelled swollen swelling", "swim": "swims swam swum swimming", "swing": "swings swung swinging",
    "take": "takes took taken taking", "tap": "taps tapped tapping", "teach": "teaches taught teaching",
    "tear": "tears tore torn tearing", "tell": "tells told telling", "think": "thinks thought thinking",
    "throw": "throws threw thrown throwing", "thrust": "thrusts thrusting", "tie": "ties tied tying",
    "transfer": "transfers transferred transferring", "trap": "traps trapped trapping",
    "travel": "travels travelled traveled travelling traveling", "tread": "treads trod trodden treading",
    "undergo": "undergoes underwent undergone", "understand": "understands understood understanding",
    "undertake": "undertakes undertook undertaken undertaking",
    "underwrite": "underwrites underwrote underwritten underwriting", "undo": "undoes undid undone undoing",
    "unwind": "unwinds unwound unwinding", "uphold": "upholds upheld upholding", "upset": "upsets upsetting",
    "veto": "vetoes vetoed vetoing", "wage": "wages waged waging", "wake": "wakes woke woken waking",
    "wear": "wears wore worn wearing", "weave": "weaves wove woven weaving", "weep": "weeps wept weeping",
    "win": "wins won winning", "wind": "winds wound winding", "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding", "withstand": "withstands withstood withstanding",
    "wrap": "wraps wrapped wrapping", "wring": "wrings wrung wringing", "write": "writes wrote written writing",
}  # fmt: skip
IRREGULAR_NOUNS: Final = {
    "man": "men", "woman": "women", "person": "people", "child": "children", "crisis": "crises", "embargo": "embargoes embargos",
    "veto": "vetoes", "knife": "knives", "life": "lives", "troops": "", "talks": "", "tie": "ties", "serviceman": "servicemen",
    "policeman": "policemen", "gunman": "gunmen", "spokesman": "spokesmen", "spokeswoman": "spokeswomen", "memorandum": "memoranda",
    "congratulations": "", "analysis": "analyses", "aircraft": "", "airstrike": "airstrikes", "basis": "bases",
    "foot": "feet", "loaf": "loaves", "wife": "wives", "goose": "geese", "fisherman": "fishermen", "clothes": "", "goods": "",
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
