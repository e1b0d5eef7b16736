// The ties that pass the filters as files: a table (CSV), and all that is known of them (JSON).
const spanTold = (told) => {
  const first = told.reduce((found, index) => (events.day[index] !== null && (found === null || events.day[index] < found) ? events.day[index] : found), null);
  return [first, lastTold(told)];
};
const isoOrNull = (day) => (day === null ? null : isoOf(day));
// Affinity and engagement are those of all reports; of a past period only the strength is known.
const figuresOf = ({ pair, standing }) => ({
  strength: standing ? standing.t : null,
  low: standing ? standing.low ?? null : null,
  high: standing ? standing.high ?? null : null,
  affinity: standing && standing === pair.tie ? pair.tie.affinity : null,
  engagement: standing && standing === pair.tie ? pair.tie.engagement : null,
});
const asOfShown = () => (state.to !== null && state.to < asOfPeriod ? periods[state.to].last : data.asOf);

// A leading quote keeps spreadsheets from taking a name for a formula.
const csvCell = (value) => {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value) : /^'*[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const CSV_HEAD = ["a", "b", "a_id", "b_id", "strength", "low", "high", "affinity", "engagement", "events_shown", "first", "last", "as_of"];
const csvRow = (each) => {
  const [a, b] = [actors[each.pair.a], actors[each.pair.b]];
  const [first, last] = spanTold(each.told);
  return [a.name, b.name, a.id, b.id, ...Object.values(figuresOf(each)), each.told.length, isoOrNull(first), isoOrNull(last), isoOf(asOfShown())];
};
const saveCsv = () => {
  const rows = [CSV_HEAD, ...shown.passing.map(csvRow)].map((row) => `${row.map(csvCell).join(",")}\r\n`);
  saveFile(["\ufeff", ...rows], "text/csv;charset=utf-8", nameForFile("ties", "csv"));
};

// Characters in the order of their code points, which is not that of JavaScript's own comparison.
const byCodePoint = (one, other) => {
  const [a, b] = [[...one], [...other]];
  const place = a.findIndex((character, index) => character !== b[index]);
  if (place < 0) return a.length - b.length;
  return place >= b.length ? 1 : a[place].codePointAt(0) - b[place].codePointAt(0);
};
// The page holds only that part of an event's id that its day, relation and actors do not tell.
const eventId = (index) => {
  const own = events.id[index];
  if (own.startsWith("=")) return own.slice(1);
  const relation = relationOf(index);
  const pair = [actors[events.s[index]].id, actors[events.t[index]].id];
  if (relation.both) pair.sort(byCodePoint);
  return [events.from[index] === null ? "undated" : isoOf(events.from[index]), relation.id, ...pair, own].join("-");
};
const polarityOf = (status) => (status > 3 ? "negated" : "affirmed");
const modalityOf = (status) => STATUS_WORDS[status % 4];

const actorForJson = (index) => ({ id: actors[index].id, name: actors[index].name, kind: actors[index].kind });
const evidenceForJson = ({ quote, article, denied, modality, by, confidence }) => ({
  quote,
  source: article < 0 ? null : articles.sources[articles.source[article]] || null,
  published: article < 0 ? null : isoOrNull(articles.day[article]),
  url: article < 0 ? null : articles.url[article] || null,
  article: article < 0 ? null : articles.id[article],
  copy_of: originals.has(article) ? articles.id[originals.get(article)] : null,
  attribution: by || null,
  polarity: denied ? "negated" : "affirmed",
  modality,
  confidence,
});
const eventForJson = (index) => ({
  id: eventId(index),
  relation: relationOf(index).id,
  source: actors[events.s[index]].id,
  target: actors[events.t[index]].id,
  polarity: polarityOf(events.status[index]),
  modality: modalityOf(events.status[index]),
  earliest: isoOrNull(events.from[index]),
  latest: isoOrNull(untilOf(index)),
  place: data.events.places[events.place[index]] || null,
  occasion: data.events.occasions[events.occasion[index]] || null,
  evidence: evidenceOf(index).map(evidenceForJson),
});
const saveJson = () => {
  const head = {
    title: data.title,
    as_of: isoOf(asOfShown()),
    filters: { in_words: filtersInWords(), address: location.hash.length > 1 ? location.hash : "" },
    measure: data.measure,
  };
  // Tie by tie: one string of all sentences could be longer than a browser allows.
  const ties = shown.passing.map((each, place) => `${place ? ",\n" : ""}${JSON.stringify({
    a: actorForJson(each.pair.a),
    b: actorForJson(each.pair.b),
    ...figuresOf(each),
    events: each.told.map(eventForJson),
  }, null, 1)}`);
  saveFile([`${JSON.stringify(head, null, 1).slice(0, -2)},\n "ties": [\n`, ...ties, "\n]}\n"], "application/json", nameForFile("ties", "json"));
};
