// The keys of the page, told in the overview.
const KEYS = [["/", "search"], [`1–${views.length}`, "views"], ["Esc", "close, step back"], ["← ↑ → ↓", "from actor to actor"], ["[ ]", "earlier, later"], ["p", "play"]];

const stepBack = (event) => {
  if (isPlaying()) return stop();
  if (byId("find").classList.contains("open")) {
    closeFind();
    if (byId("open-find").offsetParent) byId("open-find").focus();
  } else if (state.pick) change((now) => { now.pick = null; });
  else if (state.ego) change((now) => { now.ego = null; });
  else if (event.target.matches("input[type=search]")) event.target.blur();
};
const moveRange = (by) => {
  if (periods.length < 2) return;
  const [first, last] = [firstShown() + by, lastShown() + by];
  if (first >= 0 && last <= lastPeriod) setRange(first, last);
};
const startKeys = () => addEventListener("keydown", (event) => {
  if (event.key === "Escape") return stepBack(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return undefined;
  const view = views[Number(event.key) - 1];
  const done = {
    "/": () => {
      openFind();
      byId("search").focus();
    },
    "[": () => moveRange(-1),
    "]": () => moveRange(1),
    p: () => (isPlaying() ? stop() : periods.length > 1 && play()),
  }[event.key] || (view && (() => showView(view.id)));
  if (!done) return undefined;
  event.preventDefault();
  return done();
});
