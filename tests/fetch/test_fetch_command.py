"""kg fetch on the command line: what it prints and returns, word for word."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.fetch import Limits, fetch
from tests.fetch.site import article, asked, feed, site
from tests.remote.misbehaving import misbehaving

Out = pytest.CaptureFixture[str]
FAST = ["--delay", "0"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_came_is_told_with_where_it_lies_and_what_it_changed(capsys: Out) -> None:
    pages = {"/feed": feed("/1", "/2"), "/1": article("One"), "/2": article("Two"), "/3": article()}
    with site(pages) as news:
        first = main(["fetch", f"{news.url}/feed", f"{news.url}/3", *FAST])
        pages["/2"] = article("Edited")
        second = main(["fetch", f"{news.url}/feed", *FAST])

    out, err = capsys.readouterr()
    told = "news/articles.jsonl holds 3 articles; read them with: kg build news"
    assert (first, second, err) == (0, 0, "")
    assert out.splitlines() == [
        "3 articles from 1 feed and 1 page: 3 new, 0 changed, 0 as before",
        "",
        told,
        "2 articles from 1 feed: 0 new, 1 changed, 1 as before",
        "",
        told,
    ]


def test_reasons_are_counted_with_an_address_for_each(capsys: Out) -> None:
    with site({"/feed": feed("/1", "/gone", "/away"), "/1": article("One")}) as news:
        code = main(["fetch", f"{news.url}/feed", *FAST])

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 article from 1 feed: 1 new, 0 changed, 0 as before",
        "",
        "2 addresses gave none:",
        f"     2  answered 404 ({news.url}/gone, ...)",
        "",
        "news/articles.jsonl holds 1 article; read them with: kg build news",
    ]


def test_where_nothing_came_the_exit_code_says_so(capsys: Out) -> None:
    with site({}) as news:
        code = main(["fetch", f"{news.url}/gone", *FAST])

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        "No article from what was asked for",
        "",
        "1 address gave none:",
        f"     1  answered 404 ({news.url}/gone)",
    ]


def test_addresses_come_from_files_as_well(capsys: Out) -> None:
    with site({f"/{n}": article(f"T{n}") for n in range(3)}) as news:
        Path("list.txt").write_text(f"# wires\n\n{news.url}/1  # daily\n  {news.url}/2#top\n", encoding="utf-8")
        code = main(["fetch", f"{news.url}/0", "--from", "list.txt", *FAST])

    assert code == 0
    assert asked(news) == ["/0", "/1", "/2"]
    assert capsys.readouterr().out.startswith("3 articles from 3 pages: 3 new")


def test_options_reach_the_requests() -> None:
    with site({"/feed": feed("/1", "/2"), "/1": article("One" * 500), "/2": article("Two")}) as news:
        agent = "examplebot/2.0 (mailto:you@example.org)"
        code = main(["fetch", f"{news.url}/feed", "--most", "1", "--user-agent", agent, "--max-size", "0.001", *FAST])
        only = main(["fetch", f"{news.url}/feed", "--feeds-only", *FAST, "-o", "feeds"])

    assert (code, only) == (1, 0), "a page of more than a thousand bytes is too large for the first"
    assert asked(news) == ["/feed", "/1", "/feed"]
    assert news.requests[0].headers["User-Agent"] == agent


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no address is given; name a feed or a page, or a file of them with --from FILE"),
        (["--from", "gone.txt"], "gone.txt: cannot be read (No such file or directory)"),
        (["example.org/feed"], "'example.org/feed' is no http or https address without a password"),
        (["http://x.example", "--user-agent", "()"], "the user agent '()' does not begin with a name"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_asked(arguments: list[str], message: str, capsys: Out) -> None:
    assert main(["fetch", *arguments]) == 2

    assert message in capsys.readouterr().err


def test_without_the_extra_the_command_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['protego'] = None; from kg.cli import main; sys.exit(main(['fetch', 'http://x.example']))"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )

    assert done.returncode == 2
    assert done.stderr == (
        "kg: kg fetch needs protego, which is not installed; get it with: pip install 'kg-international-relations[fetch]'\n"
    )


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl, which makes a certificate, is not installed")
def test_a_host_whose_certificate_nobody_vouches_for_is_left_alone(tmp_path: Path) -> None:
    key, certificate, both = tmp_path / "key.pem", tmp_path / "certificate.pem", tmp_path / "both.pem"
    made = f"req -x509 -newkey rsa:2048 -nodes -subj /CN=kg -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {certificate}"
    subprocess.run(["openssl", *made.split()], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())

    with misbehaving(lambda handler, _: handler.reply(200), certificate=both) as running:
        fetched = fetch([f"{running.url}/a"], tmp_path / "news", limits=Limits(retries=0))

    assert [one.why for one in fetched.left] == ["the host has no certificate that can be trusted"]
    assert running.requests == []
