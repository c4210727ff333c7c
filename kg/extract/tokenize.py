"""Tokenizers for news: UD conventions, short forms whose full stop ends no sentence, money, dates and clock times whole.

Their rules are those of this module, also in a pipeline that was saved with others. The Indonesian one has no list of
thousands of reduplicated words to load, and leaves clitics attached.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    LIST_CURRENCY,
    LIST_ELLIPSES,
    LIST_PUNCT,
    LIST_QUOTES,
)
from spacy.lang.en import EnglishDefaults
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# Titles, ranks and other short forms whose full stop belongs to them; in capitals they are short forms too.
_INDONESIAN_SHORT_FORMS = (
    "Jend Letjen Mayjen Brigjen Irjen Komjen Kombes Pol Kol Letkol Kapt Lettu Letda Serka Bripka Brig Laks "
    "Laksda Laksma Purn Prof Dr dr Drs Dra drg Ir H Hj KH Tn Ny Sdr St Jr Sr Mr Mrs Ms No no Jl jl Gg Kab Kec "
    "Kel Kep Prov Ds Dsn hlm Vol vol Alm alm Tgl tgl Rp Co Corp Inc Ltd Tbk PT CV Sp M.Si S.Pd S.Sos S.IK "
    "S.Ik Ph.D M.Sc"
)
_ENGLISH_SHORT_FORMS = (
    "Lt Col Sgt Capt Maj Cpl Pvt Brig Cmdr Cdr Supt Insp Det Amb Pres Hon Atty Msgr Fr Sr Ft Vol Nos Rp viz approx"
)

_MONEY = r"(?:Rp|IDR|USD|US\$|S\$)\.?(?=\d)"
_PREFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    *LIST_CURRENCY,
    _MONEY,
    "[-–—/+=~<>@|*•·]",
]
_SUFFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    "[-–—/+=~<>|*%°]",
    rf"(?<=[0-9{ALPHA_LOWER}%²\-\)\]\+{CONCAT_QUOTES}])\.",
    rf"(?<=[{ALPHA_UPPER}/][{ALPHA_UPPER}])\.",
    r"(?<=\d)(?:km|kg|cm|mm|mg|ml|ha|m|GB|MB)",
]
_INFIXES = [
    *LIST_ELLIPSES,
    "[–—]",
    rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA}])[,;:!?](?=[{ALPHA}{CONCAT_QUOTES}])",
    rf"(?<=[{CONCAT_QUOTES})\]])[,;:!?.](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[/<>=|()](?=[{ALPHA}0-9(])",
    rf"(?<=[{ALPHA}])-(?=[{ALPHA_UPPER}])",
    r"(?<=[0-9])%(?=-)",
    r"(?<=[0-9%])-(?=[0-9])",
]
# Pages lose the space before the link to a medium: "dilansirAFP", "kepadadetikSulsel".
_RUN_ON_WORDS = ("kepada", "dari", "pada", "dilansir", "melansir", "dikutip", "mengutip", "dilaporkan")
_RUN_ON = [
    rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]})(?=detik(?:com|[{ALPHA_UPPER}])|[{ALPHA_UPPER}])"
    for word in _RUN_ON_WORDS
]
# Kept whole: reduplication, "al-Assad", "di-PHK", initials, dates and clock times in figures, "@name" and "#tag".
_WHOLE = [
    r"(?i:([^\W\d]+)-\1\w*)",
    rf"(?:[Aa][dlnrst]|[Ee]l)-[{ALPHA_UPPER}]\w+",
    rf"(?:[Dd]i|[Tt]er|[Bb]er|[Mm]e(?:m|n|ng)?)-[{ALPHA_UPPER}]\w+",
    rf"[{ALPHA_UPPER}]\.",
    r"(?:[^\W\d]\.){2,}",
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?",
    r"\d{1,2}-\d{1,2}-\d{2,4}",
    r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?",
    r"[@#]\w+",
]


class NewsTokenizer(Tokenizer):  # type: ignore[misc,unused-ignore]
    """A tokenizer that is not saved with a pipeline: its rules are always those of the code."""

    def to_bytes(self, **_: object) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> NewsTokenizer:
        """The tokenizer as it is."""
        return self


@registry.tokenizers("kg.IndonesianTokenizer.v1")  # type: ignore[untyped-decorator,unused-ignore]
def create_indonesian_tokenizer() -> Callable[[Language], Tokenizer]:
    """What spaCy calls when a pipeline's configuration names the tokenizer."""
    return make_indonesian_tokenizer


@registry.tokenizers("kg.EnglishTokenizer.v1")  # type: ignore[untyped-decorator,unused-ignore]
def create_english_tokenizer() -> Callable[[Language], Tokenizer]:
    """What spaCy calls when a pipeline's configuration names the tokenizer."""
    return make_english_tokenizer


def make_indonesian_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer that shares the vocabulary of `nlp`."""
    return NewsTokenizer(
        nlp.vocab,
        rules=_short_forms(_INDONESIAN_SHORT_FORMS),
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex([*_INFIXES, *_RUN_ON]).finditer,
        token_match=re.compile("^(?:" + "|".join(_WHOLE) + ")$").match,
        url_match=URL_MATCH,
    )


def make_english_tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's English tokenizer with more short forms, "Rp300", "10bn" and "(AP)—The"; shares the vocabulary of `nlp`."""
    return NewsTokenizer(
        nlp.vocab,
        rules={**_short_forms(_ENGLISH_SHORT_FORMS), **EnglishDefaults.tokenizer_exceptions},
        prefix_search=compile_prefix_regex([*EnglishDefaults.prefixes, _MONEY]).search,
        suffix_search=compile_suffix_regex([*EnglishDefaults.suffixes, r"(?<=\d)(?:bn|mn|tn)"]).search,
        infix_finditer=compile_infix_regex([*EnglishDefaults.infixes, "[–—]", rf"(?<=[{ALPHA}])\)(?=[–—])"]).finditer,
        url_match=URL_MATCH,
    )


def _short_forms(forms: str) -> dict[str, list[dict[int, str]]]:
    spellings = {spelling for form in forms.split() for spelling in (f"{form}.", f"{form.upper()}.")}
    return {spelling: [{ORTH: spelling}] for spelling in sorted(spellings)}
