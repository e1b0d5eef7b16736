// Where the reader looks on the map; what is seen of it has the shape of its place on the page.
const NEAREST = 16;
const fitMap = (all) => {
  const { width, height, at } = data.world;
  const shape = chart.svg.clientWidth / Math.max(1, chart.svg.clientHeight);
  const whole = Math.max(width, height * shape) * 1.02;
  chart.box = { x: (width - whole) / 2, y: (height - whole / shape) / 2, w: whole };
  // The page opens on where most ties are: on a tall screen the whole world would be a thin band.
  if (!all && chart.weights.size) {
    const [left, right] = middleOf((code) => at[code][0]);
    const [top, bottom] = middleOf((code) => at[code][1]);
    const wide = Math.max(shape < 1 ? 0.8 * height * shape : 0, Math.min(shape < 1 ? 0.5 * width : whole, Math.max(right - left + 260, (bottom - top + 200) * shape)));
    const room = height - wide / shape;
    chart.box = { x: (left + right - wide) / 2, y: room < 0 ? room / 2 : Math.max(0, Math.min(room, (top + bottom - wide / shape) / 2)), w: wide };
  }
  showBox();
};
// Between which two values nine tenths of the ties lie.
const middleOf = (value) => {
  const sorted = [...chart.weights].map(([code, weight]) => [value(code), weight]).sort((a, b) => a[0] - b[0]);
  const sum = sorted.reduce((total, [, weight]) => total + weight, 0);
  const at = (part) => {
    let passed = 0;
    return sorted.find(([, weight]) => (passed += weight) >= part * sum)[0];
  };
  return [at(0.04), at(0.96)];
};
const showBox = () => {
  const { width, height } = data.world;
  const shape = chart.svg.clientWidth / Math.max(1, chart.svg.clientHeight);
  const most = 1.1 * Math.max(width, height * shape);
  const w = Math.min(most, Math.max(width / NEAREST / 2, chart.box.w));
  const h = w / shape;
  const inside = (from, size, all) => Math.min(Math.max(from, Math.min(0, all - size) - 0.05 * all), Math.max(0, all - size) + 0.05 * all);
  chart.box = { w, x: inside(chart.box.x, w, width), y: inside(chart.box.y, h, height) };
  chart.unit = w / Math.max(1, chart.svg.clientWidth);
  chart.svg.setAttribute("viewBox", `${chart.box.x} ${chart.box.y} ${w} ${h}`);
  chart.svg.style.setProperty("--unit", `${chart.unit}px`);
  cancelAnimationFrame(chart.waiting);
  chart.waiting = requestAnimationFrame(placeTexts);
};
const zoomMap = (times, event) => {
  if (!chart.box) return;
  const frame = chart.svg.getBoundingClientRect();
  const [right, down] = event ? [event.clientX - frame.left, event.clientY - frame.top] : [frame.width / 2, frame.height / 2];
  const shape = frame.width / Math.max(1, frame.height);
  const w = Math.min(1.1 * Math.max(data.world.width, data.world.height * shape), Math.max(data.world.width / NEAREST / 2, chart.box.w / times));
  const unit = w / frame.width;
  chart.box = { w, x: chart.box.x + right * (chart.unit - unit), y: chart.box.y + down * (chart.unit - unit) };
  showBox();
};
const moveMap = (right, down) => {
  chart.box = { ...chart.box, x: chart.box.x - right * chart.unit, y: chart.box.y - down * chart.unit };
  showBox();
};

const grabMap = (event) => {
  chart.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  if (chart.pointers.size === 1) chart.dragged = false;
};
const dragMap = (event) => {
  const before = chart.pointers.get(event.pointerId);
  if (!before || !chart.box) return;
  if (!event.buttons) {
    dropMap(event);
    return;
  }
  const [right, down] = [event.clientX - before[0], event.clientY - before[1]];
  if (!chart.dragged && Math.hypot(right, down) < 4) return;
  if (!chart.dragged) closeMapList(false);
  chart.dragged = true;
  chart.svg.setPointerCapture(event.pointerId);
  const others = [...chart.pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
  if (others.length) {
    const far = ([x, y]) => Math.hypot(x - others[0][0], y - others[0][1]);
    const now = [event.clientX, event.clientY];
    zoomMap(far(now) / Math.max(1, far(before)), { clientX: (now[0] + others[0][0]) / 2, clientY: (now[1] + others[0][1]) / 2 });
  }
  moveMap(right / chart.pointers.size, down / chart.pointers.size);
  chart.pointers.set(event.pointerId, [event.clientX, event.clientY]);
};
const dropMap = (event) => chart.pointers.delete(event.pointerId);

const keyMap = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  if (steps[event.key]) moveMap(...steps[event.key]);
  else if (event.key === "+" || event.key === "=") zoomMap(1.4);
  else if (event.key === "-") zoomMap(1 / 1.4);
  else if (event.key === "0") fitMap(true);
  else if ((event.key === "Enter" || event.key === " ") && event.target.dataset.tie) openTie(event.target.dataset.tie);
  else return;
  event.preventDefault();
};
