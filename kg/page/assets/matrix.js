// The matrix view: a cell for each pair of the strongest actors, coloured by strength, so that camps show as blocks.
const MATRIX_MOST = 80;
const CELL = { least: 14, touched: 18, most: 30 };
const campPlace = new Map(data.camps.flat().map((actor, place) => [actor, place]));
const campOf = new Map(data.camps.flatMap((camp, number) => camp.map((actor) => [actor, number])));
const kindPlace = (index) => Object.keys(KINDS).indexOf(actors[index].kind);
const byCamp = (a, b) => (campPlace.get(a) ?? campPlace.size + a) - (campPlace.get(b) ?? campPlace.size + b);
// How to compare two actors, and the group of one: a line in the matrix parts the groups.
const MATRIX_ORDERS = {
  camps: { compare: byCamp, group: (index) => campOf.get(index) },
  strength: { compare: (a, b) => a - b },
  name: { compare: (a, b) => actors[a].name.localeCompare(actors[b].name, "en") },
  kind: { compare: (a, b) => kindPlace(a) - kindPlace(b) || byCamp(a, b), group: kindPlace },
};

const pickedActors = () => (!state.pick ? [] : state.pick.pair === undefined ? [state.pick.actor] : [pairs[state.pick.pair].a, pairs[state.pick.pair].b]);
// Whoever is in the picture and has a tie that passes; what was chosen stays, however weak.
const matrixActors = () => {
  const all = [...shown.inside].filter((index) => shown.able.has(index)).sort((a, b) => a - b);
  const chosen = pickedActors().filter((index) => shown.able.has(index) && shown.inside.has(index));
  const list = [...new Set([...chosen, ...all])].slice(0, MATRIX_MOST).sort(MATRIX_ORDERS[state.order].compare);
  return { list, all: all.length };
};

const luminance = (hex) => [0.2126, 0.7152, 0.0722].reduce((sum, part, place) => {
  const value = parseInt(hex.slice(1 + 2 * place, 3 + 2 * place), 16) / 255;
  return sum + part * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
}, 0);
const inkOn = (hex) => (luminance(hex) > 0.179 ? "#000000" : "#ffffff");
// The same strength has the same shade under every filter; the root keeps weak ties apart from none.
const shadeOf = (weight, sign, tones) => {
  const share = 0.22 + 0.78 * Math.sqrt(Math.min(1, weight / (strongest || 1)));
  return blend(tones.well, sign > 0 ? tones.coop : sign < 0 ? tones.host : tones.grey, sign ? share : 0.55);
};
// What a cell says and how it looks; a tie without strength is hollow, its outline that of the line in the network.
const cellOf = (each, tones) => {
  const { pair, told, standing, sign, weight } = each;
  const line = lineOf(told);
  const fill = standing ? shadeOf(weight, sign, tones) : null;
  const strength = standing ? `${leaning(pair, standing).toLowerCase()}, ${signed(standing.t)}` : { done: "affiliation, no strength", planned: "only planned or possible", denied: "only denied" }[line];
  return {
    pair: pair.index, line, fill,
    mark: fill && sign ? (sign > 0 ? "+" : MINUS) : "",
    ink: fill ? inkOn(fill) : null,
    words: `${actors[pair.a].name} and ${actors[pair.b].name}, ${strength}, ${plural(told.length, "event")}`,
  };
};

// Where a line parts two groups; between actors who are alone in theirs it would part nothing.
const beginnings = (list) => {
  const { group } = MATRIX_ORDERS[state.order];
  const groups = group ? list.map(group) : [];
  const joined = (at) => at >= 0 && (groups[at] === groups[at - 1] || groups[at] === groups[at + 1]);
  return list.map((_, at) => Boolean(group) && at > 0 && groups[at] !== groups[at - 1] && (joined(at) || joined(at - 1)));
};

