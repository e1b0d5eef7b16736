// The filters, which are the legend as well: each shows the mark it filters.
const lineMark = (tone, dash) => draw("svg", { width: 26, height: 12, viewBox: "0 0 26 12", "aria-hidden": "true" },
  draw("line", { x1: 1, x2: 25, y1: 6, y2: 6, stroke: tone, "stroke-width": 3, "stroke-dasharray": dash, "stroke-linecap": "butt" }));
const shapeMark = (kind) => draw("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, {
  state: () => draw("circle", { cx: 7, cy: 7, r: 5, fill: "var(--node)" }),
  person: () => draw("path", { d: "M7 1 13 7 7 13 1 7Z", fill: "var(--node)" }),
  organization: () => draw("rect", { x: 2, y: 2, width: 10, height: 10, fill: "var(--node)" }),
  group: () => draw("path", { d: "M7 1.5 13 12H1Z", fill: "var(--node)" }),
}[kind]());
const quadMark = (quad) => {
  const sign = quad === "VC" || quad === "MC" ? 1 : quad === "XC" || quad === "MX" ? -1 : 0;
  const tone = sign > 0 ? "var(--coop)" : sign < 0 ? "var(--host)" : "var(--grey)";
  return draw("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" },
    draw("circle", { cx: 7, cy: 7, r: 6, fill: tone }),
    sign ? draw("path", { d: sign > 0 ? "M7 4V10M4 7H10" : "M4 7H10", stroke: "var(--panel)", "stroke-width": 1.6 }) : null);
};

const counted = (groupOf) => {
  const counts = new Map();
  for (const event of events) for (const value of groupOf(event)) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
};

const filterGroup = (group, title, rows, className) => {
  if (rows.length < 2) return null;
  return make("fieldset", {}, make("legend", {}, title), make("div", { class: className || "" }, rows.map(([value, name, mark, count]) =>
    make("label", { class: "check" },
      make("input", { type: "checkbox", "data-group": group, "data-value": value, onchange: (event) => change((now) => {
        if (event.target.checked) now.off[group].delete(value);
        else now.off[group].add(value);
      }) }),
      mark, make("span", { class: "name" }, name), make("span", { class: "count num" }, String(count))))));
};

const startFilters = () => {
  const quadCount = counted((event) => [event.quad]);
  const statusCount = counted((event) => [event.status]);
  const sourceCount = counted((event) => event.sources);
  const kindCount = new Map();
  for (const actor of actors) kindCount.set(actor.kind, (kindCount.get(actor.kind) || 0) + 1);
  const only = (table, count) => Object.entries(table).filter(([value]) => count.has(value));
  const top = Math.ceil(strongest * 20) / 20;
  byId("filters").append(...[
    filterGroup("quad", "What happens", only(quads, quadCount).map(([value, name]) => [value, name, quadMark(value), quadCount.get(value)])),
    filterGroup("status", "How certain", only(STATUSES, statusCount).map(([value, name]) =>
      [value, name, lineMark("var(--node)", { done: "none", planned: "8 4", denied: "2 4" }[value]), statusCount.get(value)])),
    filterGroup("kind", "Actors", only(KINDS, kindCount).map(([value, name]) => [value, name, shapeMark(value), kindCount.get(value)])),
    filterGroup("source", "Sources", allSources.map((source) => [source, source, null, sourceCount.get(source)]), "sources"),
    strongest > 0 ? make("fieldset", {}, make("legend", {}, make("label", { for: "least" }, "Strength at least")),
      make("div", { class: "slide" },
        make("input", { type: "range", id: "least", min: 0, max: top, step: 0.05, oninput: (event) => change((now) => { now.least = Number(event.target.value); }) }),
        make("output", { for: "least", id: "least-value", class: "num" }))) : null,
  ].filter(Boolean));
};

const syncFilters = () => {
  for (const box of document.querySelectorAll("#filters input[type=checkbox]")) box.checked = !state.off[box.dataset.group].has(box.dataset.value);
  if (byId("least")) {
    byId("least").value = String(state.least);
    byId("least-value").textContent = state.least.toFixed(2);
  }
};
