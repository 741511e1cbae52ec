"""Documents: a test of the heel rise, and random tables with few ids, so that versions meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from calf_tui.serialization.codec import RESTORED

if TYPE_CHECKING:
    from calf_tui.storage.database.document_table import Tables

AT = "2026-11-22T17:03:11.482Z"
HEEL_RISE = {
    "id": "h",
    "taken_at": AT,
    "local_date": "2026-11-22",
    "left": 21,
    "right": None,
    "ended_by": None,
    "updated_at": AT,
}
INSTANTS = [
    AT,
    "2026-11-22T18:03:11.482+01:00",  # the same one, written elsewhere
    "2026-11-22T17:03:11.483Z",
    "2026-11-23T00:00:00Z",
    "2026-11-22 17:03:11",
    "yesterday",
    None,
    7,
]
ids = st.sampled_from(["a", "b", "c"])
instants = st.sampled_from(INSTANTS)
values: st.SearchStrategy[Any] = st.sampled_from(
    [0, 0.0, 1, 1.0, True, "", "x", None, [], {"note": "y"}]
)
edited = st.builds(
    lambda name, updated, note, more: {"id": name, "updated_at": updated, "note": note, **more},
    ids,
    instants,
    values,
    st.dictionaries(st.sampled_from([RESTORED, "later", "deleted"]), instants | values, max_size=2),
)
deleted = st.builds(lambda name, at: {"id": name, "deleted": True, "updated_at": at}, ids, instants)
odd: st.SearchStrategy[Any] = values | st.builds(lambda value: {"note": value}, values)
documents = edited | deleted | odd
numbers = st.integers(-2, 9).map(str)
metas = st.builds(
    lambda name, version, created, folded: {
        "id": name,
        "schema_version": version,
        "created_at": created,
        "updated_at": created,
        "folded": folded,
    },
    ids,
    st.integers(1, 3),
    instants,
    st.dictionaries(st.sampled_from(["w", "v"]), st.integers(0, 9), max_size=2) | values,
)
tables: st.SearchStrategy[Tables] = st.fixed_dictionaries(
    {},
    optional={
        "meta": st.dictionaries(numbers, metas, max_size=2),
        **{
            name: st.dictionaries(numbers, documents, max_size=4)
            for name in ("sessions", "targets", "quarantine", "unheard_of")
        },
    },
)
