// What the reader has chosen, what is shown because of it, and the address that restores it.
const fresh = () => ({
  view: "network",
  pick: null,
  ego: null,
  brought: new Set(),
  off: { quad: new Set(), kind: new Set(), status: new Set(), source: new Set() },
  least: 0,
  from: "",
  to: "",
});
const state = fresh();
const listeners = [];
let shown = null;

const passes = (event) =>
  !state.off.quad.has(event.quad) &&
  !state.off.status.has(event.status) &&
  event.sources.some((source) => !state.off.source.has(source)) &&
  (!event.day || ((!state.to || event.day <= state.to) && (!state.from || event.lastDay >= state.from)));

const findShown = () => {
  const passing = [];
  for (const pair of pairs) {
    if (pair.weight < state.least) continue;
    if (state.off.kind.has(actors[pair.a].kind) || state.off.kind.has(actors[pair.b].kind)) continue;
    const told = pair.events.filter((index) => passes(events[index]));
    if (told.length) passing.push({ pair, told });
  }
  const able = new Set(passing.flatMap(({ pair }) => [pair.a, pair.b]));
  const { inside, drawn } = state.ego ? egoView(passing) : opening(passing, able);
  return { passing, able, inside, drawn };
};

// The strongest actors and about four strong ties of each, and whoever was brought in with the eight strongest.
const opening = (passing, able) => {
  const inside = new Set([...able].sort((a, b) => a - b).slice(0, data.limit));
  const around = new Set();
  for (const actor of state.brought) {
    inside.add(actor);
    let count = 0;
    for (const each of passing) {
      if (count < 8 && (each.pair.a === actor || each.pair.b === actor)) {
        inside.add(each.pair.a).add(each.pair.b);
        around.add(each.pair.index);
        count += 1;
      }
    }
  }
  const count = new Map();
  const drawn = passing.filter(({ pair }) => {
    if (!inside.has(pair.a) || !inside.has(pair.b)) return false;
    const few = Math.min(count.get(pair.a) || 0, count.get(pair.b) || 0) < data.tiesEach;
    const picked = state.pick && state.pick.pair === pair.index;
    if (!few && !picked && !around.has(pair.index)) return false;
    count.set(pair.a, (count.get(pair.a) || 0) + 1).set(pair.b, (count.get(pair.b) || 0) + 1);
    return true;
  });
  return { inside, drawn };
};

// The actor, its neighbours, theirs too for two steps, and every tie between them; 300 actors at most.
const egoView = (passing) => {
  const inside = new Set([state.ego.actor]);
  for (let step = 0; step < state.ego.steps; step += 1) {
    const before = new Set(inside);
    for (const { pair } of passing) {
      if (inside.size >= 300) break;
      if (before.has(pair.a)) inside.add(pair.b);
      if (before.has(pair.b)) inside.add(pair.a);
    }
  }
  return { inside, drawn: passing.filter(({ pair }) => inside.has(pair.a) && inside.has(pair.b)) };
};

const change = (edit) => {
  edit(state);
  refresh();
};
const refresh = () => {
  shown = findShown();
  for (const listener of listeners) listener();
  writeAddress();
};

const pickActor = (index) => change((now) => {
  now.pick = { actor: index };
  if (!shown.inside.has(index)) now.brought.add(index);
});
const pickPair = (index) => change((now) => {
  now.pick = { pair: index };
  for (const actor of [pairs[index].a, pairs[index].b]) if (!shown.inside.has(actor)) now.brought.add(actor);
});

const writeAddress = () => {
  const words = new URLSearchParams();
  if (state.view !== "network") words.set("view", state.view);
  if (state.pick && state.pick.actor !== undefined) words.set("actor", actors[state.pick.actor].id);
  if (state.pick && state.pick.pair !== undefined) {
    const pair = pairs[state.pick.pair];
    words.set("tie", `${actors[pair.a].id}~${actors[pair.b].id}`);
  }
  if (state.ego) words.set("ego", `${actors[state.ego.actor].id}~${state.ego.steps}`);
  for (const index of state.brought) words.append("with", actors[index].id);
  for (const [group, values] of Object.entries(state.off)) for (const value of values) words.append(`no-${group}`, value);
  if (state.least) words.set("least", String(state.least));
  if (state.from) words.set("from", state.from);
  if (state.to) words.set("to", state.to);
  const text = words.toString();
  if (`#${text}` === location.hash || (!text && !location.hash)) return;
  try {
    history.replaceState(null, "", text ? `#${text}` : "#");
  } catch {
    // A sandboxed frame has no address of its own to write to.
  }
};

const readAddress = () => {
  const words = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, fresh());
  state.view = words.get("view") === "table" ? "table" : "network";
  if (actorIndex.has(words.get("actor"))) state.pick = { actor: actorIndex.get(words.get("actor")) };
  if (pairIndex.has(words.get("tie"))) state.pick = { pair: pairIndex.get(words.get("tie")) };
  const [ego, steps] = (words.get("ego") || "").split("~");
  if (actorIndex.has(ego)) state.ego = { actor: actorIndex.get(ego), steps: steps === "2" ? 2 : 1 };
  for (const id of words.getAll("with")) if (actorIndex.has(id)) state.brought.add(actorIndex.get(id));
  for (const group of Object.keys(state.off)) for (const value of words.getAll(`no-${group}`)) state.off[group].add(value);
  state.least = Math.max(0, Number(words.get("least")) || 0);
  for (const end of ["from", "to"]) if (/^\d{4}-\d\d-\d\d$/.test(words.get(end) || "")) state[end] = words.get(end);
};
