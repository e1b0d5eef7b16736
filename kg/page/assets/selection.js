// What is shown because of what was chosen: the ties that pass, those drawn, and the actors in the picture.

// A function that says of an event whether it passes the filters; made anew for each change, since it is asked so often.
const passer = ({ anyTime } = {}) => {
  const { off } = state;
  const relationPasses = relations.map((relation) => !off.group.has(relation.group) && !off.relation.has(relation.id));
  const statusPasses = STATUS.map((status) => !off.status.has(status));
  const passesAs = (source) => !off.source.has(source) && !(unnamed.has(source) && off.source.has(NO_SOURCE));
  const sourcePasses = sources.map(passesAs);
  const from = anyTime || state.from === null ? -Infinity : periods[state.from].first;
  const to = anyTime || state.to === null ? Infinity : periods[state.to].last;
  const timed = from !== -Infinity || to !== Infinity;
  return (index) => {
    if (!relationPasses[events.relation[index]] || !statusPasses[events.kind[index]]) return false;
    // What nobody knows the day of lies in no time that was chosen.
    if (timed && (events.day[index] === null || events.day[index] > to || events.lastDay[index] < from)) return false;
    const source = events.source[index];
    return source === ONE_OF_MANY ? sourcesOf(index).some(passesAs) : sourcePasses[source];
  };
};

// Most often all of a tie or nothing of it passes: a new list for each of many ties would be most of the work.
const NONE = [];
const passingOf = (indexes, passes) => {
  let count = 0;
  for (const index of indexes) if (passes(index)) count += 1;
  if (count === indexes.length) return indexes;
  return count ? indexes.filter(passes) : NONE;
};

// What was worked out last, as long as what it hangs on stays the same: a pick or another view asks for nothing anew.
const remembered = (keyOf, work) => {
  let [key, value] = [null, null];
  return () => {
    const now = keyOf();
    if (now !== key) [key, value] = [now, work()];
    return value;
  };
};
const filterKey = () => JSON.stringify([FILTERS.map((filter) => [...state.off[filter]]), state.least]);

// Each tie that passes: the pair, its events that do, and its strength as of the end of the time range.
const passingTies = remembered(() => `${filterKey()} ${state.from} ${state.to}`, () => {
  const passes = passer();
  const kindPasses = actors.map((actor) => !state.off.kind.has(actor.kind));
  const past = state.to !== null && state.to < asOfPeriod;
  const passing = [];
  for (const pair of pairs) {
    if (!kindPasses[pair.a] || !kindPasses[pair.b]) continue;
    const told = passingOf(pair.events, passes);
    if (!told.length) continue;
    const standing = past ? standingAt(pair, state.to) : pair.tie;
    if (state.least && (!standing || Math.abs(standing.t) < state.least)) continue;
    passing.push({ pair, told, standing, sign: signAt(standing), weight: standing ? Math.abs(standing.t) : 0 });
  }
  if (past) passing.sort((one, other) => other.weight - one.weight || one.pair.index - other.pair.index);
  return { passing, passes };
});
// Around one actor the ties of others are left out of every view; the panels go on to tell of everyone.
const findShown = () => {
  const { passing, passes } = passingTies();
  if (state.ego) {
    const { inside, drawn } = egoView(passing);
    return { everyone: passing, passing: drawn, able: actorsOf(drawn), inside, drawn, passes };
  }
  const able = actorsOf(passing);
  return { everyone: passing, passing, able, ...strongestView(passing, able), passes };
};
const actorsOf = (ties) => {
  const found = new Set();
  for (const { pair } of ties) found.add(pair.a).add(pair.b);
  return found;
};

// The strongest actors and about four strong ties of each, all that are between them of the chosen one, and whoever was
// brought in with the eight strongest.
const strongestView = (passing, able) => {
  const inside = new Set([...able].sort((a, b) => a - b).slice(0, state.most));
  const around = new Set();
  for (const actor of state.brought) {
    inside.add(actor);
    let count = 0;
    for (const { pair } of passing) {
      if (count < data.around && (pair.a === actor || pair.b === actor)) {
        inside.add(pair.a).add(pair.b);
        around.add(pair.index);
        count += 1;
      }
    }
  }
  const count = new Map();
  const drawn = passing.filter(({ pair }) => {
    if (!inside.has(pair.a) || !inside.has(pair.b)) return false;
    const few = Math.min(count.get(pair.a) || 0, count.get(pair.b) || 0) < data.tiesEach;
    const picked = state.pick && (state.pick.pair === pair.index || state.pick.actor === pair.a || state.pick.actor === pair.b);
    if (!few && !picked && !around.has(pair.index)) return false;
    count.set(pair.a, (count.get(pair.a) || 0) + 1).set(pair.b, (count.get(pair.b) || 0) + 1);
    return true;
  });
  return { inside, drawn };
};

// The actor, its neighbours, theirs too for two steps, and every tie between them.
const egoView = (passing) => {
  const inside = new Set([state.ego.actor]);
  for (let step = 0; step < state.ego.steps; step += 1) {
    const before = new Set(inside);
    for (const { pair } of passing) {
      if (inside.size >= data.egoMost) break;
      if (before.has(pair.a)) inside.add(pair.b);
      if (before.has(pair.b)) inside.add(pair.a);
    }
  }
  return { inside, drawn: passing.filter(({ pair }) => inside.has(pair.a) && inside.has(pair.b)) };
};

// How the events of a tie are drawn: solid where one was done, dashed where only planned, dotted where only denied.
const lineOf = (told) => {
  const all = new Set(told.map(statusOf));
  return STATUS.find((status) => all.has(status));
};
const arrowOf = (pair, told) => {
  if (told.some((index) => relationOf(index).both)) return "";
  if (told.every((index) => events.s[index] === pair.a)) return "to";
  return told.every((index) => events.s[index] === pair.b) ? "from" : "";
};

// The filters in words, for captions, prints and files.
const namesOff = (filter, name) => [...state.off[filter]].map(name).sort().join(", ");
const filtersInWords = () => {
  const parts = [];
  const relationName = (id) => (relations.find((relation) => relation.id === id) || { label: id }).label;
  if (state.ego) parts.push(`around ${actors[state.ego.actor].name}, ${plural(state.ego.steps, "step")}`);
  if (periods.length && (state.from !== null || state.to !== null)) parts.push(niceSpan(firstShown(), lastShown()));
  if (state.off.group.size) parts.push(`without ${namesOff("group", (value) => (groups[value] || value).toLowerCase())}`);
  if (state.off.relation.size) parts.push(`without ${namesOff("relation", relationName)}`);
  if (state.off.status.size) parts.push(`without what is ${namesOff("status", (value) => (STATUSES[value] || value).toLowerCase())}`);
  if (state.off.kind.size) parts.push(`without ${namesOff("kind", (value) => `${(KINDS[value] || value).toLowerCase()}s`)}`);
  if (state.off.source.size) parts.push(`without reports of ${namesOff("source", (value) => value)} alone`);
  if (state.least) parts.push(`strength of at least ${state.least.toFixed(2)}`);
  return parts.length ? parts.join("; ") : "no filter";
};
