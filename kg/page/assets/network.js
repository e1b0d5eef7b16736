// The network view: vis-network draws what is shown, with fixed positions and no physics.
const SHAPES = { state: "dot", person: "diamond", organization: "square", group: "triangle" };
const DASHES = { done: false, planned: [14, 8], denied: [2, 6] };
const MOST_CHOICES = [...new Set([20, 60, 150, 300, 1000, data.limit])].sort((a, b) => a - b);
const CROWD = 150;
const LABEL_PIXELS = 12;
const LABEL_LEAST = 23;
const LABEL_TINY = 8;
const LABEL_LARGE = 27;
const LABEL_FONT = "Segoe UI, Liberation Sans, Arial, sans-serif";
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

// Of what is not in the picture, because a filter leaves it out, nothing can stand out: then all stays as it is.
const pickedInPicture = () => {
  const inside = new Set(actorsInPicture());
  return pickedActors().filter((index) => inside.has(index));
};
const inFocus = () => {
  if (!pickedInPicture().length) return null;
  if (state.pick.pair !== undefined) return new Set(pickedActors());
  const near = new Set([state.pick.actor]);
  for (const { pair } of shown.drawn) {
    if (pair.a === state.pick.actor) near.add(pair.b);
    if (pair.b === state.pick.actor) near.add(pair.a);
  }
  return near;
};

const palette = () => Object.fromEntries(
  ["paper", "ink", "soft", "node", "node-soft", "grey", "faint", "coop", "host", "coop-text", "host-text"].map((name) => [name, colour(name)]));

