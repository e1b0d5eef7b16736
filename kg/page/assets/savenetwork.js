// The network as an SVG of its own: the places, colours, widths, dashes, marks and names of the picture on the screen, all
// of it whatever part is in sight, in the light colours.
const lightTone = (name) => document.styleSheets[0].cssRules[0].style.getPropertyValue(`--${name}`).trim();
const lightTones = () => Object.fromEntries(Object.keys(palette()).map((name) => [name, lightTone(name)]));
const short = (value) => Math.round(value * 100) / 100;
const FACE = "Segoe UI, Liberation Sans, Arial, sans-serif";

const pen = document.createElement("canvas").getContext("2d");
const widthOfText = (text, size, weight = 400) => {
  pen.font = `${weight} ${size}px ${FACE}`;
  return pen.measureText(text).width;
};

// The marks of vis-network: their size is a radius, and a triangle stands a little lower and larger than its circle.
const markOf = (shape, x, y, size, paint) => {
  if (shape === "dot") return draw("circle", { cx: short(x), cy: short(y), r: size, ...paint });
  if (shape === "square") return draw("rect", { x: short(x - size), y: short(y - size), width: size * 2, height: size * 2, ...paint });
  const corners = shape === "diamond" ? [[0, -size], [size, 0], [0, size], [-size, 0]]
    : [[0, -1.01], [1.15, 0.98], [-1.15, 0.98]].map(([across, down]) => [across * size, down * size]);
  return draw("path", { d: `M${corners.map(([across, down]) => `${short(x + across)} ${short(y + down)}`).join("L")}Z`, ...paint });
};

// Text over its own outline, drawn twice: some programs paint the outline of a text over it.
const outlined = (x, y, rows, { size, color, strokeWidth, strokeColor }) => {
  const spans = () => rows.map((row, place) => draw("tspan", { x: short(x), y: short(y + place * size) }, row));
  return [
    draw("text", { "font-size": size, fill: strokeColor, stroke: strokeColor, "stroke-width": strokeWidth, "stroke-linejoin": "round", "aria-hidden": "true" }, spans()),
    draw("text", { "font-size": size, fill: color }, spans()),
  ];
};

// Lines end at the rim of a mark where they have an arrow head, and run to its middle, under the mark, where not.
const tieMarks = (edge, places, words) => {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const [across, down] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(across, down) || 1;
  const [dx, dy] = [across / long, down / long];
  const head = edge.arrows.to.enabled ? [to, dx, dy] : edge.arrows.from.enabled ? [from, -dx, -dy] : null;
  const paint = edge.color.color;
  const ends = [from.x, from.y, to.x, to.y];
  let tip = null;
  if (head) {
    const [node, alongX, alongY] = head;
    const size = 7.5 + 3 * edge.width;
    const [x, y] = [node.x - alongX * (node.size + 1), node.y - alongY * (node.size + 1)];
    const corner = (back, aside) => `${short(x - alongX * size * back - alongY * size * aside)} ${short(y - alongY * size * back + alongX * size * aside)}`;
    tip = draw("path", { d: `M${corner(0, 0)}L${corner(1, 0.3)}L${corner(0.9, 0)}L${corner(1, -0.3)}Z`, fill: paint });
    ends.splice(node === to ? 2 : 0, 2, x - alongX * size * 0.9, y - alongY * size * 0.9);
  }
  const [x1, y1, x2, y2] = ends.map(short);
  const line = draw("line", { x1, y1, x2, y2, stroke: paint, "stroke-width": short(edge.width), "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : undefined }, draw("title", {}, words));
  const sign = edge.label ? outlined((from.x + to.x) / 2, (from.y + to.y) / 2 + edge.font.size * 0.33, [edge.label], edge.font) : null;
  return { line, tip, sign };
};

const boxAround = (nodes) => {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of nodes) {
    const rows = node.label ? node.label.split("\n") : [];
    const half = Math.max(node.size + 6, ...rows.map((row) => widthOfText(row, node.font.size) / 2 + 4));
    box.left = Math.min(box.left, node.x - half);
    box.right = Math.max(box.right, node.x + half);
    box.top = Math.min(box.top, node.y - node.size - 8);
    box.bottom = Math.max(box.bottom, node.y + node.size + 12 + rows.length * (node.font.size || 0));
  }
  return box;
};

const MOST_WIDE = 1336;
const MOST_HIGH = 1500;
const networkSvg = () => {
  const near = inFocus();
  const tones = lightTones();
  const inside = actorsInPicture();
  const sizes = labelSizes(inside, new Set(pickedActors()));
  const nodes = inside.map((index) => nodeOf(index, sizes, near, tones));
  const places = new Map(nodes.map((node) => [node.id, node]));
  const ties = shown.drawn.filter(({ pair }) => places.has(pair.a) && places.has(pair.b));
  const marks = ties.map((each) => {
    const { pair, standing } = each;
    const words = `${actors[pair.a].name} – ${actors[pair.b].name}${standing ? `: ${signed(standing.t)}` : ""}`;
    return { lit: edgeOf(each, near, tones).lit, ...tieMarks(edgeOf(each, near, tones), places, words) };
  }).reverse().sort((a, b) => a.lit - b.lit);
  const { left, right, top, bottom } = boxAround(nodes);
  const scale = Math.min(1.1, MOST_WIDE / (right - left), MOST_HIGH / (bottom - top));
  const [width, height] = [Math.ceil((right - left) * scale), Math.ceil((bottom - top) * scale)];
  return draw("svg", { width, height, viewBox: [left, top, width / scale, height / scale].map(short).join(" "), "font-family": FACE },
    draw("g", { id: "ties", fill: "none" }, marks.map(({ line }) => line)),
    draw("g", { id: "heads" }, marks.map(({ tip }) => tip)),
    draw("g", { id: "signs", "text-anchor": "middle" }, marks.map(({ sign }) => sign)),
    draw("g", { id: "actors" }, nodes.map((node) => markOf(node.shape, node.x, node.y, node.size, { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth }))),
    draw("g", { id: "names", "text-anchor": "middle" }, nodes.filter(({ label }) => label).map((node) =>
      outlined(node.x, node.y + node.size + 2 + node.font.size * 0.85, node.label.split("\n"), node.font))));
};
