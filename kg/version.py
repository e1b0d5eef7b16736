"""The version of kg, which outputs may carry."""

from typing import Final

VERSION: Final = "0.1.0"
