"""Refused passwords and their error codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import identifiers
from accounts.models import User
from tests.api import call

BODY = {"username": "wonderful_ann", "email": "ann.the.great@example.com"}


REFUSED = pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("zk4!xQ9", {"password_too_short"}),
        ("baseball1", {"password_too_common"}),
        ("NumberPlay2026!", {"password_too_common"}),
        ("94027561038", {"password_entirely_numeric"}),
        ("wonderful_ann", {"password_too_similar"}),
        ("ann.the.great@", {"password_too_similar"}),
        ("ANN.THE.GREAT@EXAMPLE.COM", {"password_too_similar"}),
        ("1234567", {"password_too_short", "password_too_common", "password_entirely_numeric"}),
        ("far too long a password " * 11, {"max_length"}),
    ],
)


@pytest.mark.django_db
@REFUSED
def test_the_password_is_refused_with_every_reason(password: str, codes: set[str]) -> None:
    answer = call("POST", "/auth/api/register/", {**BODY, "password": password})

    assert answer.status == 400
    assert answer.codes == {(code, "password") for code in codes}
    assert password not in answer.raw.decode()
    assert User.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["zk4!xQ9_", "zk4!xQ9_numberplay", "x!" * 128, "пароль для игры", "🂡🂢🂣🂤🂥🂦🂧🂨"])
def test_any_other_text_is_a_password(password: str) -> None:
    assert call("POST", "/auth/api/register/", {**BODY, "password": password}).status == 201
    login = call("POST", "/auth/api/login/", {"email": BODY["email"], "password": password})
    assert login.status == 200


@given(st.text())
def test_any_text_has_a_normal_form_as_an_email_and_as_a_username(text: str) -> None:
    for normal in (identifiers.normal_email, identifiers.normal_username):
        assert isinstance(normal(text), str)


@given(st.emails() | st.builds("{}@{}".format, st.text(min_size=1, max_size=8), st.sampled_from(["Ü.de", "A.com"])))
def test_the_normal_form_of_an_address_is_its_own_normal_form(text: str) -> None:
    once = identifiers.normal_email(text)
    if once.isascii():
        assert identifiers.normal_email(once) == once
        assert once == once.lower()


def test_one_response_lists_the_errors_of_all_members(db: None) -> None:
    answer = call("POST", "/auth/api/register/", {"username": "a-b", "email": "nobody", "password": "1234567"})

    assert answer.status == 400
    assert answer.codes == {
        ("invalid", "username"),
        ("invalid", "email"),
        ("password_too_short", "password"),
        ("password_too_common", "password"),
        ("password_entirely_numeric", "password"),
    }
    assert not User.objects.exists()
