// The map as an SVG of its own: what is seen of it, with widths that do not depend on how near the reader looks.
const LEAST_WIDE = 656;
const mapSvg = () => {
  const { box, unit } = chart;
  const tones = palette();
  const { clientHeight } = chart.svg;
  const px = (value) => twoDigits(value * unit);
  const isBack = (node) => node.classList.contains("back");
  const toneOfTie = (tie) => (tie.sign > 0 ? tones.coop : tie.sign < 0 ? tones.host : tones.grey);
  const tieOf = (node) => chart.ties.find((tie) => tie.key === node.dataset.tie);
  const land = [...chart.svg.querySelectorAll(".map-rest, .map-state")].map((shape) => {
    const fill = shape.classList.contains("in") ? tones["node-soft"] : tones.faint;
    const given = (name) => shape.getAttribute(name);
    return shape.localName === "circle" ? draw("circle", { cx: given("cx"), cy: given("cy"), r: px(2), fill })
      : draw("path", { d: given("d"), fill, "fill-rule": "evenodd", stroke: tones.paper, "stroke-width": px(0.8), "stroke-linejoin": "round" });
  });
  const curve = (node) => {
    const tie = tieOf(node);
    const look = curveLook(tie);
    const dash = { planned: [9, 6], denied: [1, 5] }[tie.line];
    return draw("path", {
      d: tie.curve.d, stroke: toneOfTie(tie), "stroke-width": px(look["stroke-width"]), "stroke-opacity": isBack(node) ? 0.1 : look["stroke-opacity"],
      "stroke-dasharray": dash && dash.map(px).join(" "), "stroke-linecap": tie.line === "planned" ? "butt" : "round",
    }, draw("title", {}, tieText(tie)));
  };
  const mark = (node) => {
    const tie = tieOf(node);
    return draw("g", { transform: node.getAttribute("transform"), opacity: isBack(node) ? 0.15 : undefined },
      draw("circle", { r: 7, fill: toneOfTie(tie), stroke: tones.paper, "stroke-width": 1.5 }),
      draw("path", { d: tie.sign > 0 ? "M0-3.5V3.5M-3.5 0H3.5" : "M-3.5 0H3.5", stroke: tones.paper, "stroke-width": 1.7 }));
  };
  const label = (node) => (node.localName === "circle"
    ? draw("circle", { cx: node.getAttribute("cx"), cy: node.getAttribute("cy"), r: px(2.6), fill: tones.node, stroke: tones.paper, "stroke-width": px(1.2) })
    : outlined(Number(node.getAttribute("x")), Number(node.getAttribute("y")), [node.textContent], { size: px(11.5), color: tones.ink, strokeWidth: px(3), strokeColor: tones.paper }));
  // Without the empty sea beyond the edges of the world; what a narrow screen shows is saved larger.
  const [left, right] = [Math.max(box.x, 0), Math.min(box.x + box.w, data.world.width)];
  const [top, bottom] = [Math.max(box.y, 0), Math.min(box.y + clientHeight * unit, data.world.height)];
  const scale = Math.max(1 / unit, LEAST_WIDE / (right - left));
  return draw("svg", {
    width: Math.round((right - left) * scale), height: Math.round((bottom - top) * scale), overflow: "hidden", "font-family": LABEL_FONT,
    viewBox: [left, top, right - left, bottom - top].map(twoDigits).join(" "),
  },
  draw("g", { id: "land" }, land),
  draw("g", { id: "ties", fill: "none" }, [...chart.lines.children].map(curve)),
  draw("g", { id: "signs" }, [...chart.marks.children].map(mark)),
  draw("g", { id: "names", "text-anchor": "middle", "font-weight": 600 }, [...chart.labels.children].map(label)));
};
