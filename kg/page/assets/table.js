// The table view: the accessible twin of the picture, every pair that passes the filters.
const lastTold = (told) => told.reduce((last, index) => (events.lastDay[index] !== null && (last === null || events.lastDay[index] > last) ? events.lastDay[index] : last), null);
const COLUMNS = [
  { name: "Actor", key: ({ pair }) => actors[pair.a].name },
  { name: "With", key: ({ pair }) => actors[pair.b].name },
  { name: "Strength", right: true, key: ({ standing }) => (standing ? standing.t : null) },
  { name: "90 % interval", right: true, wide: true, key: ({ standing }) => (standing && standing.low !== undefined ? standing.low : null) },
  { name: "Affinity", right: true, wide: true, key: ({ pair, standing }) => (standing && standing === pair.tie ? pair.tie.affinity : null) },
  { name: "Engagement", right: true, wide: true, key: ({ pair, standing }) => (standing && standing === pair.tie ? pair.tie.engagement : null) },
  { name: "Events", right: true, key: ({ told }) => told.length },
  { name: "Last", right: true, wide: true, key: ({ told }) => lastTold(told) },
];
const PAGE = 100;
const order = { column: null, down: true, most: PAGE };

const ordered = () => {
  if (order.column === null) return shown.passing;
  const { key } = COLUMNS[order.column];
  const turn = order.down ? -1 : 1;
  return [...shown.passing].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return turn * (typeof a === "string" ? a.localeCompare(b, "en") : a - b);
  });
};

const tableRow = (each) => {
  const { pair, told, standing, sign } = each;
  const number = (text, tone, wide) => make("td", { class: `r num ${tone === undefined ? "" : signClass(tone)} ${wide ? "wide" : ""}` }, text);
  const whole = standing && standing === pair.tie;
  const last = lastTold(told);
  return make("tr", { "data-row": pair.index },
    make("th", { scope: "row" }, button(actors[pair.a].name, () => choose(() => pickPair(pair.index)), { "data-pair": pair.index, "aria-label": `${actors[pair.a].name} and ${actors[pair.b].name}` })),
    make("td", {}, actors[pair.b].name),
    number(standing ? signed(standing.t) : "–", sign),
    number(standing && standing.low !== undefined ? `${signed(standing.low)} to ${signed(standing.high)}` : "–", undefined, true),
    number(whole ? signed(pair.tie.affinity) : "–", undefined, true), number(whole ? signed(pair.tie.engagement) : "–", undefined, true),
    number(counted(told.length)), number(last === null ? "–" : isoOf(last), undefined, true));
};

const markRow = (holder) => {
  for (const row of holder.querySelectorAll("tr.picked")) row.classList.remove("picked");
  const row = state.pick && holder.querySelector(`tr[data-row="${state.pick.pair}"]`);
  if (row) row.classList.add("picked");
};
let tabled = {};
const drawTable = (holder) => {
  const { column, down, most } = order;
  const now = { passing: shown.passing, column, down, most };
  if (Object.keys(now).some((name) => now[name] !== tabled[name])) fillTable(holder);
  tabled = now;
  markRow(holder);
};
const fillTable = (holder) => {
  const heads = COLUMNS.map((column, index) => make("th", {
    scope: "col", class: `${column.right ? "r" : ""} ${column.wide ? "wide" : ""}`,
    "aria-sort": order.column === index ? (order.down ? "descending" : "ascending") : undefined,
  }, button(`${column.name}${order.column === index ? (order.down ? " ↓" : " ↑") : ""}`, () => {
    order.down = order.column === index ? !order.down : Boolean(column.right);
    order.column = index;
    drawTable(holder);
  }, { "data-column": index })));
  const rows = ordered();
  const left = rows.length - order.most;
  const more = () => {
    order.most += PAGE;
    drawTable(holder);
    if (!holder.querySelector(".more")) holder.querySelectorAll("tbody button")[order.most - PAGE].focus();
  };
  keepFocus(() => holder.replaceChildren(
    make("table", {}, make("caption", { class: "unseen" }, "Pairs that pass the filters"), make("thead", {}, make("tr", {}, heads)), make("tbody", {}, rows.slice(0, order.most).map(tableRow))),
    ...(left > 0 ? [button(`Show ${Math.min(left, PAGE)} more of ${counted(left)}`, more, { class: "more", "data-more": "ties" })] : [])));
};

views.push({ id: "table", name: "Table", class: "table", attributes: { tabindex: 0, role: "region", "aria-label": "Table of pairs" }, start: () => {}, draw: drawTable });
