"""A text in, the language that it is in instead of English out: by its letters, and by its little words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    "the of and to with that by from as is was were are be been has have had it its he his she her they their which who "
    "this not but or if for on at said will would after over into than more about out against had says say while when we our "
    "can could should also between during under before because there two first last year new".split()
)
_LITTLE_WORDS: Final = {
    "German": "und ist nicht das ein eine einen einem mit auf für sich zu im wird wurde auch bei nach über dem des sie der die den in an",
    "French": "les est et une dans pour sur qui avec aux pas des du il ont été cette par plus son ses sont au le la de en un a à que",
    "Spanish": "que por una un su con para y las del los es se lo como más fue pero sus ha este entre el la de en a al no",
    "Portuguese": "que por não é uma em com os um para do dos das ao pelo pela mais foi são na no sua seu",
    "Italian": "che per nel gli dei sono non è di della nella il la un una con del alla dal più anche ha si le e in a lo",
    "Dutch": "het een op te zijn voor niet van dat met ook naar door werd wordt heeft bij uit aan om de is in en over hij was",
    "Swedish": "och att det för är på till som av inte med har den ett från om vid sig",
    "Danish or Norwegian": "og at det er på til ikke med har som af av fra vil etter efter ble blev og også",
    "Finnish": "ja ei että hän oli ovat myös kun mutta sekä joka mukaan sen",
    "Polish": "się nie jest na że z do w jak przez oraz po dla został który od",
    "Czech or Slovak": "se na je že v s za pro jsou byl ale který podle sa aj pri ktorý",
    "Hungarian": "és hogy nem egy az volt meg csak szerint által ezt már is",
    "Romanian": "și şi nu este care din pentru cu pe la sunt fost că mai prin",
    "Turkish": "bir ve bu için ile olarak da de çok daha sonra kadar olan göre",
    "Indonesian or Malay": "yang ini itu dan di dengan untuk pada dari tidak akan dalam oleh ke adalah",
    "Vietnamese": "và của là các được trong với cho không có đã những người này",
    "Swahili": "na ya wa kwa katika ni la za kuwa hiyo huo baada",
    "Serbian, Croatian or Bosnian": "je u i na da se su za od koji nije kao bi sa iz",
    "Catalan": "els amb per una que dels és aquest més les",
    "Albanian": "dhe në të një për është me nga që",
}
"""Little words of other languages in Latin letters."""
_NO_PROOF: Final = frozenset(
    "a i in on an at as is was her he die van von der de da la le el di do no me to all met over plus per pas men man son sur "
    "fur so bin till by be u us con pro las los san del dos das des che em um te op uit om ha al lo se si su tak ta ke od "
    "dan yang dem est et ya wa ni za na bi sa od una pod sen sin son mai cu nu este var vid har al dar din ja ei till "
    "inte egy az ini itu ve bu il sue ses au un que".split()
)
"""Little words that English or names have too."""
_LANGUAGES: Final = {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}
_PROOF: Final = frozenset(
    word
    for words in _LANGUAGES.values()
    for word in words - _NO_PROOF - _ENGLISH
    if len(word) > 1 or word == "y" or not word.isascii()
)
_SURE: Final = 3
"""Little words, all different, that prove another language; with one more, those that prove nothing alone count too."""
_SHARE: Final = 0.08
"""The share of all words that they are at least."""
_SCRIPTS: Final = {
    "CYRILLIC": "Russian", "GREEK": "Greek", "HEBREW": "Hebrew", "ARABIC": "Arabic", "CJK": "Chinese", "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese", "HANGUL": "Korean", "DEVANAGARI": "Hindi", "BENGALI": "Bengali", "GURMUKHI": "Punjabi",
    "GUJARATI": "Gujarati", "TAMIL": "Tamil", "TELUGU": "Telugu", "KANNADA": "Kannada", "MALAYALAM": "Malayalam",
    "SINHALA": "Sinhala", "THAI": "Thai", "LAO": "Lao", "MYANMAR": "Burmese", "KHMER": "Khmer", "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian", "ETHIOPIC": "Amharic", "TIBETAN": "Tibetan",
}  # fmt: skip
"""What a text in a script most likely is."""
_LETTERS: Final = {
    "Russian": {"Ukrainian": "іїєґ", "Serbian": "ђћјљњџ", "Belarusian": "ў", "Bulgarian": ""},
    "Arabic": {"Urdu": "ٹڈڑےں", "Persian": "پچژگ"},
}
"""Languages of a script that letters of their own tell from the most likely one."""
_SEEN: Final = 4_000
"""Characters of a text from which its language is told."""
_PROSE: Final = 30
_LITTLE: Final = 0.04
"""The share of English little words below which a long text in small letters is not English prose."""
UNKNOWN: Final = "a language that kg does not know"


def other_language(text: str) -> str | None:
    """Return the English name of the language of a text, None where it may be English; a few words may always be.

    >>> other_language("Rome and Paris agreed on a plan."), other_language("Rom und Paris sind sich nicht einig mit der EU.")
    (None, 'German')
    """
    words = [word.lower() for word in _WORD.findall(text[:_SEEN])]
    return _by_script(words) or _by_words(words)


def article_language(text: str) -> str | None:
    """Return the language of an article without a paragraph that may be English prose, None where there is one.

    A paragraph without little words of any language, such as a headline, decides nothing.
    """
    found: Counter[str] = Counter()
    for line in _lines(text):
        words = [word.lower() for word in _WORD.findall(line[:_SEEN])]
        language = _by_script(words) or _by_words(words)
        if language is not None:
            found[language] += len(words)
        elif sum(word in _ENGLISH for word in words) >= _SURE:
            return None
    if found:
        return min(found, key=lambda language: (-found[language], language))
    words = [word.lower() for word in _WORD.findall(text[:_SEEN])]
    if any(word in _ENGLISH for word in words):
        return None
    return _by_script(words) or _by_words(words, sure=_SURE - 1) or _by_rarity(words)


def declared_language(declared: str | None) -> str | None:
    """Return the language that an article says it is in, None where that is English or none in particular.

    >>> declared_language("fr"), declared_language("en-GB"), declared_language("und")
    ('fr', None, None)
    """
    name = (declared or "").strip()
    first = re.split(r"[-_ ,;]", name.lower())[0]
    return None if first in {"", "en", "eng", "english", "und", "mul", "zxx", "unknown"} else name


def _lines(text: str) -> Iterable[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _by_script(words: list[str]) -> str | None:
    """Return the language of a text whose letters are mostly not Latin."""
    scripts: Counter[str] = Counter()
    letters = "".join(words)
    if letters.isascii():
        return None
    for letter, number in Counter(letters).items():
        scripts[_script(letter)] += number
    latin = scripts.pop("LATIN", 0)
    other = scripts.total()
    if not other or latin >= other:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] and scripts["CJK"]:
        return "Japanese"
    script = min(scripts, key=lambda name: (-scripts[name], name))
    likely = _SCRIPTS.get(script, UNKNOWN)
    for language, own in _LETTERS.get(likely, {}).items():
        if own and any(letter in own for letter in letters):
            return language
    return likely


@cache
def _script(letter: str) -> str:
    """Return the first word of a letter's name, LATIN for Latin letters of any width and those of mathematics."""
    name = unicodedata.name(letter, "")
    latin = letter.isascii() or "LATIN" in name or name.startswith("MATHEMATICAL")
    return "LATIN" if latin else name.partition(" ")[0].partition("-")[0]


def _by_words(words: list[str], *, sure: int = _SURE) -> str | None:
    """Return the language of a text that has more of its little words than of English ones."""
    best, most = None, _SHARE * len(words)
    counts = Counter(words)
    if _PROOF.isdisjoint(counts):
        return None
    for language, little in _LANGUAGES.items():
        found = little & counts.keys()
        number = sum(counts[word] for word in found)
        proofs = len(found & _PROOF)
        english = sum(counts[word] for word in _ENGLISH & counts.keys() - little)
        if number > max(most, english) and (proofs >= sure or (proofs and len(found) > sure)):
            best, most = language, number
    return best


def _by_rarity(words: list[str]) -> str | None:
    """Return that a text is in no known language where it is long, and has hardly a little word of English."""
    long = len(words) >= _PROSE
    return UNKNOWN if long and sum(word in _ENGLISH for word in words) < _LITTLE * len(words) else None