let matrix = null;
// The cells of the actors in their order, by the place of row and column; and where a group begins.
const laidOut = () => {
  const { list, all } = matrixActors();
  const place = new Map(list.map((index, at) => [index, at]));
  const tones = { ...palette(), well: colour("well") };
  const cells = list.map(() => []);
  let ties = 0;
  for (const each of shown.passing) {
    const [row, column] = [place.get(each.pair.a), place.get(each.pair.b)];
    if (row === undefined || column === undefined) continue;
    cells[row][column] = cells[column][row] = cellOf(each, tones);
    ties += 1;
  }
  const begins = beginnings(list);
  const frame = JSON.stringify([list, begins]);
  const key = JSON.stringify([frame, state.order, tones.paper, cells]);
  return { list, all, cells, begins, ties, frame, key };
};

const fillBox = (box, cell) => {
  box.setAttribute("aria-label", cell.words);
  box.classList.add("tie");
  if (cell.fill) box.style.cssText = `background:${cell.fill};color:${cell.ink}`;
  if (!cell.fill || cell.line !== "done") box.append(make("i", { class: cell.line }));
  else if (cell.mark) box.textContent = cell.mark;
};
const emptyBox = (box) => {
  box.removeAttribute("aria-label");
  box.removeAttribute("style");
  box.classList.remove("tie");
  box.replaceChildren();
};
// Where the actors stay, most of the time of a new table would go into laying it out again.
const updateTable = (table, before, now) => {
  now.list.forEach((_, row) => now.list.forEach((__, column) => {
    const [old, cell] = [before.cells[row][column], now.cells[row][column]];
    if (old === cell || (old && cell && JSON.stringify(old) === JSON.stringify(cell))) return;
    const box = table.rows[row + 1].cells[column + 1];
    if (old) emptyBox(box);
    if (cell) fillBox(box, cell);
  }));
};

const matrixTable = ({ list, cells, begins }) => {
  const blank = make("td");
  const head = make("tr", {}, make("td", { class: "corner" }), list.map((index, at) => make("th", { scope: "col", class: begins[at] ? "begins" : null, title: actors[index].name }, make("span", {}, actors[index].name))));
  const rows = list.map((index, row) => {
    const line = make("tr", { class: begins[row] ? "begins" : null }, make("th", { scope: "row", title: actors[index].name }, make("span", {}, actors[index].name)));
    for (let column = 0; column < list.length; column += 1) {
      const cell = cells[row][column];
      const box = blank.cloneNode(false);
      if (begins[column]) box.className = "begins";
      if (row === column) box.classList.add("self");
      if (cell) fillBox(box, cell);
      line.append(box);
    }
    return line;
  });
  return make("table", { role: "grid", class: "cells", "aria-label": "Matrix of actors: strength of each pair; arrows move, Enter opens" },
    make("colgroup", {}, make("col", { class: "names" }), make("col", { span: list.length })), make("thead", {}, head), make("tbody", {}, rows));
};

// Row and column 0 hold the names.
const placeOf = (box) => ({ row: box.parentNode.rowIndex, column: box.cellIndex });
const boxAt = ({ row, column }) => matrix.table.rows[row] && matrix.table.rows[row].cells[column];
const inWordsAt = ({ row, column }) => {
  const { list, cells } = matrix;
  if (!row || !column) return row || column ? actors[list[Math.max(row, column) - 1]].name : "";
  if (row === column) return actors[list[row - 1]].name;
  const cell = cells[row - 1][column - 1];
  return cell ? cell.words : `${actors[list[row - 1]].name} and ${actors[list[column - 1]].name}, no event`;
};
const chooseAt = ({ row, column }) => {
  const cell = row && column ? matrix.cells[row - 1][column - 1] : null;
  if (cell) choose(() => pickPair(cell.pair));
  else if (row !== column && !(row && column)) choose(() => pickActor(matrix.list[Math.max(row, column) - 1]));
};

