// The list of corrections, with who makes them and why, each to be removed, and the sheet to be saved.
const field = (name, label, hint) => {
  const id = `corrections-${name}`;
  return make("div", { class: "asked" }, make("label", { for: id }, label),
    make("input", { id, type: "text", value: corrections[name], placeholder: hint, maxlength: 500, autocomplete: "off", oninput: (event) => {
      corrections[name] = event.target.value;
      keepCorrections();
    } }));
};
const correctionItem = (each, place) => make("li", {},
  make("span", { class: "name" }, make("bdi", {}, subjectInWords(each)), make("span", { class: "soft" }, ` · ${correctionInWords(each)}`)),
  button("Remove", () => {
    takeBack(each);
    fillCorrections();
    const [next] = [...byId("corrections").querySelectorAll("li button")].slice(place).concat(byId("corrections").querySelector("h2"));
    next.focus();
  }, { "aria-label": `Remove: ${subjectInWords(each)}, ${correctionInWords(each)}` }));

const fillCorrections = () => {
  const { made, gone } = corrections;
  byId("corrections").replaceChildren(...[
    make("header", {}, make("h2", { id: "corrections-title", tabindex: -1 }, `Corrections (${made.length})`), button("×", closeCorrections, { class: "close", "aria-label": "Close" })),
    make("p", { class: "note" }, "They are kept in this browser, and change nothing on this page but its marks: strengths are computed anew when kg builds again."),
    gone ? make("p", { class: "note" }, `${plural(gone, "correction")} from before did not fit this page and ${gone === 1 ? "was" : "were"} left out: what ${gone === 1 ? "it was" : "they were"} about is here no more.`) : null,
    made.length ? make("ol", { class: "corrected" }, made.map(correctionItem)) : make("p", { class: "note" }, "None yet. Open a pair or an actor, and choose Correct."),
    field("who", "Who", "your name, kept with each decision"),
    field("why", "Why", "the reason, for all of them"),
    make("div", { class: "actions" }, button("Save the sheet", () => {
      if (corrections.who.trim()) {
        saveCorrections();
        return;
      }
      byId("corrections-who").setAttribute("aria-invalid", "true");
      byId("corrections-who").focus();
      byId("corrections-missing").hidden = false;
    }, { id: "corrections-save", disabled: !made.length })),
    make("p", { id: "corrections-missing", class: "note host", role: "alert", hidden: true }, "Give your name first: every decision is kept with who made it."),
    make("p", { class: "note" }, "Then, where the graph is built: ", make("code", {}, `kg decide --sheet ${SHEET_NAME}`), ", and build again."),
  ].filter(Boolean));
};
const openCorrections = () => {
  fillCorrections();
  byId("corrections").showModal();
  byId("corrections").querySelector("h2").focus();
};
const closeCorrections = () => byId("corrections").close();
const startCorrected = () => {
  startCorrections();
  byId("corrections").addEventListener("close", () => byId("save").focus());
  // The keys of the page wait while the list is open.
  byId("corrections").addEventListener("keydown", (event) => event.stopPropagation());
};
