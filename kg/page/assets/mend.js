// The quiet controls that correct an event or an actor, in the panels; what was chosen shows at once, the figures stay.
const mending = { open: "" };
const openMending = (subject) => {
  mending.open = mending.open === subject ? "" : subject;
  corrections.version += 1;
  keepFocus(drawDrawer);
};
// Escape folds the controls up before it closes the panel.
const foldsUp = (subject) => (event) => {
  if (event.key !== "Escape" || mending.open !== subject) return;
  event.stopPropagation();
  const part = event.currentTarget.querySelector(".mend-open");
  openMending(subject);
  const again = [...document.querySelectorAll(".mend-open")].find((each) => each.dataset.mend === part.dataset.mend);
  if (again) again.focus({ preventScroll: true });
};
const mender = (subject, name, controls) => {
  if (!canCorrect) return null;
  const open = mending.open === subject;
  return make("div", { class: "mend", onkeydown: foldsUp(subject) },
    button("Correct", () => openMending(subject), { class: "mend-open", "aria-expanded": String(open), "aria-label": `Correct: ${name}`, "data-mend": subject }),
    open ? make("div", { class: "mend-box", role: "group", "aria-label": `Corrections of ${name}` }, controls()) : null);
};
const marksOf = (subject) => {
  const made = correctionsOf(subject);
  return made.length ? make("p", { class: "marks" }, made.map((each) => make("span", { class: `mark ${each.kind}` },
    make("span", {}, markInWords(each)),
    button("undo", () => takeBack(each), { "aria-label": `Undo: ${markInWords(each)}`, "data-undo": slotOf(each) })))) : null;
};
const markInWords = (each) => ({ "affirm-event": "You: right", "reject-event": "You: wrong" }[each.kind] || `You: ${correctionInWords(each)}`);
const isRejected = (index) => corrections.made.length > 0 && correctionsOf(eventId(index)).some(({ kind }) => kind === "reject-event");

const chosen = (subject, kind) => correctionsOf(subject).find((each) => each.kind === kind);
const mendRow = (name, ...parts) => make("div", { class: "mend-row" }, make("span", { class: "mend-name" }, name), make("div", { class: "mend-parts" }, parts));
const verdictButton = (subject, kind, word) => {
  const now = chosen(subject, kind);
  return button(word, () => (now ? takeBack(now) : correct({ kind, subject })), { "aria-pressed": String(Boolean(now)), "data-verdict": `${kind} ${subject}` });
};

const dateForm = (subject, index) => {
  const iso = (day) => (day === null ? "" : isoOf(day));
  const now = chosen(subject, "correct-date");
  const [from, to] = now ? [now.earliest, now.latest] : [iso(events.from[index]), iso(untilOf(index))];
  const unknown = make("input", { type: "checkbox", checked: from === "unknown" });
  const first = make("input", { type: "date", value: from === "unknown" ? "" : from, "aria-label": "First day" });
  const last = make("input", { type: "date", value: to === from ? "" : to, "aria-label": "Last day, empty for a single day" });
  const set = () => {
    if (unknown.checked) return correct({ kind: "correct-date", subject, earliest: "unknown" });
    if (!first.value) return tell("Give the first day, or say that it is not known.");
    if (last.value && last.value < first.value) return tell("The last day is before the first.");
    return correct({ kind: "correct-date", subject, earliest: first.value, latest: last.value });
  };
  return mendRow("Date", first, make("span", { class: "soft" }, "to"), last,
    make("label", {}, unknown, " not known"), button("Set", set, { "aria-label": "Set the date", "data-set": `date ${subject}` }));
};

const placeForm = (subject, index) => {
  const now = chosen(subject, "correct-place");
  const field = make("input", { type: "text", value: now ? now.label : "", placeholder: data.events.places[events.place[index]] || "where", "aria-label": "Right place, or unknown", maxlength: 200, autocomplete: "off", spellcheck: "false" });
  const country = make("input", { type: "text", value: now ? now.into : "", "aria-label": "State in which it is, empty if not known", placeholder: "state", maxlength: 200, autocomplete: "off", spellcheck: "false" });
  const set = () => {
    const label = onOneLine(field.value);
    if (label) correct({ kind: "correct-place", subject, label, into: label === "unknown" ? "" : onOneLine(country.value) });
    else tell("Write the right place, or unknown.");
  };
  return mendRow("Place", field, country, button("Set", set, { "aria-label": "Set the place", "data-set": `place ${subject}` }));
};

