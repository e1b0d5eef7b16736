// Joins the parts: what each button does, and what is redrawn on a change.
const pictureInWords = () => {
  const able = shown.able.size;
  return `${counted(actorsInPicture().length)} of ${plural(actors.length, "actor")} shown${able < actors.length ? ` (${counted(able)} pass the filters)` : ""}, ${counted(shown.drawn.length)} of ${plural(shown.passing.length, "tie")}`;
};
const drawHead = () => {
  const { words } = viewInSight();
  byId("shown").textContent = words ? words()
    : `${plural(shown.passing.length, "tie")} of ${counted(pairs.length)}, between ${counted(shown.able.size)} of ${plural(actors.length, "actor")}`;
  byId("picked").textContent = pickInWords();
  const chip = byId("ego");
  chip.hidden = !state.ego;
  if (state.ego) {
    const steps = (count) => button(plural(count, "step"), () => change((now) => { now.ego.steps = count; }), { "aria-pressed": String(state.ego.steps === count) });
    chip.replaceChildren(make("span", {}, `Around ${actors[state.ego.actor].name}`), steps(1), steps(2),
      button("×", () => change((now) => { now.ego = null; }), { "aria-label": "Show everyone again" }));
  }
};

const start = () => {
  byId("totals").textContent = [plural(articles.id.length, "article"), plural(actors.length, "actor"), plural(events.count, "event")].join(" · ");
  startTheme();
  startViews();
  startSearch();
  startFilters();
  startTimeline();
  startSaving();
  startKeys();
  listeners.push(drawViews, drawHead, drawDrawer, drawTimeline, syncFilters);
  const resetAll = () => {
    stop();
    change((now) => Object.assign(now, fresh(), { view: now.view }));
  };
  byId("reset").addEventListener("click", resetAll);
  byId("nothing-reset").addEventListener("click", resetAll);
  byId("open-find").addEventListener("click", () => (byId("find").classList.contains("open") ? closeFind() : openFind()));
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
};
start();
