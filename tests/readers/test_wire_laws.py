"""Whatever bytes stand in a feed, a crawl or a mail, something is told of each file and nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, Skipped
from kg.readers import File, read_file
from tests.readers.wire_seeds import seeds

SEEDS = seeds()
SUFFIXES = (".rss", ".atom", ".xml", ".eml", ".mbox", ".warc")


def read(data: bytes, name: str) -> list[Article | Skipped]:
    return list(read_file(File.of_bytes(data, name=name)))


def check(data: bytes, name: str) -> None:
    found = read(data, name)

    assert found, "nothing is lost without a word"
    assert found == read(data, name), "the same every time"
    for one in found:
        if isinstance(one, Article):
            assert one.text.strip()
            one.text.encode()


@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_left_out_with_a_reason(data: bytes, suffix: str) -> None:
    check(data, f"a{suffix}")


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a seed with some of its bytes cut, repeated, changed or taken from another seed."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    data = SEEDS[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 200)))
        other = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
        at = draw(st.integers(0, len(other)))
        piece = draw(
            st.one_of(st.just(b""), st.just(data[start:end] * 2), st.binary(max_size=20), st.just(other[at : at + 50]))
        )
        data = data[:start] + piece + data[end:]
    return name, data


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=200, deadline=None)
@given(broken())
def test_a_broken_file_is_read_as_far_as_it_goes(one: tuple[str, bytes]) -> None:
    name, data = one

    check(data, name)


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_every_seed_is_read(name: str) -> None:
    assert any(isinstance(one, Article) for one in read(SEEDS[name], name))
