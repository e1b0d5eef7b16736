// Small charts of time: the strength of a pair at the end of each period, and how many events there were in each.
const CHART = { width: 344, height: 132, left: 4, right: 4, top: 10, floor: 96, acts: 112 };

// Where a period stands: the time range has bars of one width, whatever the days in a period.
const periodX = (period, share = 0.5) => CHART.left + ((period + share) / periods.length) * (CHART.width - CHART.left - CHART.right);
const yearTicks = () => {
  const years = periods.map((period) => Number(isoOf(period.last).slice(0, 4)));
  const firsts = years.map((year, index) => [year, index]).filter(([year, index]) => index > 0 && year !== years[index - 1]);
  const step = Math.ceil(firsts.length / 6) || 1;
  return firsts.filter((_, place) => place % step === 0);
};

const coursePoints = (pair) => periods.slice(0, asOfPeriod + 1)
  .map(({ index }) => ({ period: index, ...standingAt(pair, index) }))
  .filter(({ t }) => t !== undefined);

// Chosen is the time range: what lies outside it is drawn paler. A click chooses a period.
const shade = (height) => {
  if (state.from === null && state.to === null) return null;
  const [left, right] = [periodX(firstShown(), 0), periodX(lastShown(), 1)];
  return draw("rect", { x: left, y: 0, width: right - left, height, fill: "var(--well)" });
};

const actBars = (indexes, base, unit) => {
  const tally = periods.map(() => [0, 0, 0]);
  for (const index of indexes) {
    const period = periodOfEvent[index];
    if (period < 0) continue;
    const sign = events.kind[index] === DONE ? signOf(index) : 0;
    tally[period][sign > 0 ? 0 : sign < 0 ? 1 : 2] += 1;
  }
  const most = Math.max(1, ...tally.map(([plus, minus, other]) => Math.max(plus + other, minus)));
  const wide = Math.max(1.5, ((CHART.width - 8) / periods.length) * 0.72);
  return tally.flatMap(([plus, minus, other], period) => {
    const x = periodX(period) - wide / 2;
    const tall = (count) => (count / most) * unit;
    const bar = (y, count, tone) => (count ? draw("rect", { x, y, width: wide, height: Math.max(1, tall(count)), fill: tone }) : null);
    return [bar(base - tall(plus), plus, "var(--coop)"), bar(base - tall(plus + other), other, "var(--grey)"), bar(base, minus, "var(--host)")];
  });
};

const courseChart = (pair, told) => {
  if (!pair.tie || periods.length < 2) return null;
  const points = coursePoints(pair);
  if (points.length < 2) return null;
  const ends = points.flatMap(({ t, low, high }) => [t, low ?? t, high ?? t]);
  const [bottom, top] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const y = (value) => CHART.floor - ((value - bottom) / (top - bottom || 1)) * (CHART.floor - CHART.top);
  const banded = points.filter(({ low }) => low !== undefined);
  const path = (list, value) => list.map((point) => `${periodX(point.period).toFixed(1)} ${y(value(point)).toFixed(1)}`).join("L");
  const words = points.map(({ period, t }) => `${periods[period].label} ${signed(t)}`).join(", ");
  return [
    make("h3", {}, `Strength over time, by ${data.unit}`),
    draw("svg", { class: "course", viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: "img", "aria-label": `Strength at the end of each ${data.unit}: ${words}` },
      shade(CHART.height),
      draw("line", { x1: 0, x2: CHART.width, y1: y(0), y2: y(0), stroke: "var(--strong-line)" }),
      banded.length > 1 ? draw("path", { d: `M${path(banded, ({ high }) => high)}L${path([...banded].reverse(), ({ low }) => low)}Z`, fill: "var(--node)", "fill-opacity": 0.13 }) : null,
      draw("path", { d: `M${path(points, ({ t }) => t)}`, fill: "none", stroke: "var(--node)", "stroke-width": 1.6 }),
      points.map((point) => draw("circle", { cx: periodX(point.period), cy: y(point.t), r: points.length > 24 ? 1.6 : 2.6, fill: point.sign > 0 ? "var(--coop)" : point.sign < 0 ? "var(--host)" : "var(--grey)" })),
      draw("text", { x: 2, y: y(0) - 3, class: "tick" }, "0"),
      draw("text", { x: CHART.width - 2, y: 9, class: "tick", "text-anchor": "end" }, top > 0 ? signed(top, 1) : ""),
      draw("text", { x: CHART.width - 2, y: CHART.floor, class: "tick", "text-anchor": "end" }, bottom < 0 ? signed(bottom, 1) : ""),
      actBars(told, CHART.acts, 10),
      draw("line", { x1: 0, x2: CHART.width, y1: CHART.acts, y2: CHART.acts, stroke: "var(--line)" }),
      yearTicks().map(([year, period]) => draw("text", { x: periodX(period, 0), y: CHART.height - 1, class: "tick" }, String(year)))),
    make("p", { class: "note" }, `The line is strength as of the end of each period${banded.length > 1 ? ", the band its 90 % interval" : ""}; below, the events.`),
  ];
};

const eventChart = (indexes) => {
  if (periods.length < 2 || !indexes.some((index) => periodOfEvent[index] >= 0)) return null;
  return draw("svg", { class: "course", viewBox: `0 0 ${CHART.width} 64`, role: "img", "aria-label": "Its events over time, cooperative above the line, hostile below" },
    shade(64), actBars(indexes, 30, 20),
    draw("line", { x1: 0, x2: CHART.width, y1: 30, y2: 30, stroke: "var(--strong-line)" }),
    yearTicks().map(([year, period]) => draw("text", { x: periodX(period, 0), y: 62, class: "tick" }, String(year))));
};
