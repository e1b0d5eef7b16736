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
  if (lines.length > 3) lines[2] += " …";
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
    borderWidth: chosen ? 3 : 1.5,
    color: {
      background: tone, border: chosen ? tones.coop : tones.paper,
      highlight: { background: tone, border: tones.coop }, hover: { background: tone, border: tones.coop },
    },
    font: { color: lit ? tones.ink : tones.grey, size: index < 12 || chosen ? 27 : 23, strokeWidth: 6, strokeColor: tones.paper, face: "Segoe UI, Liberation Sans, Arial, sans-serif", vadjust: -2 },
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
    // A string: vis-network paints edges in the order of its keys, and number keys have an order of their own.
    id: `e${pair.index}`,
    lit,
    from: pair.a,
    to: pair.b,
    width: 1 + 3.6 * Math.sqrt(Math.max(pair.weight, 0.02)) + (chosen ? 2 : 0),
    dashes: DASHES[lineOf(told)],
    color: { color: painted, highlight: tone, hover: tone, inherit: false },
    label: lit && pair.sign ? (pair.sign > 0 ? "+" : MINUS) : " ",
    font: { color: pair.sign > 0 ? tones["coop-text"] : tones["host-text"], size: 24, strokeWidth: 6, strokeColor: tones.paper, align: "horizontal" },
    arrows: { to: { enabled: ends === "to", scaleFactor: 0.5 }, from: { enabled: ends === "from", scaleFactor: 0.5 } },
  };
};

const sync = (set, rows) => {
  const keep = new Set(rows.map((row) => row.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(rows);
};

let framed = "";
let picked = "null";
const drawPicture = () => {
  const near = inFocus();
  const tones = palette();
  sync(nodeSet, [...shown.inside].filter((index) => shown.able.has(index) || state.brought.has(index)).map((index) => nodeOf(index, near, tones)));
  // Painted last, and so on top, is what was chosen, and of the others the strongest.
  edgeSet.clear();
  edgeSet.add(shown.drawn.map((each) => edgeOf(each, near, tones)).reverse().sort((a, b) => a.lit - b.lit));
  byId("nothing").hidden = shown.passing.length > 0 || state.view !== "network";
  const frame = JSON.stringify([state.ego, [...state.brought]]);
  if (frame !== framed) {
    framed = frame;
    showAll(false);
  }
  const pick = JSON.stringify(state.pick);
  if (pick !== picked) bringIntoView();
  picked = pick;
};
// On a phone sixty labels cannot be read at once: the view opens on the strongest actors, the rest is a drag away.
const narrow = () => innerWidth <= 820;
const showAll = (animated) => {
  const some = narrow() && !state.ego ? nodeSet.getIds().sort((a, b) => a - b).slice(0, 9) : nodeSet.getIds();
  if (!some.length) return;
  const span = (axis) => {
    const places = some.map((index) => actors[index][axis]);
    return [Math.min(...places), Math.max(...places)];
  };
  // Labels stand below and beside the marks, so the frame is wider than the places.
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const { clientWidth, clientHeight } = byId("picture");
  if (!clientWidth || !clientHeight) return;
  const scale = Math.min(1.1, clientWidth / (right - left + 270), clientHeight / (bottom - top + 170));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 25 }, scale, animation: animated && { duration: 250 } });
};
// The sheet covers the lower part of a phone: what was chosen moves to the free part above it.
const bringIntoView = () => {
  if (!state.pick || !narrow()) return;
  const ends = state.pick.pair === undefined ? [state.pick.actor] : [pairs[state.pick.pair].a, pairs[state.pick.pair].b];
  const middle = (axis) => ends.reduce((sum, index) => sum + actors[index][axis], 0) / ends.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") }, offset: { x: 0, y: -byId("picture").clientHeight * 0.28 } });
};
const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: { duration: 120 } });

const startPicture = () => {
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, multiselect: false, hideEdgesOnDrag: false },
    nodes: { scaling: { label: { drawThreshold: 5, maxVisible: 19 } }, chosen: false },
    edges: { smooth: false, hoverWidth: 1.5, selectionWidth: 0, chosen: true },
  });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) pickActor(nodes[0]);
    else if (edges.length) pickPair(Number(edges[0].slice(1)));
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
  // vis-network scales its view with the canvas after telling of the new size, so the frame is set a moment later.
  network.on("resize", () => requestAnimationFrame(() => {
    showAll(false);
    bringIntoView();
  }));
};
