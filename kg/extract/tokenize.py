"""The Indonesian tokenizer: UD conventions, clitics attached, no list of thousands of reduplicated words to load."""

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
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# Titles, ranks and other short forms whose full stop belongs to them and never ends a sentence.
_SHORT_FORMS = (
    "Jend Letjen Mayjen Brigjen Irjen Komjen Kombes Pol Kol Letkol Kapt Lettu Letda Serka Bripka Brig Laks "
    "Laksda Laksma Mars Prof Dr dr Drs Dra drg Ir H Hj KH Tn Ny Sdr St Jr Sr Mr Mrs Ms No no Jl jl Gg Kab Kec "
    "Kel Kep Prov Ds Dsn hlm hal Vol vol Alm alm Tgl tgl Co Corp Inc Ltd Tbk PT CV UU Sp M.Si S.Pd S.Sos S.IK "
    "S.Ik Ph.D M.Sc"
)

_PREFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    *LIST_CURRENCY,
    r"(?:Rp|IDR|USD|US\$|S\$)\.?(?=\d)",
    "[-–—/+=~<>@|*•·]",
]
_SUFFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    "[-–—/+=~<>|*%°]",
    rf"(?<=[0-9{ALPHA_LOWER}%²\-\)\]\+{CONCAT_QUOTES}])\.",
    rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
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
    r"(?<=[0-9])-(?=[0-9])",
]
# Kept whole: reduplication, "al-Assad", initials, dates and clock times in figures, web addresses.
_WHOLE = [
    r"(?i:([^\W\d]+)-\1\w*)",
    rf"(?:[Aa][dlnrst]|[Ee]l)-[{ALPHA_UPPER}]\w+",
    rf"[{ALPHA_UPPER}]\.",
    r"(?:[^\W\d]\.){2,}",
    r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?",
    r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?",
]


@registry.tokenizers("kg.IndonesianTokenizer.v1")  # type: ignore[untyped-decorator,unused-ignore]
def create_indonesian_tokenizer() -> Callable[[Language], Tokenizer]:
    """What spaCy calls when a pipeline's configuration names the tokenizer."""
    return make_indonesian_tokenizer


def make_indonesian_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer that shares the vocabulary of `nlp`."""
    return Tokenizer(
        nlp.vocab,
        rules={f"{form}.": [{ORTH: f"{form}."}] for form in _SHORT_FORMS.split()},
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        token_match=re.compile("^(?:" + "|".join(_WHOLE) + ")$").match,
        url_match=URL_MATCH,
    )
