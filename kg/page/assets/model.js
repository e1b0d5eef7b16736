// The data of the page, and what follows from it and never changes.
const data = JSON.parse(document.getElementById("data").textContent);
const { actors, pairs, events, articles, relations, quads } = data;

const KINDS = { state: "State", person: "Person", organization: "Organisation", group: "Group" };
const STATUSES = { done: "Done or in force", planned: "Planned or possible", denied: "Denied" };
const NO_SOURCE = "Source not named";
const MINUS = "\u2212";

const statusOf = (told) =>
  told.polarity === "negated" ? "denied" : told.modality === "actual" ? "done" : "planned";

for (const event of events) {
  const published = event.evidence.map((each) => (articles[each.article] || {}).published || "").filter(Boolean).sort();
  event.status = statusOf(event);
  event.quad = relations[event.relation].quad;
  event.sign = relations[event.relation].sign;
  event.reported = published[0] || "";
  // The day that places an event in time; publication stands in only here, and the page says so.
  event.day = event.from || event.reported;
  event.lastDay = event.to || event.reported;
  event.sources = [...new Set(event.evidence.map((each) => (articles[each.article] || {}).source || NO_SOURCE))];
}
const pairsOf = actors.map(() => []);
pairs.forEach((pair, index) => {
  pair.index = index;
  pair.weight = pair.tie ? Math.abs(pair.tie.t) : 0;
  pairsOf[pair.a].push(pair);
  pairsOf[pair.b].push(pair);
});
const actorIndex = new Map(actors.map((actor, index) => [actor.id, index]));
const pairIndex = new Map(pairs.map((pair) => [`${actors[pair.a].id}~${actors[pair.b].id}`, pair.index]));
const allSources = [...new Set(events.flatMap((event) => event.sources))].sort();
const strongest = pairs.reduce((most, pair) => Math.max(most, pair.weight), 0);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const names = actors.map((actor) => [actor.name, ...actor.also].map(fold));

const signed = (value, digits = 2) => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : (value > 0 ? "+" : MINUS) + text;
};
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
const signClass = (sign) => (sign > 0 ? "coop" : sign < 0 ? "host" : "soft");
const pairWord = (pair) => {
  if (!pair.tie) return "No counted act";
  return pair.sign > 0 ? "Cooperative" : pair.sign < 0 ? "Hostile" : "Evenly mixed";
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const niceDay = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
const lastOfMonth = (iso) => new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).toISOString().slice(0, 10);
const niceRange = (from, to) => {
  if (from === to) return niceDay(from);
  if (from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (from.endsWith("-01") && to === lastOfMonth(from)) return `${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
  return `${niceDay(from)} to ${niceDay(to)}`;
};
