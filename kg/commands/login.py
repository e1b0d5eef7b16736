"""Arguments that say how to reach a SPARQL server; a client that does so out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError

if TYPE_CHECKING:
    import argparse

    from kg.remote.client import Client, Login

PASSWORD_VARIABLE: Final = "KG_PASSWORD"
_A_DAY: Final = 86_400.0


def add_login(parser: argparse.ArgumentParser) -> None:
    """Add who asks, and whose certificates are trusted."""
    group = parser.add_argument_group("how to reach a server")
    who = group.add_mutually_exclusive_group()
    who.add_argument(
        "--user",
        metavar="NAME",
        help=f"log in; the password is taken from the environment variable {PASSWORD_VARIABLE}, or asked for",
    )
    who.add_argument("--token-env", metavar="NAME", help="send the token that the environment variable NAME holds")
    group.add_argument("--ca-file", metavar="FILE", type=Path, help="certificates to trust, if not the usual ones")


def make_client(options: argparse.Namespace) -> Client:
    """Return the client that the options ask for; a ``timeout`` of 0 is a day.

    Raises
    ------
    InputError
        If a password or token is nowhere to be had.
    """
    from kg.remote.client import Client

    return Client(login=_login(options), timeout=options.timeout or _A_DAY, ca_file=options.ca_file)


def _login(options: argparse.Namespace) -> Login:
    from kg.remote.client import Login

    if options.token_env:
        token = os.environ.get(options.token_env, "")
        if not (token.isascii() and token.isprintable() and token):
            raise InputError(f"--token-env: the environment variable {options.token_env} holds no token; set it")
        return Login(token=token)
    return Login(user=options.user, password=_password(options.user)) if options.user else Login()


def _password(user: str) -> str:
    if PASSWORD_VARIABLE in os.environ:
        return os.environ[PASSWORD_VARIABLE]
    if not sys.stdin.isatty():
        raise InputError(f"--user: there is no password for {user}; set the environment variable {PASSWORD_VARIABLE}")
    from getpass import getpass

    return getpass(f"Password of {user}: ")
