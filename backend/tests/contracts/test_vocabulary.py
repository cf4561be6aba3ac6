"""Keeps private words out of names, and unidiomatic phrases out of comments, docstrings, test names and documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contracts.documents import ROOT
from tests.contracts.vocabulary import files, names_in, prose_in, tokens_of

PRIVATE_WORD = re.compile(
    "tells?|told|hear[sd]?|hearing|journeys?|debts?|owe[sd]?|whispers?|doors?|seats?|credits?|feeds?|together|knocks?"
    "|greet(?:ed|s)?|nobodys|whoever|anew|afresh|meanwhile|forgives?|bury|doubtful|patience|(?:im)?patient|hurry|hasty"
    "|oracle|asker|yardstick|goodbye|excuse[sd]?|mend(?:s|ed|ing)?|dear"
)
# The only allowed use of "liveness".
PROBE = re.compile(r"(?i)(test_)?liveness(\.py|probe|serializer)?|.*health.*")
PHRASES = [
    r"anew",
    r"whoever",
    r"for who",
    r"dear",
    r"mails",
    r"e-mails?",
    r"in the same moment",
    r"in this (?:very )?moment",
    r"(?:is|are|was|were|be) told",
    r"tells? (?:nobody|everybody|somebody)",
    r"hears? of",
    r"heard of",
    r"all the same(?! \w)",
    r"meanwhile",
    r"log(?:s|ged|ging)? out",
    r"to be called",
    r"gives? back",
    r"begun anew",
    r"afresh",
    r"worth nothing",
    r"is (?:no|none) (?:more|longer there)",
    r"not told apart",
    r"by who (?:has|is|knows)",
    r"of who (?:has|is|knows)",
    r"fail-overs?",
    r"switch-overs?",
    r"fail-backs?",
    r"whomever",
    r"of before",
    r"(?:is|are|was|were) whole again",
    r"(?:is|are|was|were) away",
    r"(?:is|are|was|were) judged",
    r"not to be had",
    r"says? nothing of",
    r"some \d[\d,]* (?:ms|s|seconds?|minutes?|hashes|results|plays)",
    r"in turns",
    r"for good measure",
    r"without ceremony",
    r"stands? beside",
    r"over all processes",
]
UNIDIOMATIC = re.compile(rf"(?<![\w-])(?:{'|'.join(PHRASES)})(?![\w-])", re.IGNORECASE)


def is_private(name: str) -> bool:
    tokens = tokens_of(name)
    return any(map(PRIVATE_WORD.fullmatch, tokens)) or ("liveness" in tokens and not PROBE.fullmatch(name))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in files() if path.suffix in {".py", ".ts", ".tsx"}], ids=relative)
def test_names_have_no_private_words(path: Path) -> None:
    assert sorted({name for name in names_in(path) if is_private(name)}) == []


@pytest.mark.parametrize("path", files(), ids=relative)
def test_prose_is_idiomatic(path: Path) -> None:
    prose = prose_in(path)
    found = [prose[max(0, match.start() - 40) : match.end() + 40] for match in UNIDIOMATIC.finditer(prose)]
    assert found == []
