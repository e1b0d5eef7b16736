// The network view: vis-network draws what is shown, with fixed positions and no physics.
const SHAPES = { state: "dot", person: "diamond", organization: "square", group: "triangle" };
const DASHES = { done: false, planned: [14, 8], denied: [2, 6] };
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;

const wrapped = (name) => {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length + 1 > 18) lines.push(word);
    else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
  }
  return lines.slice(0, 3).map((line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line)).join("\n");
};

const inFocus = () => {
  if (!state.pick) return null;
  if (state.pick.pair !== undefined) return new Set([pairs[state.pick.pair].a, pairs[state.pick.pair].b]);
  const near = new Set([state.pick.actor]);
  for (const { pair } of shown.drawn) {
    if (pair.a === state.pick.actor) near.add(pair.b);
    if (pair.b === state.pick.actor) near.add(pair.a);
  }
  return near;
};

const palette = () => Object.fromEntries(
  ["paper", "ink", "soft", "node", "node-soft", "grey", "faint", "coop", "host", "coop-text", "host-text"].map((name) => [name, colour(name)]));

const nodeOf = (index, near, tones) => {
  const actor = actors[index];
  const lit = !near || near.has(index);
  const chosen = state.pick && (state.pick.actor === index || (state.pick.pair !== undefined && near.has(index)));
  const tone = lit ? tones.node : tones["node-soft"];
  return {
    id: index,
    label: wrapped(actor.name),
    shape: SHAPES[actor.kind],
    size: actor.size,
    x: actor.x,
    y: actor.y,
    borderWidth: chosen ? 5 : 2,
    color: {
      background: tone, border: chosen ? tones.coop : tones.paper,
      highlight: { background: tone, border: tones.coop }, hover: { background: tone, border: tones.coop },
    },
    font: { color: lit ? tones.ink : tones.grey, size: index < 12 || chosen ? 23 : 19, strokeWidth: 5, strokeColor: tones.paper, face: "Segoe UI, Liberation Sans, Arial, sans-serif", vadjust: -2 },
  };
};

const lineOf = (told) => {
  const all = new Set(told.map((index) => events[index].status));
  return all.has("done") ? "done" : all.has("planned") ? "planned" : "denied";
};
const arrowOf = (pair, told) => {
  const directed = told.map((index) => events[index]);
  if (directed.some((event) => relations[event.relation].both)) return "";
  if (directed.every((event) => event.s === pair.a)) return "to";
  return directed.every((event) => event.s === pair.b) ? "from" : "";
};

const edgeOf = ({ pair, told }, near, tones) => {
  const chosen = state.pick && state.pick.pair === pair.index;
  const lit = !state.pick || chosen || state.pick.actor === pair.a || state.pick.actor === pair.b;
  const full = pair.sign > 0 ? tones.coop : pair.sign < 0 ? tones.host : tones.grey;
  const tone = pair.tie ? blend(tones.grey, full, Math.min(1, 0.45 + Math.abs(pair.tie.a))) : tones.grey;
  const painted = lit ? tone : tones.faint;
  const ends = arrowOf(pair, told);
  return {
    id: pair.index,
    from: pair.a,
    to: pair.b,
    width: 1 + 3.6 * Math.sqrt(Math.max(pair.weight, 0.02)) + (chosen ? 2 : 0),
    dashes: DASHES[lineOf(told)],
    color: { color: painted, highlight: tone, hover: tone, inherit: false },
    label: lit && pair.sign ? (pair.sign > 0 ? "+" : MINUS) : undefined,
    font: { color: pair.sign > 0 ? tones["coop-text"] : tones["host-text"], size: 20, strokeWidth: 6, strokeColor: tones.paper, align: "horizontal" },
    arrows: { to: { enabled: ends === "to", scaleFactor: 0.5 }, from: { enabled: ends === "from", scaleFactor: 0.5 } },
  };
};

const sync = (set, rows) => {
  const keep = new Set(rows.map((row) => row.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(rows);
};

let framed = "";
const drawPicture = () => {
  const near = inFocus();
  const tones = palette();
  sync(nodeSet, [...shown.inside].filter((index) => shown.able.has(index) || state.brought.has(index)).map((index) => nodeOf(index, near, tones)));
  sync(edgeSet, shown.drawn.map((each) => edgeOf(each, near, tones)));
  byId("nothing").hidden = shown.passing.length > 0 || state.view !== "network";
  const frame = JSON.stringify([state.ego, [...state.brought]]);
  if (frame !== framed) {
    framed = frame;
    showAll(false);
  }
};
const showAll = (animated) => network.fit({ animation: animated && { duration: 250 }, maxZoomLevel: 1.1 });
const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: { duration: 120 } });

const startPicture = () => {
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, multiselect: false, hideEdgesOnDrag: false },
    nodes: { scaling: { label: { drawThreshold: 5 } }, chosen: false },
    edges: { smooth: false, hoverWidth: 1.5, selectionWidth: 0, chosen: true },
  });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) pickActor(nodes[0]);
    else if (edges.length) pickPair(edges[0]);
    else if (state.pick) change((now) => { now.pick = null; });
  });
  network.on("doubleClick", ({ nodes }) => {
    if (nodes.length) change((now) => { now.ego = { actor: nodes[0], steps: 1 }; });
  });
  for (const [name, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(name, () => { byId("picture").style.cursor = cursor; });
  }
  byId("zoom-in").addEventListener("click", () => zoomBy(1.35));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
  byId("zoom-all").addEventListener("click", () => showAll(true));
  addEventListener("resize", () => showAll(false));
};
