// Keys in the picture: arrows go to the nearest actor that way, Enter leads into its panel.
const AHEAD = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Nearest counts what lies aside twice, so that a row is walked along and not left for something close above it.
const nearestAhead = (from, [dx, dy]) => {
  let best = null;
  let least = Infinity;
  for (const index of actorsInPicture()) {
    const [across, down] = [actors[index].x - actors[from].x, actors[index].y - actors[from].y];
    const along = across * dx + down * dy;
    const far = along + 2 * Math.abs(across * dy - down * dx);
    if (along > 0 && far < least) [best, least] = [index, far];
  }
  return best;
};
const wanderer = () => {
  if (!state.pick) return null;
  return state.pick.actor ?? pairs[state.pick.pair].a;
};
const wander = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = wanderer();
  const next = AHEAD[event.key] && (here === null ? actorsInPicture()[0] : nearestAhead(here, AHEAD[event.key]));
  if (next !== undefined && next !== null) pickActor(next);
  else if (event.key === "Enter" && here !== null) choose(() => {});
  if (AHEAD[event.key] || event.key === "Enter") event.preventDefault();
};

// Where the reader is, for those who do not see it.
const pickInWords = () => {
  const here = state.pick && state.pick.actor;
  if (here === null || here === undefined) return "";
  const ties = shown.passing.filter(({ pair }) => pair.a === here || pair.b === here).length;
  return `${actors[here].name}, ${KINDS[actors[here].kind]}, ${plural(ties, "pair")}`;
};
const startWandering = (picture) => {
  picture.addEventListener("keydown", wander);
  // vis-network makes its own frame a stop of the Tab key, which nothing names and no key of which does anything.
  picture.querySelector(".vis-network").tabIndex = -1;
};
