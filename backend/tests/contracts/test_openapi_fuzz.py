"""Every response is one that the OpenAPI document describes, whatever is sent.

`EXAMPLES=600` generates that many requests per operation, in addition to those that test each constraint.
"""

from __future__ import annotations

import itertools
import os
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.hashers import make_password
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from accounts.models import User
from accounts.sessions import tokens
from accounts.sessions.lifecycle import Device, open_session
from config.wsgi import application
from tests.api import PASSWORD
from tests.contracts.documents import OPENAPI

CONTENT_TOO_LARGE = 413


def negative_data_rejection(ctx: Any, response: Any, case: Any) -> bool | None:
    """Unknown parameters are ignored, and a body may be refused as too large before it is validated."""
    known = {parameter.name for parameter in case.operation.query}
    if response.status_code == CONTENT_TOO_LARGE or set(case.query or ()) - known:
        return None
    accepted: bool | None = checks.negative_data_rejection(ctx, response, case)
    return accepted


CONFORMANCE = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.unsupported_method,
    checks.allow_header_conformance,
    negative_data_rejection,
    checks.missing_required_header,
    checks.ignored_auth,
    checks.use_after_free,
    checks.ensure_resource_availability,
]
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
NUMBERS = itertools.count(1)

schema = schemathesis.openapi.from_path(OPENAPI, config=schemathesis.Config())
schema.app = application
OPERATIONS = {result.ok().label: result.ok() for result in schema.get_all_operations()}


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_described(label: str, transactional_db: None) -> None:
    """Each parameter, member and method in turn, valid and invalid, and then random examples."""
    operation = OPERATIONS[label]
    generation = schema.config.generation_for(operation=operation)
    for case in schema.iter_coverage_cases(operation, generation_modes=MODES, generation_config=generation):
        _answered_as_described(case)

    @given(case=some.one_of([operation.as_strategy(generation_mode=mode) for mode in MODES]))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def generated(case: Any) -> None:
        _answered_as_described(case)

    generated()


def _answered_as_described(case: Any) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {_fresh_token()}"}, checks=CONFORMANCE)


def _fresh_token() -> str:
    """Creates a new player, because some operations end the session or the account. Doesn't hash a password."""
    name = f"fuzzed_{next(NUMBERS)}"
    user = User.objects.create(username=name, email=f"{name}@example.com", password=_password())
    session = open_session(user, Device(ip="127.0.0.1", user_agent="tests"))
    return tokens.access_token(session)


@cache
def _password() -> str:
    return make_password(PASSWORD)
