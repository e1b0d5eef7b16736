// Small multiples: the network of each stretch of the time range in a panel of its own, every actor in one place in all.
const PANELS_MOST = 12;
const PANEL = { least: 168, gap: 14, title: 28, edge: 10, reach: 9 };
const MONTHS_EACH = { month: 1, quarter: 3, year: 12 };
const STEPS_IN_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

const monthOf = (day) => {
  const [year, month] = isoOf(day).split("-").map(Number);
  return year * 12 + month - 1;
};
const stretchName = (first, last) => {
  const [from, to] = [periods[first], periods[last]];
  const open = from.label.startsWith("to ");
  const [year, end] = [from.first, to.last].map((day) => Number(isoOf(day).slice(0, 4)));
  const whole = first !== last && (open || isoOf(from.first).endsWith("-01-01")) && isoOf(to.last).endsWith("-12-31");
  if (whole) return open ? `up to ${end}` : year === end ? String(year) : `${year}\u2013${end}`;
  return first === last && open ? `up to ${from.label.slice(3)}` : niceSpan(first, last);
};
// Periods are merged along the calendar, into quarters, years, ten years; weeks, which it does not hold, evenly.
const stretches = () => {
  const range = periods.slice(firstShown(), lastShown() + 1);
  const each = MONTHS_EACH[data.unit];
  const even = Math.ceil(range.length / PANELS_MOST);
  const groupings = each
    ? STEPS_IN_MONTHS.filter((step) => step >= each).map((step) => (period) => Math.floor(monthOf(period.last) / step))
    : [(period) => Math.floor((period.index - firstShown()) / even)];
  const merged = (key) => {
    const groups = new Map();
    for (const period of range) groups.set(key(period), { first: period.index, ...groups.get(key(period)), last: period.index });
    return [...groups.values()];
  };
  return groupings.map(merged).find((found) => found.length <= PANELS_MOST) || [];
};

const inStretch = ({ first, last }) => {
  const [from, to] = [periods[first].first, periods[last].last];
  return (index) => events.day[index] !== null && events.day[index] <= to && events.lastDay[index] >= from;
};
// All ties between them, not only the strongest over all time, which the network draws.
const amongShown = () => shown.passing.filter(({ pair }) => shown.inside.has(pair.a) && shown.inside.has(pair.b));

// The ties between the actors of the picture that some event of the stretch tells of, with their strength at its end; and how often each actor is told of.
const panelOf = (stretch) => {
  const within = inStretch(stretch);
  const active = new Map();
  const ties = [];
  for (const { pair, told: all } of amongShown()) {
    const told = all.filter(within);
    if (!told.length) continue;
    const standing = standingAt(pair, stretch.last);
    ties.push({ pair, told, standing, sign: signAt(standing), weight: standing ? Math.abs(standing.t) : 0 });
    for (const actor of [pair.a, pair.b]) active.set(actor, (active.get(actor) || 0) + told.length);
  }
  const busiest = [...active.keys()].sort((a, b) => active.get(b) - active.get(a) || a - b);
  return { ...stretch, name: stretchName(stretch.first, stretch.last), ties, busiest };
};