// In a crowd the labels that have room are drawn: those chosen, then their neighbours, then the others by rank, each as large on the screen as text is; a
// closer look has room for more.
let labelScale = 1;
// The lines of a label and the width of the longest for letters of one pixel, told once for each actor.
const labelShapes = [];
const labelShape = (index) => {
  if (!labelShapes[index]) {
    const lines = wrapped(actors[index].name).split("\n");
    labelShapes[index] = { lines: lines.length, wide: Math.max(...lines.map((line) => textWidth(line, 100, LABEL_FONT))) / 100 };
  }
  return labelShapes[index];
};
const labelsWithRoom = (inside, chosen, near, scale) => {
  const size = LABEL_PIXELS / scale;
  const taken = [];
  const sizes = new Map();
  for (const index of new Set([chosen, near, new Set(inside)].flatMap((first) => inside.filter((each) => first.has(each))))) {
    const { x, y, size: mark } = actors[index];
    const { lines, wide } = labelShape(index);
    const half = Math.max(mark, (wide / 2 + 0.3) * size);
    const box = { left: x - half, right: x + half, top: y - mark, bottom: y + mark + (lines + 0.4) * size * 1.15 };
    if (!chosen.has(index) && taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    taken.push(box);
    sizes.set(index, size);
  }
  return sizes;
};
// Many actors are a crowd, and so are a few that lie so far apart that labels would shrink below what can be read.
const isCrowd = (count, scale) => count > CROWD || LABEL_LEAST * scale < LABEL_TINY;
const labelSizes = (inside, chosen, near, scale = labelScale) => (isCrowd(inside.length, scale) ? labelsWithRoom(inside, chosen, near, scale)
  : new Map(inside.map((index) => [index, index < 12 || chosen.has(index) ? LABEL_LARGE : LABEL_LEAST])));

const nodeOf = (index, sizes, near, tones) => {
  const actor = actors[index];
  const lit = !near || near.has(index);
  const chosen = pickedActors().includes(index);
  const tone = lit ? tones.node : tones["node-soft"];
  const size = sizes.get(index);
  return {
    id: index,
    label: size ? wrapped(actor.name) : undefined,
    shape: SHAPES[actor.kind],
    size: actor.size,
    x: actor.x,
    y: actor.y,
    borderWidth: chosen ? 3 : 1.5,
    color: {
      background: tone, border: chosen ? tones.coop : tones.paper,
      highlight: { background: tone, border: tones.coop }, hover: { background: tone, border: tones.coop },
    },
    font: { color: lit ? tones.ink : tones.grey, size: size || LABEL_LEAST, strokeWidth: size ? Math.max(6, size / 5) : 6, strokeColor: tones.paper, face: LABEL_FONT, vadjust: -2 },
  };
};

// The colour of a tie is mixed beforehand, so that crossing lines stay opaque: the stronger, the fuller.
const toneOf = ({ standing, sign }, tones) =>
  (standing && sign ? blend(tones.grey, sign > 0 ? tones.coop : tones.host, Math.min(1, 0.45 + Math.abs(standing.t))) : tones.grey);
const widthOf = ({ weight }) => 1 + 3.6 * Math.sqrt(Math.max(weight, 0.02));

const edgeOf = (each, near, tones) => {
  const { pair, told, sign } = each;
  const chosen = Boolean(state.pick) && state.pick.pair === pair.index;
  const lit = !near || chosen || state.pick.actor === pair.a || state.pick.actor === pair.b;
  const tone = toneOf(each, tones);
  const painted = lit ? tone : blend(tones.paper, tone, 0.3);
  const ends = arrowOf(pair, told);
  return {
    // A string, for no edge has the id of an actor.
    id: `e${pair.index}`,
    lit,
    from: pair.a,
    to: pair.b,
    width: widthOf(each) + (chosen ? 2 : 0),
    dashes: DASHES[lineOf(told)],
    color: { color: painted, highlight: tone, hover: tone, inherit: false },
    // Among many lines a mark on each would be noise; the colour, the table and the drawer say it.
    label: lit && sign && (state.pick || shown.inside.size <= CROWD) ? (sign > 0 ? "+" : MINUS) : undefined,
    font: { color: sign > 0 ? tones["coop-text"] : tones["host-text"], size: 24, strokeWidth: 6, strokeColor: tones.paper, align: "horizontal" },
    arrows: { to: { enabled: ends === "to", scaleFactor: 0.5 }, from: { enabled: ends === "from", scaleFactor: 0.5 } },
  };
};

// What vis-network holds, since taking in a node or an edge is what costs it most: only what changed is given to it.
const nodesIn = new Map();
const edgesIn = new Map();
const changesOf = (held, items) => {
  const marks = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const changed = items.filter(({ id }) => !held.has(id) || held.get(id).mark !== marks.get(id));
  // A label that is no longer there would stay, so what had one goes and comes again.
  const gone = [...held.keys()].filter((id) => !marks.has(id)).concat(changed.filter(({ id, label }) => !label && held.has(id) && held.get(id).label).map(({ id }) => id));
  for (const id of gone) held.delete(id);
  for (const { id, label } of changed) held.set(id, { mark: marks.get(id), label });
  return { changed, gone };
};

const SETTLE_MS = 120;
let framed = "";
let picked = "null";
const actorsInPicture = () => [...shown.inside].filter((index) => shown.able.has(index) || state.brought.has(index)).sort((a, b) => a - b);
const drawNetwork = () => {
  const near = inFocus();
  const tones = palette();
  const inside = actorsInPicture();
  const frame = JSON.stringify([state.ego, [...state.brought], state.most, state.view]);
  const whole = frame === framed ? null : frameOf(inside);
  if (whole) labelScale = whole.scale;
  const sizes = labelSizes(inside, new Set(pickedActors()), near || new Set());
  const nodes = changesOf(nodesIn, inside.map((index) => nodeOf(index, sizes, near, tones)));
  const edges = shown.drawn.map((each) => edgeOf(each, near, tones)).reverse().sort((a, b) => a.lit - b.lit);
  const { changed, gone } = changesOf(edgesIn, edges);
  // Without physics vis-network paints everything at once after each of these calls: they share one painting instead.
  const { emitter } = network.body;
  emitter.emit("_blockRedraw");
  if (gone.length) edgeSet.remove(gone);
  if (nodes.gone.length) nodeSet.remove(nodes.gone);
  if (nodes.changed.length) nodeSet.update(nodes.changed);
  if (changed.length) edgeSet.update(changed);
  // Painted last, and so on top, is what was chosen, and of the others the strongest.
  const rank = new Map(edges.map(({ id }, place) => [id, place]));
  network.body.edgeIndices.sort((a, b) => rank.get(a) - rank.get(b));
  if (whole) {
    framed = frame;
    moveTo(whole, false);
  }
  const pick = JSON.stringify(state.pick);
  if (pick !== picked) bringIntoView();
  picked = pick;
  emitter.emit("_allowRedraw");
  emitter.emit("_requestRedraw");
};
// On a phone sixty labels cannot be read at once: the view opens on the strongest actors, the rest is a drag away.
const narrow = () => innerWidth <= 820;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const frameOf = (inside) => {
  const some = narrow() && !state.ego ? inside.slice(0, 9) : inside;
  const { clientWidth, clientHeight } = byId("view-network");
  if (!some.length || !clientWidth || !clientHeight) return null;
  const span = (axis) => {
    const places = some.map((index) => actors[index][axis]);
    return [Math.min(...places), Math.max(...places)];
  };
  // Labels stand below and beside the marks, so the frame is wider than the places; in a crowd they do not shrink with it.
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const scale = inside.length > CROWD
    ? Math.min(1.1, (clientWidth - 130) / (right - left || 1), (clientHeight - 60) / (bottom - top || 1))
    : Math.min(1.1, clientWidth / (right - left + 270), clientHeight / (bottom - top + 170));
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + 25 }, scale };
};
const moveTo = (frame, animated) => network.moveTo({ ...frame, animation: animated && !still() && { duration: 250 } });
const labelAgain = (scale) => {
  const crowds = [labelScale, scale].some((each) => isCrowd(actorsInPicture().length, each));
  labelScale = scale;
  if (state.view === "network" && shown.passing.length && crowds) drawNetwork();
};
const showAll = (animated) => {
  const frame = frameOf(actorsInPicture());
  if (!frame) return;
  labelAgain(frame.scale);
  moveTo(frame, animated);
};
// The sheet covers the lower part of a phone: what was chosen moves to the free part above it.
const bringIntoView = () => {
  if (!state.pick || !narrow()) return;
  const ends = state.pick.pair === undefined ? [state.pick.actor] : [pairs[state.pick.pair].a, pairs[state.pick.pair].b];
  const middle = (axis) => ends.reduce((sum, index) => sum + actors[index][axis], 0) / ends.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") }, offset: { x: 0, y: -byId("view-network").clientHeight * 0.28 } });
};
const zoomBy = (factor) => {
  const scale = network.getScale() * factor;
  labelAgain(scale);
  network.moveTo({ scale, animation: !still() && { duration: 120 } });
};

const startNetwork = (holder) => {
  const picture = make("div", { id: "picture", role: "application", tabindex: 0, "aria-label": "Network of actors; arrows go from one to the next, Enter opens its panel. The table view holds the same as text." });
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
  let settled = null;
  network.on("zoom", ({ scale }) => {
    clearTimeout(settled);
    settled = setTimeout(() => labelAgain(scale), SETTLE_MS);
  });
  // vis-network scales its view with the canvas after telling of the new size, so the frame is set a moment later.
  network.on("resize", () => requestAnimationFrame(() => {
    showAll(false);
    bringIntoView();
  }));
};

views.push({ id: "network", name: "Network", start: startNetwork, draw: drawNetwork, words: () => pictureInWords(), toSvg: () => networkSvg() });
