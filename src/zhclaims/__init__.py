"""Turns Chinese technology and city-economy articles into tables of claims.

>>> import zhclaims
>>> [claim.value_text for claim in zhclaims.extract("宁波去年出口增长8.5%，达到9,000亿元。").claims]
['8.5%', '9,000亿元']
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"
__all__ = ["Article", "Claim", "Extraction", "Options", "__version__", "extract", "extract_article", "load"]

if TYPE_CHECKING:
    from zhclaims.pipeline import extract, extract_article
    from zhclaims.segment import load
    from zhclaims.types import Article, Claim, Extraction, Options

HOMES = {
    "extract": "pipeline",
    "extract_article": "pipeline",
    "load": "segment",
    "Article": "types",
    "Claim": "types",
    "Extraction": "types",
    "Options": "types",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that the command line starts at once."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
