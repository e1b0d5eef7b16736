// The evidence drawer: an overview, or the panel of the chosen tie or actor.
const firstOf = (list, count, fits) => {
  const found = [];
  for (const each of list) {
    if (found.length === count) break;
    if (fits(each)) found.push(each);
  }
  return found;
};
// Those of whom most is told in what is shown, with how many events.
const busiest = (ties, count) => {
  const told = new Map();
  for (const { pair, told: { length } } of ties) for (const actor of [pair.a, pair.b]) told.set(actor, (told.get(actor) || 0) + length);
  const least = [...told.values()].sort((a, b) => b - a)[count - 1] || 0;
  return [...told].filter(([, events]) => events >= least).sort(([a, one], [b, other]) => other - one || a - b).slice(0, count);
};
const overview = () => {
  const both = ({ pair }) => `${actors[pair.a].name} – ${actors[pair.b].name}`;
  const list = (title, of) => (of.length ? [make("h3", {}, title), make("ul", { class: "rows" }, of.map((each) => pairRow(each, both(each))))] : null);
  const contested = firstOf(shown.passing, 8, ({ told }) => disputed.size && told.some((index) => disputed.has(index)));
  const busy = busiest(shown.passing, 6);
  const tied = shown.passing.filter(({ standing }) => standing);
  const sure = tied.filter(({ pair }) => isSure(pair)).length;
  return [
    make("header", {}, make("h2", { tabindex: -1 }, "Overview")),
    make("p", { class: "lead" }, "Choose a pair or an actor to read the sentences behind it."),
    list("Most cooperative ties", firstOf(shown.passing, 6, ({ standing, sign }) => standing && standing.t > 0 && sign > 0)),
    list("Most hostile ties", firstOf(shown.passing, 6, ({ standing, sign }) => standing && standing.t < 0 && sign < 0)),
    list("Disputed: some say so, some deny it", contested),
    busy.length ? [make("h3", {}, "Actors told of most"), make("ul", { class: "rows" }, busy.map(([index, told]) => make("li", {}, button([
      make("span", { class: "name" }, actors[index].name), make("span", { class: "soft num" }, plural(told, "event")),
    ], () => choose(() => pickActor(index)), { "data-actor": index }))))] : null,
    make("h3", {}, "How to read a strength"),
    make("p", { class: "note" }, "The balance of two actors' friendly over hostile acts (affinity, from −1 to +1), times how much they deal with each other: log2(1 + how many times as often as their prominence in the news predicts). With little evidence the balance is pulled toward how each behaves with everyone else, and the interval shows how sure we are. Denied, planned and possible acts do not count. Filters choose what is shown; strength is of all reports."),
    make("p", { class: "note" }, `A pair is two actors whom any event joins; a tie is a pair with an act that counts, and so with a strength. Here: ${pairsOf(shown.passing)}.`),
    tied.length ? make("p", { class: "note" }, `Of ${plural(tied.length, "tie")} ${sure ? counted(sure) : "none"} ${sure === 1 ? "has" : "have"} an interval that leaves the other sign out; of all others only say which way they lean.`) : null,
    make("h3", {}, "Keys"),
    make("p", { class: "note" }, KEYS.flatMap(([key, what], place) => [place ? " · " : "", make("kbd", {}, key), ` ${what}`])),
  ];
};

// The drawer is drawn anew only where what it tells has changed: not for another view, and for other neighbours only in the
// overview. With the same pick its head stays, which is where most readers' focus is, and so does what was unfolded.
let inDrawer = [];
const whatItTells = () => [JSON.stringify(state.pick), shown.everyone, state.from, state.to, state.pick ? null : JSON.stringify(state.ego), corrections.version];
const drawDrawer = () => {
  const drawer = byId("drawer");
  const { pick } = state;
  const [before, now] = [inDrawer, whatItTells()];
  inDrawer = now;
  forgetOtherViews();
  if (now.some((part, place) => part !== before[place])) fillDrawer(drawer, now[0] === before[0]);
  for (const each of drawer.querySelectorAll("[data-ego]")) each.setAttribute("aria-pressed", String(isEgo(pick.actor, Number(each.dataset.ego))));
};
const fillDrawer = (drawer, same) => {
  const { pick } = state;
  const inside = drawer.contains(document.activeElement) || (cameFrom && document.activeElement === document.body);
  const scrolled = same ? drawer.scrollTop : 0;
  if (!same) unfolded.clear();
  const [head, ...rest] = (!pick ? overview() : pick.pair !== undefined ? tiePanel(pairs[pick.pair]) : actorPanel(pick.actor)).flat(4).filter(Boolean);
  if (same) for (const each of [...drawer.children].slice(1)) each.remove();
  else drawer.replaceChildren(head);
  drawer.append(...rest);
  drawer.scrollTop = scrolled;
  drawer.classList.toggle("open", Boolean(pick));
  if (pick || same) return;
  if (inside) leadBack();
  cameFrom = null;
};
