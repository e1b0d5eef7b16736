"""Files that people edit or other programs write, apart from articles, as targets of `benchmarks/fuzz.py`."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.fuzz_kinds import Seed, Target, in_file
from kg.errors import (
    DecisionError,
    GraphFileError,
    InputError,
    QueryFileError,
    ReferenceDataError,
    RuleError,
    WorkspaceError,
)
from kg.files import data_path, to_json_line

if TYPE_CHECKING:
    from kg.model import Corpus, Event

_RELATION: Final = "met-with"
_QUERY: Final = "own"


def _rules(language: str) -> Target:
    def read(path: Path) -> None:
        from kg import rules

        # Below the cache, which would keep every input.
        rules._load.__wrapped__(path.parent, language)  # noqa: SLF001

    def seeds() -> Sequence[Seed]:
        """Return the smallest rule files, each as that of one relation."""
        files = sorted(
            data_path("ontology", "rules", language).glob("[!_]*.toml"),
            key=lambda path: (path.stat().st_size, path.name),
        )
        own = f'relation = "{_RELATION}"'.encode()
        return [Seed(data=re.sub(rb'(?m)^relation = ".*"', own, path.read_bytes())) for path in files[:8]]

    return in_file(
        "rules" if language == "en" else f"rules-{language}",
        f"the loader of rules for {language}",
        file=f"{_RELATION}.toml",
        seeds=seeds,
        read=read,
        errors=(RuleError,),
        share=4 if language == "en" else 10,
    )


def _read_decisions(path: Path) -> None:
    from kg.decisions import read_decisions

    for each in read_decisions(path):
        if not each.name:
            raise ValueError(f"{each} has no name")


_DECISIONS: Final = b"""# decisions
[[decision]]
name = "one-kim"
kind = "merge-actors"
who = "N. N."
when = 2024-05-09
why = "the same person"
actors = ["kim", "kim-jong-un"]
into = "kim-jong-un"

[[decision]]
name = "no-event"
kind = "reject-event"
who = "N. N."
when = 2024-05-10
why = "misread"
event = "2023-09-13-met-with-a-b-0123456789abcdef"
article = "a1"
quote = "Kim met Putin."

[[decision]]
name = "elsewhere"
kind = "correct-place"
who = "N. N."
when = 2024-05-10
why = "misread"
event = "2023-09-13-met-with-a-b-0123456789abcdef"
article = "a1"
quote = "Kim met Putin."
place = "Warsaw"
country = "Poland"

