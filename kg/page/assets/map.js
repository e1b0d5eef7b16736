// The map view: one curve for each two states that shown ties join, those of people and bodies counted to their state.
const MOST_CURVES = 300;
const MARKED = 12;
const chart = { box: null, unit: 1, ties: [], weights: new Map(), drawn: null, pointers: new Map(), dragged: false };
const worldName = (code) => data.world.names[code] || code;

// What the shown ties come to between states: the curves, heaviest first, and what has no place on the map.
const tiesOfStates = () => {
  const found = new Map();
  let [within, nowhere] = [0, 0];
  for (const each of shown.passing) {
    const codes = [actors[each.pair.a].iso3, actors[each.pair.b].iso3];
    if (!codes.every((code) => code && data.world.at[code])) nowhere += 1;
    else if (codes[0] === codes[1]) within += 1;
    else {
      const key = codes.sort().join("~");
      if (!found.has(key)) found.set(key, { key, codes, behind: [], told: 0, size: 0, balance: 0, statuses: new Set() });
      const tie = found.get(key);
      tie.behind.push(each);
      tie.told += each.told.length;
      tie.size += each.weight;
      tie.balance += each.standing ? each.standing.t : 0;
      for (const index of each.told) tie.statuses.add(statusOf(index));
    }
  }
  const ties = [...found.values()].sort((a, b) => b.size - a.size || b.told - a.told || (a.key < b.key ? -1 : 1));
  for (const tie of ties) {
    tie.behind.sort((a, b) => b.weight - a.weight || a.pair.index - b.pair.index);
    tie.sign = Math.abs(tie.balance) < 0.1 * tie.size || !tie.size ? 0 : Math.sign(tie.balance);
    tie.line = STATUS.find((status) => tie.statuses.has(status));
  }
  return { ties, within, nowhere };
};
const curveTone = (sign) => (sign > 0 ? "var(--coop)" : sign < 0 ? "var(--host)" : "var(--grey)");
const balanceWord = (tie) => (tie.sign > 0 ? "+ cooperative" : tie.sign < 0 ? `${MINUS} hostile` : tie.size ? "evenly mixed" : "no act that counts");
const tieText = (tie) => `${tie.codes.map(worldName).join(" and ")}: ${balanceWord(tie)}, ${plural(tie.behind.length, "pair")}, ${plural(tie.told, "event")}${tie.line === "done" ? "" : `, only ${tie.line}`}`;
// Width and fullness grow with the sum of the strengths, so that many weak ties stay behind a few strong ones.
const curveShare = (tie) => Math.sqrt(tie.size / Math.max(1, chart.most));
const curveLook = (tie) => ({ stroke: curveTone(tie.sign), "stroke-width": (0.8 + 5.2 * curveShare(tie) ** 1.5).toFixed(2), "stroke-opacity": (0.38 + 0.55 * curveShare(tie)).toFixed(2) });

// A curve that bends to the north, as the shortest way on a globe does in the northern half.
const curveOf = ({ codes }) => {
  const [[x1, y1], [x2, y2]] = codes.map((code) => data.world.at[code]);
  const turn = x1 <= x2 ? 0.2 : -0.2;
  const [cx, cy] = [(x1 + x2) / 2 + (y2 - y1) * turn, (y1 + y2) / 2 - (x2 - x1) * turn];
  return { d: `M${x1} ${y1}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${x2} ${y2}`, middle: [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4] };
};

const startMap = (holder) => {
  const land = Object.keys(data.world.at).map((code) => {
    const [cx, cy] = data.world.at[code];
    const attributes = { class: "map-state", "data-code": code };
    const shape = data.world.paths[code] ? draw("path", { ...attributes, d: data.world.paths[code] }) : draw("circle", { ...attributes, class: "map-state map-tiny", cx, cy });
    shape.append(draw("title", {}, worldName(code)));
    return shape;
  });
  chart.svg = draw("svg", {
    class: "map", tabindex: 0, role: "group", "aria-label": "Map of ties between states; arrow keys move it, plus and minus zoom, 0 shows all; the table view holds all as text",
    onwheel: (event) => {
      event.preventDefault();
      zoomMap(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event);
    },
    onpointerdown: grabMap, onpointermove: dragMap, onpointerup: dropMap, onpointercancel: dropMap,
    onclick: clickMap, onkeydown: keyMap, onpointerover: pointAtMap, onpointerout: pointAtMap,
  },
  draw("path", { class: "map-rest", d: data.world.rest }), draw("g", {}, land),
  chart.lines = draw("g", {}), chart.marks = draw("g", {}), chart.labels = draw("g", { class: "map-labels", "aria-hidden": "true" }));
  chart.list = make("div", { class: "map-list", role: "dialog", hidden: true, onkeydown: (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    closeMapList();
  } });
  chart.note = make("p", { class: "map-note" });
  holder.append(chart.svg, make("div", { class: "zoom", role: "group", "aria-label": "Zoom of the map" },
    button("+", () => zoomMap(1.6), { "aria-label": "Zoom in" }), button(MINUS, () => zoomMap(1 / 1.6), { "aria-label": "Zoom out" }),
    button("⤢", () => fitMap(true), { "aria-label": "Show all" })), chart.note, chart.list);
  chart.svg.addEventListener("wheel", () => closeMapList(false));
  new ResizeObserver(() => {
    if (!chart.svg.clientWidth) return;
    if (chart.box) showBox();
    else fitMap();
  }).observe(chart.svg);
};

