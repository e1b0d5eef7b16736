"""Mails on disk: what they say, who sent it and when, and what they carry."""

from __future__ import annotations

import mailbox
import time
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article, Skipped
from kg.readers import File, Hints, read_file
from tests.readers.wire_seeds import BOX, MAIL, page


def read(data: bytes | str, name: str = "mail.eml", hints: Hints | None = None) -> list[Article | Skipped]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_file(File.of_bytes(data, name=name), hints=hints))


def articles(data: bytes | str, name: str = "mail.eml") -> list[Article]:
    return [one for one in read(data, name) if isinstance(one, Article)]


def test_a_mail_gives_its_plain_words_subject_day_and_the_name_of_its_sender() -> None:
    found = articles(MAIL)[0]

    assert found.text == "Aland thanked Borduria at the café.\r\n"
    assert found.title == "Talks in Bern: café"
    assert found.published == date(2024, 5, 10), "the day of the sender, not that of Greenwich"
    assert found.source == "Harbour Wire, Bern"


def test_what_is_attached_in_a_format_that_kg_reads_is_read_and_the_rest_counted() -> None:
    found = read(MAIL)

    assert [(one.id, one.text) for one in found[1:3] if isinstance(one, Article)] == [
        ("mail/3", "Borduria aided Aland."),
        ("mail/5", "Borduria left the union."),
    ]
    assert found[3:] == [Skipped(where="mail.eml", why="parts of mails that are not read: image/png (1)")]


def test_addresses_of_people_are_kept_nowhere() -> None:
    kept = repr([*read(MAIL), *read(BOX, "box.mbox")])

    assert not [word for word in ("desk@", "you@home", "o@old", "<1@", "<2@") if word in kept]


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Harbour Wire <d@x.example>", "Harbour Wire"),
        ('"Wire, Harbour" <d@x.example>', "Wire, Harbour"),
        ("=?utf-8?b?RMOpcMOqY2hl?= <d@x.example>", "Dépêche"),
        ("d@x.example (Harbour Wire)", "Harbour Wire"),
        ("d@x.example", None),
        ('"d@x.example" <d@x.example>', None),
        ("Dépêche <d@x.example>", "Dépêche"),
        ("(" * 5_000, None),
        ("=?utf-8?q?d=40x.example?= <d@x.example>", None),
        ("<<>>", None),
        ("", None),
    ],
)
def test_the_source_is_the_name_of_the_sender_or_unknown(sender: str, name: str | None) -> None:
    (found,) = articles(f"From: {sender}\nSubject: s\n\nWords.\n")

    assert found.source == name


def test_a_mail_in_html_alone_gives_its_article() -> None:
    (found,) = articles("Subject: s\nContent-Type: text/html; charset=utf-8\n\n" + page())

    assert "ceasefire" in found.text
    assert "All rights reserved" not in found.text


def test_a_newsletter_laid_out_as_a_table_gives_what_it_shows() -> None:
    table = "<table><tr><td>Aland thanked Borduria.</td></tr><tr><td>It was <b>late</b>.</td></tr></table>"
    (found,) = articles(f"Subject: s\nContent-Type: text/html\n\n{table}")

    assert found.text == "Aland thanked Borduria.\nIt was late."


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r"), ("us-ascii", "utf-8"), ("no-such", "utf-8")],
)
def test_words_are_read_in_the_character_set_that_is_named_or_that_they_are_in(charset: str, codec: str) -> None:
    words = "Путин встретил Кима." if codec == "koi8-r" else "“Café”"
    head = f"Subject: s\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"

    (found,) = articles(head.encode() + words.encode(codec))

    assert found.text == words


def test_a_mail_without_a_date_takes_the_day_that_the_user_names() -> None:
    (undated,) = read("Subject: s\nDate: soon\n\nWords.", hints=Hints(published=date(2020, 1, 2)))
    (dated,) = read(
        "Subject: s\nDate: Thu, 9 May 2024 08:00:00 +0900\n\nWords.", hints=Hints(published=date(2020, 1, 2))
    )

    assert isinstance(undated, Article)
    assert isinstance(dated, Article)
    assert (undated.published, dated.published) == (date(2020, 1, 2), date(2024, 5, 9))


def test_a_box_gives_every_mail_with_its_lines_as_they_were_written() -> None:
    found = articles(BOX, "box.mbox")

    assert [one.title for one in found] == ["Talks in Bern: café", None, "Earlier", "Second"]
    assert found[3].text == "The note began:\nFrom now on Aland is a republic.\nFrom there it went on.\n"


def test_a_box_that_python_wrote_is_read(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for number in range(3):
        box.add(f"Subject: s{number}\nMessage-ID: <{number}@x>\n\nWords {number}.\n\nFrom here on.\n")
    box.close()

    found = articles((tmp_path / "box.mbox").read_bytes(), "box.mbox")

    assert [one.text for one in found] == [f"Words {number}.\n\nFrom here on.\n" for number in range(3)]


def test_a_mail_of_a_box_keeps_its_id_when_the_one_before_it_is_taken_out() -> None:
    second = BOX[BOX.index(b"From o@old.example Sat") :]

    assert [one.id for one in articles(second, "box.mbox")] == [articles(BOX, "box.mbox")[3].id]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.eml", b"just words, and no headers", "has no headers; give the mail as it was sent"),
        ("a.eml", b"Subject: nothing\n\n", "has no text; save what is attached to it, or give the text as .txt"),
        (
            "a.mbox",
            b"Subject: no box\n\nWords.",
            "does not begin with 'From ', as a box of mails does; give one in the format mbox",
        ),
        ("a.mbox", b"\n\n", "is empty; remove it, or put the text in"),
    ],
)
def test_what_gives_no_article_says_why(name: str, data: bytes, why: str) -> None:
    assert read(data, name) == [Skipped(where=name, why=why)]


def test_mails_in_mails_are_opened_to_a_depth_and_counted_below_it() -> None:
    nested = "Subject: s0\n\nWords 0.\n"
    for depth in range(1, 30):
        boundary = f"b{depth}"
        nested = (
            f'Subject: s{depth}\nContent-Type: multipart/mixed; boundary="{boundary}"\n\n--{boundary}\n\nWords {depth}.\n'
            f"--{boundary}\nContent-Type: message/rfc822\n\n{nested}\n--{boundary}--\n"
        )

    found = read(nested)

    assert len([one for one in found if isinstance(one, Article)]) == 11
    assert found[-1] == Skipped(where="mail.eml", why="parts of mails that are not read: message/rfc822 (1)")


def test_a_mail_nested_beyond_what_python_parses_is_left_out() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2_000))

    ((only),) = read(f"Subject: s\n{parts}\nWords")

    assert isinstance(only, Skipped)
    assert only.why == "is no mail that can be read (RecursionError); give its text as .txt"


@pytest.mark.parametrize("header", ["Subject", "From", "Date", "Content-Type", "Content-Disposition", "Message-ID"])
@pytest.mark.parametrize("piece", ["=?utf-8?b?aaaa", "(", "; name*0=a", "multipart/mixed; boundary="])
def test_a_header_as_long_as_a_book_takes_no_longer_to_read(header: str, piece: str) -> None:
    started = time.process_time()
    found = read(f"{header}: {piece * 40_000}\n\nWords.\n")

    assert time.process_time() - started < 5, "a square of the length would take minutes"
    assert len(found) == 1
