// Saving what is shown: the names of the files, and the menu that offers them.
const nameForFile = (part, kind) => {
  const words = fold(data.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${[...words].slice(0, 60).join("").replace(/-+$/, "") || "relations"}-${part}.${kind}`;
};
const saveFile = (parts, type, name) => {
  const address = URL.createObjectURL(parts instanceof Blob ? parts : new Blob(parts, { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // A download begins some time after the click, and needs its address until then.
  setTimeout(() => URL.revokeObjectURL(address), 40000);
  tell(`Saved ${name}`);
};

// What was done is said in a line that goes away, and that screen readers read out.
const teller = { timer: null };
const tell = (words, ...more) => {
  clearTimeout(teller.timer);
  const notice = byId("notice");
  notice.replaceChildren(make("span", {}, words), ...more);
  notice.classList.add("told");
  if (!more.length) teller.timer = setTimeout(hush, 6000);
};
const hush = () => {
  clearTimeout(teller.timer);
  byId("notice").classList.remove("told");
  byId("notice").replaceChildren();
};

// A frame of a notebook has no address of its own, and its sandbox neither prints nor copies.
const isFramed = () => location.protocol === "about:" || window.parent !== window;
const FRAMED = "not inside a notebook: open the page by itself";

const copyLink = async () => {
  const link = location.href;
  const told = location.protocol === "file:" ? "Link copied. It leads to this file on this computer; to share it, send the file too." : "Link copied.";
  try {
    await navigator.clipboard.writeText(link);
    tell(told);
  } catch {
    const field = make("input", { type: "text", readonly: true, value: link, "aria-label": "Link to what is shown", onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      closeNotice();
    } });
    const closeNotice = () => {
      hush();
      byId("save").focus();
    };
    tell("Copy this link:", field, button("×", closeNotice, { "aria-label": "Close" }));
    field.focus();
    field.select();
  }
};

// Each entry: its name, what it would save, why it cannot (or ""), and what saves it.
const savings = () => {
  const view = viewInSight();
  const passing = plural(shown.passing.length, "pair");
  const none = shown.passing.length ? "" : "no pair passes the filters";
  const seen = view.id === "network" ? `${plural(shown.drawn.length, "pair")} shown` : `the ${view.name.toLowerCase()} as shown`;
  const noPicture = none || (view.toSvg ? "" : `the ${view.name.toLowerCase()} is no picture: save it as CSV`);
  const framed = isFramed() ? FRAMED : "";
  const told = shown.passing.reduce((sum, each) => sum + each.told.length, 0);
  return [
    ["png", "Picture, PNG", seen, noPicture, savePng],
    ["svg", "Picture, SVG", `${seen}, to edit`, noPicture, saveSvg],
    ["csv", "Table, CSV", `${passing} that pass${shown.passing.length === 1 ? "es" : ""}`, none, saveCsv],
    ["turtle", "Turtle", `${plural(told, "event")} as RDF`, none, saveTurtle],
    ["json", "JSON", `${passing} with every sentence`, none, saveJson],
    ...(canCorrect ? [["corrections", `Corrections (${corrections.made.length})`, "yours, as a sheet for kg decide", "", openCorrections]] : []),
    ["print", "Print", "what is shown, with the open panel", framed, () => print()],
    ["link", "Copy link", "to what is shown", framed, copyLink],
  ];
};

const saveItems = () => [...byId("save-menu").children];
const isSaveOpen = () => !byId("save-menu").hidden;
const closeSave = ({ back } = {}) => {
  byId("save-menu").hidden = true;
  byId("save").setAttribute("aria-expanded", "false");
  if (back) byId("save").focus();
};
const openSave = (place) => {
  hush();
  byId("save-menu").replaceChildren(...savings().map(([id, name, what, unable, run]) => button(
    [make("span", { class: "name" }, name), make("span", { class: "soft" }, unable || what)],
    () => {
      if (unable) return;
      closeSave({ back: true });
      run();
    },
    { id: `save-${id}`, role: "menuitem", tabindex: -1, "aria-disabled": unable ? "true" : undefined })));
  byId("save-menu").hidden = false;
  byId("save").setAttribute("aria-expanded", "true");
  saveItems().at(place).focus();
};

const startSaving = () => {
  const menu = byId("save-menu");
  byId("save").addEventListener("click", () => (isSaveOpen() ? closeSave() : openSave(0)));
  byId("save").addEventListener("keydown", (event) => {
    const place = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    openSave(place);
  });
  menu.addEventListener("keydown", (event) => {
    const items = saveItems();
    const here = items.indexOf(document.activeElement);
    if (event.key === "Tab") return closeSave();
    // The keys of the page wait while the menu is open.
    event.stopPropagation();
    if (event.key === "Escape") return closeSave({ back: true });
    const next = { ArrowDown: (here + 1) % items.length, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return undefined;
    event.preventDefault();
    return items.at(next).focus();
  });
  addEventListener("pointerdown", (event) => {
    if (isSaveOpen() && !byId("save-menu").contains(event.target) && !byId("save").contains(event.target)) closeSave();
  });
  startPrinting();
};
