"""Emails are in the language of the account, and every language has the same texts."""

from __future__ import annotations

import string
from typing import Any

import pytest
from django.core import mail

from accounts.languages import TEXTS
from accounts.mail import outbox
from accounts.mail.kinds import KINDS
from accounts.models import Mail, User
from tests.api import PASSWORD, call, registered

OTHERS = sorted(set(TEXTS) - {"en"})


def shape(texts: Any) -> Any:
    """The keys, the number of paragraphs and their conditions."""
    if isinstance(texts, dict):
        return {key: value if key == "if" else shape(value) for key, value in texts.items()}
    return [shape(text) for text in texts] if isinstance(texts, list) else str


def leaves(texts: Any) -> list[str]:
    if isinstance(texts, str):
        return [texts]
    return [leaf for part in (texts.values() if isinstance(texts, dict) else texts) for leaf in leaves(part)]


def values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_texts_of_english_with_the_same_values(language: str) -> None:
    english, texts = TEXTS["en"], TEXTS[language]
    assert shape(texts) == shape(english)
    pairs = list(zip(leaves(english), leaves(texts), strict=True))
    assert [(one, other) for one, other in pairs if values(one) != values(other)] == []
    same = {one for one, other in pairs if one == other}
    assert same <= {"ltr", "second_factor"}, "not translated"


def test_there_are_texts_for_every_kind_and_no_other() -> None:
    sections = {name for name, section in TEXTS["en"].items() if isinstance(section, dict)}
    assert sections - {"actions"} == set(KINDS)


@pytest.mark.usefixtures("committed", "eagerly")
class TestSent:
    def test_a_german_player_is_welcomed_in_german(self) -> None:
        registered(username="Ann_1", language="de")

        [message] = mail.outbox
        assert message.subject == "Willkommen bei NumberPlay"
        assert message.extra_headers["Content-Language"] == "de"
        text = str(message.body)
        assert text.startswith("Hallo Ann_1,\n\nWillkommen bei NumberPlay! Spiel eine Zahl von 1 bis 9999:")
        assert "\n\nE-Mail-Adresse bestätigen: http://localhost:3000/verify#token=" in text
        assert text.endswith("\n\nDein Konto: http://localhost:3000/account\n\nNumberPlay\n")
        html = message.alternatives[0][0]  # type: ignore[attr-defined]
        assert '<html lang="de" dir="ltr">' in html
        assert "<p>Hallo Ann_1,</p>" in html

    def test_an_arabic_email_runs_from_right_to_left_and_its_values_keep_their_order(self) -> None:
        registered(username="Ann_1", language="ar")
        mail.outbox.clear()

        outbox.enqueue(User.objects.get(), "new_device", ip="192.0.2.7", user_agent="<b>Fire & fox</b>")

        [message] = mail.outbox
        assert message.subject == "تسجيل دخول جديد إلى حسابك"
        text = str(message.body)
        assert text.startswith("مرحبًا \u2068Ann_1\u2069،\n")
        assert "من جهاز جديد: \u2068<b>Fire & fox</b>\u2069، عنوان IP: \u2068192.0.2.7\u2069." in text
        html = message.alternatives[0][0]  # type: ignore[attr-defined]
        assert '<html lang="ar" dir="rtl">' in html
        assert "\u2068&lt;b&gt;Fire &amp; fox&lt;/b&gt;\u2069" in html

    def test_an_unknown_program_and_a_deleted_address_are_named_in_the_players_language(self) -> None:
        registered(language="de")
        mail.outbox.clear()

        outbox.enqueue(User.objects.get(), "new_device", ip="192.0.2.7", user_agent="")
        outbox.enqueue(User.objects.get(), "email_changing", address="")

        device, changing = (str(message.body) for message in mail.outbox)
        assert "von einem neuen Gerät bei deinem Konto angemeldet: ein unbekanntes Programm, IP-Adresse" in device
        assert "deines Kontos in eine gelöschte Adresse ändern" in changing

    def test_an_email_is_in_the_language_that_the_player_has_when_it_is_sent(self) -> None:
        player = registered(language="de")
        mail.outbox.clear()
        player.patch("/auth/api/user/", {"language": "ar"})

        call("POST", "/auth/api/password/reset/", {"email": player.user["email"]}, ACCEPT_LANGUAGE="de")

        assert [message.subject for message in mail.outbox] == ["إعادة تعيين كلمة المرور"]

    def test_an_email_about_someone_elses_account_is_in_the_language_of_its_receiver(self) -> None:
        german, arab = registered(language="de"), registered(language="ar")
        mail.outbox.clear()

        arab.post("/auth/api/email/change/", {"email": german.user["email"], "password": PASSWORD})

        subjects = {message.to[0]: message.subject for message in mail.outbox}
        assert subjects == {
            german.user["email"]: "Jemand wollte deine E-Mail-Adresse verwenden",
            arab.user["email"]: "سيتغير بريدك الإلكتروني قريبًا",
        }

    def test_english_if_this_version_does_not_know_the_language(self) -> None:
        registered()
        mail.outbox.clear()
        User.objects.update(language="tlh")

        outbox.enqueue(User.objects.get(), "second_factor_on")

        assert [message.subject for message in mail.outbox] == ["Two-factor authentication turned on"]
        assert Mail.objects.filter(kind="second_factor_on").get().state == "sent"
