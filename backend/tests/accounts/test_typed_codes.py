"""Codes may be typed in groups, with dashes, and in upper or lower case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.accounts.second_factors import TOTP, begun, switched_on
from tests.api import PASSWORD, Answer, Player, call

pytestmark = pytest.mark.usefixtures("committed", "eagerly")

Writing = Callable[[str], str]

WRITINGS: dict[str, Writing] = {
    "as it is": str,
    "in two groups": lambda code: f"{code[:3]} {code[3:]}",
    "in three groups": lambda code: f"{code[:2]} {code[2:4]} {code[4:]}",
    "digit by digit": " ".join,
    "with a dash": lambda code: f"{code[:3]}-{code[3:]}",
    "with a typographic dash": lambda code: f"{code[:3]}\u2013{code[3:]}",
    "with a no-break space": lambda code: f"{code[:3]}\u00a0{code[3:]}",
    "with a thin space": lambda code: f"{code[:3]}\u2009{code[3:]}",
    "with a narrow no-break space": lambda code: f"{code[:3]}\u202f{code[3:]}",
    "with spaces around": lambda code: f"  {code[:3]} {code[3:]}\t",
}
RECOVERY: dict[str, Writing] = {
    **WRITINGS,
    "without its dash": lambda code: code.replace("-", ""),
    "in capitals": str.upper,
    "in mixed case": str.title,
    "in capitals with a space": lambda code: code.replace("-", " ").upper(),
}


def login(player: Player, code: str) -> Answer:
    return call("POST", "/auth/api/login/", {"email": player.user["email"], "password": PASSWORD, "code": code})


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS)
def test_the_code_of_the_app_signs_in(player: Player, writing: Writing) -> None:
    authenticator, _ = switched_on(player)
    assert login(player, writing(authenticator.code())).status == 200


@pytest.mark.parametrize("writing", RECOVERY.values(), ids=RECOVERY)
def test_a_recovery_code_signs_in_once(player: Player, writing: Writing) -> None:
    _, (code, *_) = switched_on(player)
    assert [login(player, writing(code)).status for _ in range(2)] == [200, 401]


def test_it_counts_everywhere_that_a_code_is_asked_for(player: Player) -> None:
    authenticator = begun(player)
    in_groups = WRITINGS["in two groups"]
    confirmed = player.post(f"{TOTP}confirm/", {"code": in_groups(authenticator.code())})
    assert confirmed.status == 200, confirmed.raw
    proof = {"password": PASSWORD, "code": in_groups(authenticator.code(steps=1))}
    renewed = player.post(f"{TOTP}recovery-codes/", proof)
    assert renewed.status == 200, renewed.raw
    recovery = renewed.json["recovery_codes"][0].upper().replace("-", "")
    assert player.delete(TOTP, {"password": PASSWORD, "code": recovery}).status == 204


@pytest.mark.parametrize(
    "writing",
    [
        lambda code: f"{code}0",
        lambda code: code[:5],
        lambda code: f"{code[:3]}.{code[3:]}",
        lambda code: f"{code[:3]},{code[3:]}",
        lambda code: f"{code[:3]}_{code[3:]}",
        lambda code: f"+{code}",
        lambda code: code[::-1] if code != code[::-1] else f"{code}1",
        lambda _: "-",
    ],
    ids=["longer", "shorter", "point", "comma", "underscore", "sign", "backwards", "dash alone"],
)
def test_another_code_is_wrong(player: Player, writing: Writing) -> None:
    authenticator, _ = switched_on(player)
    refused = login(player, writing(authenticator.code()))
    assert (refused.status, refused.codes) == (401, {("invalid_second_factor", None)})
