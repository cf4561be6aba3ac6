"""The web app and the emails have the same languages."""

from __future__ import annotations

from accounts.languages import TEXTS
from tests.contracts.documents import ROOT, openapi


def test_the_web_app_the_emails_and_the_document_have_the_same_languages() -> None:
    catalogs = sorted(path.stem for path in (ROOT / "frontend" / "messages").glob("*.json"))
    assert catalogs == sorted(TEXTS) == openapi()["components"]["schemas"]["LanguageEnum"]["enum"]
    assert "en" in catalogs
