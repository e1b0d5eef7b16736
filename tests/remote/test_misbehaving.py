"""Servers that refuse, break off, stall, say too much or speak something else: what a push and a query make of them."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from kg.cli import main
from kg.errors import QueryError, RemoteError
from kg.remote.client import Client, Login
from kg.remote.endpoint import query_endpoint
from kg.remote.graph import Target
from kg.remote.push import Pushed, push
from tests.remote.misbehaving import EMPTY_RESULT, JSON, Act, Handler, Request, Running, misbehaving

if TYPE_CHECKING:
    from pathlib import Path

QUERY = "SELECT ?s { ?s a ir:Event }"
TRIPLES = 10
OPENSSL = shutil.which("openssl")
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(name="turtle")
def _turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(TRIPLES)), encoding="utf-8")
    return path


def patient() -> tuple[Client, list[float]]:
    """Give a client that does not really sleep, and the pauses that it made."""
    pauses: list[float] = []
    return Client(timeout=5, sleep=pauses.append), pauses


def push_to(running: Running, turtle: Path, client: Client, *, batch_size: int = 5) -> Pushed:
    target = Target(url=f"{running.url}/graphs", protocol="gsp", graph="urn:g")
    return push(turtle, target, client=client, batch_size=batch_size, ontology=False)


def always(status: int, body: str = "", media_type: str = "text/plain", **headers: str) -> Act:
    return lambda handler, _request: handler.reply(status, body.encode(), media_type, **headers)


def counting(number: int, **headers: str) -> Act:
    """Take everything, and say that there are so many triples."""
    cell = {"type": "literal", "value": str(number), "datatype": f"{XSD}integer"}
    counted = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [{"n": cell}]}}).encode()

    def act(handler: Handler, request: Request) -> None:
        if request.path == "/query":
            handler.reply(200, counted, JSON, **headers)
        else:
            handler.reply(204)

    return act


PAGE = (
    "<html><head><style>p {color: red}</style><title>Hello</title></head><body><p>Welcome &amp; more</p></body></html>"
)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (always(500, "\nDisk is full\nat line 7"), r"answered 500: Disk is full$"),
        (always(500, "<html><h1>Oops</h1><p>All   broken</p></html>", "text/html"), r"answered 500: Oops All broken$"),
        (always(503), r"answered 503 and said no more$"),
        (always(507, '{\n "error": "quota"\n}', "application/json"), r'answered 507: \{ "error": "quota" \}$'),
        (always(400, "line 3: not Turtle"), r"answered 400: line 3: not Turtle$"),
        (always(500, "bad \x1b[31mred\x07 \x00end"), r"answered 500: bad \\x1b\[31mred\\x07 \\x00end$"),
        (always(500, "x" * 5000), r"answered 500: x{299}…$"),
        (always(401), r"asks who you are \(401\); give --user NAME with the password in KG_PASSWORD"),
        (always(403, "read only"), r"forbids it \(403\): read only; log in as one who may"),
        (always(404, "no such path"), r"answered 404: no such path; check the path\. Usual ones are: Oxigraph /store"),
        (always(405), r"answered 405; check the path"),
        (always(413), r"takes no request of this size \(413\); send less at a time with --batch"),
        (always(302, Location="/elsewhere?key=secret"), r"sends on to another address \(http://127[^ ]*/elsewhere\)"),
        (always(301), r"sends on to another address, which kg does not follow"),
        (always(200, PAGE, "text/html"), r"answers with a page for people \(Hello Welcome & more\)"),
    ],
)
def test_a_push_that_is_refused_says_why_and_what_to_do(turtle: Path, act: Act, message: str) -> None:
    client, _ = patient()

    with misbehaving(act) as running, client, pytest.raises(RemoteError, match=message) as error:
        push_to(running, turtle, client)

    assert str(error.value).startswith(f"{running.url}/graphs")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (always(400, "unknown function"), "refuses the query: unknown function"),
        (
            always(200, PAGE, "text/html"),
            r"answers with a page for people \(Hello Welcome & more\), which is no SPARQL",
        ),
        (always(200, "<sparql/>", "application/sparql-results+xml"), r"answers with application/sparql-results\+xml"),
        (always(200, '{"head":{},"boolean":true}', JSON), "a result of another form"),
        (always(500, "out of memory"), "answered 500: out of memory"),
    ],
)
def test_a_query_that_is_answered_badly_says_so(act: Act, message: str) -> None:
    client, _ = patient()

    with misbehaving(act) as running, client, pytest.raises((RemoteError, QueryError), match=message):
        query_endpoint(f"{running.url}/query", QUERY, client=client)


@pytest.mark.parametrize(
    "body",
    [
        "garbage",
        "",
        "[]",
        "{}",
        '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"ty',
        '{"head":{"vars":["s"]},"results":{"bindings":[{"t":{"type":"uri","value":"a:b"}}]}}',
        '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"no iri"}}]}}',
    ],
)
def test_a_query_that_is_answered_with_garbage_says_so(body: str) -> None:
    with (
        misbehaving(always(200, body, JSON)) as running,
        Client() as client,
        pytest.raises(RemoteError, match="the answer is no whole SPARQL result"),
    ):
        query_endpoint(f"{running.url}/query", QUERY, client=client)


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("PREFIX ent: <urn:mine:> ASK { ent:a ent:b ?x }", "PREFIX ent: <urn:mine:> ASK { ent:a ent:b ?x }"),
        (
            "ASK { ?x owl:a 1 } # PREFIX owl: <>",
            "PREFIX owl: <http://www.w3.org/2002/07/owl#> ASK { ?x owl:a 1 } # PREFIX owl: <>",
        ),
        ("ASK { ?x <urn:p> ?y }", "ASK { ?x <urn:p> ?y }"),
    ],
)
def test_a_query_is_sent_with_the_prefixes_that_it_does_not_declare(query: str, sent: str) -> None:
    with misbehaving(always(200, '{"head":{},"boolean":true}', JSON)) as running, Client() as client:
        query_endpoint(running.url, query, client=client, graph="urn:g")

    assert [parse_qs(request.body.decode()) for request in running.requests] == [
        {"query": [sent], "default-graph-uri": ["urn:g"]}
    ]


def test_json_nested_without_end_is_garbage() -> None:
    with (
        misbehaving(always(200, '{"head":' + "[" * 1_000_000, JSON)) as running,
        Client() as client,
        pytest.raises(RemoteError, match="the answer is no whole SPARQL result"),
    ):
        query_endpoint(f"{running.url}/query", QUERY, client=client)


def test_triples_that_are_none_are_no_result() -> None:
    act = always(200, "<urn:a> <urn:b> nonsense .", "application/n-triples")

    with misbehaving(act) as running, Client(retries=0) as client, pytest.raises(RemoteError, match="no whole SPARQL"):
        query_endpoint(running.url, "CONSTRUCT WHERE { ?s ?p ?o }", client=client)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_with_pauses_that_double(turtle: Path, status: int) -> None:
    answers = itertools.chain([status] * 3, itertools.repeat(204))
    client, pauses = patient()

    with misbehaving(lambda handler, _request: handler.reply(next(answers))) as running, client:
        pushed = push_to(running, turtle, client)

    assert pauses == [0.5, 1.0, 2.0]
    assert pushed == Pushed(triples=TRIPLES, sent=TRIPLES, batches=2, passed_over=0, held=None)
    assert [request.body for request in running.requests[:4]] == [running.requests[0].body] * 4


def test_a_server_that_asks_for_a_pause_gets_it_but_not_for_ever(turtle: Path) -> None:
    waits = iter(["7", "86400", "Wed, 25 Nov 2026 22:00:00 GMT"])
    client, pauses = patient()

    def act(handler: Handler, _request: Request) -> None:
        wait = next(waits, None)
        handler.reply(503, Retry_After=wait) if wait else handler.reply(204)

    with misbehaving(act) as running, client:
        push_to(running, turtle, client)

    assert pauses == [7.0, 30.0, 2.0]


def test_the_tries_have_an_end(turtle: Path) -> None:
    client, pauses = patient()

    with misbehaving(always(503)) as running, client, pytest.raises(RemoteError, match="answered 503"):
        push_to(running, turtle, client)

    assert (len(running.requests), pauses) == (5, [0.5, 1.0, 2.0, 4.0])


def test_a_connection_that_breaks_is_made_again(turtle: Path) -> None:
    numbers = itertools.count(1)
    client, pauses = patient()

    def act(handler: Handler, _request: Request) -> None:
        handler.reset() if next(numbers) in (1, 3, 4) else handler.reply(204)

    with misbehaving(act) as running, client:
        pushed = push_to(running, turtle, client)

    assert (pushed.sent, pauses) == (TRIPLES, [0.5, 0.5, 1.0])


def test_a_server_that_hangs_up_in_the_middle_of_every_answer_is_an_error() -> None:
    def act(handler: Handler, _request: Request) -> None:
        handler.begin(1000)
        handler.wfile.write(EMPTY_RESULT[:20])

    client, pauses = patient()

    with (
        misbehaving(act) as running,
        client,
        pytest.raises(RemoteError, match=r"hung up in the middle of its answer .* 5 times in a row"),
    ):
        query_endpoint(running.url, QUERY, client=client)

    assert len(pauses) == 4


def test_nobody_there_is_said_at_once(turtle: Path) -> None:
    with misbehaving(always(200)) as running:
        pass
    client, pauses = patient()

    with client, pytest.raises(RemoteError, match=r"cannot be reached \(.*refused\); check that the server runs"):
        push_to(running, turtle, client)

    assert pauses == []


def test_a_server_that_never_answers_is_given_up(turtle: Path) -> None:
    def act(_handler: Handler, _request: Request) -> None:
        running.over.wait()

    with Client(timeout=0.3) as client, misbehaving(act) as running:
        with pytest.raises(RemoteError, match=r"no whole answer within 0\.3 s; give it more time with --timeout"):
            push_to(running, turtle, client)

        assert len(running.requests) == 1


def test_removing_a_graph_may_take_ten_times_as_long(turtle: Path) -> None:
    def act(handler: Handler, request: Request) -> None:
        running.over.wait(0.5 if request.method == "PUT" else 0)
        handler.reply(204)

    with Client(timeout=0.2) as client, misbehaving(act) as running:
        target = Target(url=f"{running.url}/graphs", protocol="gsp")
        pushed = push(turtle, target, client=client, ontology=False, replace=True)

    assert pushed.sent == TRIPLES


def test_an_answer_that_trickles_is_given_up() -> None:
    def act(handler: Handler, _request: Request) -> None:
        handler.begin(None)
        while not running.over.wait(0.05):
            handler.wfile.write(b" ")

    with (
        Client(timeout=0.5) as client,
        misbehaving(act) as running,
        pytest.raises(RemoteError, match=r"no whole answer within 0\.5 s"),
    ):
        query_endpoint(running.url, QUERY, client=client)


def test_an_answer_without_end_is_cut_off() -> None:
    def act(handler: Handler, _request: Request) -> None:
        handler.begin(None)
        while not running.over.is_set():
            handler.wfile.write(b" " * 65536)

    with (
        Client(max_bytes=1024 * 1024) as client,
        misbehaving(act) as running,
        pytest.raises(RemoteError, match="the answer is longer than 1,024 KiB; ask for less with LIMIT"),
    ):
        query_endpoint(running.url, QUERY, client=client)


def test_redirects_are_not_followed_wherever_they_lead(turtle: Path) -> None:
    with misbehaving(always(307, Location="/graphs")) as running, Client() as client:
        with pytest.raises(RemoteError, match="kg does not follow"):
            push_to(running, turtle, client)

        assert len(running.requests) == 1


def test_a_server_without_tls_is_no_safe_place(turtle: Path) -> None:
    def act(handler: Handler, _request: Request) -> None:
        handler.reply(204)

    with misbehaving(act) as running, Client(timeout=5) as client:
        safe = Target(url=running.url.replace("http:", "https:"), protocol="gsp")
        with pytest.raises(RemoteError, match="no safe connection|no whole answer|cannot be reached"):
            push(turtle, safe, client=client)

        assert running.requests == []


@pytest.mark.skipif(OPENSSL is None, reason="openssl, which makes a certificate, is not installed")
def test_a_certificate_of_an_unknown_authority_is_refused_until_it_is_given(turtle: Path, tmp_path: Path) -> None:
    key, certificate, both = tmp_path / "key.pem", tmp_path / "certificate.pem", tmp_path / "both.pem"
    made = f"req -x509 -newkey rsa:2048 -nodes -subj /CN=kg -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {certificate}"
    subprocess.run([str(OPENSSL), *made.split()], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())

    with misbehaving(always(204), certificate=both) as running:
        with Client() as client, pytest.raises(RemoteError, match=r"no safe connection \(.*certificate.*--ca-file"):
            push_to(running, turtle, client)
        refused = len(running.requests)
        with Client(ca_file=certificate) as client:
            pushed = push_to(running, turtle, client)

    assert (refused, pushed.sent) == (0, TRIPLES)


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_login_is_given_as_the_server_asks_for_it_and_only_then(turtle: Path, scheme: str) -> None:
    challenge = {"basic": 'Basic realm="x"', "digest": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}[scheme]

    def act(handler: Handler, request: Request) -> None:
        given = request.headers.get("Authorization", "")
        handler.reply(204) if given else handler.reply(401, WWW_Authenticate=challenge)

    with misbehaving(act) as running, Client(login=Login(user="ann", password="Sésame-42")) as client:
        push_to(running, turtle, client)

    given = [request.headers.get("Authorization", "").partition(" ")[0].lower() for request in running.requests]
    assert given[0] == ""
    assert set(given[2:]) == {scheme}
    if scheme == "digest":
        assert "Sésame-42" not in str(running.requests)


def test_a_token_is_sent_and_never_shown(
    turtle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    turtle.write_text("<urn:s> <https://w3id.org/kg-ir/ontology#metWith> <urn:o> .", encoding="utf-8")
    monkeypatch.setenv("MY_TOKEN", "s3cr3t-t0ken")

    def act(handler: Handler, request: Request) -> None:
        handler.reply(403, f"no: {request.headers['Authorization']}".encode())

    with misbehaving(act) as running:
        assert main(["push", str(turtle), "--to", f"{running.url}/store", "--token-env", "MY_TOKEN"]) == 2

    assert running.requests[0].headers["Authorization"] == "Bearer s3cr3t-t0ken"
    error = capsys.readouterr().err
    assert "forbids it (403): no: Bearer ***" in error
    assert "s3cr3t" not in error


def test_what_the_server_sends_back_of_a_login_is_blotted_out(turtle: Path) -> None:
    def act(handler: Handler, request: Request) -> None:
        given = request.headers.get("Authorization", "")
        page = f"<p>{given} or Sésame-42 is wrong</p>".encode()
        handler.reply(200, page, "text/html") if given else handler.reply(401, WWW_Authenticate="Basic")

    with (
        misbehaving(act) as running,
        Client(login=Login(user="ann", password="Sésame-42")) as client,
        pytest.raises(RemoteError, match=r"a page for people \(Basic \*\*\* or \*\*\* is wrong\)"),
    ):
        push_to(running, turtle, client)


def test_proxies_and_netrc_of_the_environment_are_not_used(
    turtle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password other\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))

    with misbehaving(always(502)) as proxy, misbehaving(always(204)) as running, Client(retries=0) as client:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        push_to(running, turtle, client)

    assert proxy.requests == []
    assert all("Authorization" not in request.headers for request in running.requests)


def test_a_graph_goes_in_batches_the_first_of_which_replaces(turtle: Path) -> None:
    with misbehaving(always(204)) as running, Client() as client:
        target = Target(url=f"{running.url}/graphs?key=k", protocol="gsp", graph="urn:a b".replace(" ", "&"))
        push(turtle, target, client=client, batch_size=4, ontology=False, replace=True)

    assert [request.method for request in running.requests] == ["PUT", "POST", "POST"]
    assert {request.path for request in running.requests} == {"/graphs?key=k&graph=urn%3Aa%26b"}
    assert [request.body.count(b"\n") for request in running.requests] == [4, 4, 2]


def test_a_count_that_is_too_low_at_the_end_is_an_error(turtle: Path) -> None:
    with misbehaving(counting(9)) as running, Client() as client:
        target = Target(url=f"{running.url}/store", protocol="gsp")
        with pytest.raises(RemoteError, match="took all 10 triples but holds 9; push again"):
            push(turtle, target, client=client, ontology=False)

    assert [path.name for path in turtle.parent.iterdir()] == ["graph.ttl"]


def test_triples_said_twice_in_two_places_are_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<urn:a> <urn:p> 1, 2 . <urn:b> <urn:p> 1 . <urn:a> <urn:p> 1, 3 .", encoding="utf-8")
    with misbehaving(counting(4)) as running, Client() as client:
        target = Target(url=f"{running.url}/store", protocol="gsp")
        assert push(path, target, client=client, batch_size=2, ontology=False).held == 4


def test_a_count_that_the_server_gave_up_is_none(turtle: Path) -> None:
    with misbehaving(counting(9, X_SQL_State="S1TAT")) as running, Client() as client:
        target = Target(url=f"{running.url}/store", protocol="gsp")
        assert push(turtle, target, client=client, ontology=False).held is None


@pytest.mark.parametrize("answer", [EMPTY_RESULT, b"garbage", b'{"head":{},"boolean":true}', b""])
def test_a_count_that_is_none_is_passed_over_unless_its_address_was_given(turtle: Path, answer: bytes) -> None:
    def act(handler: Handler, request: Request) -> None:
        handler.reply(200, answer, JSON) if request.path == "/query" else handler.reply(204)

    with misbehaving(act) as running, Client() as client:
        usual = Target(url=f"{running.url}/store", protocol="gsp")
        said = Target(url=f"{running.url}/store", protocol="gsp", query_url=f"{running.url}/query")

        assert push(turtle, usual, client=client, ontology=False).held is None
        with pytest.raises(RemoteError, match="answers a count with"):
            push(turtle, said, client=client, ontology=False)
