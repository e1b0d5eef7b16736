"""Fetching from a site on this machine: what is kept, what is left out and why, and how it was asked for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.fetch import Fetched, Limits, fetch
from kg.model import Article, Skipped
from kg.readers import read_articles
from tests.fetch.site import Clock, Serve, article, asked, fails, feed, gives, leads_to, site
from tests.readers.wire_seeds import ATOM, page
from tests.remote.misbehaving import Handler, Request


def run(
    urls: list[str],
    folder: Path,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
    most: int | None = None,
    feeds_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Fetched:
    clock = clock or Clock()
    return fetch(
        urls,
        folder,
        limits=limits,
        most=most,
        feeds_only=feeds_only,
        progress=progress,
        clock=clock,
        sleep=clock.sleep,
    )


def read(folder: Path) -> list[Article]:
    items = list(read_articles(folder))
    assert not [one for one in items if isinstance(one, Skipped)]
    return [one for one in items if isinstance(one, Article)]


def whys(fetched: Fetched) -> list[str]:
    return [one.why for one in fetched.left]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_feed_gives_its_pages_with_title_day_and_source_where_they_have_none(tmp_path: Path) -> None:
    dated = '<meta property="article:published_time" content="2023-01-02T03:04:05Z"><meta property="og:site_name" content="Own">'
    pages = {
        "/world/feed.xml": feed("talks.html?utm_source=rss", "/other.html"),
        "/world/talks.html?utm_source=rss": gives(page(title="").encode()),
        "/other.html": article("Its own title", head=dated),
    }
    with site(pages) as news:
        fetched = run([f"{news.url}/world/feed.xml"], tmp_path)

    other, talks = sorted(read(tmp_path), key=lambda one: str(one.url))
    assert (talks.title, talks.published, talks.source) == ("Item 1", date(2024, 5, 10), "Harbour Wire")
    assert talks.url == f"{news.url}/world/talks.html"
    assert talks.id.startswith("127.0.0.1/talks-")
    assert "met in Bern on Friday" in talks.text
    assert (other.title, other.published, other.source) == ("Its own title", date(2023, 1, 2), "Own")
    assert (len(fetched.got), fetched.new, fetched.left) == (2, 2, ())


def test_what_robots_txt_forbids_is_not_asked_for_and_is_counted(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": gives("User-agent: *\nDisallow: /secret\n", "text/plain"),
        "/feed": feed("/secret/1", "/secret/2", "/free"),
        "/free": article(),
    }
    with site(pages) as news:
        fetched = run([f"{news.url}/feed"], tmp_path)

    assert asked(news) == ["/feed", "/free"]
    assert whys(fetched) == ["its robots.txt does not allow it"] * 2


def test_robots_txt_is_read_for_the_name_that_servers_are_told(tmp_path: Path) -> None:
    robots = gives("User-agent: examplebot\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain")
    with site({"/robots.txt": robots, "/a": article()}) as news:
        other = run([f"{news.url}/a"], tmp_path / "1", limits=Limits(user_agent="examplebot/1.0 (x@y.example)"))
        ours = run([f"{news.url}/a"], tmp_path / "2")

    assert whys(other) == ["its robots.txt does not allow it"]
    assert ours.new == 1
    assert {request.headers["User-Agent"].split("/")[0] for request in news.requests} == {"examplebot", "kg"}


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_read_allows_nothing(tmp_path: Path, status: int) -> None:
    with site({"/robots.txt": fails(status), "/a": article()}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, limits=Limits(retries=1))

    assert asked(news) == []
    assert f"answered {status}, 2 times in a row" in whys(fetched)[0]


def test_a_robots_txt_that_moved_is_followed(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": leads_to("/rules.txt"),
        "/rules.txt": gives("User-agent: *\nDisallow: /a", "text/plain"),
        "/a": article(),
    }
    with site(pages) as news:
        fetched = run([f"{news.url}/a"], tmp_path)

    assert whys(fetched) == ["its robots.txt does not allow it"]


@pytest.mark.parametrize(
    ("robots", "between"),
    [
        ("", 1.0),
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nRequest-rate: 1/20", 20.0),
        ("User-agent: *\nCrawl-delay: 0.1", 1.0),
    ],
)
def test_a_host_rests_between_requests_as_long_as_it_wants(tmp_path: Path, robots: str, between: float) -> None:
    clock, times = Clock(), []

    def noted(serve: Serve) -> Serve:
        def act(handler: Handler, request: Request) -> None:
            times.append(clock.now)
            serve(handler, request)

        return act

    pages = {"/robots.txt": gives(robots, "text/plain"), **{f"/{n}": noted(article(f"T{n}")) for n in range(4)}}
    with site(pages) as news:
        run([f"{news.url}/{n}" for n in range(4)], tmp_path, clock=clock)

    assert [after - before for before, after in pairwise(times)] == pytest.approx([between] * 3)


def test_a_crawl_delay_longer_than_there_is_time_for_leaves_the_host_alone(tmp_path: Path) -> None:
    robots = gives("User-agent: *\nCrawl-delay: 3600", "text/plain")
    with site({"/robots.txt": robots, "/a": article()}) as news:
        fetched = run([f"{news.url}/a"], tmp_path)

    assert whys(fetched) == ["its robots.txt asks for more than 120 s between requests"]


def test_hosts_do_not_wait_for_each_other(tmp_path: Path) -> None:
    clock = Clock()
    pages = {f"/{n}": article(f"T{n}") for n in range(6)}
    with site(pages) as news:
        elsewhere = news.url.replace("127.0.0.1", "localhost")
        run([f"{news.url}/{n}" for n in range(3)] + [f"{elsewhere}/{n}" for n in range(3, 6)], tmp_path, clock=clock)

    assert sum(clock.slept) == pytest.approx(3.0), "of two hosts, as long as of one: robots.txt and three pages"


def test_a_second_run_asks_only_for_what_changed_and_leaves_the_same_files(tmp_path: Path) -> None:
    def serve(handler: Handler, request: Request) -> None:
        if request.headers.get("If-None-Match") == '"v1"' or request.headers.get("If-Modified-Since") == "then":
            handler.reply(304)
        elif request.path == "/feed":
            feed("/a")(handler, request)
        else:
            gives(page(), ETag='"v1"', Last_Modified="then")(handler, request)

    with site({"/feed": serve, "/a": serve}) as news:
        first = run([f"{news.url}/feed"], tmp_path)
        before = files(tmp_path)
        news.requests.clear()
        second = run([f"{news.url}/feed"], tmp_path)

    sent = {request.path: request.headers for request in news.requests}
    assert (sent["/a"]["If-None-Match"], sent["/a"]["If-Modified-Since"]) == ('"v1"', "then")
    assert (first.new, second.new, second.same) == (1, 0, 1)
    assert files(tmp_path) == before


def test_an_edited_page_replaces_its_article_and_what_left_the_feed_stays(tmp_path: Path) -> None:
    pages: dict[str, Serve] = {"/feed": feed("/a", "/b"), "/a": article("First"), "/b": article("Other")}
    with site(pages) as news:
        run([f"{news.url}/feed"], tmp_path)
        pages |= {"/feed": feed("/a", "/c"), "/a": article("Edited"), "/c": article("New")}
        fetched = run([f"{news.url}/feed"], tmp_path)

    assert (fetched.new, fetched.changed, fetched.same, fetched.held) == (1, 1, 0, 3)
    assert sorted(str(one.title) for one in read(tmp_path)) == ["Edited", "New", "Other"]


def test_kept_answers_that_were_tampered_with_are_asked_for_anew(tmp_path: Path) -> None:
    with site({"/a": gives(page(), ETag='"v1"')}) as news:
        run([f"{news.url}/a"], tmp_path)
        for kept in (tmp_path / ".fetch" / "answers").glob("*.body"):
            kept.write_bytes(b"something else")
        news.requests.clear()
        fetched = run([f"{news.url}/a"], tmp_path)

    assert "If-None-Match" not in news.requests[-1].headers
    assert fetched.same == 1


@pytest.mark.parametrize(("asked_for", "waits"), [("3", 3.0), ("Fri, 10 May 2024 08:00:05 GMT", 5.0)])
def test_a_host_that_asks_to_wait_is_asked_again_then(tmp_path: Path, asked_for: str, waits: float) -> None:
    clock = Clock()
    busy = fails(429, 1, article(), Retry_After=asked_for)

    def serve(handler: Handler, request: Request) -> None:
        handler.date_time_string = lambda *_: "Fri, 10 May 2024 08:00:00 GMT"  # type: ignore[method-assign]  # the server's clock
        busy(handler, request)

    with site({"/a": serve}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, clock=clock)

    assert fetched.new == 1
    assert clock.slept[-1] == pytest.approx(waits)


def test_pauses_double_where_a_host_does_not_say_how_long(tmp_path: Path) -> None:
    clock = Clock()
    with site({"/a": fails(502, 3, article())}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, clock=clock)

    assert fetched.new == 1
    assert clock.slept[-3:] == pytest.approx([1.0, 2.0, 4.0])


def test_a_host_that_stays_busy_is_left_alone_with_all_its_pages(tmp_path: Path) -> None:
    with site({"/feed": feed("/1", "/2", "/3"), "/1": fails(503), "/2": article(), "/3": article()}) as news:
        fetched = run([f"{news.url}/feed"], tmp_path, limits=Limits(retries=0))

    assert asked(news) == ["/feed", "/1"]
    assert whys(fetched) == ["the host is asked no more: it answered 503"] * 3


def test_a_host_that_asks_to_come_back_in_an_hour_is_not_waited_for(tmp_path: Path) -> None:
    clock = Clock()
    with site({"/1": fails(429, Retry_After="3600"), "/2": article()}) as news:
        fetched = run([f"{news.url}/1", f"{news.url}/2"], tmp_path, clock=clock)

    assert asked(news) == ["/1"]
    assert whys(fetched) == ["the host asks to come back later than in 120 s"] * 2
    assert sum(clock.slept) < 10


@pytest.mark.parametrize(
    ("serve", "why"),
    [
        pytest.param(leads_to("/a"), "leads on and on, more than 5 times", id="a loop"),
        pytest.param(leads_to(""), "leads to what is no http or https address", id="nowhere"),
        pytest.param(leads_to("file:///etc/passwd"), "leads to what is no http or https address", id="a file"),
        pytest.param(leads_to("http://[bad"), "leads to what is no http or https address", id="no address"),
        pytest.param(
            leads_to("http://user:secret@127.0.0.1/"), "leads to what is no http or https address", id="a password"
        ),
        pytest.param(fails(404), "answered 404", id="gone"),
        pytest.param(fails(403), "answered 403", id="forbidden"),
        pytest.param(fails(304), "answered 304", id="unasked 304"),
        pytest.param(
            gives(b"%PDF-1.7", "application/pdf"), "is application/pdf, neither a page nor a feed", id="a PDF"
        ),
        pytest.param(gives(b"x" * 6_000_000), "is larger than 5 MB", id="a long page"),
        pytest.param(
            gives(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), "is larger than 5 MB", id="a bomb"
        ),
        pytest.param(gives(b"no gzip at all", Content_Encoding="gzip"), "its compression is broken", id="no gzip"),
        pytest.param(
            gives(gzip.compress(page().encode())[:-40] + b"x" * 40, Content_Encoding="gzip"),
            "its compression is broken",
            id="broken gzip",
        ),
        pytest.param(gives("<html><body></body></html>"), "has no article text", id="no article"),
        pytest.param(gives(b""), "is empty", id="nothing"),
    ],
)
def test_what_gives_no_article_says_why(tmp_path: Path, serve: Serve, why: str) -> None:
    with site({"/a": serve}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, limits=Limits(retries=0))

    assert whys(fetched) == [why]
    assert not (tmp_path / "articles.jsonl").exists()


def _endless(handler: Handler, _request: Request) -> None:
    handler.begin(None, "text/html")
    for _ in range(1_000):
        handler.wfile.write(b"x" * 100_000)


def _cut(handler: Handler, _request: Request) -> None:
    handler.begin(1_000, "text/html")
    handler.wfile.write(b"x")


@pytest.mark.parametrize(("serve", "why"), [(_endless, "is larger than 5 MB"), (_cut, "the answer broke off")])
def test_an_answer_without_end_or_cut_off_is_left_out(tmp_path: Path, serve: Serve, why: str) -> None:
    with site({"/a": serve}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, limits=Limits(retries=0))

    assert whys(fetched) == [why]


def test_a_connection_that_breaks_is_tried_again(tmp_path: Path) -> None:
    left = [2]

    def serve(handler: Handler, request: Request) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.reset()
        else:
            article()(handler, request)

    with site({"/a": serve}) as news:
        fetched = run([f"{news.url}/a"], tmp_path)

    assert fetched.new == 1


@pytest.mark.parametrize("part", ["nothing", "headers", "body", "body without end"])
def test_a_slow_server_is_cut_off_whatever_it_trickles(tmp_path: Path, part: str) -> None:
    def serve(handler: Handler, _request: Request) -> None:
        if part == "headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        elif part != "nothing":
            handler.begin(1_000 if part == "body" else None, "text/html")
        for _ in range(60):
            if part != "nothing":
                handler.wfile.write(b"x")
            if news.over.wait(0.1):
                break

    with site({"/a": serve}) as news:
        fetched = run([f"{news.url}/a"], tmp_path, limits=Limits(timeout=0.5, retries=0))
        assert not news.over.is_set()

    assert whys(fetched) == ["took longer than 0.5 s"]


@pytest.mark.parametrize(
    ("charset", "said", "codec"),
    [
        ("utf-8", "text/html; charset=ISO-8859-1", "cp1252"),
        ("iso-8859-1", "text/html", "cp1252"),
        ("iso-8859-1", "text/html; charset=utf-8", "utf-8"),
        ("windows-1250", "text/html; charset=no-such-set", "cp1250"),
    ],
)
def test_a_page_is_read_in_the_character_set_of_its_server_or_its_own(
    tmp_path: Path, charset: str, said: str, codec: str
) -> None:
    text = page(charset=charset).replace("café", "“café”")
    with site({"/a": gives(text.encode(codec), said)}) as news:
        run([f"{news.url}/a"], tmp_path)

    (found,) = read(tmp_path)
    assert "“café”" in found.text


def test_plain_text_is_an_article_as_it_is(tmp_path: Path) -> None:
    with site({"/a.txt": gives("Aland  met Borduria.\r\n", "text/plain; charset=utf-8")}) as news:
        run([f"{news.url}/a.txt"], tmp_path)

    assert [one.text for one in read(tmp_path)] == ["Aland  met Borduria.\r\n"]


def test_the_private_network_is_closed_to_feeds_and_redirects(tmp_path: Path) -> None:
    with site({"/a": article()}) as inner:
        private = inner.url.replace("127.0.0.1", "localhost")
        pages = {"/feed": feed(f"{private}/a", inner.url + "/a"), "/jump": leads_to(f"{private}/a")}
        with site(pages) as news:
            fetched = run([f"{news.url}/feed", f"{news.url}/jump"], tmp_path)

    assert inner.requests == [], "another port of this machine is not the address that was named"
    assert set(whys(fetched)) == {"leads into a private network; name such an address yourself if it is meant"}
    assert len(fetched.left) == 3


def test_a_private_address_that_the_user_names_is_asked_and_may_be_led_to(tmp_path: Path) -> None:
    with site({"/a": article(), "/b": article()}) as inner, site({"/jump": leads_to(f"{inner.url}/a")}) as news:
        fetched = run([f"{news.url}/jump", f"{inner.url}/b"], tmp_path)

    assert len(fetched.got) == 2


def test_a_host_where_nobody_listens_is_asked_for_its_rules_only(tmp_path: Path) -> None:
    with site({}) as news:
        gone = news.url

    fetched = run([f"{gone}/{n}" for n in range(3)], tmp_path)

    assert whys(fetched) == ["the host cannot be reached, or hangs up"] * 3


def test_the_top_of_a_feed_is_taken_where_that_is_asked_for(tmp_path: Path) -> None:
    with site({"/feed": feed(*(f"/{n}" for n in range(9))), **{f"/{n}": article(f"T{n}") for n in range(9)}}) as news:
        fetched = run([f"{news.url}/feed"], tmp_path, most=2)

    assert asked(news) == ["/feed", "/0", "/1"]
    assert (fetched.new, fetched.feeds[0].entries) == (2, 2)


def test_feeds_alone_give_what_they_hold_and_no_page_is_asked_for(tmp_path: Path) -> None:
    bare = "<item><title>Bare</title><link>/bare</link></item>"
    with site({"/feed": feed("/1", extra=bare), "/atom": gives(ATOM, "application/xml"), "/page": article()}) as news:
        urls = [f"{news.url}/{name}" for name in ("feed", "atom", "page")]
        fetched = run(urls, tmp_path, feeds_only=True)

    assert asked(news) == ["/feed", "/atom", "/page"]
    assert sorted(one.text for one in read(tmp_path)) == [
        "Aland thanked Borduria.\nIt was late.",
        "Here <p> is a word.",
        "What item 1 tells.",
    ]
    assert whys(fetched) == ["the entry of a feed has no text", "is no feed, and only feeds are asked for"]


def test_what_a_feed_tells_does_not_replace_a_page_but_a_page_replaces_it(tmp_path: Path) -> None:
    with site({"/feed": feed("/1"), "/1": article("Whole")}) as news:
        told = run([f"{news.url}/feed"], tmp_path, feeds_only=True)
        paged = run([f"{news.url}/feed"], tmp_path)
        again = run([f"{news.url}/feed"], tmp_path, feeds_only=True)

    assert [(one.new, one.changed, one.same) for one in (told, paged, again)] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert [one.title for one in read(tmp_path)] == ["Whole"]


def test_an_article_that_several_addresses_lead_to_is_kept_once(tmp_path: Path) -> None:
    pages = {
        "/feed": feed("/a", "/a?utm_source=x", "/short"),
        "/more": feed("/a#comments"),
        "/a": article(),
        "/short": leads_to("/a?utm_medium=y"),
        "/a?utm_medium=y": article(),
    }
    with site(pages) as news:
        fetched = run([f"{news.url}/feed", f"{news.url}/more"], tmp_path)

    assert len(read(tmp_path)) == 1
    assert whys(fetched) == ["is the page of another address that was asked for"]


def test_what_became_of_each_address_is_kept_with_what_its_feed_said(tmp_path: Path) -> None:
    with site({"/feed": feed("/a", "/gone"), "/a": leads_to("/b"), "/b": article()}) as news:
        run([f"{news.url}/feed"], tmp_path)

    log = [json.loads(line) for line in (tmp_path / ".fetch" / "addresses.jsonl").read_text().splitlines()]
    said = {"title": "Item 1", "published": "2024-05-10", "source": "Harbour Wire"}
    assert log[0] == {
        "url": f"{news.url}/a",
        "final": f"{news.url}/b",
        "what": "article",
        "article": read(tmp_path)[0].id,
        "feed": f"{news.url}/feed",
        "feed_says": said,
    }
    assert [(row["what"], row.get("why")) for row in log[1:]] == [("feed", None), ("left", "answered 404")]


def test_what_was_got_before_a_stop_is_kept(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with site({f"/{n}": article(f"T{n}") for n in range(4)}) as news, pytest.raises(KeyboardInterrupt):
        run([f"{news.url}/{n}" for n in range(4)], tmp_path, progress=stop)

    assert sorted(str(one.title) for one in read(tmp_path)) == ["T0", "T1"]


def test_no_cookie_is_sent_back_and_no_proxy_of_the_environment_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with site({"/a": gives(page(), Set_Cookie="id=1"), "/b": article("Other")}) as news:
        fetched = run([f"{news.url}/a", f"{news.url}/b"], tmp_path)

    assert fetched.new == 2
    assert not [request for request in news.requests if "Cookie" in request.headers]


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "http://", "https://a:b@example.org/", "http://a b/"]
)
def test_an_address_that_is_none_is_refused_before_anything_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="is no http or https address"):
        run([url], tmp_path)


def test_a_folder_with_a_table_of_somebody_else_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"text": "mine"}\n')

    with pytest.raises(InputError, match="has no 'id', so kg fetch did not write it"):
        run(["http://127.0.0.1:1/"], tmp_path)


@pytest.mark.parametrize("agent", ["", "(anonymous)", "kg\r\nX: y", "dépêche/1.0"])
def test_a_user_agent_without_a_name_is_refused(agent: str) -> None:
    with pytest.raises(InputError, match="does not begin with a name in plain letters"):
        Limits(user_agent=agent)
