// Search over the names and aliases of all actors, those not drawn included.
let foldedNames = null;
const FOUND_MOST = 12;
let found = [];
let marked = -1;

const findActors = (words) => {
  const sought = fold(words.trim());
  if (!sought) return [];
  foldedNames = foldedNames || actors.map((actor, index) => [actor.name, ...otherNames[index]].map(fold));
  const hits = [];
  foldedNames.forEach((own, index) => {
    let best = 9;
    let by = 0;
    own.forEach((name, place) => {
      const at = name.indexOf(sought);
      if (at < 0) return;
      const rank = (name === sought ? 0 : at === 0 ? 1 : name[at - 1] === " " ? 2 : 3) + (place ? 0.5 : 0);
      if (rank < best) [best, by] = [rank, place];
    });
    if (best < 9) hits.push({ index, best, by });
  });
  return hits.sort((a, b) => a.best - b.best || a.index - b.index).slice(0, FOUND_MOST);
};

const showFound = () => {
  const box = byId("search");
  const list = byId("results");
  const open = box.value.trim() !== "" && document.activeElement === box;
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  list.replaceChildren(...found.map(({ index, by }, place) => {
    const actor = actors[index];
    const row = make("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === marked), onmousedown: (event) => { event.preventDefault(); take(place); } },
      actor.name,
      make("small", {}, [by ? `“${otherNames[index][by - 1]}”` : "", KINDS[actor.kind], actor.state, plural(actor.told, "event")].filter(Boolean).join(" · ")));
    return row;
  }));
  if (open && !found.length) list.append(make("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No actor has this name."));
  if (open && marked >= 0) {
    box.setAttribute("aria-activedescendant", `found-${marked}`);
    list.children[marked].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
};

const take = (place) => {
  const hit = found[place];
  if (!hit) return;
  byId("search").value = "";
  found = [];
  closeFind();
  choose(() => pickActor(hit.index));
  showFound();
};

const startSearch = () => {
  const box = byId("search");
  box.addEventListener("input", () => {
    found = findActors(box.value);
    marked = found.length ? 0 : -1;
    showFound();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) marked = (marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      showFound();
    } else if (event.key === "Enter") take(marked);
    else if (event.key === "Escape" && box.value) {
      event.stopPropagation();
      box.value = "";
      found = [];
      showFound();
    }
  });
  box.addEventListener("blur", showFound);
  box.addEventListener("focus", showFound);
};

const openFind = () => {
  byId("find").classList.add("open");
  byId("open-find").setAttribute("aria-expanded", "true");
};
const closeFind = () => {
  byId("find").classList.remove("open");
  byId("open-find").setAttribute("aria-expanded", "false");
};
