"""jieba's words with part-of-speech tags and exact offsets, and the same jieba as the tokenizer of spaCy."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhclaims.errors import LexiconError
from zhclaims.lexicon import read_rows
from zhclaims.simplify import SURROGATES, simplify
from zhclaims.types import Engine, Token

if TYPE_CHECKING:
    from spacy.language import Language

    from zhclaims.spacy_components import ClaimsComponent, JiebaTokenizer

Words = list[tuple[str, str]]
# A line of a jieba user dictionary: 云深处 3 nz
USER_WORD = re.compile(
    r"(?P<word>.+?)(?:(?<![ \t])[ \t]++(?P<frequency>[0-9]{1,9}))?(?:(?<![ \t])[ \t]++(?P<tag>[a-z]+))?"
)
UNKNOWN_LATIN = re.compile(r"[A-Za-z]")
UNKNOWN_HAN = re.compile(r"[\u4e00-\u9fd5]+")
# What a word gets whose dictionary gives no tag; jieba would say x, "no word".
NOUN = "n"


def segment(text: str, *, engine: Engine = "rust", dictionary: str | Path | None = None) -> list[Token]:
    """Cut Simplified text into jieba's words; they tile the text, so that joining them gives it back.

    `engine` is "rust" (rjieba) or "python" (jieba, the reference); `dictionary` is a jieba user dictionary, one
    `word frequency tag` a line. Raises LexiconError when that cannot be read.

    >>> [f"{token.text}/{token.tag}" for token in segment("杭州发展低空经济")]
    ['杭州/ns', '发展/vn', '低空经济/n']
    """
    pairs = _cutter(engine, str(dictionary) if dictionary else None)(SURROGATES.sub("\ufffd", text))
    words, tags = zip(*pairs, strict=True) if pairs else ((), ())
    edges = list(accumulate(map(len, words), initial=0))
    return list(map(Token, edges, edges[1:], words, tags))


def create_tokenizer(
    nlp: "Language", *, engine: Engine = "rust", dictionary: str | Path | None = None
) -> "JiebaTokenizer":
    """Give a spaCy tokenizer on `segment` that also sets `token.tag_`; assign it to `nlp.tokenizer`."""
    from zhclaims.spacy_components import JiebaTokenizer

    return JiebaTokenizer(nlp.vocab, engine=engine, dictionary=dictionary)


def create_component(nlp: "Language", name: str = "zhclaims") -> "ClaimsComponent":
    """Give the spaCy component that sets `doc._.claims` and `doc.spans["zhclaims"]`; `nlp.add_pipe` calls it."""
    from zhclaims.spacy_components import ClaimsComponent

    return ClaimsComponent(nlp, name)


def load(*, engine: Engine = "rust", dictionary: str | Path | None = None) -> "Language":
    """Give a spaCy pipeline for Chinese with this tokenizer, names in `doc.ents` and claims in `doc._.claims`."""
    from zhclaims.spacy_components import create_pipeline

    return create_pipeline(engine=engine, dictionary=dictionary)


def listed_words(text: str) -> list[str]:
    """Cut a few characters into words of the dictionary, and what is in no word into single characters.

    >>> listed_words("其中山东省最多")
    ['其中', '山东省', '最', '多']
    """
    words: list[str] = _rust(None).cut(text, False)
    return words


def is_listed(word: str) -> bool:
    """Whether a word is in the dictionary."""
    return bool(_rust(None).has_word(word))


@cache
def _cutter(engine: Engine, dictionary: str | None) -> Callable[[str], Words]:
    """Load an engine with the package's words and the user's; one a process and dictionary."""
    if engine == "rust":
        tag: Callable[[str], Words] = _rust(dictionary).tag
        return tag
    add, cut = _load_python()
    _add_words(add, dictionary)
    return cut


def _add_words(add: Callable[[str, int | None, str], Any], dictionary: str | None) -> None:
    for row in read_rows("words", ("word", "tag")):
        add(row["word"], None, row["tag"])
    for word, frequency, tag in read_user_words(dictionary) if dictionary else ():
        add(word, frequency, tag)


@cache
def _rust(dictionary: str | None) -> Any:
    import rjieba

    jieba = rjieba.Jieba()
    _add_words(jieba.add_word, dictionary)
    return jieba


def _load_python() -> tuple[Callable[[str, int | None, str], Any], Callable[[str], Words]]:
    import jieba

    tokenizer = jieba.Tokenizer()
    # Not by initialize(), which logs to stderr and trusts a marshalled cache in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    with tokenizer.get_dict_file() as dictionary:
        tags = dict(line.decode("utf-8").split()[::2] for line in dictionary)
    return tokenizer.add_word, partial(_cut_with_python, tokenizer, tags)


def _cut_with_python(jieba: Any, tags: dict[str, str], text: str) -> Words:
    """Cut with jieba.cut and tag by its dictionary, as rjieba does; posseg.cut cuts otherwise, five times slower."""
    own = jieba.user_word_tag_tab
    return [(word, own.get(word) or tags.get(word) or _tag_unknown(word)) for word in jieba.cut(text)]


@lru_cache(maxsize=20_000)
def _tag_unknown(word: str) -> str:
    """Tag letters eng, digits m, Chinese characters by jieba's hidden Markov model, and the rest x."""
    if UNKNOWN_LATIN.search(word):
        return "eng"
    if len(word) < 2 or not UNKNOWN_HAN.fullmatch(word):
        return "m" if word[0].isdecimal() and word.isascii() else "x"
    from jieba import posseg
    from jieba.posseg.viterbi import viterbi

    _, path = viterbi(word, posseg.char_state_tab_P, posseg.start_P, posseg.trans_P, posseg.emit_P)
    return str(path[-1][1])


def read_user_words(path: str | Path) -> Iterator[tuple[str, int | None, str]]:
    """Yield word (simplified), frequency and tag of a jieba user dictionary; raises LexiconError with file and line."""
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as a jieba dictionary in UTF-8: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        match = USER_WORD.fullmatch(line.strip())
        if match is None or "\0" in line:
            raise LexiconError(f"{path}:{number}: expected `word frequency tag` (the last two may be missing)")
        frequency = int(match["frequency"]) if match["frequency"] else None
        yield simplify(match["word"]), frequency, match["tag"] or NOUN
