"""Invented rows of every format: defaults in for all that a test is not about, lines of files out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ICEWS_HEADER: Final = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City"
).split(",")
POLECAT_HEADER: Final = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Recipient Name,Recipient Country,Recipient COW,"
    "Primary Recipient Sector,Recipient Sectors,Recipient Title,Source,Publication Date,Language,Version"
).split(",")

Actor = tuple[str, str, str, str, str]
"""Country, known group, ethnic group, religion and type, in CAMEO codes."""


def gdelt(  # a row has many fields, and a test names those it is about
    number: int = 1,
    *,
    day: str = "20240508",
    one: Actor = ("FRA", "", "", "", "GOV"),
    two: Actor = ("HRV", "", "", "", ""),
    act: str = "042",
    root: str = "1",
    sources: str = "2",
    added: str = "20240509",
    url: str | None = "https://www.harbour.example/world/story",
    version: int = 1,
) -> str:
    """Return a line of GDELT 1.0 (without a url: of before April 2013) or 2.0."""
    geo = [
        "1",
        "Place",
        "FR",
        "FR00",
        *(
            [
                "",
            ]
            if version == 2
            else []
        ),
        "48.8",
        "2.3",
        "-1",
    ]
    fields = [
        str(900 + number), day, day[:6], day[:4], "2024.35", *_actor(one), *_actor(two), root, act, act[:3], act[:2], "1",
        "1.9", "10", sources, "10", "-1.5", *geo, *geo, *geo, added if version == 1 else f"{added}153000",
    ]  # fmt: skip
    return "\t".join(fields if url is None else [*fields, url])


def _actor(codes: Actor) -> list[str]:
    country, group, ethnic, faith, kind = codes
    return ["".join(codes), "NAME" if any(codes) else "", country, group, ethnic, faith, "", kind, "", ""]


def icews(number: int = 1, **fields: str) -> str:
    """Return a line of ICEWS; fields by their name in the header with underscores."""
    row = {
        "Event_ID": str(number),
        "Event_Date": "2018-06-01",
        "Source_Name": "Foreign Affairs (Croatia)",
        "Source_Sectors": "Executive,Foreign Ministry,Government",
        "Source_Country": "Croatia",
        "Event_Text": "Make a visit",
        "CAMEO_Code": "042",
        "Target_Name": "France",
        "Target_Country": "France",
        "Publisher": "Harbour Wire",
        **fields,
    }
    return "\t".join(row.get(name.replace(" ", "_"), "NA") for name in ICEWS_HEADER)


def polecat(number: int = 1, **fields: str) -> str:
    """Return a line of POLECAT; fields by their name in the header with underscores."""
    row = {
        "Event_ID": f"{number}_1",
        "Event_Date": "2023-03-01",
        "Event_Type": "CONSULT",
        "Event_Mode": "visit",
        "Actor_Name": "Emmanuel Macron",
        "Actor_Country": "FRA",
        "Primary_Actor_Sector": "GOV",
        "Recipient_Name": "None",
        "Recipient_Country": "HRV",
        "Primary_Recipient_Sector": "GOV",
        "Source": "Harbour Wire",
        "Publication_Date": "2023-03-02",
        **fields,
    }
    return "\t".join(row.get(name.replace(" ", "_"), "None") for name in POLECAT_HEADER)


def write(path: Path, lines: Iterable[str]) -> Path:
    """Write the lines and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def write_icews(path: Path, lines: Iterable[str]) -> Path:
    """Write lines of ICEWS behind their header."""
    return write(path, ["\t".join(ICEWS_HEADER), *lines])


def write_polecat(path: Path, lines: Iterable[str]) -> Path:
    """Write lines of POLECAT behind their header."""
    return write(path, ["\t".join(POLECAT_HEADER), *lines])
