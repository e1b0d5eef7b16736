"""Arguments of the command line in; files, texts and an exit code out."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.arguments import make_parser
from kg.errors import InputError, KgError
from kg.model import Article

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from kg.model import Event, Skipped

# Everything heavy is imported inside the command that needs it, so that help and usage errors come at once.

_OK: Final = 0
_USER_ERROR: Final = 1
_INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 141
"""What a shell reports for a program that a closed pipe ended: 128 and the number of SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 an error to fix, 2 wrong usage, 130 stopped by Ctrl-C."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="kg: %(message)s")
    # What these say of a page ("discarding data") is in the list of what was left out.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    options = make_parser().parse_args(arguments)
    try:
        _COMMANDS[options.command](options)
        sys.stdout.flush()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return _USER_ERROR
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _BROKEN_PIPE
    return _OK


def _build(options: argparse.Namespace) -> None:
    from kg.built import check_output_folder
    from kg.pipeline import build

    check_output_folder(options.out)
    with _progress_bar() as progress:
        graph = build(
            options.paths,
            model=options.model,
            readers=options.readers,
            published=options.published,
            today=options.today,
            min_confidence=options.min_confidence,
            progress=progress,
        )
    files = graph.write(options.out)
    print(graph.summary())
    print(f"\nWritten to {options.out}: {', '.join(path.name for path in files)}")


def _extract(options: argparse.Namespace) -> None:
    from kg.exporters.events import event_to_dict
    from kg.files import to_json_line, write_jsonl
    from kg.pipeline import find_events
    from kg.report import skipped_lines

    skipped: list[Skipped] = []
    events = find_events(
        options.paths,
        model=options.model,
        readers=options.readers,
        published=options.published,
        min_confidence=options.min_confidence,
        on_skipped=skipped.append,
    )
    rows = map(event_to_dict, events)
    if options.out is not None:
        write_jsonl(options.out, rows)
    else:
        for row in rows:
            print(to_json_line(row))
    for line in skipped_lines(skipped)[1:]:
        print(line, file=sys.stderr)


def _show(options: argparse.Namespace) -> None:
    from kg.pipeline import read

    print(read(options.graph).show(options.actor, options.other))


def _query(options: argparse.Namespace) -> None:
    from kg.built import turtle_of
    from kg.query import run_query

    result = run_query(turtle_of(options.graph), options.sparql if options.file is None else _read_query(options.file))
    texts = {"table": result.to_table, "csv": result.to_csv, "json": result.to_json}
    sys.stdout.write(texts[options.format]())


def _read_query(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the query as UTF-8") from error


def _view(options: argparse.Namespace) -> None:
    import webbrowser

    from kg.built import PAGE_FILE, built_file

    page = built_file(options.graph, PAGE_FILE)
    if options.only_print:
        print(page)
    elif not webbrowser.open(page.resolve().as_uri()):
        raise KgError(f"{page}: no browser could be started; open the file in one yourself")


def _ontology(options: argparse.Namespace) -> None:
    from kg.codebook import describe_relation, list_relations

    print(describe_relation(options.relation) if options.relation else list_relations(group=options.group))


def _evaluate(options: argparse.Namespace) -> None:
    from kg.evaluate import evaluate
    from kg.exporters.events import read_events
    from kg.figures import evaluation_text, evaluation_to_dict
    from kg.gold import read_gold

    found = evaluate(read_gold(options.gold), read_events(options.events), level=options.level)
    if options.format == "json":
        print(json.dumps(evaluation_to_dict(found, errors=options.errors), ensure_ascii=False, indent=2))
    else:
        print(evaluation_text(found, errors=options.errors))


def _audit(options: argparse.Namespace) -> None:
    from kg.audit import assess, carry_over, draw_sample
    from kg.figures import audit_text, audit_to_dict, sample_text
    from kg.sheet import read_sheet, write_sheet

    if options.filled is not None:
        found = assess(read_sheet(options.filled))
        text = json.dumps(audit_to_dict(found), ensure_ascii=False, indent=2)
        print(text if options.format == "json" else audit_text(found))
        return
    judged = read_sheet(options.judged) if options.judged is not None else ()
    events = _events_of(options.events)
    sample = draw_sample(events, size=options.sample, seed=options.seed, by_relation=options.by == "relation")
    rows = carry_over(sample.rows, judged)
    write_sheet(rows, options.sheet)
    carried = None if options.judged is None else sum(row.right is not None for row in rows)
    print(sample_text(sample, path=options.sheet, carried=carried))


def _events_of(path: Path) -> Iterable[Event]:
    """Return the events of an events file, or of a built graph: a folder or its Turtle file."""
    if path.suffix in {".jsonl", ".ndjson"} or (path.is_file() and path.suffix != ".ttl"):
        from kg.exporters.events import read_events

        return read_events(path)
    from kg.pipeline import read

    return read(path).events


def _explain(options: argparse.Namespace) -> None:
    from kg.explained import NEAR, explain, read_passage
    from kg.files import to_json_line

    if options.file is not None:
        passage = read_passage(options.file, published=options.published)
    else:
        text = _read_input() if options.text == "-" else options.text
        passage = Article(id="passage", text=text, published=options.published)
    near = NEAR if options.near is None else options.near
    explained = explain(passage, model=options.model, near=near)
    if options.format == "json":
        print(to_json_line(explained.to_dict(parse=options.parse)))
    else:
        print(explained.to_text(parse=options.parse))


def _read_input() -> str:
    raw = sys.stdin.buffer.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input: byte {error.start + 1} is not UTF-8; give text in UTF-8") from error


def _who(options: argparse.Namespace) -> None:
    from kg.files import to_json_line
    from kg.phrases.answer import who
    from kg.phrases.show import to_dict, to_text

    for phrase in _phrases(options.phrases):
        answer = who(phrase, on=options.on)
        print(to_json_line(to_dict(answer)) if options.format == "json" else to_text(answer))


def _phrases(given: Sequence[str]) -> Iterator[str]:
    """Give the phrases in order, and in the place of "-" the lines of the standard input that are not empty."""
    for phrase in given:
        if phrase == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield phrase


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws a bar on a terminal; None where the error stream is a file or a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # type: ignore[import-untyped]  # tqdm ships no types

    with tqdm(unit="article", desc="reading", leave=False, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "build": _build,
    "extract": _extract,
    "show": _show,
    "query": _query,
    "view": _view,
    "ontology": _ontology,
    "evaluate": _evaluate,
    "audit": _audit,
    "explain": _explain,
    "who": _who,
}


def _drop_output() -> None:
    """Point the output at nothing, so that closing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
