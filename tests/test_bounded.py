"""What a query's process says of a result, and what is made of it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.bounded import from_messages, to_messages
from kg.results import Cell, QueryResult

TEXTS = st.text(st.characters(), max_size=8)
CELLS = st.none() | st.builds(
    Cell, kind=st.sampled_from(["uri", "literal", "bnode"]), value=TEXTS, datatype=TEXTS, language=TEXTS
)
ROWS = st.integers(0, 3).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=5).map(tuple))
RESULTS = st.builds(
    QueryResult,
    columns=st.lists(TEXTS, max_size=3).map(tuple),
    rows=ROWS,
    kind=st.sampled_from(["select", "ask", "graph"]),
    truncated=st.booleans(),
    prefixes=st.dictionaries(TEXTS, TEXTS, max_size=3),
)


def _through_json(result: QueryResult) -> QueryResult:
    return from_messages(json.loads(json.dumps(each)) for each in to_messages(result))


@given(RESULTS)
def test_a_result_comes_out_of_its_messages_as_it_went_in(result: QueryResult) -> None:
    assert _through_json(result) == result


def test_many_rows_are_said_in_parts_and_none_is_lost() -> None:
    rows = tuple((Cell(kind="literal", value=str(number)),) for number in range(2500))
    result = QueryResult(columns=("n",), rows=rows, kind="select", truncated=True)

    assert _through_json(result) == result
    assert [len(each) for each in to_messages(result) if isinstance(each, list)] == [1000, 1000, 500]