const drawMap = () => {
  const { ties, within, nowhere } = tiesOfStates();
  chart.ties = ties.slice(0, MOST_CURVES);
  chart.most = ties.length ? ties[0].size : 0;
  const weights = new Map();
  for (const tie of ties) for (const code of tie.codes) weights.set(code, (weights.get(code) || 0) + tie.size + 0.01 * tie.told);
  chart.weights = weights;
  const takes = new Set(shown.passing.flatMap(({ pair }) => [actors[pair.a].iso3, actors[pair.b].iso3]));
  for (const shape of chart.svg.querySelectorAll(".map-state")) shape.classList.toggle("in", takes.has(shape.dataset.code));
  for (const tie of chart.ties) tie.curve = curveOf(tie);
  // The curves stay where nothing has changed about them, and so does the focus.
  const now = chart.ties.map((tie) => [tie.key, tie.size, tie.balance, tie.told, tie.line].join(" ")).join("\n");
  if (now !== chart.drawn) drawCurves();
  chart.drawn = now;
  const parts = [
    ties.length > MOST_CURVES ? `the strongest ${MOST_CURVES} of ${ties.length} pairs of states` : plural(ties.length, "pair").replace(/(pairs?)$/, "$1 of states"),
    within ? `${plural(within, "pair")} within one state` : "",
    nowhere ? `${plural(nowhere, "pair")} of actors without a state ${nowhere === 1 ? "is" : "are"} not on the map` : "",
  ].filter(Boolean);
  const text = parts.join(" · ");
  chart.note.replaceChildren(text.charAt(0).toUpperCase() + text.slice(1), " · ", make("span", {
    title: "Outlines of Natural Earth (public domain), which draws who holds a land in fact; they are no judgement of this page",
  }, "borders: Natural Earth"));
  closeMapList(false);
  if (chart.box) placeTexts();
  else if (chart.svg.clientWidth) fitMap();
};
// The heaviest lie on top; within reach of the tab key are the first, since nobody tabs through hundreds.
const drawCurves = () => {
  const focused = chart.svg.contains(document.activeElement) ? document.activeElement.dataset.tie : undefined;
  chart.lines.replaceChildren(...chart.ties.map((tie, place) =>
    draw("g", { class: "map-tie", "data-tie": tie.key, role: "button", tabindex: place < 40 ? 0 : -1, "aria-label": tieText(tie) },
      draw("title", {}, tieText(tie)),
      draw("path", { class: "map-reach", d: tie.curve.d }),
      draw("path", { class: `map-line ${tie.line}`, d: tie.curve.d, ...curveLook(tie) }))).reverse());
  if (focused && tieNode(focused)) tieNode(focused).focus({ preventScroll: true });
};
const tieNode = (key) => chart.lines.querySelector(`[data-tie="${key}"]`);

const clickMap = (event) => {
  if (chart.dragged) return;
  const tie = event.target.closest("[data-tie]");
  const shape = event.target.closest("[data-code]");
  if (tie) openTie(tie.dataset.tie, event);
  else if (shape) openState(shape.dataset.code, event);
  else closeMapList(false);
};
const openTie = (key, event) => {
  const tie = chart.ties.find((each) => each.key === key);
  if (tie.behind.length === 1) choose(() => pickPair(tie.behind[0].pair.index));
  else {
    openMapList(tieText(tie), tie.behind.map(({ pair, standing, sign }) => [`${actors[pair.a].name} – ${actors[pair.b].name}`, standing ? signed(standing.t) : "·", signClass(sign),
      () => pickPair(pair.index)]), tieNode(key), event, curveOf(tie).middle);
  }
};
const openState = (code, event) => {
  const there = [...shown.able].filter((index) => actors[index].iso3 === code).sort((a, b) => actors[b].told - actors[a].told || a - b);
  const itself = there.find((index) => actors[index].kind === "state");
  if (itself !== undefined) choose(() => pickActor(itself));
  else if (there.length === 1) choose(() => pickActor(there[0]));
  else if (there.length) openMapList(worldName(code), there.map((index) => [actors[index].name, plural(actors[index].told, "event"), "soft", () => pickActor(index)]), chart.svg, event, data.world.at[code]);
};

