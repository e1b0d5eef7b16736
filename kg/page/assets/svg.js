// A picture that stands by itself: what the page's style gives its elements is written into them, colours as colours.
const CARRIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "opacity",
  "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "paint-order",
];
const OF_THE_PAGE = /^(class|style|tabindex|role|aria-.*|data-.*)$/;

// Other programs read colours as #rrggbb; what is transparent stays as the browser says it.
const plainColour = (value) => {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value);
  return parts ? "#" + parts.slice(1).map((part) => Number(part).toString(16).padStart(2, "0")).join("") : value;
};

const carry = (element, target) => {
  const given = [...element.attributes];
  const styled = given.some(({ name, value }) => name === "class" || name === "style" || value.includes("var("));
  if (styled && element.parentElement) {
    const [own, around] = [element, element.parentElement].map((each) => getComputedStyle(each));
    for (const name of CARRIED) {
      const value = own.getPropertyValue(name);
      if (value && (element.hasAttribute(name) || value !== around.getPropertyValue(name))) target.setAttribute(name, plainColour(value));
    }
  }
  for (const { name } of given) if (OF_THE_PAGE.test(name)) target.removeAttribute(name);
};

// A copy of an <svg> with its size, its title and paper behind it; the picture need not stand in the page.
const standalone = (picture) => {
  const holder = picture.isConnected ? null : make("div", { class: "unseen", "aria-hidden": "true" }, picture);
  if (holder) document.body.append(holder);
  const copy = picture.cloneNode(true);
  const box = picture.viewBox.baseVal;
  const bounds = picture.getBoundingClientRect();
  const [x, y, width, height] = box && box.width ? [box.x, box.y, box.width, box.height] : [0, 0, bounds.width, bounds.height];
  const style = getComputedStyle(picture);
  const [family, size, ink] = [style.fontFamily, style.fontSize, plainColour(style.color)];
  const [own, made] = [picture, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  own.forEach((element, place) => carry(element, made[place]));
  const title = [...copy.children].find((child) => child.localName === "title") || draw("title", {}, picture.getAttribute("aria-label") || data.title);
  title.remove();
  for (const [name, value] of Object.entries({ viewBox: `${x} ${y} ${width} ${height}`, width, height, "font-family": family, "font-size": size, color: ink })) copy.setAttribute(name, String(value));
  copy.prepend(title, draw("rect", { x, y, width, height, fill: colour("paper") }));
  if (holder) holder.remove();
  return copy;
};
