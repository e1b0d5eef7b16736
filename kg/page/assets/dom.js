// Making elements: text is always set as text, never as markup.
const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

const fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
};
const make = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
// A name in a script that runs from right to left keeps to itself.
const named = (index) => make("bdi", {}, actors[index].name);
const button = (text, onclick, attributes) => make("button", { type: "button", onclick, ...attributes }, text);

// What is asked for many times within a frame, as by a window that is dragged larger, is done once.
const oncePerFrame = (work) => {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      work();
    });
  };
};

// How wide a text is, in pixels, of letters of a size.
const ruler = make("canvas", {}).getContext("2d");
const textWidth = (text, size, family) => {
  ruler.font = `${size}px ${family}`;
  return ruler.measureText(text).width;
};

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const blend = (first, second, share) => {
  const part = (hex, place) => parseInt(hex.slice(place, place + 2), 16);
  return "#" + [1, 3, 5].map((place) =>
    Math.round(part(first, place) + (part(second, place) - part(first, place)) * share).toString(16).padStart(2, "0")).join("");
};
