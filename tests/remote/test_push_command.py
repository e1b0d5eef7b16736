"""What the commands say where no server is needed to know better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.cli import main
from kg.files import data_path
from kg.remote.batches import check_terms
from kg.remote.receipt import Progress, Receipt

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="turtle")
def _turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text("<urn:s> <https://w3id.org/kg-ir/ontology#metWith> <urn:o> .", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("localhost:7878/store", "is no http or https address; give one such as http://localhost:7878/store"),
        ("ftp://localhost/store", "is no http or https address"),
        ("http:///store", "is no http or https address"),
        ("http://localhost:0/store", "is no http or https address"),
        ("http://localhost:99999/store", "is no address (Port out of range 0-65535)"),
        ("http://[::1/store", "is no address"),
        ("http://local host/store", "holds a space"),
        ("http://localhost/st\x1b[0more", "holds a space or a sign that no address has"),
        ("http://ann:s3cr3t@localhost/store", "the address holds a user or password; give --user NAME"),
        ("http://ann:s3cr3t@local host/store", "the address holds a user or password"),
        ("http://ann:s3cr3t@localhost:99999", "the address holds a user or password"),
        ("http://..:80/store", "is no address|cannot be reached"),
    ],
)
@pytest.mark.parametrize("command", ["push", "query"])
def test_an_address_that_is_none_is_named_without_its_password(
    turtle: Path, capsys: pytest.CaptureFixture[str], command: str, address: str, message: str
) -> None:
    given = ["push", str(turtle), "--to", address] if command == "push" else ["query", "ASK {}", "--endpoint", address]

    assert main(given) == 2

    error = capsys.readouterr().err
    assert any(part in error for part in message.split("|"))
    assert "s3cr3t" not in error


def test_a_graph_that_is_no_iri_is_named(turtle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["push", str(turtle), "--to", "http://localhost:9/store", "--graph-iri", "urn:a> { } #"]) == 2

    assert "cannot name a graph" in capsys.readouterr().err


def test_a_user_without_password_is_told_where_to_put_it(
    turtle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_PASSWORD", raising=False)

    assert main(["push", str(turtle), "--to", "http://localhost:9/store", "--user", "ann"]) == 2

    assert "set the environment variable KG_PASSWORD" in capsys.readouterr().err


@pytest.mark.parametrize("value", [None, "", "a\nb", "é"])
def test_a_token_that_is_none_is_named_by_its_variable(
    turtle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("MY_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("MY_TOKEN", value)

    assert main(["push", str(turtle), "--to", "http://localhost:9/store", "--token-env", "MY_TOKEN"]) == 2

    assert "the environment variable MY_TOKEN holds no token" in capsys.readouterr().err


def test_a_file_of_trusted_certificates_that_is_none_is_named(
    turtle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.pem"

    assert main(["push", str(turtle), "--to", "https://127.0.0.1:9/store", "--ca-file", str(missing)]) == 2

    assert str(missing) in capsys.readouterr().err


def test_a_receipt_holds_no_address_and_is_read_only_for_its_push(turtle: Path) -> None:
    key = ("digest", "https://example.org/store?key=s3cr3t")
    Receipt(turtle, key=key).write(Progress(batches=3, held=40))

    receipt = Receipt(turtle, key=key)

    assert receipt.read() == Progress(batches=3, held=40)
    assert "example" not in receipt.path.name + receipt.path.read_text(encoding="utf-8")
    assert Receipt(turtle, key=("other",)).read() is None
    receipt.remove()
    assert [path.name for path in turtle.parent.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"key": 1}', '{"key": "KEY", "batches": "3", "held": 1}'])
def test_a_receipt_that_is_none_counts_for_nothing(turtle: Path, text: str) -> None:
    receipt = Receipt(turtle, key=("a",))
    receipt.write(Progress(batches=1, held=1))
    key = receipt.path.read_text(encoding="utf-8").split('"')[3]

    receipt.path.write_text(text.replace("KEY", key), encoding="utf-8")

    assert receipt.read() is None


def test_a_file_without_a_term_of_kg_is_not_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turtle = tmp_path / "other.ttl"
    turtle.write_text("<urn:s> <urn:p> 1 .", encoding="utf-8")

    assert main(["push", str(turtle), "--to", "http://localhost:9/store"]) == 2

    assert capsys.readouterr().err == (
        f"kg: {turtle}: nothing to push: no term of kg, such as ir:Event; give the graph.ttl of a kg build\n"
    )


@pytest.mark.parametrize("name", ["ir.ttl", "other.ttl"])
def test_the_ontology_alone_and_a_graph_that_uses_it_can_be_sent(name: str, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<urn:a> <https://w3id.org/kg-ir/ontology#metWith> <urn:b> .", encoding="utf-8")
    path = data_path("ontology", name) if name == "ir.ttl" else tmp_path / name

    check_terms(path)
