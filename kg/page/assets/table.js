// The table view: the accessible twin of the picture, every tie that passes the filters.
const COLUMNS = [
  { name: "Actor", key: ({ pair }) => actors[pair.a].name },
  { name: "Actor", key: ({ pair }) => actors[pair.b].name },
  { name: "Strength", right: true, key: ({ pair }) => (pair.tie ? pair.tie.t : null) },
  { name: "90 % interval", right: true, wide: true, key: ({ pair }) => (pair.tie ? pair.tie.low : null) },
  { name: "Affinity", right: true, wide: true, key: ({ pair }) => (pair.tie ? pair.tie.a : null) },
  { name: "Engagement", right: true, wide: true, key: ({ pair }) => (pair.tie ? pair.tie.l : null) },
  { name: "Events", right: true, key: ({ told }) => told.length },
  { name: "Last", right: true, wide: true, key: ({ told }) => told.reduce((last, index) => (events[index].lastDay > last ? events[index].lastDay : last), "") || null },
];
const PAGE = 200;
const order = { column: null, down: true, most: PAGE };

const ordered = () => {
  if (order.column === null) return shown.passing;
  const { key } = COLUMNS[order.column];
  const turn = order.down ? -1 : 1;
  return [...shown.passing].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return turn * (typeof a === "string" ? a.localeCompare(b) : a - b);
  });
};

const tableRow = (each) => {
  const { pair, told } = each;
  const tie = pair.tie;
  const picked = state.pick && state.pick.pair === pair.index;
  const name = (index) => button(actors[index].name, () => choose(() => pickPair(pair.index)), { "data-pair": pair.index });
  const number = (text, sign, wide) => make("td", { class: `r num ${sign === undefined ? "" : signClass(sign)} ${wide ? "wide" : ""}` }, text);
  return make("tr", { class: picked ? "picked" : "" },
    make("td", {}, name(pair.a)), make("td", {}, actors[pair.b].name),
    number(tie ? signed(tie.t) : "–", pair.sign),
    number(tie ? `${signed(tie.low)} to ${signed(tie.high)}` : "–", undefined, true),
    number(tie ? signed(tie.a) : "–", undefined, true), number(tie ? signed(tie.l) : "–", undefined, true),
    number(String(told.length)), number(COLUMNS[7].key(each) || "–", undefined, true));
};

const drawTable = () => {
  const holder = byId("table");
  holder.hidden = state.view !== "table";
  if (holder.hidden) return;
  const focused = holder.contains(document.activeElement) ? document.activeElement.dataset : {};
  const heads = COLUMNS.map((column, index) => make("th", {
    scope: "col", class: `${column.right ? "r" : ""} ${column.wide ? "wide" : ""}`,
    "aria-sort": order.column === index ? (order.down ? "descending" : "ascending") : undefined,
  }, button(`${column.name}${order.column === index ? (order.down ? " ↓" : " ↑") : ""}`, () => {
    order.down = order.column === index ? !order.down : Boolean(column.right);
    order.column = index;
    drawTable();
  }, { "data-column": index })));
  const rows = ordered();
  const left = rows.length - order.most;
  holder.replaceChildren(
    make("table", {}, make("caption", { class: "unseen" }, "Ties that pass the filters"), make("thead", {}, make("tr", {}, heads)), make("tbody", {}, rows.slice(0, order.most).map(tableRow))),
    ...(rows.length ? [] : [make("p", { class: "note" }, "No tie passes the filters.")]),
    ...(left > 0 ? [button(`Show ${Math.min(left, PAGE)} more of ${left}`, () => { order.most += PAGE; drawTable(); }, { class: "more" })] : []));
  const again = focused.column !== undefined ? `[data-column="${focused.column}"]` : focused.pair !== undefined ? `[data-pair="${focused.pair}"]` : "";
  if (again && holder.querySelector(again)) holder.querySelector(again).focus();
};
