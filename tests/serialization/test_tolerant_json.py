from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.sanitizing import storable_text
from calf_tui.serialization.tolerant_json import plain_json, read_json

signs = (
    st.characters(categories=["Cc", "Cf", "Cs"]) | st.sampled_from('\\"u08d😀é') | st.characters()
)


@given(st.text(signs, max_size=30), st.booleans())
def test_the_texts_in_json_become_what_a_record_may_keep(text: str, as_ascii: bool) -> None:
    data = json.dumps({text: [text]}, ensure_ascii=as_ascii).encode("utf-8", "surrogatepass")
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

    plain, replaced = plain_json(data)

    if as_ascii:  # two halves after one another are a whole
        text = whole
    assert read_json(plain) == {storable_text(text): [storable_text(text)]}
    assert (replaced > 0) is (storable_text(text) != text.replace("\r\n", "\n").replace("\r", "\n"))
    assert plain_json(plain) == (plain, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": NaN}', {"a": None}),
        (b"[1e400]", [float("inf")]),
        (b"[%s]" % (b"1" * 5000), [float("inf")]),
    ],
)
def test_what_only_python_takes_for_json_is_read(data: bytes, said: object) -> None:
    assert read_json(data) == said


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b'["\xff"]'])
def test_what_is_no_json_is_no_value(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_json(data)
