// Joins the parts: what each button does, which keys there are, what is redrawn on a change.
const drawHead = () => {
  const drawnActors = nodeSet.length;
  const able = shown.able.size;
  byId("shown").textContent = state.view === "table"
    ? `${plural(shown.passing.length, "tie")} of ${pairs.length}`
    : `${drawnActors} of ${plural(actors.length, "actor")} shown${able < actors.length ? ` (${able} pass the filters)` : ""}, ${shown.drawn.length} of ${plural(shown.passing.length, "tie")}`;
  const chip = byId("ego");
  chip.hidden = !state.ego;
  if (state.ego) {
    const steps = (count) => button(`${count} step${count > 1 ? "s" : ""}`, () => change((now) => { now.ego.steps = count; }), { "aria-pressed": String(state.ego.steps === count) });
    chip.replaceChildren(make("span", {}, `Around ${actors[state.ego.actor].name}`), steps(1), steps(2),
      button("×", () => change((now) => { now.ego = null; }), { "aria-label": "Show everyone again" }));
  }
  for (const view of ["network", "table"]) byId(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  for (const part of document.querySelectorAll(".zoom, #picture")) part.hidden = state.view !== "network";
  byId("save-png").hidden = state.view !== "network";
};

const THEME_KEY = "kg-theme";
const setTheme = (dark) => {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(dark));
};
const startTheme = () => {
  let kept = null;
  try {
    kept = localStorage.getItem(THEME_KEY);
  } catch {
    // A sandboxed frame has no storage; the system's choice holds.
  }
  setTheme(kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  byId("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme !== "dark";
    setTheme(dark);
    drawPicture();
    try {
      localStorage.setItem(THEME_KEY, dark ? "dark" : "light");
    } catch {
      // As above.
    }
  });
};

const startKeys = () => addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    openFind();
    byId("search").focus();
  } else if (event.key === "Escape") {
    if (byId("find").classList.contains("open")) {
      closeFind();
      if (byId("open-find").offsetParent) byId("open-find").focus();
    } else if (state.pick) change((now) => { now.pick = null; });
    else if (state.ego) change((now) => { now.ego = null; });
    else if (typing) event.target.blur();
  }
});

byId("totals").textContent = [plural(articles.length, "article"), plural(actors.length, "actor"), plural(events.length, "event")].join(" · ");
startTheme();
startPicture();
startSearch();
startFilters();
startTimeline();
startKeys();
listeners.push(drawPicture, drawTable, drawHead, drawDrawer, drawTimeline, syncFilters);
const resetAll = () => change((now) => Object.assign(now, fresh(), { view: now.view }));
byId("reset").addEventListener("click", resetAll);
byId("nothing-reset").addEventListener("click", resetAll);
byId("open-find").addEventListener("click", () => {
  if (byId("find").classList.contains("open")) closeFind();
  else openFind();
});
for (const view of ["network", "table"]) {
  byId(`view-${view}`).addEventListener("click", () => {
    change((now) => { now.view = view; });
    if (view === "network") {
      network.redraw();
      showAll(false);
    }
  });
}
byId("save-png").addEventListener("click", savePng);
byId("save-csv").addEventListener("click", saveCsv);
addEventListener("hashchange", () => {
  readAddress();
  refresh();
});
if (!pairs.length) {
  byId("nothing-text").textContent = "No relation between two actors was found in these texts.";
  byId("nothing-reset").hidden = true;
}
readAddress();
refresh();
showAll(false);
document.documentElement.dataset.ready = "yes";
