"""The notebooks, converted to HTML and opened in a real browser: pictures are drawn, and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import in_a_browser, log_of, requests_of
from tests.notebooks.stories import by_name, converted

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode
    from selenium.webdriver import Chrome

pytestmark = [
    *in_a_browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("default"),  # what Jupyter's own packages warn of is not ours to mend
]

_PAINTED = """
return [...document.querySelectorAll("canvas")].map(canvas => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let count = 0;
    for (let place = 3; place < pixels.length; place += 4) if (pixels[place]) count += 1;
    return count;
});
"""
_FRAMES = {"01_from_an_article_to_a_graph": 1, "02_exploring_a_corpus": 1}


@by_name
def test_a_converted_notebook_draws_its_frames_and_pictures_and_fetches_nothing(
    name: str, executed: Callable[..., NotebookNode], opened: Callable[..., Chrome]
) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    browser = opened(converted(executed(name)))

    frames = browser.find_elements("tag name", "iframe")
    assert len(frames) == _FRAMES.get(name, 0)
    for frame in frames:
        browser.execute_script("arguments[0].scrollIntoView()", frame)
        browser.switch_to.frame(frame)
        painted = WebDriverWait(browser, 30).until(lambda shown: max(shown.execute_script(_PAINTED), default=0) > 2000)
        browser.switch_to.default_content()
        assert painted
    broken = "return [...document.images].filter(image => !image.naturalWidth).length"
    assert browser.execute_script(broken) == 0
    assert [row["message"] for row in log_of(browser, "browser") if row["level"] == "SEVERE"] == []
    assert requests_of(browser) == []
