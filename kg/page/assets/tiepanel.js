// The panel of a tie: how strong it is and why, its course, and every sentence behind it.
const scaleOf = (tie) => {
  const most = Math.max(1, strongest, Math.abs(tie.low), Math.abs(tie.high)) * 1.05;
  const at = (value) => 180 + (value / most) * 170;
  const tone = tie.sign > 0 ? "var(--coop)" : tie.sign < 0 ? "var(--host)" : "var(--grey)";
  return draw("svg", { class: "scale", viewBox: "0 0 360 40", role: "img", "aria-label": `Strength ${signed(tie.t)}, 90 % interval ${signed(tie.low)} to ${signed(tie.high)}` },
    draw("line", { x1: 10, x2: 350, y1: 14, y2: 14, stroke: "var(--line)", "stroke-width": 2 }),
    draw("line", { x1: 180, x2: 180, y1: 5, y2: 23, stroke: "var(--strong-line)", "stroke-width": 1 }),
    draw("line", { x1: at(tie.low), x2: at(tie.high), y1: 14, y2: 14, stroke: tone, "stroke-width": 5, "stroke-opacity": 0.45, "stroke-linecap": "round" }),
    draw("circle", { cx: at(tie.t), cy: 14, r: 6, fill: tone, stroke: "var(--panel)", "stroke-width": 2 }),
    [[10, "start", "hostile"], [180, "middle", "0"], [350, "end", "cooperative"]].map(([x, anchor, text]) =>
      draw("text", { x, y: 36, "text-anchor": anchor, fill: "var(--soft)", "font-size": 11.5 }, text)));
};

const pastFigure = (pair) => {
  if (state.to === null || state.to >= asOfPeriod) return null;
  const standing = standingAt(pair, state.to);
  const label = periods[state.to].label;
  if (!standing) return make("p", { class: "note" }, `By the end of ${label} no act of theirs was known.`);
  const interval = standing.low === undefined ? "" : ` (${signed(standing.low)} to ${signed(standing.high)})`;
  return make("p", { class: "note" }, `At the end of ${label}, the end of the time range: `, make("b", { class: signClass(signAt(standing)) }, signed(standing.t)), interval, ".");
};

const figures = (pair) => {
  const { tie, sign } = pair;
  const times = 2 ** tie.engagement;
  const often = times >= 1.05 ? `${fixed(times, 1)} times as often` : times <= 0.95 ? `${fixed(times, 2)} times as often` : "as often";
  return [
    make("div", { class: "figure" },
      make("span", { class: `big ${signClass(sign)}` }, signed(tie.t)),
      make("span", {}, make("span", { class: `word ${signClass(sign)}` }, leaning(pair, tie)),
        make("br"), make("span", { class: "soft num" }, `90 % interval ${signed(tie.low)} to ${signed(tie.high)}`))),
    scaleOf(tie),
    pastFigure(pair),
    make("dl", { class: "parts" },
      make("div", {}, make("dt", {}, "Affinity A"), make("dd", {}, make("b", { class: signClass(sign) }, signed(tie.affinity)),
        make("span", {}, `friendly ${fixed(tie.cooperative, 1)} against hostile ${fixed(tie.hostile, 1)}, each act weighted by age and sources`))),
      make("div", {}, make("dt", {}, "Engagement L"), make("dd", {}, make("b", {}, signed(tie.engagement)),
        make("span", {}, `they deal with each other ${often} as their prominence predicts`)))),
    make("p", { class: "note" }, `Strength = affinity × log2(1 + times as often) = ${signed(tie.affinity)} × log2(1 + ${fixed(times, 1)}) = ${signed(tie.t)}.`),
    make("p", { class: "note" },
      `${countingOf(tie.counted, pair.events.length)}${tie.acts === tie.counted ? "" : `, as ${plural(tie.acts, "act")}`}${tie.last === null ? "" : `, the last of ${niceDay(tie.last)}`}. ${fixed(tie.prior * 100, 0)} % of the evidence for the affinity is assumption: how both behave with everyone else. Strength is of all reports up to ${niceDay(data.asOf)}; filters only choose what is shown.`),
  ];
};

// What each event adds, largest first; with the assumption the parts add up to the strength.
const receipt = (pair) => {
  const { tie } = pair;
  const parts = pair.events.filter((index) => events.share[index]).sort((a, b) => Math.abs(events.share[b]) - Math.abs(events.share[a]) || a - b);
  const tiny = tie.counted - parts.length;
  const most = parts.reduce((high, index) => Math.max(high, Math.abs(events.share[index])), Math.max(1e-9, Math.abs(tie.assumption)));
  const bar = (share) => {
    const width = (Math.abs(share) / most) * 40;
    return draw("svg", { viewBox: "0 0 84 10", "aria-hidden": "true" },
      draw("line", { x1: 42, x2: 42, y1: 0, y2: 10, stroke: "var(--strong-line)" }),
      draw("rect", { x: share >= 0 ? 42 : 42 - width, y: 2, width, height: 6, rx: 1.5, fill: share >= 0 ? "var(--coop)" : "var(--host)" }));
  };
  const row = (words, share) => make("tr", {}, make("td", {}, words), make("td", { class: "b" }, bar(share)), make("td", { class: `r num ${signClass(share)}` }, signed(share, 3)));
  const part = (index) => row([relationOf(index).label, make("span", { class: "soft" }, ` · ${whenOf(index)} · weight ${fixed(events.weight[index], 2)}`)], events.share[index]);
  const soft = (words, share) => () => row(make("span", { class: "soft" }, words), share);
  const rows = [soft("what both do with everyone else (assumption)", tie.assumption), ...parts.map((index) => () => part(index))];
  if (tiny > 0) rows.push(soft(`${plural(tiny, "event")} of less than 0.001`, 0));
  return [
    make("h3", {}, `Why ${signed(tie.t, 3)}`),
    longList("table", { class: "receipt", "aria-label": "What each event adds to the strength" }, rows, 9),
    make("p", { class: "note" }, "The lines add up to the strength. An act weighs less the older it is, and more the more sources report it. Any act also shows that the two deal with each other, so that a hostile one can add to a friendly tie."),
  ];
};

const closer = () => button("×", () => change((now) => { now.pick = null; }), { class: "close", "aria-label": "Close" });

const tiePanel = (pair) => {
  const told = pair.events.filter(shown.passes);
  const hiddenCount = pair.events.length - told.length;
  return [
    make("header", {},
      make("h2", { tabindex: -1, class: "between" }, button(named(pair.a), () => pickActor(pair.a)), make("span", { class: "and" }, " and "), button(named(pair.b), () => pickActor(pair.b))),
      closer()),
    pair.tie ? figures(pair)
      : make("p", { class: "note" }, "No event of this pair counts as an act: it is an affiliation, or only planned, possible or denied. So there is no strength, and the sentences below say what there is."),
    pair.tie ? courseChart(pair, pair.events) : null,
    pair.tie ? receipt(pair) : null,
    make("h3", {}, `What the texts say (${plural(told.length, "event")}${hiddenCount ? `, ${counted(hiddenCount)} left out by filters` : ""})`),
    sentences(told),
  ];
};