// A short list beside what was chosen, for a curve with several ties of actors behind it.
const openMapList = (title, rows, from, event, place) => {
  const frame = chart.svg.getBoundingClientRect();
  const [x, y] = event && event.clientX ? [event.clientX - frame.left, event.clientY - frame.top] : [(place[0] - chart.box.x) / chart.unit, (place[1] - chart.box.y) / chart.unit];
  chart.around = from;
  chart.list.setAttribute("aria-label", title);
  chart.list.replaceChildren(make("header", {}, make("b", {}, title), button("×", () => closeMapList(), { class: "close", "aria-label": "Close" })),
    make("ul", { class: "rows" }, rows.slice(0, 60).map(([name, figure, tone, pick]) => make("li", {}, button([
      make("span", { class: "name" }, name), make("span", { class: `num ${tone}` }, figure)], () => {
      closeMapList();
      choose(pick);
    })))),
    rows.length > 60 ? make("p", { class: "note" }, `${rows.length - 60} more in the table view`) : "");
  chart.list.hidden = false;
  const [w, h] = [chart.list.offsetWidth, chart.list.offsetHeight];
  chart.list.style.left = `${Math.max(8, Math.min(x + 12, frame.width - w - 8))}px`;
  chart.list.style.top = `${Math.max(8, Math.min(y + 12, frame.height - h - 8))}px`;
  chart.list.querySelector("li button").focus({ preventScroll: true });
};
const closeMapList = (back = true) => {
  if (chart.list.hidden) return;
  chart.list.hidden = true;
  if (back) chart.around.focus({ preventScroll: true });
};

// Ties that have nothing to do with what is pointed at or chosen step back.
const pointAtMap = (event) => {
  const near = event && event.type === "pointerover" ? event.target.closest(".map-state.in, [data-tie]") : null;
  const { pick } = state;
  const touches = near && near.dataset.code ? (tie) => tie.codes.includes(near.dataset.code)
    : near ? (tie) => tie.key === near.dataset.tie
      : !pick ? () => true
        : pick.pair !== undefined ? (tie) => tie.behind.some(({ pair }) => pair.index === pick.pair)
          : actors[pick.actor].kind === "state" ? (tie) => tie.codes.includes(actors[pick.actor].iso3)
            : (tie) => tie.behind.some(({ pair }) => pair.a === pick.actor || pair.b === pick.actor);
  const forward = new Set(chart.ties.filter(touches).map((tie) => tie.key));
  for (const node of chart.svg.querySelectorAll("[data-tie]")) node.classList.toggle("back", forward.size > 0 && !forward.has(node.dataset.tie));
};

// Signs of the strongest curves and names of the states with most ties, as far as they have room in what is seen.
const placeTexts = () => {
  const { unit, box } = chart;
  const height = unit * chart.svg.clientHeight;
  const taken = [];
  const take = (x, y, w, h) => taken.push([x, y, w * unit, h * unit]);
  const free = (x, y, w, h) => taken.every((each) => Math.abs(each[0] - x) * 2 >= each[2] + w * unit || Math.abs(each[1] - y) * 2 >= each[3] + h * unit);
  const seen = ([x, y], w, h) => Math.abs(x - box.x - box.w / 2) * 2 <= box.w - w * unit && Math.abs(y - box.y - height / 2) * 2 <= height - h * unit;
  take(box.x + box.w - 30 * unit, box.y + height - 66 * unit, 48, 120);
  take(box.x + (18 + chart.note.offsetWidth / 2) * unit, box.y + height - (10 + chart.note.offsetHeight / 2) * unit, chart.note.offsetWidth, chart.note.offsetHeight);
  const names = [...chart.weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).filter(([code]) => seen(data.world.at[code], 0, 0));
  for (const [code] of names.slice(0, 60)) take(...data.world.at[code], 5, 5);
  const first = (sign) => chart.ties.filter((tie) => tie.sign === sign && seen(tie.curve.middle, 17, 17)).slice(0, MARKED);
  chart.marks.replaceChildren(...[...first(1), ...first(-1)].filter((tie) => {
    if (!free(...tie.curve.middle, 17, 17)) return false;
    take(...tie.curve.middle, 17, 17);
    return true;
  }).map((tie) => {
    const [x, y] = tie.curve.middle;
    return draw("g", { class: "map-mark", "data-tie": tie.key, "aria-hidden": "true", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${unit.toFixed(4)})` },
      draw("title", {}, tieText(tie)), draw("circle", { r: 7, fill: curveTone(tie.sign) }), draw("path", { d: tie.sign > 0 ? "M0-3.5V3.5M-3.5 0H3.5" : "M-3.5 0H3.5" }));
  }));
  chart.labels.replaceChildren(...names.flatMap(([code]) => {
    const [x, y] = data.world.at[code];
    const w = 7.2 * worldName(code).length + 6;
    const places = [[0, 12], [0, -12], [w / 2 + 7, 0], [-w / 2 - 7, 0]].map(([right, down]) => [x + right * unit, y + down * unit]);
    const place = places.find((each) => seen(each, w, 15) && free(...each, w, 15));
    const dot = draw("circle", { class: "map-dot", cx: x, cy: y });
    if (!place) return [dot];
    take(...place, w, 15);
    return [dot, draw("text", { x: place[0].toFixed(1), y: (place[1] + 4 * unit).toFixed(1) }, worldName(code))];
  }));
  pointAtMap();
};

if (data.world) views.push({ id: "map", name: "Map", start: startMap, draw: drawMap, caption: () => chart.note.textContent, toSvg: () => mapSvg() });