[[decision]]
name = "withdrawn"
kind = "leave-out-article"
who = "N. N."
when = 2024-05-11
why = "withdrawn"
articles = ["a1", "wire/a2"]
"""

_DECIDED: Final = (
    "decision,kind,actors,into,label,event,article,quote,relation,earliest,latest,who,when,why,note\r\n"
    "yes,merge-actors,kim kim-jong-un,kim-jong-un,,,,,,,,N. N.,2024-05-09,the same,\r\n"
    'no,affirm-event,,,,2023-09-13-met-with-a-b-0123456789abcdef,a1,"Kim met Putin, twice.",,,,N. N.,9 May 2024,misread,x\r\n'
    "yes,correct-date,,,,2023-09-13-met-with-a-b-0123456789abcdef,a1,Kim met.,,2023-09-12,2023-09-13,N. N.,2024-05-09,=1,\r\n"
    "yes,correct-place,,Poland,Warsaw,2023-09-13-met-with-a-b-0123456789abcdef,a1,Kim met.,,,,N. N.,2024-05-09,moved,\r\n"
    "yes,leave-out-article,,,,,a1; wire/a2,,,,,N. N.,2024-05-11,withdrawn,\r\n"
)


def _read_decided(path: Path) -> None:
    from kg.decisions import decisions_of_sheet

    decided, skipped = decisions_of_sheet(path, who="N. N.")
    if not all(each.who and each.kind for each in decided) or not all(each.why for each in skipped):
        raise ValueError("a decision or a row that was left out says nothing")


_JUDGED: Final = (
    "id,article,date,relation,source,target,polarity,modality,attribution,quote,confidence,right,note,stratum,stratum_events\r\n"
    "e1,a1,2024-05-09,met-with,Kim,Putin,affirmed,actual,,Kim met Putin.,0.9,yes,,all,2\r\n"
    "e2,a1,,met-with,Xi,Putin,negated,actual,TASS,Xi did not.,0.5,arguable,'=x,all,2\r\n"
)


def _read_judged(path: Path) -> None:
    from kg.audit import assess
    from kg.sheet import read_sheet

    assess(read_sheet(path))


_GOLD: Final = (
    b'{"id": "a1", "relations": [{"source": {"name": "France", "state": "France"}, "type": "visited", "target": '
    b'{"name": "Chad"}, "polarity": "affirmed", "modality": "actual", "date": "2024-05", "core": true}]}\n{"id": "a2", "relations": []}\n'
)


def _read_gold(path: Path) -> None:
    from kg.gold import read_gold

    read_gold(path)


def _read_blocs(path: Path) -> None:
    from kg.blocs import read_blocs

    read_blocs(path)


def _read_settings(path: Path) -> None:
    from kg.workspace.settings import read_settings

    read_settings(path.parent)


def _read_query(path: Path) -> None:
    from kg.named_queries import read_queries

    read_queries(path.parent)


def _query_seeds() -> Sequence[Seed]:
    return [Seed(data=path.read_bytes()) for path in sorted(data_path("ontology", "queries").iterdir())[:6]]


def _corpus() -> Corpus:
    from tests.factories import actor, corpus, day, event, evidence

    one = event("met-with", actor(), actor("Vladimir Putin"), when=day(), claims=[evidence(attribution="TASS")])
    two = event("attacked", actor("Russia", "state"), actor("Ukraine", "state"), polarity="negated")
    return corpus(one, two)


def _check_evidence(events: Iterable[Event]) -> None:
    for event in events:
        for each in event.evidence:
            spans = (each.source_span, each.target_span, each.trigger_span)
            if each.end - each.start != len(each.quote) or any(start > end or start < 0 for start, end in spans):
                raise ValueError(f"evidence of {event.id!r} has offsets that do not hold")


def _read_events(path: Path) -> None:
    from kg.exporters.events import read_events

    _check_evidence(read_events(path))


def _events_seeds() -> Sequence[Seed]:
    from kg.exporters.events import event_to_dict

    lines = [to_json_line(event_to_dict(each)) for each in _corpus().events]
    return [Seed(data="".join(f"{line}\n" for line in lines).encode()), *(Seed(data=line.encode()) for line in lines)]


def _read_turtle(path: Path) -> None:
    from kg.rdf.from_rdf import read_turtle

    _check_evidence(read_turtle(path).events)


def _turtle_seeds() -> Sequence[Seed]:
    from kg.rdf.turtle import to_turtle

    return [Seed(data=to_turtle(_corpus()).encode())]


def _verified(path: Path) -> None:
    from kg.verify import verify
    from tests.factories import article

    verify(path, [article()])


def _import(path: Path) -> None:
    from kg.eventdata import import_events

    imported = import_events(path)
    if imported.table.height + sum(each.rows for each in imported.left) != imported.rows:
        raise ValueError("a row is neither read nor counted")


def _gdelt_seeds() -> Sequence[Seed]:
    from tests.eventdata.invented import gdelt

    return [Seed(data="\n".join(map(gdelt, range(1, 4))).encode())]


def _other_seeds() -> Sequence[Seed]:
    from benchmarks.fuzz_kinds import folder
    from tests.eventdata.invented import icews, polecat, write_icews, write_polecat

    with folder() as made:
        files = (write_icews(made / "i", [icews(1), icews(2)]), write_polecat(made / "p", [polecat(1), polecat(2)]))
        plain = b"date,source,relation,target\n2024-05-09,France,visited,Chad\n2024-05-10,Chad,thanked,France\n"
        return [Seed(data=path.read_bytes()) for path in files] + [Seed(data=plain)]


def _read_table(path: Path) -> None:
    from kg.eventtable import read_table

    read_table(path)


def _table_seeds() -> Sequence[Seed]:
    from kg.eventtable import table_of

    out = io.BytesIO()
    table_of(_corpus()).write_parquet(out)
    return [Seed(data=out.getvalue())]


def _of(*texts: bytes | str) -> Callable[[], Sequence[Seed]]:
    return lambda: [Seed(data=text if isinstance(text, bytes) else text.encode()) for text in texts]


_SETTINGS: Final = '# how\nmodel = ""\nreaders = "both"\nlanguages = "en,fr"\n'
_BLOCS: Final = "member,bloc,from,to\nFrance,NATO,1949-04-04,\nCHN,SCO,2001-06-15,\nRussia,SCO,2001-06-15,2030-01-01\n"
_SHEETS: Final = (InputError, DecisionError)

TARGETS: Final[Sequence[Target]] = (
    _rules("en"),
    _rules("fr"),
    in_file(
        "queries", "the loader of named queries", file=f"{_QUERY}.rq", seeds=_query_seeds, read=_read_query,
        errors=(QueryFileError,),
    ),
    in_file(
        "decisions", "the file of decisions", file="decisions.toml", seeds=_of(_DECISIONS), read=_read_decisions,
        errors=_SHEETS,
    ),
    in_file(
        "decided", "a sheet of decisions", file="sheet.csv", seeds=_of(_DECIDED), read=_read_decided, errors=_SHEETS
    ),
    in_file(
        "judged", "a sheet of an audit", file="sheet.csv", seeds=_of(_JUDGED), read=_read_judged, errors=(InputError,)
    ),
    in_file("gold", "gold relations", file="gold.jsonl", seeds=_of(_GOLD), read=_read_gold, errors=(InputError,), share=50),
    in_file(
        "blocs", "a table of blocs", file="blocs.csv", seeds=_of(_BLOCS), read=_read_blocs,
        errors=(ReferenceDataError,),
    ),
    in_file(
        "settings", "the settings of a workspace", file="workspace.toml", seeds=_of(_SETTINGS), read=_read_settings,
        errors=(WorkspaceError,),
    ),
    in_file(
        "events", "events and the offsets of their evidence", file="events.jsonl", seeds=_events_seeds,
        read=_read_events, errors=(GraphFileError, InputError), share=80,
    ),
    in_file(
        "turtle", "a graph in Turtle", file="graph.ttl", seeds=_turtle_seeds, read=_read_turtle,
        errors=(GraphFileError,), share=10,
    ),
    in_file(
        "verify", "the check of a graph against texts", file="graph.ttl", seeds=_turtle_seeds, read=_verified,
        errors=(GraphFileError, InputError), share=20,
    ),
    in_file(
        "gdelt", "event data of GDELT", file="day.csv", seeds=_gdelt_seeds, read=_import,
        errors=(InputError, GraphFileError), share=3,
    ),
    in_file(
        "eventdata", "event data of other makers", file="day.csv", seeds=_other_seeds, read=_import,
        errors=(InputError, GraphFileError), share=3,
    ),
    in_file(
        "table", "a table of events", file="events.parquet", seeds=_table_seeds, read=_read_table,
        errors=(GraphFileError,), share=1,
    ),
)  # fmt: skip
