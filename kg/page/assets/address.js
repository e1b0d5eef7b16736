// The address of the page holds what was chosen, so that a link shows the same to somebody else.
// A browser takes only so many new addresses in a time and complains of more, as of a slider that is dragged: the first
// change is written at once, those that follow soon together.
const ADDRESS_MS = 60;
const writer = { timer: null, waits: false, known: "", step: null };
const writeAddress = () => {
  if (writer.timer !== null) {
    writer.waits = true;
    return;
  }
  if (!putAddress()) return;
  writer.timer = setTimeout(() => {
    writer.timer = null;
    // An address that has come from elsewhere and is still to be read is not written over.
    if (writer.waits && location.hash === writer.known) writeAddress();
    writer.waits = false;
  }, ADDRESS_MS);
};
const putAddress = () => {
  const words = new URLSearchParams();
  if (state.view !== "network") words.set("view", state.view);
  if (state.order !== "camps") words.set("order", state.order);
  if (state.pick && state.pick.actor !== undefined) words.set("actor", actors[state.pick.actor].id);
  if (state.pick && state.pick.pair !== undefined) {
    const pair = pairs[state.pick.pair];
    words.set("tie", `${actors[pair.a].id}~${actors[pair.b].id}`);
  }
  if (state.ego) words.set("ego", `${actors[state.ego.actor].id}~${state.ego.steps}`);
  for (const index of state.brought) words.append("with", actors[index].id);
  for (const filter of FILTERS) for (const value of state.off[filter]) words.append(`no-${filter}`, value);
  if (state.least) words.set("least", String(state.least));
  if (state.from !== null) words.set("from", isoOf(periods[state.from].first));
  if (state.to !== null) words.set("to", isoOf(periods[state.to].last));
  if (state.most !== data.limit) words.set("actors", String(state.most));
  const text = words.toString();
  // "Back" leads to the view, panel or surroundings before; a slider or a filter is no step of its own.
  const step = JSON.stringify([state.view, state.pick, state.ego]);
  const isStep = writer.step !== null && step !== writer.step;
  writer.step = step;
  if (`#${text}` === location.hash || (!text && !location.hash)) return false;
  try {
    history[isStep ? "pushState" : "replaceState"](null, "", text ? `#${text}` : "#");
  } catch {
    // A sandboxed frame has no address of its own to write to.
  }
  writer.known = location.hash;
  return true;
};

const periodWord = (words, name) => {
  const day = dayOf(words.get(name) || "");
  return day === null || !periods.length ? null : periodOf(day);
};
const FILTERABLE = {
  group: new Set(Object.keys(groups)),
  relation: new Set(relations.map((relation) => relation.id)),
  kind: new Set(Object.keys(KINDS)),
  status: new Set(STATUS),
  source: new Set(sources),
};
const readAddress = () => {
  writer.known = location.hash;
  const words = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, fresh());
  if (views.some((view) => view.id === words.get("view"))) state.view = words.get("view");
  if (Object.hasOwn(MATRIX_ORDERS, words.get("order"))) state.order = words.get("order");
  if (actorIndex.has(words.get("actor"))) state.pick = { actor: actorIndex.get(words.get("actor")) };
  const [one, other] = (words.get("tie") || "").split("~").map((id) => actorIndex.get(id));
  const pair = one === undefined || other === undefined ? null : pairOf(one, other);
  if (pair) state.pick = { pair: pair.index };
  const [ego, steps] = (words.get("ego") || "").split("~");
  if (actorIndex.has(ego)) state.ego = { actor: actorIndex.get(ego), steps: steps === "2" ? 2 : 1 };
  for (const id of words.getAll("with")) if (actorIndex.has(id)) state.brought.add(actorIndex.get(id));
  for (const filter of FILTERS) for (const value of words.getAll(`no-${filter}`)) if (FILTERABLE[filter].has(value)) state.off[filter].add(value);
  state.least = Math.max(0, Number(words.get("least")) || 0);
  state.from = periodWord(words, "from") || null;
  state.to = periodWord(words, "to");
  if (state.to === lastPeriod) state.to = null;
  if (state.from !== null && state.to !== null && state.from > state.to) [state.from, state.to] = [state.to, state.from];
  const most = words.get("actors") || "";
  if (/^[1-9][0-9]{0,8}$/.test(most) && Number(most) <= data.mostActors) state.most = Number(most);
  if (state.pick && !state.ego) addToPicture(pickedActors(), findShown().inside);
};