// The row and the column of a cell are lit, so that the eye finds the two names.
const light = (place) => {
  for (const box of matrix.lit) box.classList.remove("lit");
  const { row, column } = place || { row: 0, column: 0 };
  matrix.lit = [];
  for (const { cells } of matrix.table.rows) if (column) matrix.lit.push(cells[column]);
  if (row) matrix.lit.push(...matrix.table.rows[row].cells);
  for (const box of matrix.lit) box.classList.add("lit");
  byId("matrix-words").textContent = place ? inWordsAt(place) : "";
};
const rove = (place, { focus }) => {
  const box = boxAt(place);
  if (!box) return;
  const before = boxAt(matrix.at);
  if (before) before.tabIndex = -1;
  matrix.at = place;
  if (!box.hasAttribute("aria-label") && place.row && place.column) box.setAttribute("aria-label", inWordsAt(place));
  box.tabIndex = 0;
  if (focus) box.focus();
};
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -MATRIX_MOST], End: [0, MATRIX_MOST] };
const onMatrixKey = (event) => {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chooseAt(matrix.at);
    return;
  }
  const move = MOVES[event.key];
  if (!move || event.altKey || event.metaKey) return;
  event.preventDefault();
  const size = matrix.list.length;
  const within = (value) => Math.max(0, Math.min(size, value));
  const corner = move[0] + move[1] < 0 ? 1 : size;
  const place = event.ctrlKey ? { row: corner, column: corner }
    : { row: within(matrix.at.row + move[0]), column: within(matrix.at.column + move[1]) };
  if (place.row || place.column) rove(place, { focus: true });
};
const boxOf = (event) => event.target.closest(".cells td:not(.corner), .cells th");

const startMatrix = (holder) => {
  const orders = make("select", { id: "matrix-order", onchange: (event) => change((now) => { now.order = event.target.value; }) }, Object.keys(MATRIX_ORDERS).map((name) => make("option", { value: name }, name)));
  const scroller = make("div", { class: "scroller", id: "matrix-cells" });
  const then = (act) => (event) => boxOf(event) && act(placeOf(boxOf(event)));
  scroller.addEventListener("click", then((place) => { rove(place, { focus: true }); chooseAt(place); }));
  scroller.addEventListener("mouseover", (event) => matrix.table && light(boxOf(event) ? placeOf(boxOf(event)) : null));
  scroller.addEventListener("mouseleave", () => matrix.table && light(null));
  scroller.addEventListener("focusin", then((place) => { rove(place, { focus: false }); light(place); }));
  scroller.addEventListener("keydown", (event) => boxOf(event) && onMatrixKey(event));
  holder.append(
    make("div", { class: "matrix-head" },
      make("label", {}, "Order by ", orders), make("span", { class: "scale-key", id: "matrix-key" })),
    scroller,
    make("p", { class: "matrix-words", id: "matrix-words", "aria-hidden": "true" }));
  addEventListener("resize", () => state.view === "matrix" && shown.passing.length && sizeCells());
};

// As large as the width allows, and never smaller than what can be read and pointed at.
const sizeCells = () => {
  const scroller = byId("matrix-cells");
  const names = narrow() ? 96 : 136;
  const size = Math.max(narrow() ? CELL.touched : CELL.least, Math.min(CELL.most, Math.floor((scroller.clientWidth - names - 14) / matrix.list.length)));
  for (const [name, length] of [["cell", size], ["names", names], ["whole", names + size * matrix.list.length]]) scroller.style.setProperty(`--${name}`, `${length}px`);
};
const matrixKey = () => {
  const tones = { ...palette(), well: colour("well") };
  const steps = [1, 0.5, 0.1];
  const patch = (sign, share) => make("i", { style: `background:${shadeOf(share * strongest, sign, tones)}` });
  const hollow = (line, text) => make("span", { class: "hollow" }, make("i", { class: line }), text);
  const shades = [steps.map((share) => patch(-1, share)), patch(0, 0), [...steps].reverse().map((share) => patch(1, share))];
  return [
    make("span", { class: "shades" }, `hostile ${signed(-strongest, 1)} `, shades, ` ${signed(strongest, 1)} cooperative`),
    hollow("done", "affiliation"), hollow("planned", "only planned"), hollow("denied", "only denied"),
  ];
};

