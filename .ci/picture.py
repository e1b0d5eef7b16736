"""The sample in; the picture of its page that the README shows, a real screenshot with few colours, out.

Run by hand after a change of the page: ``python .ci/picture.py``. It needs Chromium with its driver, and Pillow, which
comes with matplotlib.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import kg

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "notebooks" / "images" / "page.png"
SIZE: Final = (1500, 1100)
OPENS_ON: Final = "#tie=iran~israel"
COLOURS: Final = 128


def main() -> None:
    """Build the sample, open its page and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        kg.build(ROOT / "data" / "sample").write(folder)
        seen = _screenshot((Path(folder) / "graph.html").as_uri() + OPENS_ON)
    few = (
        Image.open(io.BytesIO(seen))
        .convert("RGB")
        .quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    few.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")


def _screenshot(address: str) -> bytes:
    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={SIZE[0]},{SIZE[1]}",
    ):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False},
        )
        browser.get(address)
        browser.execute_async_script("setTimeout(arguments[0], 800)")
        return browser.get_screenshot_as_png()
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
