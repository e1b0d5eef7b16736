// What the reader would put right: kept in the browser, shown in the panels, and saved as the sheet that kg decide reads.
// Nothing here changes the figures of the page: only a new build does.
const CORRECTIONS_KEY = `kg-corrections ${location.pathname}`;
const SHEET_HEAD = ["decision", "kind", "actors", "into", "label", "event", "article", "quote", "relation", "earliest", "latest", "who", "when", "why", "note"];
const SHEET_NAME = "corrections.csv";
const CORRECTION_FIELDS = ["kind", "subject", "into", "label", "relation", "earliest", "latest", "when"];
const VERDICTS = ["affirm-event", "reject-event"];
// Events of data sets have no sentences, and those between states are nobody's to correct.
const canCorrect = articles.texts > 0 && data.measure.level === "actor";
const corrections = { made: [], who: "", why: "", version: 0, gone: 0 };

const today = () => {
  const now = new Date();
  return isoOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5);
};
const eventIndex = (() => {
  let index = null;
  return (id) => {
    index = index || new Map(Array.from({ length: events.count }, (_, each) => [eventId(each), each]));
    return index.get(id);
  };
})();
const isAboutActor = ({ kind }) => kind === "rename-actor" || kind === "merge-actors";
const stillFits = (each) => (isAboutActor(each) ? actorIndex.has(each.subject) && (!each.into || actorIndex.has(each.into)) : eventIndex(each.subject) !== undefined);

// Storage may be forbidden, as in a frame, full, or hold what somebody else has put there.
const keepCorrections = () => {
  try {
    const { made, who, why } = corrections;
    localStorage.setItem(CORRECTIONS_KEY, JSON.stringify({ made, who, why }));
  } catch {
    // They stay in the page as long as it is open.
  }
};
const keptCorrections = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(CORRECTIONS_KEY)) || {};
    const made = (Array.isArray(kept.made) ? kept.made : []).filter((each) => each && CORRECTION_FIELDS.every((name) => typeof each[name] === "string"));
    return { made, who: String(kept.who || ""), why: String(kept.why || "") };
  } catch {
    return { made: [], who: "", why: "" };
  }
};
const startCorrections = () => {
  const kept = keptCorrections();
  const fits = kept.made.length ? kept.made.filter(stillFits) : [];
  Object.assign(corrections, kept, { made: fits, gone: kept.made.length - fits.length });
};

// An event is right or wrong; each other kind there is once of each event or actor.
const slotOf = ({ kind, subject }) => `${VERDICTS.includes(kind) ? "verdict" : kind} ${subject}`;
const correctionsOf = (subject) => corrections.made.filter((each) => each.subject === subject);
const correctedSince = (made, words) => {
  corrections.made = made;
  corrections.version += 1;
  keepCorrections();
  keepFocus(drawDrawer);
  tell(words);
};
const correct = (given) => {
  const each = { ...Object.fromEntries(CORRECTION_FIELDS.map((name) => [name, ""])), ...given, when: today() };
  const made = [...corrections.made.filter((other) => slotOf(other) !== slotOf(each)), each];
  correctedSince(made, `Noted: ${correctionInWords(each)}. ${plural(made.length, "correction")} to save: Save, Corrections.`);
};
const takeBack = (each) => correctedSince(corrections.made.filter((other) => other !== each), `Taken back: ${correctionInWords(each)}.`);

const relationTypes = data.relationTypes.map(([id, label, both]) => ({ id, label, both: both === 1 }));
const typeOf = (id) => relationTypes.find((each) => each.id === id) || { id, label: id, both: false };
const daysInWords = ({ earliest, latest }) => {
  if (earliest === "unknown") return "date not known";
  const [from, to] = [dayOf(earliest), dayOf(latest || earliest)];
  return from === null || to === null ? earliest : niceRange(from, to);
};
const correctionInWords = (each) => ({
  "affirm-event": () => "right",
  "reject-event": () => "wrong",
  "correct-date": () => daysInWords(each),
  "correct-place": () => (each.label === "unknown" ? "place not known" : `in ${[each.label, each.into].filter(Boolean).join(", ")}`),
  "correct-relation": () => [each.relation ? typeOf(each.relation).label : "", each.into ? "the other way round" : ""].filter(Boolean).join(", "),
  "rename-actor": () => `to be called ${each.label}`,
  "merge-actors": () => `the same as ${actors[actorIndex.get(each.into)].name}`,
}[each.kind] || (() => each.kind))();
const subjectInWords = (each) => {
  if (isAboutActor(each)) return actors[actorIndex.get(each.subject)].name;
  const index = eventIndex(each.subject);
  return `${actors[events.s[index]].name} ${relationOf(index).label} ${actors[events.t[index]].name}, ${whenOf(index)}`;
};

// The sheet. The sentence goes with the id, so that the event is found again when that has changed.
const onOneLine = (text) => text.replace(/\p{Cc}/gu, " ").split(/\s+/).filter(Boolean).join(" ");
const eventCells = (each) => {
  const index = eventIndex(each.subject);
  const first = evidenceOf(index)[0];
  return {
    event: each.subject,
    actors: `${actors[events.s[index]].id}; ${actors[events.t[index]].id}`,
    article: first && first.article >= 0 ? articles.id[first.article] : "",
    quote: first ? onOneLine(first.quote) : "",
    relation: each.kind === "correct-relation" ? each.relation : relationOf(index).id,
    earliest: each.earliest,
    latest: each.latest,
    into: each.into,
    label: each.label,
  };
};
const actorCells = (each) => ({ actors: each.into ? `${each.subject}; ${each.into}` : each.subject, into: each.into, label: each.label });
const sheetRow = (each) => {
  const cells = {
    decision: "yes",
    kind: each.kind,
    ...(isAboutActor(each) ? actorCells(each) : eventCells(each)),
    who: onOneLine(corrections.who),
    when: each.when,
    why: onOneLine(corrections.why),
  };
  return SHEET_HEAD.map((name) => cells[name] || "");
};
const saveCorrections = () => {
  const rows = [SHEET_HEAD, ...corrections.made.map(sheetRow)].map((row) => `${row.map(csvCell).join(",")}\r\n`);
  saveFile(["\ufeff", ...rows], "text/csv;charset=utf-8", SHEET_NAME);
};
