"""Every error code that is raised is registered, and therefore in the OpenAPI document, even if no test provokes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from core.api import error_codes
from tests.contracts.documents import ROOT

ERRORS = {"APIException", "AuthenticationFailed", "NotFound", "PermissionDenied", "ValidationError"}
MODULES = [
    path
    for package in ("core", "accounts", "game", "operations")
    for path in sorted((ROOT / "backend" / package).rglob("*.py"))
    if "migrations" not in path.parts
]


def codes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the code of each error that is made with one, and of each `default_code`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=str(code))]) if name in ERRORS:
                yield node.lineno, code
            case ast.keyword(arg="code", value=ast.Constant(value=str(code))):
                yield node.lineno, code
            case ast.Assign(targets=[ast.Name(id="default_code")], value=ast.Constant(value=str(code))):
                yield node.lineno, code


@pytest.mark.parametrize("name", [str(path.relative_to(ROOT)) for path in MODULES])
def test_a_module_raises_registered_codes_only(name: str) -> None:
    registered = set(error_codes.registered())
    raised = codes(ast.parse((ROOT / name).read_text()))
    unregistered = [f"{name}:{line}: {code}" for line, code in raised if code not in registered]
    assert unregistered == [], "register it with error_codes.register in apps.py"


def test_codes_are_found_wherever_they_are_written() -> None:
    text = (
        'raise ValidationError({"a": "b"}, "one")\nNotFound(code="two")\n'
        'class Error(APIException):\n    default_code = "three"'
    )
    assert sorted(codes(ast.parse(text))) == [(1, "one"), (2, "two"), (4, "three")]
