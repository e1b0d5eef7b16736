// The filters, which are the legend as well: each shows the mark it filters.
const lineMark = (tone, dash) => draw("svg", { width: 26, height: 12, viewBox: "0 0 26 12", "aria-hidden": "true" },
  draw("line", { x1: 1, x2: 25, y1: 6, y2: 6, stroke: tone, "stroke-width": 3, "stroke-dasharray": dash, "stroke-linecap": "butt" }));
const shapeMark = (kind) => draw("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, {
  state: () => draw("circle", { cx: 7, cy: 7, r: 5, fill: "var(--node)" }),
  person: () => draw("path", { d: "M7 1 13 7 7 13 1 7Z", fill: "var(--node)" }),
  organization: () => draw("rect", { x: 2, y: 2, width: 10, height: 10, fill: "var(--node)" }),
  group: () => draw("path", { d: "M7 1.5 13 12H1Z", fill: "var(--node)" }),
}[kind]());
const signMarkOf = (sign) => draw("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" },
  draw("circle", { cx: 7, cy: 7, r: 6, fill: sign > 0 ? "var(--coop)" : sign < 0 ? "var(--host)" : "var(--grey)" }),
  sign ? draw("path", { d: sign > 0 ? "M7 4V10M4 7H10" : "M4 7H10", stroke: "var(--panel)", "stroke-width": 1.6 }) : null);

const tallied = (valuesOf) => {
  const counts = new Map();
  for (let index = 0; index < events.count; index += 1) for (const value of valuesOf(index)) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
};
const setOff = (filter, values, off) => change((now) => {
  for (const value of values) {
    if (off) now.off[filter].add(value);
    else now.off[filter].delete(value);
  }
});

const check = (filter, [value, name, mark, count]) => make("label", { class: "check" },
  make("input", { type: "checkbox", "data-filter": filter, "data-value": value, onchange: (event) => setOff(filter, [value], !event.target.checked) }),
  mark, make("span", { class: "name" }, name), make("span", { class: "count num" }, counted(count)));

// Beyond a few rows it takes many clicks to keep one, so that all can be taken out at once.
const allOrNone = (filter, title, rows, within = []) => (rows.length < 6 ? null : make("span", { class: "all-none" },
  button("all", () => setOff(filter, [...rows, ...within].map(([value]) => value), false), { "aria-label": `All: ${title}` }),
  button("none", () => setOff(filter, rows.map(([value]) => value), true), { "aria-label": `None: ${title}` })));

const filterGroup = (filter, title, rows, className) => {
  if (rows.length < 2) return null;
  return make("fieldset", {}, make("legend", {}, title, allOrNone(filter, title, rows)), make("div", { class: className || "" }, rows.map((row) => check(filter, row))));
};

// A row that opens to rows of its own.
const unfoldable = (row, list, what, title) => {
  list.hidden = true;
  const toggle = button("▸", () => {
    list.hidden = !list.hidden;
    toggle.setAttribute("aria-expanded", String(!list.hidden));
    toggle.textContent = list.hidden ? "▸" : "▾";
  }, { class: "toggle", "aria-expanded": "false", "aria-label": what, title });
  return make("div", { class: "group" }, make("div", { class: "group-row" }, toggle, row), list);
};

// Each group of relations opens to its relations, those told of most first.
const groupFilter = (groupCount, relationCount) => {
  const own = (group) => relations.filter((relation) => relation.group === group).sort((a, b) => relationCount.get(b.id) - relationCount.get(a.id) || a.label.localeCompare(b.label, "en"));
  const rows = Object.entries(groups).filter(([group]) => groupCount.has(group));
  if (!rows.length) return null;
  return make("fieldset", {}, make("legend", {}, "What happens"), rows.map(([group, name]) => {
    const list = make("div", { class: "relations" }, own(group).map((relation) => check("relation", [relation.id, relation.label, null, relationCount.get(relation.id)])));
    return unfoldable(check("group", [group, name, signMarkOf(groupSign(group)), groupCount.get(group)]), list, `Relations: ${name}`, plural(own(group).length, "relation"));
  }));
};

