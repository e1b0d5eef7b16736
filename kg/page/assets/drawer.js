// The evidence drawer: an overview, or the chosen tie or actor with every sentence behind it.
const scaleOf = (tie) => {
  const most = Math.max(1, strongest, Math.abs(tie.low), Math.abs(tie.high)) * 1.05;
  const at = (value) => 180 + (value / most) * 170;
  const tone = tie.t > 0 ? "var(--coop)" : "var(--host)";
  return draw("svg", { class: "scale", viewBox: "0 0 360 40", role: "img", "aria-label": `Strength ${signed(tie.t)}, 90 % interval ${signed(tie.low)} to ${signed(tie.high)}` },
    draw("line", { x1: 10, x2: 350, y1: 14, y2: 14, stroke: "var(--line)", "stroke-width": 2 }),
    draw("line", { x1: 180, x2: 180, y1: 5, y2: 23, stroke: "var(--strong-line)", "stroke-width": 1 }),
    draw("line", { x1: at(tie.low), x2: at(tie.high), y1: 14, y2: 14, stroke: tone, "stroke-width": 5, "stroke-opacity": 0.45, "stroke-linecap": "round" }),
    draw("circle", { cx: at(tie.t), cy: 14, r: 6, fill: tone, stroke: "var(--panel)", "stroke-width": 2 }),
    [[10, "start", "hostile"], [180, "middle", "0"], [350, "end", "cooperative"]].map(([x, anchor, text]) =>
      draw("text", { x, y: 36, "text-anchor": anchor, fill: "var(--soft)", "font-size": 11.5 }, text)));
};

const figures = (tie, sign) => {
  const times = 2 ** tie.l;
  const often = times >= 1.05 ? `${times.toFixed(1)} times as often` : times <= 0.95 ? `${times.toFixed(2)} times as often` : "as often";
  return [
    make("div", { class: "figure" },
      make("span", { class: `big ${signClass(tie.t)}` }, signed(tie.t)),
      make("span", {}, make("span", { class: `word ${signClass(sign)}` }, sign > 0 ? "Cooperative" : sign < 0 ? "Hostile" : "Evenly mixed"),
        make("br"), make("span", { class: "soft num" }, `90 % interval ${signed(tie.low)} to ${signed(tie.high)}`))),
    scaleOf(tie),
    make("dl", { class: "parts" },
      make("div", {}, make("dt", {}, "Affinity A"), make("dd", {}, make("b", { class: signClass(sign) }, signed(tie.a)),
        make("span", {}, `friendly ${tie.c.toFixed(1)} against hostile ${tie.h.toFixed(1)}, each act weighted by age and sources`))),
      make("div", {}, make("dt", {}, "Engagement L"), make("dd", {}, make("b", {}, signed(tie.l)),
        make("span", {}, `they deal with each other ${often} as their prominence predicts`)))),
    make("p", { class: "note" },
      `${plural(tie.n, "counted event")}${tie.last ? `, the last on ${niceDay(tie.last)}` : ""}. ${Math.round(tie.prior * 100)} % of the affinity is assumption from how both behave with everyone else. Strength is measured over all reports; filters only choose what is shown.`),
  ];
};

const receipt = (tie) => {
  const most = Math.max(1e-9, ...tie.why.map(([, share]) => Math.abs(share)));
  const row = ([index, share, weight]) => {
    const event = events[index];
    const width = (Math.abs(share) / most) * 40;
    return make("tr", {},
      make("td", {}, relations[event.relation].label, make("span", { class: "soft" }, ` · ${whenOf(event)} · weight ${weight.toFixed(2)}`)),
      make("td", { class: "b" }, draw("svg", { viewBox: "0 0 84 10", "aria-hidden": "true" },
        draw("line", { x1: 42, x2: 42, y1: 0, y2: 10, stroke: "var(--strong-line)" }),
        draw("rect", { x: share >= 0 ? 42 : 42 - width, y: 2, width, height: 6, rx: 1.5, fill: share >= 0 ? "var(--coop)" : "var(--host)" }))),
      make("td", { class: `r num ${signClass(share)}` }, signed(share)));
  };
  return [
    make("h3", {}, `Why ${signed(tie.t)}`),
    longList("table", { class: "receipt", "aria-label": "What each event adds" }, tie.why.map((each) => () => row(each)), 8),
    make("p", { class: "note" }, "Each line: how much of the strength would go if that event had not been reported."),
  ];
};

const closer = () => button("×", () => change((now) => { now.pick = null; }), { class: "close", "aria-label": "Close" });

