"""The encoding of a file is the same whether it is looked at whole or in parts."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from kg.readers.decode import decode, find_encoding

PIECES = st.lists(
    st.one_of(
        st.binary(max_size=4),
        st.text(max_size=3).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(
            [b"\x93Ol\xe9\x94", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b" \n", b"\xc3", b"\xc3\xa9", b"\xe9\xe9\xe9"]
        ),
    ),
    max_size=6,
)


@given(pieces=PIECES)
@example(pieces=[b"a", b"\xe9", b"\xe9\xe9"])
@example(pieces=[b"\xe2\x82", b"\xac"])
@example(pieces=[b"ab\xe2", b"\x82x"])
@example(pieces=[b"", b"\xff", b"\xfea"])
def test_parts_make_the_same_encoding_as_the_whole(pieces: list[bytes]) -> None:
    assert find_encoding(pieces) == find_encoding([b"".join(pieces)])


@given(pieces=PIECES)
def test_bytes_decode_in_the_encoding_that_is_found(pieces: list[bytes]) -> None:
    data = b"".join(pieces)

    encoding, text = find_encoding(pieces), decode(data)

    if isinstance(text, str):
        assert isinstance(encoding, str)
        assert data.decode(encoding) == text
