// Joins the parts: what each button does, and what is redrawn on a change.
const pictureInWords = () => {
  const able = shown.able.size;
  const some = shown.drawn.length < shown.passing.length ? ", the strongest of each" : "";
  return `${counted(actorsInPicture().length)} of ${plural(actors.length, "actor")} shown${able < actors.length && !state.ego ? ` (${counted(able)} pass the filters)` : ""}, ${counted(shown.drawn.length)} of ${plural(shown.passing.length, "pair")}${some}`;
};
const drawHead = () => {
  const { words } = viewInSight();
  byId("shown").textContent = words ? words()
    : `${counted(shown.passing.length)} of ${plural(pairs.length, "pair")}, between ${counted(shown.able.size)} of ${plural(actors.length, "actor")}`;
  byId("picked").textContent = pickInWords();
  byId("ego").hidden = !state.ego;
  if (!state.ego) return;
  byId("ego").firstChild.textContent = `Around ${actors[state.ego.actor].name}`;
  for (const each of byId("ego").querySelectorAll("[data-steps]")) each.setAttribute("aria-pressed", String(Number(each.dataset.steps) === state.ego.steps));
};
const startHead = () => {
  // What stands for event data, of which there are no texts, is a source and no article.
  const told = articles.id.length - articles.texts;
  const tellers = [...(articles.texts || !told ? [plural(articles.texts, "article") + (originals.size ? `, of which ${originals.size === 1 ? "1 is a copy" : `${counted(originals.size)} are copies`}` : "")] : []), ...(told ? [plural(told, "source")] : [])];
  byId("totals").textContent = [...tellers, plural(actors.length, "actor"), plural(events.count, "event"), plural(data.pairs.counted.length, "tie")].join(" · ");
  const steps = (count) => button(plural(count, "step"), () => change((now) => { now.ego.steps = count; }), { "data-steps": count });
  byId("ego").append(make("span", {}), steps(1), steps(2), button("×", () => change((now) => { now.ego = null; }), { "aria-label": "Show everyone again" }));
};

const start = () => {
  startHead();
  startTheme();
  startViews();
  startSearch();
  startFilters();
  startTimeline();
  startSaving();
  startCorrected();
  startKeys();
  listeners.push(() => keepFocus(() => {
    for (const redraw of [drawViews, drawHead, drawDrawer, drawTimeline, syncFilters]) redraw();
  }));
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
