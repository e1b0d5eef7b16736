// Printing: a document of its own, made when the browser is about to print and gone after it; light, whatever the theme.
// Nothing can be pressed on paper: what a button says stays, what it only does goes.
const withoutButtons = (part) => {
  for (const only of part.querySelectorAll(".close, .more, .actions, .mend, .mark button")) only.remove();
  for (const each of part.querySelectorAll("button")) each.replaceWith(make("span", { class: "was-button" }, ...each.childNodes));
  return part;
};
const printedTable = () => withoutButtons(make("table", { class: "printed-table" },
  make("thead", {}, make("tr", {}, COLUMNS.map((column) => make("th", { scope: "col", class: column.right ? "r" : "" }, column.name)))),
  make("tbody", {}, ordered().map(tableRow))));

const printedPanel = () => {
  const { pick } = state;
  if (!pick) return null;
  const panel = make("section", { class: "printed-panel" }, (pick.pair === undefined ? actorPanel(pick.actor) : tiePanel(pairs[pick.pair])).flat(4).filter(Boolean));
  // What the screen shows a part of at a time is printed whole.
  for (const more of panel.querySelectorAll(".more")) while (!more.hidden) more.click();
  for (const folded of panel.querySelectorAll("details")) folded.open = true;
  return withoutButtons(panel);
};

const printedPicture = () => {
  const view = viewInSight();
  if (view.id === "table") return printedTable();
  if (!view.toSvg) return make("p", { class: "note" }, `The ${view.name.toLowerCase()} cannot be printed; choose another view.`);
  return make("figure", {}, framedSvg(view, { bare: true }));
};

const rangeInWords = () => {
  if (!periods.length) return null;
  const told = shown.passing.reduce((sum, each) => sum + each.told.length, 0);
  return make("p", {}, `Time range: ${niceSpan(firstShown(), lastShown())}, ${plural(told, "event")} of ${plural(shown.passing.length, "pair")}.`);
};

const fillPaper = () => {
  const paper = byId("printed");
  // The variables of the light colours hold within it.
  paper.style.cssText = `${document.styleSheets[0].cssRules[0].style.cssText} --paper: #ffffff;`;
  paper.replaceChildren(
    make("h1", {}, data.title),
    make("p", {}, pictureWords()),
    ...[rangeInWords(), shown.passing.length ? printedPicture() : make("p", {}, "No pair passes the filters."), printedPanel()].filter(Boolean));
};
const startPrinting = () => {
  addEventListener("beforeprint", fillPaper);
  addEventListener("afterprint", () => byId("printed").replaceChildren());
};