// One frame for all panels: where an actor is in a panel of some width and height.
const frameFor = (inside, width, height) => {
  const ends = (axis) => inside.reduce(([low, high], index) => [Math.min(low, actors[index][axis]), Math.max(high, actors[index][axis])], [Infinity, -Infinity]);
  const [[left, right], [top, bottom]] = [ends("x"), ends("y")];
  const [wide, tall] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const scale = Math.min((width - 2 * PANEL.edge) / wide, (height - 2 * PANEL.edge - 8) / tall, 0.5);
  const places = new Map(inside.map((index) => [index, {
    x: width / 2 + (actors[index].x - (left + right) / 2) * scale,
    y: height / 2 - 4 + (actors[index].y - (top + bottom) / 2) * scale,
    r: Math.max(2.7, Math.min(6, actors[index].size * scale * 1.2)),
  }]));
  return { width, height, places, aspect: wide / tall };
};
// As many columns as make the panels largest; on a narrow screen at least two small ones, and the rest by scrolling.
const gridFor = (count, width, height, aspect) => {
  const ratio = Math.max(1, Math.min(1.7, aspect));
  let best = { columns: 1, wide: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const across = (width - (columns - 1) * PANEL.gap) / columns;
    const down = (height - (rows - 1) * PANEL.gap) / rows - PANEL.title;
    const wide = Math.min(across, down * ratio);
    if (wide > best.wide) best = { columns, wide };
  }
  const fits = best.wide >= PANEL.least;
  if (!fits) best.columns = Math.max(1, Math.floor((width + PANEL.gap) / (PANEL.least + PANEL.gap)));
  const across = Math.floor((width - (best.columns - 1) * PANEL.gap) / best.columns);
  const rows = Math.ceil(count / best.columns);
  const down = Math.floor((height - (rows - 1) * PANEL.gap) / rows - PANEL.title);
  return { columns: best.columns, width: across, height: fits ? Math.min(down, across) : Math.round(across / ratio) };
};

const MARKS = {
  state: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  person: (x, y, r) => `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z`,
  organization: (x, y, r) => `M${x - r * 0.85} ${y - r * 0.85}h${r * 1.7}v${r * 1.7}h${-r * 1.7}Z`,
  group: (x, y, r) => `M${x} ${y - r}l${r} ${r * 1.8}h${-2 * r}Z`,
};
const PANEL_DASHES = { done: null, planned: "5 3", denied: "1 2.2" };
const LABEL_SIZE = 10.5;
const ROOM_OF_A_LABEL = 6500;
const shortName = (index, most = 20) => (actors[index].name.length > most ? `${actors[index].name.slice(0, most - 1)}…` : actors[index].name);

