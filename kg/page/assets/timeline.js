// The time range with its histogram: cooperative events above the line, hostile ones below, others in grey.
const dayNumber = (iso) => Math.floor(Date.parse(`${iso}T00:00:00Z`) / 864e5);
const isoOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
const dated = events.filter((event) => event.day);
const bins = [];

const makeBins = () => {
  if (!dated.length) return;
  const days = dated.map((event) => event.day).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  const span = dayNumber(last) - dayNumber(first);
  const months = span > 120 ? (span > 365 * 30 ? 12 : span > 365 * 8 ? 3 : 1) : 0;
  if (months) {
    let year = Number(first.slice(0, 4));
    let month = Math.floor((Number(first.slice(5, 7)) - 1) / months) * months;
    while (bins.length < 2000) {
      const from = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
      if (from > last) break;
      month += months;
      bins.push({ from, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) });
    }
  } else {
    const step = span > 30 ? 7 : 1;
    for (let day = dayNumber(first); day <= dayNumber(last); day += step) bins.push({ from: isoOf(day), to: isoOf(day + step - 1) });
  }
};
const binOf = (iso) => {
  let [low, high] = [0, bins.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bins[middle].from <= iso) low = middle;
    else high = middle - 1;
  }
  return low;
};
const startBin = () => (state.from ? binOf(state.from) : 0);
const endBin = () => (state.to ? binOf(state.to) : bins.length - 1);

const setRange = (first, last) => change((now) => {
  now.from = first <= 0 ? "" : bins[first].from;
  now.to = last >= bins.length - 1 ? "" : bins[last].to;
});

const startTimeline = () => {
  makeBins();
  const holder = byId("timeline");
  if (bins.length < 2) {
    holder.hidden = true;
    return;
  }
  const end = (id, label, move) => make("input", { type: "range", id, min: 0, max: bins.length - 1, step: 1, "aria-label": label, oninput: move });
  holder.append(
    make("div", { class: "timeline-head" }, make("span", { id: "range" }), make("span", { id: "range-note" })),
    make("div", { class: "bars", id: "bars" }),
    make("div", { class: "ends" },
      end("range-from", "From", (event) => setRange(Math.min(Number(event.target.value), endBin()), endBin())),
      end("range-to", "To", (event) => setRange(startBin(), Math.max(Number(event.target.value), startBin())))),
    make("div", { class: "ticks", "aria-hidden": "true" }, tickTexts().map((text) => make("span", {}, text))));
};

const tickTexts = () => {
  const count = Math.min(5, bins.length);
  return Array.from({ length: count }, (_, place) => {
    const bin = bins[Math.round((place * (bins.length - 1)) / (count - 1))];
    const [year, month, day] = bin.from.split("-");
    return dayNumber(bin.to) - dayNumber(bin.from) > 20 ? `${MONTHS[month - 1]} ${year}` : `${Number(day)} ${MONTHS[month - 1]} ${year}`;
  });
};

const drawTimeline = () => {
  if (bins.length < 2) return;
  const counts = bins.map(() => ({ plus: 0, minus: 0, other: 0 }));
  const inPairs = shown.passing.flatMap((each) => each.pair.events);
  const { from, to } = state;
  Object.assign(state, { from: "", to: "" });
  const passing = inPairs.filter((index) => events[index].day && passes(events[index]));
  Object.assign(state, { from, to });
  for (const index of passing) {
    const event = events[index];
    const of = event.status === "done" && event.sign ? (event.sign > 0 ? "plus" : "minus") : "other";
    counts[binOf(event.day)][of] += 1;
  }
  const [first, last] = [startBin(), endBin()];
  const most = counts.reduce((high, each) => Math.max(high, each.plus + each.other, each.minus), 1);
  const below = counts.reduce((high, each) => Math.max(high, each.minus), 0);
  const above = counts.reduce((high, each) => Math.max(high, each.plus + each.other), 1);
  const unit = 62 / Math.max(above + below, most);
  const base = 1 + above * unit;
  const wide = 1000 / bins.length;
  const bar = (place, y, height, tone) => height > 0 && draw("rect", { x: place * wide + Math.min(1, wide * 0.1), y, width: Math.max(wide - Math.min(2, wide * 0.2), 0.6), height, fill: tone, "fill-opacity": place < first || place > last ? 0.22 : 1 });
  byId("bars").replaceChildren(draw("svg", { viewBox: "0 0 1000 64", preserveAspectRatio: "none", role: "img", "aria-label": "Events over time, cooperative above the line, hostile below" },
    counts.map((each, place) => [
      bar(place, base - each.plus * unit, each.plus * unit, "var(--coop)"),
      bar(place, base - (each.plus + each.other) * unit, each.other * unit, "var(--grey)"),
      bar(place, base, each.minus * unit, "var(--host)"),
    ]),
    draw("line", { x1: 0, x2: 1000, y1: base, y2: base, stroke: "var(--strong-line)", "stroke-width": 1, "vector-effect": "non-scaling-stroke" })));
  byId("range-from").value = String(first);
  byId("range-to").value = String(last);
  for (const [id, place] of [["range-from", first], ["range-to", last]]) {
    byId(id).setAttribute("aria-valuetext", niceDay(id === "range-from" ? bins[place].from : bins[place].to));
  }
  const told = shown.passing.reduce((sum, each) => sum + each.told.length, 0);
  const undated = events.length - events.filter((event) => event.from).length;
  byId("range").replaceChildren(make("b", {}, `${niceDay(bins[first].from)} – ${niceDay(bins[last].to)}`), ` · ${plural(told, "event")}`);
  byId("range-note").textContent = undated ? `${undated} without a date, placed by publication` : "";
};
