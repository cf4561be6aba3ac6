"""Which JSON is accepted. Everything else is refused with a message, never with a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import json as strict_json
from core.json import Refusal

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def depth_of(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@given(VALUES)
def test_valid_shallow_json_is_parsed_unchanged(value: Any) -> None:
    text = json.dumps(value)
    if depth_of(value) <= 8:
        assert strict_json.loads(text) == value
    else:
        with pytest.raises(Refusal):
            strict_json.loads(text)


@given(st.text() | st.text(alphabet='[]{}",:\\0123456789eE.-+nulltrue NaInfiy'))
def test_any_text_is_a_value_or_is_refused(text: str) -> None:
    try:
        value = strict_json.loads(text)
    except Refusal:
        return
    assert json.loads(text) == value
    json.dumps(value, ensure_ascii=False).encode()


@given(st.binary())
def test_any_bytes_are_text_or_are_refused(raw: bytes) -> None:
    try:
        text = strict_json.decode(raw)
    except Refusal:
        assert raw.decode(errors="ignore").encode() != raw
    else:
        assert text.encode() == raw


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_eight_levels_are_read_and_nine_are_not(opening: str) -> None:
    closing = {"[": "]", '{"a":': "}", '[{"a":': "}]"}[opening]
    levels = len(closing)

    assert depth_of(strict_json.loads(opening * (8 // levels) + "1" + closing * (8 // levels))) == 8

    with pytest.raises(Refusal, match="nested more than 8 levels deep"):
        strict_json.loads(opening * (8 // levels) + "[1]" + closing * (8 // levels))


def test_depth_far_beyond_the_stack_is_refused() -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000, "[" * 5000 + "]" * 5000):
        with pytest.raises(Refusal, match="nested"):
            strict_json.loads(text)


def test_brackets_in_strings_are_no_depth_and_many_side_by_side_neither() -> None:
    for value in ("[[[[[[[[[[", '"[' * 20, "\\" + "[" * 20, [[1]] * 50, {"{[": '\\"[[[[[[[[['}):
        assert strict_json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"b": [{"a": 1, "c": 2, "a": 3}]}', '{"a": 1, "\\u0061": 2}'])
def test_a_key_twice_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="duplicate key"):
        strict_json.loads(text)


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_anything_but_a_number_is_refused(name: str) -> None:
    for text in (name, f"[{name}]", f'{{"number": {name}}}'):
        with pytest.raises(Refusal, match=f"contains {name}"):
            strict_json.loads(text)


def test_a_number_of_any_size_is_read_or_refused() -> None:
    assert strict_json.loads("9" * 4000) == int("9" * 4000)
    with pytest.raises(Refusal, match="not valid JSON"):
        strict_json.loads("9" * 5000)


@pytest.mark.parametrize("text", ['"\\ud800"', '["\\udfff"]', '{"\\ud83d": 1}', '"\\ude00\\ud83d"'])
def test_half_of_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="not valid JSON"):
        strict_json.loads(text)


def test_a_whole_surrogate_pair_is_one_character() -> None:
    assert strict_json.loads('"\\ud83d\\ude00"') == "😀"


@pytest.mark.parametrize(
    "text", ["", " ", "{", "[1,]", "{'a': 1}", "01", "+1", "1.", ".5", "nul", "\ufeff1", "1 2", '"\n"']
)
def test_invalid_json_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        strict_json.loads(text)
