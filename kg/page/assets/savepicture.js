// The picture in sight as a file that stands on its own: with title, legend, the filters in words and the day, as SVG or PNG.
const MARGIN = 32;

// Every mark of the legend is 26 wide; each view explains what it draws.
const legendEntries = (view, tones) => {
  const stroke = (tone, dash) => (x, y) => draw("line", { x1: x, x2: x + 26, y1: y, y2: y, stroke: tone, "stroke-width": 4, "stroke-dasharray": dash });
  const box = (paint) => (x, y) => draw("rect", { x: x + 7, y: y - 6, width: 12, height: 12, fill: "none", ...paint });
  const signs = [[tones.coop, "+ cooperative"], [tones.host, `${MINUS} hostile`]];
  if (view.id === "matrix") {
    return [
      ...signs.map(([fill, words]) => [box({ fill }), `${words}, the fuller the stronger`]),
      [box({ fill: tones.grey }), "mixed or faint"],
      ...[[undefined, "affiliation"], ["4 2.5", "only planned or possible"], ["1 2", "only denied"]]
        .map(([dash, words]) => [box({ stroke: tones.ink, "stroke-dasharray": dash }), words]),
    ];
  }
  const widths = (x, y) => draw("path", { d: `M${x} ${y - 0.5}L${x + 26} ${y - 4}V${y + 4}L${x} ${y + 0.5}Z`, fill: tones.node });
  const entries = [...signs.map(([tone, words]) => [stroke(tone), words]), [stroke(tones.grey), "mixed, faint, or no strength"], [widths, "wider: stronger"]];
  const onMap = view.id === "map";
  const lines = new Set(onMap ? chart.ties.map(({ line }) => line) : shown.drawn.map(({ told }) => lineOf(told)));
  const kinds = new Set(onMap ? [] : actorsInPicture().map((index) => actors[index].kind));
  const shape = (kind) => (x, y) => markOf(SHAPES[kind], x + 13, y, 6.5, { fill: tones.node });
  return [
    ...entries,
    ...[["done", "done or in force"], ["planned", "planned or possible"], ["denied", "denied"]].filter(([status]) => lines.has(status))
      .map(([status, words]) => [stroke(tones.node, { done: undefined, planned: "9 4", denied: "2 4" }[status]), words]),
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(kind)).map(([kind, words]) => [shape(kind), words.toLowerCase()]),
  ];
};
const legendOf = (view, tones, width) => {
  let [x, y] = [0, 12];
  const nodes = legendEntries(view, tones).flatMap(([mark, words]) => {
    const wide = 34 + textWidth(words, 13, LABEL_FONT);
    if (x && x + wide > width) [x, y] = [0, y + 22];
    const found = [mark(x, y), draw("text", { x: x + 34, y: y + 4.5, "font-size": 13, fill: tones.ink }, words)];
    x += wide + 22;
    return found;
  });
  return { nodes, height: y + 12 };
};

const wrappedTo = (text, width, size) => {
  const rows = [""];
  for (const word of text.split(" ")) {
    const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
    if (textWidth(longer, size, LABEL_FONT) <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows.filter(Boolean);
};
const filtersSentence = () => (filtersInWords() === "no filter" ? "No filter." : `Filters: ${filtersInWords()}.`);
const highlighted = () => {
  const names = state.view === "table" ? [] : pickedInPicture().map((index) => actors[index].name);
  return names.length ? ` Highlighted: ${names.join(" and ")}.` : "";
};
const ofView = ({ caption }) => (caption ? ` ${caption()}.` : "");
// Each panel of the periods has a day of its own, as its caption says.
const asOfSentence = () => (state.view === "periods" ? "" : ` Strength as of ${niceDay(asOfShown())}${isFiltered() ? ", of all reports: the filters choose what is shown" : ""}.`);
const pictureWords = () => `${byId("shown").textContent}.${ofView(viewInSight())} ${filtersSentence()}${highlighted()}${asOfSentence()}`;

// XML holds neither control characters nor halves of characters, whatever a name does.
const svgText = (svg) => new XMLSerializer().serializeToString(svg)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");

// Pictures are light: colours are asked for while the page is, which is over before it is painted again.
const inLight = (paper, run) => {
  const root = document.documentElement;
  const { theme } = root.dataset;
  root.dataset.theme = "light";
  if (paper) root.style.setProperty("--paper", paper);
  try {
    return run();
  } finally {
    root.dataset.theme = theme;
    root.style.removeProperty("--paper");
  }
};
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
// The title and the caption are left out where a document around the picture says them; a sheet of paper is narrow, so that
// the legend is larger there.
const PAPER_WIDE = 820;
const framedSvg = (view, { bare } = {}) => inLight(bare ? "#ffffff" : "", () => {
  const tones = palette();
  const inner = viewSvg(view);
  const [wide, high] = sizeOfSvg(inner);
  const width = Math.max(720, Math.ceil(wide) + 2 * MARGIN);
  const titleRows = bare ? [] : wrappedTo(data.title, width - 2 * MARGIN, 22);
  const top = bare ? 0 : 26 + titleRows.length * 28;
  for (const [name, value] of Object.entries({ x: (width - wide) / 2, y: top, width: wide, height: high, overflow: inner.getAttribute("overflow") || "visible" })) inner.setAttribute(name, String(value));
  const rule = top + high + 16;
  const large = bare ? Math.max(1, width / PAPER_WIDE) : 1;
  const legend = legendOf(view, tones, (width - 2 * MARGIN) / large);
  const bottom = rule + 10 + legend.height * large;
  const rows = bare ? [] : wrappedTo(pictureWords(), width - 2 * MARGIN, 13);
  const height = Math.ceil(bottom + rows.length * 19 + (bare ? 4 : 24));
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": LABEL_FONT, role: "img" },
    draw("title", {}, data.title), draw("desc", {}, pictureWords()),
    draw("rect", { width, height, fill: tones.paper }),
    titleRows.map((row, place) => draw("text", { x: MARGIN, y: 42 + place * 28, "font-size": 22, "font-weight": 600, "font-family": "Georgia, Liberation Serif, serif", fill: tones.ink }, row)),
    inner,
    draw("line", { x1: MARGIN, x2: width - MARGIN, y1: rule, y2: rule, stroke: tones["node-soft"] }),
    draw("g", { id: "legend", transform: `translate(${MARGIN} ${rule + 10}) scale(${large})` }, legend.nodes),
    rows.map((row, place) => draw("text", { x: MARGIN, y: bottom + 16 + place * 19, "font-size": 13, fill: tones.soft }, row)));
});

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
