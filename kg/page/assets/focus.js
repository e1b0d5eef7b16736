// Where the keyboard is: what is drawn anew gives the focus back to what stands for the same thing, and what goes away hands
// it on, so that no change of the page drops it.
const PARTS = ".view, #drawer, #ego, #find, #timeline, #nothing";
const canHold = (element) => element.isConnected && !element.disabled && element.getClientRects().length > 0;
// Controls that stand for the same tie, actor, column, link: by what their data-* attributes or their link say.
const twinsOf = (element, part) => {
  const marks = [...element.attributes].filter(({ name }) => name.startsWith("data-") || name === "href").map(({ name, value }) => `[${name}="${CSS.escape(value)}"]`);
  return marks.length ? [...part.querySelectorAll(marks.join(""))].filter((each) => each.tagName === element.tagName && (each.tabIndex >= 0 || each.hasAttribute("tabindex"))) : [];
};
const whereFocusIs = () => {
  const element = document.activeElement;
  const part = element && element.closest(PARTS);
  return part ? { element, part, place: twinsOf(element, part).indexOf(element) } : null;
};
const twinOf = ({ element, part, place }) => {
  if (canHold(element)) return element;
  const twins = twinsOf(element, part).filter(canHold);
  return twins[place] || twins[0];
};
const focusOfView = () => {
  const holder = holderOf(viewInSight());
  return [holder, ...holder.querySelectorAll("[tabindex='0']")].find((each) => each.tabIndex === 0 && canHold(each)) || byId(`to-${state.view}`);
};

// Where a part has lost the control, its first one takes over; the search box does not, since it brings up a phone's keys.
const FIRST_OF = { drawer: "h2", find: "#filters input", timeline: "input" };
const keepFocus = (redraw) => {
  const held = whereFocusIs();
  redraw();
  const now = document.activeElement;
  if (!held || (now && now !== document.body && now !== held.element) || (now === held.element && canHold(now))) return;
  const first = FIRST_OF[held.part.id] && held.part.querySelector(FIRST_OF[held.part.id]);
  // The drawer stays where the reader has scrolled it to.
  (twinOf(held) || (first && canHold(first) ? first : focusOfView())).focus({ preventScroll: held.part.id === "drawer" });
};

// Picks by keyboard lead the reader into the drawer; closing it leads back to what the pick was made with, as long as the
// view is the same; else to the view.
let cameFrom = null;
const choose = (pick) => {
  const from = whereFocusIs();
  if (from && (from.part.id !== "drawer" || !cameFrom)) cameFrom = { ...from, view: state.view };
  pick();
  byId("drawer").scrollTop = 0;
  const heading = byId("drawer").querySelector("h2");
  if (heading) heading.focus({ preventScroll: true });
};
const forgetOtherViews = () => {
  if (cameFrom && cameFrom.view !== state.view) cameFrom = null;
};
const leadBack = () => {
  ((cameFrom && twinOf(cameFrom)) || focusOfView()).focus();
};
