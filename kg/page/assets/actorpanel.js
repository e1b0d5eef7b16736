// The panel of an actor: who it is, its offices by date, its ties, its events over time, its names in the texts.
const pairRow = (each, name) => make("li", {}, button([
  make("span", { class: "name" }, name),
  make("span", { class: `num ${signClass(each.sign)}` }, each.standing ? signed(each.standing.t) : "·"),
], () => choose(() => pickPair(each.pair.index)), { title: each.standing ? leaning(each.pair, each.standing) : "No act that counts", "data-pair": each.pair.index }));

const officeRows = (actor) => {
  if (!actor.offices) return null;
  const rows = [...actor.offices].sort((a, b) => b[2].localeCompare(a[2]));
  const now = isoOf(data.asOf);
  return [
    make("h3", {}, "Offices"),
    make("ul", { class: "facts" }, rows.map(([office, body, begun, ended]) => {
      const held = (!begun || begun <= now) && (!ended || ended >= now.slice(0, ended.length));
      return make("li", { class: held ? "held" : "" }, make("span", { class: "name" }, `${office}, ${body}`),
        make("span", { class: "soft num" }, `${begun ? nicePart(begun) : "start not known"} – ${ended ? nicePart(ended) : ""}`));
    })),
    make("p", { class: "note" }, `From kg's tables; in bold those held on ${niceDay(data.asOf)}.`),
  ];
};

const MOST_LISTED = 10;
const actingFor = (index) => {
  const actor = actors[index];
  if (actor.kind !== "state") return null;
  const own = actors.map((_, other) => other).filter((other) => other !== index && actors[other].state === actor.name).sort((a, b) => actors[b].told - actors[a].told || a - b);
  if (!own.length) return null;
  return [
    make("h3", {}, `${plural(own.length, "actor")} of this state`),
    longList("ul", { class: "rows", "data-list": "own-actors" }, own.map((other) => () => make("li", {}, button([
      make("span", { class: "name" }, actors[other].name), make("span", { class: "soft num" }, plural(actors[other].told, "event")),
    ], () => choose(() => pickActor(other)), { "data-actor": other }))), 6),
  ];
};

const namesOf = (actor) => [["In the texts", actor.also], ["Other names", actor.aliases]]
  .filter(([, names]) => names)
  .map(([title, names]) => make("p", { class: "note" }, make("b", {}, `${title}: `), names.slice(0, 10).join(" · "), names.length > 10 ? " …" : ""));

const isEgo = (index, steps) => Boolean(state.ego) && state.ego.actor === index && state.ego.steps === steps;
const actorPanel = (index) => {
  const actor = actors[index];
  const own = shown.everyone.filter(({ pair }) => pair.a === index || pair.b === index);
  const other = ({ pair }) => actors[pair.a === index ? pair.b : pair.a].name;
  const told = own.flatMap((each) => each.told);
  const facts = [KINDS[actor.kind], actor.state, plural(actor.told, "event")].filter(Boolean).join(" · ");
  const ego = (steps, text) => button(text, () => change((now) => { now.ego = isEgo(index, steps) ? null : { actor: index, steps }; }), { "data-ego": steps });
  return [
    make("header", {}, make("h2", { tabindex: -1 }, actor.name), closer()),
    make("p", { class: "lead" }, facts, actor.wikidata ? [" · ", make("a", { href: `https://www.wikidata.org/wiki/${actor.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, `Wikidata ${actor.wikidata}`)] : null),
    namesOf(actor),
    marksOf(actor.id),
    actorMender(index),
    own.length ? make("div", { class: "actions" }, ego(1, "Only its neighbours"), ego(2, "Two steps around it")) : null,
    eventChart(told) ? [make("h3", {}, `Events over time, by ${data.unit}`), eventChart(told)] : null,
    officeRows(actor),
    make("h3", {}, pairsOf(own)),
    own.length ? longList("ul", { class: "rows", "data-list": "ties" }, own.map((each) => () => pairRow(each, other(each))), MOST_LISTED)
      : make("p", { class: "note" }, "No pair of this actor passes the filters."),
    actingFor(index),
    told.length ? [make("h3", {}, `What the texts say (${plural(told.length, "event")})`), sentences(told)] : null,
  ];
};
