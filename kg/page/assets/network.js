// The network view: vis-network draws what is shown, with fixed positions and no physics.
const SHAPES = { state: "dot", person: "diamond", organization: "square", group: "triangle" };
const DASHES = { done: false, planned: [14, 8], denied: [2, 6] };
const MOST_CHOICES = [...new Set([20, 60, 150, 300, 1000, data.limit])].sort((a, b) => a - b);
const LABELLED = 40;
const CROWD = 150;
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

// Beyond some hundred actors no label could be read, so that only those of the first stay, large enough for the whole view.
const labelSize = (index, place, count, chosen) => {
  if (count <= CROWD) return index < 12 || chosen ? 27 : 23;
  return place < LABELLED || chosen ? Math.round(14 * Math.sqrt(count / 12)) : 23;
};

const nodeOf = (index, place, count, near, tones) => {
  const actor = actors[index];
  const lit = !near || near.has(index);
  const chosen = Boolean(state.pick) && (state.pick.actor === index || (state.pick.pair !== undefined && near.has(index)));
  const tone = lit ? tones.node : tones["node-soft"];
  const labelled = count <= CROWD || place < LABELLED || chosen;
  return {
    id: index,
    label: labelled ? wrapped(actor.name) : undefined,
    shape: SHAPES[actor.kind],
    size: actor.size,
    x: actor.x,
    y: actor.y,
    borderWidth: chosen ? 3 : 1.5,
    color: {
      background: tone, border: chosen ? tones.coop : tones.paper,
      highlight: { background: tone, border: tones.coop }, hover: { background: tone, border: tones.coop },
    },
    font: { color: lit ? tones.ink : tones.grey, size: labelSize(index, place, count, chosen), strokeWidth: 6, strokeColor: tones.paper, face: "Segoe UI, Liberation Sans, Arial, sans-serif", vadjust: -2 },
  };
};

// The colour of a tie is mixed beforehand, so that crossing lines stay opaque: the more one-sided, the fuller.
const toneOf = ({ pair, standing, sign }, tones) => {
  if (!standing || !sign) return tones.grey;
  const onesided = standing === pair.tie ? Math.abs(pair.tie.affinity) : Math.abs(standing.t);
  return blend(tones.grey, sign > 0 ? tones.coop : tones.host, Math.min(1, 0.45 + onesided));
};
const widthOf = ({ weight }) => 1 + 3.6 * Math.sqrt(Math.max(weight, 0.02));

const edgeOf = (each, near, tones) => {
  const { pair, told, sign } = each;
  const chosen = Boolean(state.pick) && state.pick.pair === pair.index;
  const lit = !state.pick || chosen || state.pick.actor === pair.a || state.pick.actor === pair.b;
  const tone = toneOf(each, tones);
  const painted = lit ? tone : tones.faint;
  const ends = arrowOf(pair, told);
  return {
    // A string: vis-network paints edges in the order of its keys, and number keys have an order of their own.
    id: `e${pair.index}`,
    lit,
    from: pair.a,
    to: pair.b,
    width: widthOf(each) + (chosen ? 2 : 0),
    dashes: DASHES[lineOf(told)],
    color: { color: painted, highlight: tone, hover: tone, inherit: false },
    // Among many lines a mark on each would be noise; the colour, the table and the drawer say it.
    label: lit && sign && shown.drawn.length <= 400 ? (sign > 0 ? "+" : MINUS) : undefined,
    font: { color: sign > 0 ? tones["coop-text"] : tones["host-text"], size: 24, strokeWidth: 6, strokeColor: tones.paper, align: "horizontal" },
    arrows: { to: { enabled: ends === "to", scaleFactor: 0.5 }, from: { enabled: ends === "from", scaleFactor: 0.5 } },
  };
};

let framed = "";
let picked = "null";
const actorsInPicture = () => [...shown.inside].filter((index) => shown.able.has(index) || state.brought.has(index)).sort((a, b) => a - b);
const drawNetwork = () => {
  const near = inFocus();
  const tones = palette();
  const inside = actorsInPicture();
  // Taking all out and in again is quicker than comparing, and the picture is painted once, at the next frame.
  nodeSet.clear();
  edgeSet.clear();
  nodeSet.add(inside.map((index, place) => nodeOf(index, place, inside.length, near, tones)));
  // Painted last, and so on top, is what was chosen, and of the others the strongest.
  edgeSet.add(shown.drawn.map((each) => edgeOf(each, near, tones)).reverse().sort((a, b) => a.lit - b.lit));
  const frame = JSON.stringify([state.ego, [...state.brought], state.most, state.view]);
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
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const showAll = (animated) => {
  const some = narrow() && !state.ego ? nodeSet.getIds().sort((a, b) => a - b).slice(0, 9) : nodeSet.getIds();
  if (!some.length) return;
  const span = (axis) => {
    const places = some.map((index) => actors[index][axis]);
    return [Math.min(...places), Math.max(...places)];
  };
  // Labels stand below and beside the marks, so the frame is wider than the places.
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const { clientWidth, clientHeight } = byId("view-network");
  if (!clientWidth || !clientHeight) return;
  const scale = Math.min(1.1, clientWidth / (right - left + 270), clientHeight / (bottom - top + 170));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 25 }, scale, animation: animated && !still() && { duration: 250 } });
};
// The sheet covers the lower part of a phone: what was chosen moves to the free part above it.
const bringIntoView = () => {
  if (!state.pick || !narrow()) return;
  const ends = state.pick.pair === undefined ? [state.pick.actor] : [pairs[state.pick.pair].a, pairs[state.pick.pair].b];
  const middle = (axis) => ends.reduce((sum, index) => sum + actors[index][axis], 0) / ends.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") }, offset: { x: 0, y: -byId("view-network").clientHeight * 0.28 } });
};
const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: !still() && { duration: 120 } });

const startNetwork = (holder) => {
  const picture = make("div", { id: "picture", role: "application", tabindex: 0, "aria-label": "Network of actors; arrows go from one to the next, Enter opens its panel. The table view holds the same ties as text." });
  holder.append(picture, make("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
    button("+", () => zoomBy(1.35), { "aria-label": "Zoom in" }),
    button("−", () => zoomBy(1 / 1.35), { "aria-label": "Zoom out" }),
    button("⤢", () => showAll(true), { "aria-label": "Show all" })));
  network = new vis.Network(picture, { nodes: nodeSet, edges: edgeSet }, parsed(byId("vis-options")));
  startWandering(picture);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) pickActor(nodes[0]);
    else if (edges.length) pickPair(Number(edges[0].slice(1)));
    else if (state.pick) change((now) => { now.pick = null; });
  });
  network.on("doubleClick", ({ nodes }) => {
    if (nodes.length) change((now) => { now.ego = { actor: nodes[0], steps: 1 }; });
  });
  for (const [name, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(name, () => { picture.style.cursor = cursor; });
  }
  // vis-network scales its view with the canvas after telling of the new size, so the frame is set a moment later.
  network.on("resize", () => requestAnimationFrame(() => {
    showAll(false);
    bringIntoView();
  }));
};

views.push({ id: "network", name: "Network", start: startNetwork, draw: drawNetwork });