const relationForm = (subject, index) => {
  const now = chosen(subject, "correct-relation");
  const own = relationOf(index).id;
  const select = make("select", { "aria-label": "Relation" }, [...relationTypes].sort((a, b) => a.label.localeCompare(b.label, "en")).map(({ id, label }) =>
    make("option", { value: id, selected: id === ((now && now.relation) || own) }, label)));
  const swap = make("input", { type: "checkbox", checked: Boolean(now && now.into) });
  const direction = make("label", {}, swap, " ", named(events.t[index]), " → ", named(events.s[index]));
  const offer = () => { direction.hidden = typeOf(select.value).both; };
  select.addEventListener("change", offer);
  offer();
  const set = () => {
    const relation = select.value === own ? "" : select.value;
    const into = swap.checked && !direction.hidden ? "swap" : "";
    if (relation || into) correct({ kind: "correct-relation", subject, relation, into });
    else tell("Choose another relation, or the other direction.");
  };
  return mendRow("Relation", select,
    direction, button("Set", set, { "aria-label": "Set the relation", "data-set": `relation ${subject}` }));
};

const NOT_COMPUTED = "Strengths stay as they are until kg builds again.";
const eventMender = (index) => {
  if (!canCorrect) return null;
  const subject = eventId(index);
  return mender(subject, `${actors[events.s[index]].name} ${relationOf(index).label} ${actors[events.t[index]].name}`, () => [
    mendRow("As told", verdictButton(subject, "affirm-event", "Right"), verdictButton(subject, "reject-event", "Wrong")),
    dateForm(subject, index),
    placeForm(subject, index),
    relationForm(subject, index),
    make("p", { class: "note" }, NOT_COMPUTED),
  ]);
};

const renameForm = (subject, actor) => {
  const now = chosen(subject, "rename-actor");
  const field = make("input", { type: "text", value: now ? now.label : actor.name, "aria-label": "Right name", maxlength: 200, autocomplete: "off", spellcheck: "false" });
  const set = () => {
    const label = onOneLine(field.value);
    if (label && label !== actor.name) correct({ kind: "rename-actor", subject, label });
    else tell("Write another name.");
  };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") set(); });
  return mendRow("Name", field, button("Rename", set, { "data-set": `name ${subject}` }));
};
const MERGE_MOST = 6;
const mergeForm = (subject, index) => {
  const results = make("ul", { class: "rows", "aria-label": "Actors found" });
  const heard = make("p", { class: "unseen", role: "status" });
  const field = make("input", { type: "search", "aria-label": `${actors[index].name} is the same as`, placeholder: "find an actor", autocomplete: "off", spellcheck: "false" });
  field.addEventListener("input", () => {
    const hits = findActors(field.value).filter((hit) => hit.index !== index).slice(0, MERGE_MOST);
    heard.textContent = field.value.trim() ? `${plural(hits.length, "actor")} found` : "";
    results.replaceChildren(...hits.map((hit) => make("li", {}, button([
      make("span", { class: "name" }, actors[hit.index].name),
      make("span", { class: "soft" }, [KINDS[actors[hit.index].kind], actors[hit.index].state].filter(Boolean).join(", ")),
    ], () => correct({ kind: "merge-actors", subject, into: actors[hit.index].id }), { "data-same": actors[hit.index].id }))));
    if (field.value.trim() && !hits.length) results.append(make("li", { class: "soft" }, "No other actor has this name."));
  });
  return make("div", {}, mendRow("Same as", field), heard, results);
};
const actorMender = (index) => mender(actors[index].id, actors[index].name, () => [
  renameForm(actors[index].id, actors[index]),
  mergeForm(actors[index].id, index),
  make("p", { class: "note" }, NOT_COMPUTED),
]);