// What names no source opens to its articles, each of which is a source by itself.
const MOST_ARTICLES = 40;
const sourceFilter = () => {
  const counts = tallied(sourcesOf);
  const nameless = tallied((index) => (sourcesOf(index).some((name) => name === NO_SOURCE || unnamed.has(name)) ? [NO_SOURCE] : []));
  const byName = ([a], [b]) => a.localeCompare(b, "en");
  const named = [...counts].filter(([name]) => name !== NO_SOURCE && !unnamed.has(name)).sort(byName);
  const own = [...counts].filter(([name]) => unnamed.has(name)).sort(byName);
  if (named.length + own.length + (counts.has(NO_SOURCE) ? 1 : 0) < 2) return null;
  const row = ([name, count]) => check("source", [name, name, null, count]);
  const group = [...nameless].map(row);
  const articleRow = ([teller, count]) => () => {
    const made = check("source", [teller, make("bdi", {}, teller.slice("article ".length)), null, count]);
    syncBox(made.querySelector("input"));
    return made;
  };
  const list = make("div", { class: "relations" }, longList("div", { class: "articles" }, own.map(articleRow), MOST_ARTICLES));
  return make("fieldset", {}, make("legend", {}, "Sources", allOrNone("source", "Sources", [...named, ...nameless], own)),
    make("div", { class: "sources" }, named.map(row), own.length ? unfoldable(group[0], list, `Articles: ${NO_SOURCE}`, plural(own.length, "article")) : group));
};

const strengthFilter = () => {
  if (!(strongest > 0)) return null;
  const top = Math.floor(strongest * 20) / 20;
  return make("fieldset", {}, make("legend", {}, make("label", { for: "least" }, "Strength at least")),
    make("div", { class: "slide" },
      make("input", { type: "range", id: "least", min: 0, max: top, step: 0.05, oninput: (event) => change((now) => { now.least = Number(event.target.value); }) }),
      make("output", { for: "least", id: "least-value", class: "num" })));
};

const mostFilter = () => make("fieldset", { class: "in-row" }, make("label", { for: "most", class: "small-head" }, "Picture of"),
  make("select", { id: "most", onchange: (event) => change((now) => { now.most = Number(event.target.value); }) },
    MOST_CHOICES.filter((count, place) => !place || MOST_CHOICES[place - 1] < actors.length || count === data.limit).map(mostOption)));
const mostOption = (count) => make("option", { value: count }, plural(count, "actor"));
// An address may ask for a number that is none of the choices: then it becomes one.
const syncMost = (select) => {
  const options = [...select.options];
  if (!options.some(({ value }) => Number(value) === state.most)) {
    select.insertBefore(mostOption(state.most), options.find(({ value }) => Number(value) > state.most) || null);
  }
  select.value = String(state.most);
};

const startFilters = () => {
  const groupCount = tallied((index) => [groupOf(index)]);
  const relationCount = tallied((index) => [relationOf(index).id]);
  const statusCount = tallied((index) => [statusOf(index)]);
  const kindCount = new Map();
  for (const actor of actors) kindCount.set(actor.kind, (kindCount.get(actor.kind) || 0) + 1);
  const only = (table, count) => Object.entries(table).filter(([value]) => count.has(value));
  byId("filters").append(...[
    groupFilter(groupCount, relationCount),
    filterGroup("status", "How certain", only(STATUSES, statusCount).map(([value, name]) =>
      [value, name, lineMark("var(--node)", { done: "none", planned: "8 4", denied: "2 4" }[value]), statusCount.get(value)])),
    filterGroup("kind", "Actors", only(KINDS, kindCount).map(([value, name]) => [value, name, shapeMark(value), kindCount.get(value)])),
    strengthFilter(),
    actors.length > 20 ? mostFilter() : null,
    sourceFilter(),
  ].filter(Boolean));
};

const syncBox = (box) => {
  const { filter, value } = box.dataset;
  box.checked = !state.off[filter].has(value);
  // Nothing of what is left out as a whole can be brought in by itself.
  if (filter === "relation") box.disabled = relations.some(({ group, id }) => id === value && state.off.group.has(group));
  else if (filter === "source") box.disabled = unnamed.has(value) && state.off.source.has(NO_SOURCE);
};
const syncFilters = () => {
  for (const box of document.querySelectorAll("#filters input[type=checkbox]")) syncBox(box);
  if (byId("least")) {
    byId("least").value = String(state.least);
    byId("least-value").textContent = state.least.toFixed(2);
  }
  if (byId("most")) syncMost(byId("most"));
  // A group of which one relation is left out is neither in nor out.
  for (const box of document.querySelectorAll("#filters input[data-filter=group]")) {
    box.indeterminate = box.checked && relations.some(({ group, id }) => group === box.dataset.value && state.off.relation.has(id));
  }
  for (const box of document.querySelectorAll(`#filters input[data-value="${NO_SOURCE}"]`)) {
    box.indeterminate = box.checked && [...unnamed].some((teller) => state.off.source.has(teller));
  }
  const { most, order } = fresh();
  byId("reset").disabled = !isFiltered() && !state.ego && !state.brought.size && !state.pick && state.most === most && state.order === order;
};