const tieDrawer = (pair) => {
  const told = pair.events.filter((index) => passes(events[index]));
  const hiddenCount = pair.events.length - told.length;
  return [
    make("header", {},
      make("h2", { tabindex: -1, class: "between" }, button(actors[pair.a].name, () => pickActor(pair.a)), make("span", { class: "and" }, " and "), button(actors[pair.b].name, () => pickActor(pair.b))),
      closer()),
    pair.tie ? figures(pair.tie, pair.sign)
      : make("p", { class: "note" }, "No event of this pair counts as an act: it is an affiliation, or only planned, possible or denied. So there is no strength, and the sentences below say what there is."),
    pair.tie && pair.tie.why.length ? receipt(pair.tie) : null,
    make("h3", {}, `What the texts say (${plural(told.length, "event")}${hiddenCount ? `, ${hiddenCount} left out by filters` : ""})`),
    sentences(told),
  ];
};

const pairRow = (pair, name) => make("li", {}, button([
  make("span", { class: "name" }, name),
  make("span", { class: `num ${signClass(pair.sign)}` }, pair.tie ? signed(pair.tie.t) : "·"),
], () => choose(() => pickPair(pair.index)), { title: pairWord(pair) }));

const actorDrawer = (index) => {
  const actor = actors[index];
  const own = shown.passing.filter(({ pair }) => pair.a === index || pair.b === index);
  const other = (pair) => actors[pair.a === index ? pair.b : pair.a].name;
  const told = own.flatMap((each) => each.told);
  const facts = [KINDS[actor.kind], actor.state, plural(actor.told, "event")].filter(Boolean).join(" · ");
  const ego = (steps, text) => button(text, () => change((now) => { now.ego = { actor: index, steps }; }),
    { "aria-pressed": Boolean(state.ego && state.ego.actor === index && state.ego.steps === steps) ? "true" : "false" });
  return [
    make("header", {}, make("h2", { tabindex: -1 }, actor.name), closer()),
    make("p", { class: "lead" }, facts, actor.wikidata ? [" · ", make("a", { href: `https://www.wikidata.org/wiki/${actor.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, actor.wikidata)] : null),
    actor.also.length ? make("p", { class: "note" }, `In the texts also: ${actor.also.slice(0, 12).join(", ")}${actor.also.length > 12 ? " …" : ""}`) : null,
    own.length ? make("div", { class: "actions" }, ego(1, "Only its neighbours"), ego(2, "Two steps around it")) : null,
    make("h3", {}, plural(own.length, "tie")),
    own.length ? longList("ul", { class: "rows" }, own.map(({ pair }) => () => pairRow(pair, other(pair))), 10)
      : make("p", { class: "note" }, "No tie of this actor passes the filters."),
    told.length ? [make("h3", {}, "What the texts say"), sentences(told)] : null,
  ];
};

const overviewDrawer = () => {
  const counted = shown.passing.map(({ pair }) => pair).filter((pair) => pair.tie);
  const both = (pair) => `${actors[pair.a].name} – ${actors[pair.b].name}`;
  const list = (title, of) => (of.length ? [make("h3", {}, title), make("ul", { class: "rows" }, of.map((pair) => pairRow(pair, both(pair))))] : null);
  const busy = [...shown.able].sort((a, b) => actors[b].told - actors[a].told || a - b).slice(0, 6);
  return [
    make("header", {}, make("h2", { tabindex: -1 }, "Overview")),
    make("p", { class: "lead" }, "Choose a tie or an actor to read the sentences behind it."),
    list("Most cooperative ties", counted.filter((pair) => pair.tie.t > 0 && pair.sign > 0).slice(0, 6)),
    list("Most hostile ties", counted.filter((pair) => pair.tie.t < 0 && pair.sign < 0).slice(0, 6)),
    busy.length ? [make("h3", {}, "Actors told of most"), make("ul", { class: "rows" }, busy.map((index) => make("li", {}, button([
      make("span", { class: "name" }, actors[index].name), make("span", { class: "soft num" }, plural(actors[index].told, "event")),
    ], () => choose(() => pickActor(index))))))] : null,
    make("h3", {}, "How to read a strength"),
    make("p", { class: "note" }, "How many times more often two actors deal with each other than their prominence in the news predicts, times the balance of their friendly over hostile acts. With little evidence the balance is pulled toward how each behaves with everyone else, and the interval shows how sure we are. Denied, planned and possible acts do not count."),
  ];
};

// Picks by keyboard lead the reader into the drawer; closing it leads back.
let cameFrom = null;
const choose = (pick) => {
  cameFrom = cameFrom || document.activeElement;
  pick();
  byId("drawer").scrollTop = 0;
  const heading = byId("drawer").querySelector("h2");
  if (heading) heading.focus({ preventScroll: true });
};

let drawn = "";
const drawDrawer = () => {
  const drawer = byId("drawer");
  const pick = state.pick;
  const content = !pick ? overviewDrawer() : pick.pair !== undefined ? tieDrawer(pairs[pick.pair]) : actorDrawer(pick.actor);
  const now = JSON.stringify(pick);
  drawer.replaceChildren(...content.flat(3).filter(Boolean));
  drawer.classList.toggle("open", Boolean(pick));
  if (now !== drawn) drawer.scrollTop = 0;
  drawn = now;
  if (!pick && cameFrom) {
    if (cameFrom.isConnected) cameFrom.focus();
    cameFrom = null;
  }
};