const drawMatrix = () => {
  byId("matrix-order").value = state.order;
  const now = laidOut();
  if (matrix && matrix.key !== now.key && matrix.frame === now.frame) {
    updateTable(matrix.table, matrix, now);
    matrix = { ...matrix, ...now };
    byId("matrix-key").replaceChildren(...matrixKey());
  }
  if (!matrix || matrix.key !== now.key) {
    const focused = Boolean(matrix) && byId("matrix-cells").contains(document.activeElement);
    const [row, column] = matrix && matrix.at ? [matrix.at.row, matrix.at.column].map((place) => place && now.list.indexOf(matrix.list[place - 1]) + 1) : [1, 1];
    matrix = { ...now, table: matrixTable(now), lit: [], at: { row, column } };
    if (!row && !column) matrix.at = { row: 1, column: 1 };
    sizeCells();
    byId("matrix-cells").replaceChildren(matrix.table);
    byId("matrix-key").replaceChildren(...matrixKey());
    byId("matrix-words").textContent = "";
    rove(matrix.at, { focus: focused });
  }
  matrix.all = now.all;
  markPicked();
};
const markPicked = () => {
  for (const box of matrix.table.querySelectorAll(".picked")) box.classList.remove("picked");
  const places = pickedActors().map((index) => matrix.list.indexOf(index) + 1).filter(Boolean);
  for (const place of places) for (const box of [boxAt({ row: place, column: 0 }), boxAt({ row: 0, column: place })]) box.classList.add("picked");
  if (places.length === 2) for (const [row, column] of [places, [...places].reverse()]) boxAt({ row, column }).classList.add("picked");
  const pick = JSON.stringify([state.pick, matrix.key]);
  if (places.length && pick !== matrix.seen) boxAt({ row: places[0], column: places[1] || 0 }).scrollIntoView({ block: "nearest", inline: "nearest" });
  matrix.seen = pick;
};
const matrixInWords = () => {
  const { list, all, ties } = shown.passing.length ? matrix : { list: [], all: 0, ties: 0 };
  const whom = list.length < all ? `${counted(list.length)} of ${plural(all, "actor")} in the matrix, choose fewer or filter` : `${counted(list.length)} of ${plural(actors.length, "actor")} in the matrix`;
  return `${whom} · ${counted(ties)} of ${plural(shown.passing.length, "pair")}`;
};

const DRAWN_DASHES = { done: null, planned: "4 2.5", denied: "1 2" };
const matrixSvg = () => {
  const { list, cells, begins } = laidOut();
  const [size, left, top] = [16, 150, 150];
  const side = list.length * size;
  const name = (index) => (actors[index].name.length > 24 ? `${actors[index].name.slice(0, 23)}…` : actors[index].name);
  const text = (attributes, words) => draw("text", { "font-size": 11, fill: "var(--ink)", ...attributes }, words);
  const box = (row, column) => {
    const cell = cells[row][column];
    const [x, y] = [left + column * size, top + row * size];
    if (row === column) return draw("rect", { x, y, width: size, height: size, fill: "var(--line)" });
    if (!cell) return null;
    return [
      cell.fill ? draw("rect", { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, fill: cell.fill }) : null,
      !cell.fill || cell.line !== "done" ? draw("rect", { x: x + 3, y: y + 3, width: size - 6, height: size - 6, fill: "none", stroke: cell.ink || "var(--soft)", "stroke-width": 1.3, "stroke-dasharray": DRAWN_DASHES[cell.line] })
        : cell.mark ? text({ x: x + size / 2, y: y + size / 2 + 4, "text-anchor": "middle", fill: cell.ink }, cell.mark) : null,
    ];
  };
  const rule = (place, tone) => [draw("line", { x1: left, x2: left + side, y1: top + place * size, y2: top + place * size, stroke: tone }), draw("line", { x1: left + place * size, x2: left + place * size, y1: top, y2: top + side, stroke: tone })];
  return standalone(draw("svg", { viewBox: `0 0 ${left + side + 12} ${top + side + 12}` },
    draw("title", {}, `${data.title}: matrix of ${plural(list.length, "actor")}`),
    list.map((_, row) => list.map((__, column) => box(row, column))),
    Array.from({ length: list.length + 1 }, (_, place) => rule(place, begins[place] ? "var(--soft)" : "var(--line)")),
    list.map((index, at) => [
      text({ x: left - 6, y: top + at * size + 12, "text-anchor": "end" }, name(index)),
      text({ transform: `translate(${left + at * size + 12} ${top - 6}) rotate(-90)` }, name(index)),
    ])));
};

views.push({ id: "matrix", name: "Matrix", class: "matrix", start: startMatrix, draw: drawMatrix, words: matrixInWords, toSvg: matrixSvg });
