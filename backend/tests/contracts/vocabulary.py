"""The names and the prose of the repository, for `test_vocabulary`."""

from __future__ import annotations

import ast
import io
import os
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.contracts.documents import ROOT

FOLDERS = ("backend", "benchmarks", "clients", "deploy", "docs", "examples", "frontend", "nginx", ".github")
FILES = ("Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
SKIPPED = {
    "build",
    "node_modules",
    "out",
    "public",
    "test-results",
    "playwright-report",
    "coverage",
    "migrations",
    "staticfiles",
    "requirements",
    "__pycache__",
    "site-packages",
}
PROSE_TYPES = {
    ".md",
    ".yml",
    ".yaml",
    ".conf",
    ".template",
    ".sh",
    ".html",
    ".txt",
    ".awk",
    ".toml",
    ".mjs",
    ".css",
    "",
}
TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
TS_NOISE = re.compile(r"/\*[\s\S]*?\*/|//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
TS_COMMENT = re.compile(r"/\*([\s\S]*?)\*/|(?<!:)//([^\n]*)")
TS_TITLE = re.compile(r"\b(?:test|it|describe)(?:\.\w+)*\(\s*[\"'`]([^\"'`]+)")
CODE = re.compile(r"```[\s\S]*?```|`[^`]*`|https?://\S+|[\w.-]+/[\w./-]+")  # and paths without backticks


@cache
def files() -> list[Path]:
    found = [path for folder in FOLDERS for path in _walk(ROOT / folder)]
    return sorted(path for path in [*found, *(ROOT / name for name in FILES)] if path.is_file() and _is_ours(path))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below the folder. Doesn't enter skipped folders, which are large, or hidden ones."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED and not name.startswith(".")]
        yield from (Path(parent) / name for name in names if not name.startswith("."))


def _is_ours(path: Path) -> bool:
    """Whether the file is neither generated, nor a list of these words, nor in another language."""
    is_generated = ".gen." in path.name or path.name in {"openapi.yaml", "asyncapi.yaml"}
    is_translation = path.parent.name == "texts" and path.stem != "en"
    return (
        not is_generated
        and not is_translation
        and path.stem not in {"vocabulary", "test_vocabulary", "test_core_words"}
    )


def tokens_of(name: str) -> list[str]:
    """Splits at `_`, `-`, `.` and capitals, and returns lower case."""
    return [token.lower() for token in TOKEN.findall(name)]


def names_in(path: Path) -> Iterator[str]:
    """The name of the file, and the names that it defines."""
    yield path.name
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_text())):
            yield from _python_names(node)
    elif path.suffix in {".ts", ".tsx"}:
        yield from re.findall(r"[A-Za-z_$][\w$]*", TS_NOISE.sub(" ", path.read_text()))


def _python_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield name
        case ast.arg(arg=name):
            yield name
        case ast.alias(asname=str(name)):
            yield name


def prose_in(path: Path) -> str:
    """Comments, docstrings, titles of tests, and documents, without code and with single spaces."""
    if path.suffix == ".py":
        parts = list(_python_prose(path.read_text()))
    elif path.suffix in {".ts", ".tsx"}:
        text = path.read_text()
        parts = ["".join(match) for match in TS_COMMENT.findall(text)] + TS_TITLE.findall(text)
    elif path.suffix in PROSE_TYPES:
        parts = [CODE.sub(" ", path.read_text(errors="ignore"))]
    else:
        parts = []
    return re.sub(r"[\s#]+", " ", " ¶ ".join(parts))


def _python_prose(source: str) -> Iterator[str]:
    comments = [
        (token.start[0], token.string.lstrip("# "))
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    ]
    last = 0
    for line, text in comments:
        yield text if line == last + 1 else f"¶ {text}"
        last = line
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name.replace("_", " ")
