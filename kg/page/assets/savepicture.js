// The picture in sight as a file that stands on its own: with title, legend, the filters in words and the day, as SVG or PNG.
const MARGIN = 32;

// Every mark of the legend is 26 wide; those of lines and shapes are of the network and its kin.
const legendEntries = (view, tones) => {
  const stroke = (tone, dash) => (x, y) => draw("line", { x1: x, x2: x + 26, y1: y, y2: y, stroke: tone, "stroke-width": 4, "stroke-dasharray": dash });
  const entries = [
    [stroke(tones.coop), "+ cooperative"],
    [stroke(tones.host), `${MINUS} hostile`],
    [stroke(tones.grey), "evenly mixed, or no strength"],
  ];
  if (view.id !== "network") return entries;
  const lines = new Set(shown.drawn.map(({ told }) => lineOf(told)));
  const kinds = new Set(actorsInPicture().map((index) => actors[index].kind));
  const widths = (x, y) => draw("path", { d: `M${x} ${y - 0.5}L${x + 26} ${y - 4}V${y + 4}L${x} ${y + 0.5}Z`, fill: tones.node });
  const shape = (kind) => (x, y) => markOf(SHAPES[kind], x + 13, y, 6.5, { fill: tones.node });
  return [
    ...entries,
    [widths, "wider: stronger"],
    ...[["done", "done or in force"], ["planned", "planned or possible"], ["denied", "denied"]].filter(([status]) => lines.has(status))
      .map(([status, words]) => [stroke(tones.node, { done: undefined, planned: "9 4", denied: "2 4" }[status]), words]),
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(kind)).map(([kind, words]) => [shape(kind), words.toLowerCase()]),
  ];
};
const legendRows = (view, tones, width, top) => {
  let [x, y] = [MARGIN, top];
  const nodes = legendEntries(view, tones).flatMap(([mark, words]) => {
    const wide = 34 + widthOfText(words, 13);
    if (x > MARGIN && x + wide > width - MARGIN) [x, y] = [MARGIN, y + 22];
    const found = [mark(x, y), draw("text", { x: x + 34, y: y + 4.5, "font-size": 13, fill: tones.ink }, words)];
    x += wide + 22;
    return found;
  });
  return { nodes, bottom: y + 12 };
};

const wrappedTo = (text, width, size) => {
  const rows = [""];
  for (const word of text.split(" ")) {
    const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
    if (widthOfText(longer, size) <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows.filter(Boolean);
};
const filtersSentence = () => (filtersInWords() === "no filter" ? "No filter." : `Filters: ${filtersInWords()}.`);
const highlighted = () => {
  if (!state.pick) return "";
  const names = state.pick.pair === undefined ? [state.pick.actor] : [pairs[state.pick.pair].a, pairs[state.pick.pair].b];
  return ` Highlighted: ${names.map((index) => actors[index].name).join(" and ")}.`;
};
const pictureWords = () => {
  const count = state.view === "network"
    ? `${plural(actorsInPicture().length, "actor")} of ${counted(actors.length)} and ${plural(shown.drawn.length, "tie")} of ${counted(shown.passing.length)}`
    : `${plural(shown.passing.length, "tie")} of ${counted(pairs.length)}`;
  return `${count}. ${filtersSentence()}${highlighted()} Strength as of ${niceDay(asOfShown())}.`;
};

// XML holds neither control characters nor halves of characters, whatever a name does.
const svgText = (svg) => new XMLSerializer().serializeToString(svg)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");

const viewSvg = (view) => {
  const made = view.toSvg();
  if (typeof made === "string") return document.importNode(new DOMParser().parseFromString(made, "image/svg+xml").documentElement, true);
  return made.isConnected ? made.cloneNode(true) : made;
};
const sizeOfSvg = (svg) => {
  const box = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
  const size = (name, place) => parseFloat(svg.getAttribute(name)) || box[place] || 800;
  return [size("width", 2), size("height", 3)];
};
// The title and the caption are left out where a document around the picture says them.
const framedSvg = (view, { bare } = {}) => {
  const tones = lightTones();
  const inner = viewSvg(view);
  const [wide, high] = sizeOfSvg(inner);
  const width = Math.max(720, Math.ceil(wide) + 2 * MARGIN);
  const titleRows = bare ? [] : wrappedTo(data.title, width - 2 * MARGIN, 22);
  const top = bare ? 0 : 26 + titleRows.length * 28;
  for (const [name, value] of Object.entries({ x: (width - wide) / 2, y: top, width: wide, height: high })) inner.setAttribute(name, String(value));
  const rule = top + high + 16;
  const legend = legendRows(view, tones, width, rule + 22);
  const rows = bare ? [] : wrappedTo(pictureWords(), width - 2 * MARGIN, 13);
  const height = Math.ceil(legend.bottom + rows.length * 19 + (bare ? 4 : 24));
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FACE, role: "img" },
    draw("title", {}, data.title), draw("desc", {}, pictureWords()),
    draw("rect", { width, height, fill: bare ? "#ffffff" : tones.paper }),
    titleRows.map((row, place) => draw("text", { x: MARGIN, y: 42 + place * 28, "font-size": 22, "font-weight": 600, "font-family": "Georgia, Liberation Serif, serif", fill: tones.ink }, row)),
    inner,
    draw("line", { x1: MARGIN, x2: width - MARGIN, y1: rule, y2: rule, stroke: tones["node-soft"] }),
    draw("g", { id: "legend" }, legend.nodes),
    rows.map((row, place) => draw("text", { x: MARGIN, y: legend.bottom + 16 + place * 19, "font-size": 13, fill: tones.soft }, row)));
};

const saveSvg = () => {
  const view = viewInSight();
  saveFile(['<?xml version="1.0" encoding="UTF-8"?>\n', svgText(framedSvg(view)), "\n"], "image/svg+xml;charset=utf-8", nameForFile(view.id, "svg"));
};

// Two pixels for each unit, as long as a browser can hold them.
const MOST_PIXELS = 48e6;
const MOST_SIDE = 12000;
const savePng = () => {
  const view = viewInSight();
  const svg = framedSvg(view);
  const [width, height] = sizeOfSvg(svg);
  const scale = Math.min(2, MOST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const failed = () => tell("This browser could not paint the picture; save it as SVG.");
  const image = new Image();
  image.onerror = failed;
  image.onload = () => {
    const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => (blob ? saveFile(blob, "image/png", nameForFile(view.id, "png")) : failed()));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
};
