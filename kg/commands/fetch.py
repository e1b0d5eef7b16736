"""Addresses of feeds and pages in; a folder with their articles out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import FOUND
from kg.commands.progress import progress_bar

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.fetch import Fetched, Left


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "fetch",
        help="get articles from feeds and web pages into a folder that kg reads",
        description="Get the articles that RSS and Atom feeds name, and those of web pages, into a folder: "
        "articles.jsonl, sorted by id, beside those that it held before. Feeds are known by what they hold. "
        "robots.txt is respected, no host is asked more than once in --delay seconds, and what has not changed is "
        "not sent again. Only this, kg push and kg query --endpoint use the network. The exit code is 1 if no article came, "
        "and 2 for errors.",
        epilog="Example: kg fetch https://example.org/world.xml --most 20 --out news && kg build news",
    )
    parser.add_argument("urls", metavar="URL", nargs="*", help="address of a feed or of an article")
    parser.add_argument(
        "--from",
        dest="list",
        metavar="FILE",
        action="append",
        default=[],
        type=Path,
        help="file of such addresses, one a line; what follows # after a space or at the start is a comment",
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        default=Path("news"),
        type=Path,
        help="folder for the articles (default: %(default)s)",
    )
    parser.add_argument(
        "--most", metavar="N", type=types.positive, help="articles of each feed, from its top (default: all)"
    )
    parser.add_argument(
        "--feeds-only",
        action="store_true",
        help="keep what the feeds themselves hold of their articles; ask for no page",
    )
    parser.add_argument(
        "--delay",
        metavar="SECONDS",
        type=types.seconds,
        default=1.0,
        help="rest between two requests to a host, longer where its robots.txt asks for it (default: %(default)g)",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=types.waiting_seconds,
        default=30.0,
        help="how long one answer may take (default: %(default)g)",
    )
    parser.add_argument(
        "--longest-wait",
        metavar="SECONDS",
        type=types.seconds,
        default=120.0,
        help="how long to wait for a host that asks for patience (default: %(default)g)",
    )
    parser.add_argument(
        "--retries",
        metavar="N",
        type=types.count,
        default=3,
        help="how often to ask again for what failed in passing (default: %(default)s)",
    )
    parser.add_argument(
        "--max-size",
        metavar="MB",
        type=types.above_zero,
        default=5.0,
        help="how long an answer may be, in millions of bytes (default: %(default)g)",
    )
    parser.add_argument(
        "--user-agent",
        metavar="TEXT",
        help="what servers are told of who asks, such as 'examplebot/1.0 (mailto:you@example.org)'; "
        "robots.txt is read for its first word (default: kg and its version)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 1 where no article came."""
    from kg.errors import InputError
    from kg.visible import visible

    urls = [*options.urls, *(url for path in options.list for url in _listed(path))]
    if not urls:
        raise InputError("no address is given; name a feed or a page, or a file of them with --from FILE")
    try:
        from kg.fetch import Limits, fetch
    except ModuleNotFoundError as error:
        raise InputError(
            f"kg fetch needs {error.name}, which is not installed; get it with: "
            "pip install 'kg-international-relations[fetch]'"
        ) from error
    agent = {} if options.user_agent is None else {"user_agent": options.user_agent}
    limits = Limits(
        delay=options.delay,
        timeout=options.timeout,
        longest_wait=options.longest_wait,
        retries=options.retries,
        max_bytes=max(int(options.max_size * 1_000_000), 1),
        **agent,
    )
    with progress_bar("fetching", unit="address") as progress:
        fetched = fetch(
            urls, options.out, limits=limits, most=options.most, feeds_only=options.feeds_only, progress=progress
        )
    print(visible(_to_text(fetched, options.out)))
    return 0 if fetched.got else FOUND


def _listed(path: Path) -> list[str]:
    from kg.errors import InputError

    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error
    # An address may hold a # of its own.
    return [line.partition(" #")[0].strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def _to_text(fetched: Fetched, folder: Path) -> str:
    from kg.fetch.folder import ARTICLES

    pages = sum(1 for one in fetched.got if one.feed is None)
    origins = [text for text in (_count(len(fetched.feeds), "feed"), _count(pages, "page")) if text]
    lines = [
        f"{_count(len(fetched.got), 'article') or 'No article'} from {' and '.join(origins) or 'what was asked for'}"
    ]
    if fetched.got:
        lines[0] += f": {fetched.new:,} new, {fetched.changed:,} changed, {fetched.same:,} as before"
    if fetched.left:
        lines += ["", f"{_count(len(fetched.left), 'address', 'addresses')} gave none:", *_reasons(fetched.left)]
    if fetched.held:
        lines += ["", f"{folder / ARTICLES} holds {_count(fetched.held, 'article')}; read them with: kg build {folder}"]
    return "\n".join(lines)


def _reasons(left: tuple[Left, ...]) -> list[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in left:
        found[one.why].append(one.url)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [f"{len(urls):6,}  {why} ({urls[0]}{', ...' if len(urls) > 1 else ''})" for why, urls in ranked]


def _count(number: int, one: str, many: str = "") -> str:
    return "" if not number else f"{number:,} {one if number == 1 else many or one + 's'}"