// A label stands below its mark, or above or beside it; one that has no room is left out, unless it was chosen.
const labelsOf = (wanted, chosen, { places, width, height }) => {
  const taken = [];
  const labels = [];
  const family = colour("sans");
  for (const index of wanted) {
    const { x, y, r } = places.get(index);
    const text = shortName(index);
    const wide = textWidth(text, LABEL_SIZE * (chosen.has(index) ? 1.07 : 1), family) + 4;
    const spots = [[x - wide / 2, y + r + 1], [x - wide / 2, y - r - 14], [x + r + 2, y - 6.5], [x - r - 2 - wide, y - 6.5]]
      .map(([left, top]) => ({ left: Math.max(1, Math.min(width - wide - 1, left)), top: Math.max(0, Math.min(height - 13, top)), wide }));
    const free = (spot) => taken.every((other) => spot.left > other.left + other.wide || other.left > spot.left + spot.wide || Math.abs(spot.top - other.top) > 12.5);
    const spot = spots.find(free) || (chosen.has(index) ? spots[0] : null);
    if (!spot) continue;
    taken.push(spot);
    labels.push(draw("text", { x: spot.left + wide / 2, y: spot.top + 10, "text-anchor": "middle", "font-size": LABEL_SIZE, "font-weight": chosen.has(index) ? 600 : 400, fill: "var(--ink)", stroke: "var(--panel)", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, text));
  }
  return labels;
};

const panelWords = ({ name, ties, busiest }) => (ties.length
  ? `${name}: ${plural(ties.length, "pair")} between ${plural(busiest.length, "actor")}; most told of ${busiest.slice(0, 3).map((index) => actors[index].name).join(", ")}`
  : `${name}: no event`);
const panelPicture = (panel, frame, tones) => {
  const { places, width, height } = frame;
  const chosen = new Set(pickedActors().filter((index) => places.has(index)));
  const pick = state.pick || {};
  const lit = ({ pair }) => !state.pick || (pick.pair === undefined ? chosen.has(pair.a) || chosen.has(pair.b) : pick.pair === pair.index);
  const seen = new Set(panel.busiest);
  const near = new Set(panel.ties.filter(lit).flatMap(({ pair }) => [pair.a, pair.b]));
  const still = [...places].filter(([index]) => !seen.has(index)).map(([, { x, y }]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
  const line = (each) => {
    const [from, to] = [places.get(each.pair.a), places.get(each.pair.b)];
    return draw("line", {
      x1: from.x.toFixed(1), y1: from.y.toFixed(1), x2: to.x.toFixed(1), y2: to.y.toFixed(1),
      stroke: lit(each) ? toneOf(each, tones) : "var(--faint)", "stroke-width": (0.4 + widthOf(each) * 0.38 + (pick.pair === each.pair.index ? 1.4 : 0)).toFixed(2),
      "stroke-dasharray": PANEL_DASHES[lineOf(each.told)],
    });
  };
  const mark = (index) => {
    const { x, y, r } = places.get(index);
    return draw("path", { d: MARKS[actors[index].kind](Number(x.toFixed(1)), Number(y.toFixed(1)), Number(r.toFixed(1))), fill: !state.pick || near.has(index) ? "var(--node)" : "var(--node-soft)", stroke: "var(--panel)", "stroke-width": 0.8 });
  };
  const ring = (index) => draw("circle", { cx: places.get(index).x, cy: places.get(index).y, r: places.get(index).r + 3, fill: "none", stroke: "var(--coop)", "stroke-width": 1.8 });
  const few = Math.max(3, Math.round((width * height) / ROOM_OF_A_LABEL));
  const first = state.pick ? panel.busiest.filter((index) => near.has(index)) : panel.busiest;
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": panelWords(panel) },
    still ? draw("path", { d: still, fill: "none", stroke: "var(--node-soft)", "stroke-width": 3, "stroke-linecap": "round" }) : null,
    [...panel.ties].reverse().sort((a, b) => lit(a) - lit(b)).map(line),
    panel.busiest.map(mark), [...chosen].map(ring),
    labelsOf([...new Set([...chosen, ...first.slice(0, few)])], chosen, frame));
};

// What lies under the pointer: an actor within reach, else the nearest tie; by distance, since lines are thin.
const under = (panel, { places }, x, y) => {
  let found = null;
  let reach = PANEL.reach;
  for (const [index, place] of places) {
    const gap = Math.hypot(place.x - x, place.y - y) - place.r / 2;
    if (gap < reach) [found, reach] = [{ actor: index }, gap];
  }
  if (found) return found;
  reach = PANEL.reach * 0.7;
  for (const { pair } of panel.ties) {
    const [from, to] = [places.get(pair.a), places.get(pair.b)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    const gap = Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
    if (gap < reach) [found, reach] = [{ pair: pair.index }, gap];
  }
  return found;
};
const openStretch = ({ first, last }) => {
  stop();
  change((now) => {
    now.from = first <= 0 ? null : first;
    now.to = last >= lastPeriod ? null : last;
    now.view = "network";
  });
  byId("to-network").focus();
};

let sheet = null;
const panelFigure = (panel, frame, tones) => {
  const picture = panelPicture(panel, frame, tones);
  const at = (event) => {
    const box = picture.getBoundingClientRect();
    return under(panel, frame, ((event.clientX - box.left) / box.width) * frame.width, ((event.clientY - box.top) / box.height) * frame.height);
  };
  picture.addEventListener("click", (event) => {
    const found = at(event);
    if (found) (found.pair === undefined ? pickActor(found.actor) : pickPair(found.pair));
    else if (state.pick) change((now) => { now.pick = null; });
  });
  picture.addEventListener("pointermove", (event) => {
    const found = at(event);
    picture.style.cursor = found ? "pointer" : "";
    byId("panel-words").textContent = !found ? "" : found.pair === undefined ? actors[found.actor].name : `${actors[pairs[found.pair].a].name} and ${actors[pairs[found.pair].b].name}`;
  });
  picture.addEventListener("pointerleave", () => { byId("panel-words").textContent = ""; });
  return make("figure", {},
    make("figcaption", {}, button(panel.name, () => openStretch(panel), { "data-stretch": panel.name, title: "Show this time alone, in the network" }),
      make("span", { class: "soft num" }, panel.ties.length ? plural(panel.ties.length, "pair") : "no event")),
    picture);
};

const undatedShown = () => {
  const dateless = new Set(amongShown().flatMap(({ told }) => told.filter((index) => events.day[index] === null)));
  return dateless.size ? ` ${plural(dateless.size, "event")} without any date ${dateless.size === 1 ? "is" : "are"} in no panel.` : "";
};
const captionOf = (count, width) => `Each panel: pairs with an event in that time; ${plural(count, "actor")}, each at one place in all panels. Width and colour: strength at its end. Pale dots: no event.${undatedShown()}${width ? " A heading opens its time in the network." : ""}`;

const drawMultiples = (holder) => {
  const inside = actorsInPicture();
  const panels = stretches().map(panelOf);
  if (!panels.length) {
    sheet = null;
    holder.replaceChildren(make("div", { class: "empty" }, make("p", {}, "No event has a date, so there is nothing to lay out over time."), button("Show the network", () => showView("network"))));
    return;
  }
  const caption = make("p", { class: "caption" }, captionOf(inside.length, true));
  const grid = make("div", { class: "panels" });
  const kept = holder.scrollTop;
  holder.replaceChildren(caption, grid, make("p", { class: "panel-words", id: "panel-words", "aria-hidden": "true" }));
  const style = getComputedStyle(holder);
  const room = holder.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const size = gridFor(panels.length, room, holder.clientHeight - caption.offsetHeight - 34, frameFor(inside, 100, 100).aspect);
  const frame = frameFor(inside, size.width, size.height);
  const tones = palette();
  grid.style.gridTemplateColumns = `repeat(${size.columns}, minmax(0, 1fr))`;
  grid.append(...panels.map((panel) => panelFigure(panel, frame, tones)));
  holder.scrollTop = kept;
  sheet = { columns: size.columns };
};

const multiplesSvg = () => {
  const inside = actorsInPicture();
  const panels = stretches().map(panelOf);
  const columns = sheet ? sheet.columns : Math.ceil(Math.sqrt(panels.length));
  const [width, height] = [300, Math.round(300 / Math.max(1, Math.min(1.7, frameFor(inside, 100, 100).aspect)))];
  const frame = frameFor(inside, width, height);
  const tones = palette();
  const rows = Math.ceil(panels.length / columns);
  const panel = (each, place) => {
    const picture = panelPicture(each, frame, tones);
    const [x, y] = [PANEL.gap + (place % columns) * (width + PANEL.gap), PANEL.gap + Math.floor(place / columns) * (height + PANEL.gap + PANEL.title)];
    return draw("g", { transform: `translate(${x} ${y})` },
      draw("text", { x: 2, y: 16, "font-size": 13, "font-weight": 600, fill: "var(--ink)" }, each.name),
      draw("g", { transform: `translate(0 ${PANEL.title})` }, draw("rect", { width, height, fill: "var(--panel)", stroke: "var(--line)" }), ...picture.childNodes));
  };
  return standalone(draw("svg", { viewBox: `0 0 ${PANEL.gap + columns * (width + PANEL.gap)} ${PANEL.gap + rows * (height + PANEL.gap + PANEL.title)}` },
    draw("title", {}, `${data.title}: ${plural(panels.length, "period")}. ${captionOf(inside.length, false)}`), panels.map(panel)));
};

views.push({
  id: "periods", name: "Periods", class: "multiples", attributes: { tabindex: 0, role: "region", "aria-label": "The network by period" },
  start: () => addEventListener("resize", oncePerFrame(() => state.view === "periods" && shown.passing.length && keepFocus(drawViews))),
  draw: drawMultiples, words: () => pictureInWords(), caption: () => captionOf(actorsInPicture().length, false).replace(/\.$/, ""), toSvg: multiplesSvg,
});
