"use strict";
(() => {
  const box = document.getElementById("section-filter");
  const none = document.getElementById("section-none");
  const contents = document.getElementById("section-contents");
  const links = [...contents.querySelectorAll("li")];
  document.documentElement.classList.add("scripted");
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of links) {
      item.hidden = !words.every((word) => item.dataset.words.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    for (const group of contents.querySelectorAll("details.group")) {
      const hits = group.querySelectorAll("li:not([hidden])").length;
      group.hidden = hits === 0;
      if (words.length > 0) group.open = true;
    }
    none.hidden = shown > 0;
  });
  contents.addEventListener("click", (event) => {
    const outer = document.getElementById("section-toc");
    if (event.target.closest("a") && matchMedia("(max-width: 960px)").matches) outer.open = false;
  });
  const outer = document.getElementById("section-toc");
  if (matchMedia("(max-width: 960px)").matches) outer.open = false;
})();
