// What the reader has chosen; every change of it redraws the page.
const FILTERS = ["group", "relation", "kind", "status", "source"];
const fresh = () => ({
  view: "network",
  order: "camps",
  pick: null,
  ego: null,
  brought: new Set(),
  off: Object.fromEntries(FILTERS.map((filter) => [filter, new Set()])),
  least: 0,
  from: null,
  to: null,
  most: data.limit,
});
const state = fresh();
const listeners = [];
let shown = null;

const change = (edit) => {
  edit(state);
  refresh();
};
const refresh = () => {
  shown = findShown();
  for (const listener of listeners) listener();
  writeAddress();
};
const firstShown = () => state.from ?? 0;
const lastShown = () => state.to ?? lastPeriod;

// Who is not in the picture comes in with its strongest ties.
const addToPicture = (indexes, inside) => {
  for (const index of indexes) if (!inside.has(index)) state.brought.add(index);
};
const pickActor = (index) => change((now) => {
  now.pick = { actor: index };
  addToPicture([index], shown.inside);
});
const pickPair = (index) => change((now) => {
  now.pick = { pair: index };
  addToPicture([pairs[index].a, pairs[index].b], shown.inside);
});
// What leaves something out, so that it can be said and undone.
const isFiltered = () => FILTERS.some((filter) => state.off[filter].size) || state.least > 0 || state.from !== null || state.to !== null;
