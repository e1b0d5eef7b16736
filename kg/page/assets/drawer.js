// The evidence drawer: an overview, or the panel of the chosen tie or actor.
const firstOf = (list, count, fits) => {
  const found = [];
  for (const each of list) {
    if (found.length === count) break;
    if (fits(each)) found.push(each);
  }
  return found;
};
const busiest = (indexes, count) => {
  const found = [];
  for (const index of indexes) {
    if (found.length === count && actors[index].told <= actors[found[count - 1]].told) continue;
    found.push(index);
    found.sort((a, b) => actors[b].told - actors[a].told || a - b);
    found.length = Math.min(found.length, count);
  }
  return found;
};
const overview = () => {
  const both = ({ pair }) => `${actors[pair.a].name} – ${actors[pair.b].name}`;
  const list = (title, of) => (of.length ? [make("h3", {}, title), make("ul", { class: "rows" }, of.map((each) => pairRow(each, both(each))))] : null);
  const contested = firstOf(shown.passing, 8, ({ told }) => disputed.size && told.some((index) => disputed.has(index)));
  const busy = busiest([...shown.able].sort((a, b) => a - b), 6);
  return [
    make("header", {}, make("h2", { tabindex: -1 }, "Overview")),
    make("p", { class: "lead" }, "Choose a tie or an actor to read the sentences behind it."),
    list("Most cooperative ties", firstOf(shown.passing, 6, ({ standing, sign }) => standing && standing.t > 0 && sign > 0)),
    list("Most hostile ties", firstOf(shown.passing, 6, ({ standing, sign }) => standing && standing.t < 0 && sign < 0)),
    list("Disputed: some say so, some deny it", contested),
    busy.length ? [make("h3", {}, "Actors told of most"), make("ul", { class: "rows" }, busy.map((index) => make("li", {}, button([
      make("span", { class: "name" }, actors[index].name), make("span", { class: "soft num" }, plural(actors[index].told, "event")),
    ], () => choose(() => pickActor(index)), { "data-actor": index }))))] : null,
    make("h3", {}, "How to read a strength"),
    make("p", { class: "note" }, "The balance of two actors' friendly over hostile acts (affinity, from −1 to +1), times how much they deal with each other: log2(1 + how many times as often as their prominence in the news predicts). With little evidence the balance is pulled toward how each behaves with everyone else, and the interval shows how sure we are. Denied, planned and possible acts do not count. Filters choose what is shown; strength is of all reports."),
    make("h3", {}, "Keys"),
    make("p", { class: "note" }, KEYS.flatMap(([key, what], place) => [place ? " · " : "", make("kbd", {}, key), ` ${what}`])),
  ];
};

// Picks by keyboard lead the reader into the drawer; closing it leads back, to what stands for the same tie or actor where
// the list that the pick was made in has been drawn anew.
let cameFrom = null;
const wayBack = ({ element, holder }) => {
  if (element.isConnected) return element;
  const { pair, actor } = element.dataset;
  const same = pair !== undefined ? `[data-pair="${Number(pair)}"]` : `[data-actor="${Number(actor)}"]`;
  return byId(holder).querySelector(same) || byId(`to-${state.view}`);
};
const choose = (pick) => {
  const element = document.activeElement;
  const holder = element.closest(".view, #drawer, #find");
  if (!cameFrom && holder) cameFrom = { element, holder: holder.id };
  pick();
  byId("drawer").scrollTop = 0;
  const heading = byId("drawer").querySelector("h2");
  if (heading) heading.focus({ preventScroll: true });
};

let inDrawer = "";
const drawDrawer = () => {
  const drawer = byId("drawer");
  const pick = state.pick;
  const content = !pick ? overview() : pick.pair !== undefined ? tiePanel(pairs[pick.pair]) : actorPanel(pick.actor);
  const now = JSON.stringify(pick);
  drawer.replaceChildren(...content.flat(4).filter(Boolean));
  drawer.classList.toggle("open", Boolean(pick));
  if (now !== inDrawer) drawer.scrollTop = 0;
  inDrawer = now;
  if (!pick && cameFrom) {
    wayBack(cameFrom).focus();
    cameFrom = null;
  }
};
