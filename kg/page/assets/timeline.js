// The time range with its histogram: cooperative events above the line, hostile ones below, others in grey. A drag over the
// bars or the two ends choose periods; the play button moves the range through time.
const STEP_MS = 900;

const setRange = (first, last) => change((now) => {
  now.from = first <= 0 ? null : first;
  now.to = last >= lastPeriod ? null : last;
});

const player = { timer: null };
const isPlaying = () => player.timer !== null;
const stop = () => {
  const played = isPlaying();
  clearInterval(player.timer);
  player.timer = null;
  drawPlay();
  if (played) byId("picked").textContent = `${niceSpan(firstShown(), lastShown())}: ${byId("shown").textContent}`;
};
// The range keeps its width; a range of everything is played in windows of about a tenth of it.
const play = () => {
  const whole = firstShown() === 0 && lastShown() === lastPeriod;
  const wide = whole ? Math.max(1, Math.round(periods.length / 10)) : lastShown() - firstShown() + 1;
  const begin = whole || lastShown() === lastPeriod ? 0 : firstShown() + 1;
  setRange(begin, begin + wide - 1);
  player.timer = setInterval(() => {
    if (lastShown() >= lastPeriod) stop();
    else setRange(firstShown() + 1, lastShown() + 1);
  }, STEP_MS);
  drawPlay();
};
const drawPlay = () => {
  const toggle = byId("play");
  if (!toggle) return;
  toggle.textContent = isPlaying() ? "❚❚" : "▶";
  toggle.setAttribute("aria-label", isPlaying() ? "Stop" : "Play through time");
  // What changes at every step is not read out; where it stopped is.
  for (const id of ["shown", "picked"]) byId(id).setAttribute("aria-live", isPlaying() ? "off" : "polite");
};

const startTimeline = () => {
  const holder = byId("timeline");
  if (periods.length < 2) {
    holder.hidden = true;
    return;
  }
  const end = (id, label, move) => make("input", { type: "range", id, min: 0, max: lastPeriod, step: 1, "aria-label": label, oninput: (event) => { stop(); move(Number(event.target.value)); } });
  const bars = make("div", { class: "bars", id: "bars" });
  holder.append(
    button("▶", () => (isPlaying() ? stop() : play()), { id: "play", class: "play", "aria-label": "Play through time" }),
    make("div", { class: "timeline-body" },
      make("div", { class: "timeline-head" }, make("span", { id: "range" }), make("span", { id: "range-note" }), button("All time", () => { stop(); setRange(0, lastPeriod); }, { id: "all-time", class: "small" })),
      bars,
      make("div", { class: "ends" },
        end("range-from", "From", (value) => setRange(Math.min(value, lastShown()), lastShown())),
        end("range-to", "To", (value) => setRange(firstShown(), Math.max(value, firstShown())))),
      make("div", { class: "ticks", "aria-hidden": "true" }, tickTexts().map((text) => make("span", {}, text)))));
  startDrag(bars);
};

const startDrag = (bars) => {
  let begun = null;
  const periodAt = (event) => {
    const box = bars.getBoundingClientRect();
    return Math.max(0, Math.min(lastPeriod, Math.floor(((event.clientX - box.left) / box.width) * periods.length)));
  };
  bars.addEventListener("pointerdown", (event) => {
    stop();
    begun = periodAt(event);
    bars.setPointerCapture(event.pointerId);
    setRange(begun, begun);
  });
  bars.addEventListener("pointermove", (event) => {
    if (begun === null) return;
    const here = periodAt(event);
    if (Math.min(begun, here) !== firstShown() || Math.max(begun, here) !== lastShown()) setRange(Math.min(begun, here), Math.max(begun, here));
  });
  for (const name of ["pointerup", "pointercancel"]) bars.addEventListener(name, () => { begun = null; });
};

const tickTexts = () => {
  const count = Math.min(5, periods.length);
  return Array.from({ length: count }, (_, place) => periods[Math.round((place * lastPeriod) / (count - 1))].label.replace(/^to /, "…"));
};

// Events of all time that pass the other filters: the range is chosen among them.
const countsByPeriod = remembered(() => filterKey() + (state.least ? state.to : "") + JSON.stringify(state.ego && [...shown.inside]), () => {
  const counts = periods.map(() => ({ plus: 0, minus: 0, other: 0 }));
  const passes = passer({ anyTime: true });
  for (const pair of pairs) {
    if (state.off.kind.has(actors[pair.a].kind) || state.off.kind.has(actors[pair.b].kind) ) continue;
    const tie = state.to === null ? pair.tie : standingAt(pair, state.to);
    if (state.least && !(tie && Math.abs(tie.t) >= state.least)) continue;
    if (state.ego && !(shown.inside.has(pair.a) && shown.inside.has(pair.b))) continue;
    for (const index of pair.events) {
      if (periodOfEvent[index] < 0 || !passes(index)) continue;
      const sign = events.kind[index] === DONE ? signOf(index) : 0;
      counts[periodOfEvent[index]][sign > 0 ? "plus" : sign < 0 ? "minus" : "other"] += 1;
    }
  }
  return counts;
});

const drawTimeline = () => {
  if (periods.length < 2) return;
  const counts = countsByPeriod();
  const [first, last] = [firstShown(), lastShown()];
  const below = counts.reduce((high, each) => Math.max(high, each.minus), 0);
  const above = counts.reduce((high, each) => Math.max(high, each.plus + each.other), 1);
  const unit = 62 / (above + below);
  const base = 1 + above * unit;
  const wide = 1000 / periods.length;
  const bar = (place, y, height, tone) => height > 0 && draw("rect", { x: place * wide + Math.min(1, wide * 0.1), y, width: Math.max(wide - Math.min(2, wide * 0.2), 0.6), height, fill: tone, "fill-opacity": place < first || place > last ? 0.22 : 1 });
  byId("bars").replaceChildren(draw("svg", { viewBox: "0 0 1000 64", preserveAspectRatio: "none", role: "img", "aria-label": "Events over time, cooperative above the line, hostile below" },
    counts.map((each, place) => [
      bar(place, base - each.plus * unit, each.plus * unit, "var(--coop)"),
      bar(place, base - (each.plus + each.other) * unit, each.other * unit, "var(--grey)"),
      bar(place, base, each.minus * unit, "var(--host)"),
    ]),
    draw("line", { x1: 0, x2: 1000, y1: base, y2: base, stroke: "var(--strong-line)", "stroke-width": 1, "vector-effect": "non-scaling-stroke" })));
  // Where both handles meet at the right end, the one that can still move lies on top.
  byId("range-from").style.zIndex = first > lastPeriod / 2 ? "1" : "";
  for (const [id, place] of [["range-from", first], ["range-to", last]]) {
    byId(id).value = String(place);
    byId(id).setAttribute("aria-valuetext", periods[place].label);
  }
  const told = shown.passing.reduce((sum, each) => sum + each.told.length, 0);
  byId("range").replaceChildren(make("b", {}, niceSpan(first, last)), ` · ${plural(told, "event")}`);
  const undated = shown.passing.reduce((sum, each) => sum + each.told.filter(isUndated).length, 0);
  byId("range-note").textContent = undated ? `${counted(undated)} without a date, placed by publication` : "";
  byId("all-time").hidden = state.from === null && state.to === null;
};
const isUndated = (index) => events.from[index] === null && events.day[index] !== null;
