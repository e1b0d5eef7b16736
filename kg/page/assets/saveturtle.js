// The ties that pass the filters as Turtle, with the IRIs and terms of kg's own: each triple of a named subject is one of the
// graph that the page was made from.
const IR_TERMS = "https://w3id.org/kg-ir/ontology#";
const turtlePrefixes = () => ({
  art: `${data.base}article/`,
  ent: `${data.base}entity/`,
  evt: `${data.base}event/`,
  ir: IR_TERMS,
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  rel: "https://w3id.org/kg-ir/relation#",
  wd: "http://www.wikidata.org/entity/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
});
const CLASS_OF_KIND = { person: "Person", state: "State", organization: "Organization", group: "Group" };
const WIKIDATA_ITEM = /^Q[1-9][0-9]*$/;

// An id as the last part of an IRI: all but letters, digits and -._~ is percent-encoded, and so are dots at its end.
const toLocal = (id) => {
  const name = encodeURIComponent(id.replace(/\p{Cs}/gu, "?")).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return name.replace(/\.+$/, (dots) => "%2E".repeat(dots.length));
};
// Prefixed where the last part allows it, else in full.
const turtleName = (prefix, id) => {
  const local = toLocal(id);
  return /^[A-Za-z0-9_](?:[A-Za-z0-9_%.-]*[A-Za-z0-9_%-])?$/.test(local) ? `${prefix}:${local}` : `<${turtlePrefixes()[prefix]}${local}>`;
};
const TURTLE_MARKS = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const turtleText = (text, suffix = "") => {
  // What no encoding holds becomes U+FFFD, as in kg's own Turtle.
  const told = text.replace(/\p{Cs}/gu, "\ufffd").replace(/[\u0000-\u001f"\\\u007f\ufffe\uffff]/g,
    (mark) => TURTLE_MARKS[mark] || `\\u${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${told}"${suffix}`;
};
const turtleDay = (day) => (day === null ? null : `"${isoOf(day)}"^^xsd:date`);
const turtleNumber = (value) => (Number.isInteger(value) ? `"${value}"^^xsd:decimal` : String(value));
const turtleBlock = (subject, rows) => `\n${subject} ${rows.filter(([, value]) => value !== null && value !== "" && value !== undefined).map(([name, value]) => `${name} ${value}`).join(" ;\n    ")} .\n`;

const directProperty = (relation) => `ir:${relation.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}`;
const isDeed = (index) => {
  for (let place = events.start[index]; place < events.start[index + 1]; place += 1) if (said.status[place] === 0) return true;
  return false;
};
const directTriples = (indexes) => {
  const found = new Map();
  const add = (one, relation, other) => {
    if (!found.has(one)) found.set(one, new Set());
    found.get(one).add(`${directProperty(relation)} ${turtleName("ent", actors[other].id)}`);
  };
  for (const index of indexes) {
    // Only what some sentence says was done, and the event as a whole too.
    if (events.kind[index] !== DONE || !isDeed(index)) continue;
    const { id, both } = relationOf(index);
    add(events.s[index], id, events.t[index]);
    if (both) add(events.t[index], id, events.s[index]);
  }
  return found;
};

// Codes are those of kg's table of states, whose ids are their names in lower case; the page also gives the code of a
// state to those who act for it.
const isListed = (actor) => actor.kind === "state" && !actor.state && actor.id === fold(actor.name).replace(/[^a-z0-9]+/g, "-");
const stateNamed = new Map();
for (const actor of actors) if (actor.kind === "state") stateNamed.set(actor.name, stateNamed.has(actor.name) ? null : actor);
const entityBlock = (index, direct) => {
  const actor = actors[index];
  const own = actor.state || (actor.kind === "state" ? actor.name : "");
  return turtleBlock(turtleName("ent", actor.id), [
    ["a", `ir:Entity, ir:${CLASS_OF_KIND[actor.kind]}`],
    ["rdfs:label", turtleText(actor.name)],
    ["ir:stateName", own && turtleText(own)],
    ["ir:actsFor", stateNamed.get(own) ? turtleName("ent", stateNamed.get(own).id) : null],
    ["ir:iso3", actor.iso3 && isListed(actor) ? turtleText(actor.iso3) : null],
    ["ir:wikidata", actor.wikidata && WIKIDATA_ITEM.test(actor.wikidata) ? turtleName("wd", actor.wikidata) : null],
    ...[...(direct || [])].sort().map((each) => each.split(" ")),
  ]);
};
const articleBlock = (number) => turtleBlock(turtleName("art", articles.id[number]), [
  ["a", "ir:Article"],
  ["rdfs:label", turtleText(articles.title[number] || articles.id[number])],
  ["ir:articleId", turtleText(articles.id[number])],
  ["ir:title", articles.title[number] && turtleText(articles.title[number])],
  ["ir:published", turtleDay(articles.day[number])],
  ["ir:sourceName", articles.sources[articles.source[number]] && turtleText(articles.sources[articles.source[number]])],
  ["ir:url", articles.url[number] && turtleText(articles.url[number], "^^xsd:anyURI")],
  ["ir:copyOf", originals.has(number) ? turtleName("art", articles.id[originals.get(number)]) : null],
]);
const evidenceNode = (each) => {
  const rows = [
    ["a", "ir:Evidence"],
    ["ir:article", each.article < 0 ? null : turtleName("art", articles.id[each.article])],
    ["ir:quote", turtleText(each.quote)],
    ["ir:polarity", each.denied ? "ir:negated" : "ir:affirmed"],
    ["ir:modality", `ir:${each.modality}`],
    ["ir:attribution", each.by ? turtleText(each.by) : null],
    ["ir:confidence", turtleNumber(each.confidence)],
  ];
  return `[\n        ${rows.filter(([, value]) => value !== null).map(([name, value]) => `${name} ${value}`).join(" ;\n        ")}\n    ]`;
};
// A calendar unit is called by its name, as kg does.
const precisionOf = (first, last) => {
  if (first === null) return "unknown";
  if (first === last) return "day";
  const [from, next] = [isoOf(first), isoOf(last + 1)];
  if (!from.endsWith("-01") || !next.endsWith("-01")) return "range";
  const months = (Number(next.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(next.slice(5, 7)) - Number(from.slice(5, 7));
  return months === 1 ? "month" : months === 12 && from.endsWith("-01-01") ? "year" : "range";
};
const eventLabel = (index) => {
  const words = `${actors[events.s[index]].name} ${relationOf(index).id.replaceAll("-", " ")} ${actors[events.t[index]].name}`;
  const [first, last] = [events.from[index], untilOf(index)];
  if (first === null) return words;
  return first === last ? `${words}, ${isoOf(first)}` : `${words}, ${isoOf(first)} to ${isoOf(last)}`;
};
const eventBlock = (index) => {
  const relation = relationOf(index);
  const [source, target] = [turtleName("ent", actors[events.s[index]].id), turtleName("ent", actors[events.t[index]].id)];
  const [first, second] = relation.both ? ["ir:firstNamed", "ir:secondNamed"] : ["ir:initiator", "ir:recipient"];
  const occasion = data.events.occasions[events.occasion[index]];
  return turtleBlock(turtleName("evt", eventId(index)), [
    ["a", "ir:Event"],
    ["rdfs:label", turtleText(eventLabel(index))],
    ["ir:relationType", turtleName("rel", relation.id)],
    ["ir:participant", source === target ? source : `${source}, ${target}`],
    [first, source],
    [second, target],
    ["ir:earliest", turtleDay(events.from[index])],
    ["ir:latest", turtleDay(untilOf(index))],
    ["ir:datePrecision", turtleText(precisionOf(events.from[index], untilOf(index)))],
    ["ir:occasion", occasion && turtleText(occasion, "@en")],
    ["ir:summaryPolarity", `ir:${polarityOf(events.status[index])}`],
    ["ir:summaryModality", `ir:${modalityOf(events.status[index])}`],
    ...evidenceOf(index).map((each) => ["ir:evidence", evidenceNode(each)]),
  ]);
};

const saveTurtle = () => {
  const told = [...new Set(shown.passing.flatMap((each) => each.told))].sort((a, b) => a - b);
  const cast = [...new Set(told.flatMap((index) => [events.s[index], events.t[index]]))].sort((a, b) => a - b);
  const direct = directTriples(told);
  const cited = new Set();
  for (const index of told) {
    for (let place = events.start[index]; place < events.start[index + 1]; place += 1) if (said.article[place] >= 0) cited.add(said.article[place]).add(originalOf(said.article[place]));
  }
  const oneLine = (text) => text.replace(/[\s\u0000-\u001f\u007f\p{Cs}]+/gu, " ");
  saveFile([
    `# ${oneLine(data.title)}: ${plural(told.length, "event")} of ${plural(shown.passing.length, "pair")}.\n`,
    `# Shown: ${oneLine(filtersInWords())}.\n`,
    "# The page knows no places in the texts (character offsets), rules, terms of office or disputes, so that evidence is told\n",
    "# by blank nodes; \"kg export\" writes the whole graph.\n",
    ...Object.entries(turtlePrefixes()).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`),
    ...[...cited].sort((a, b) => a - b).map(articleBlock),
    ...cast.map((index) => entityBlock(index, direct.get(index))),
    ...told.map(eventBlock),
  ], "text/turtle;charset=utf-8", nameForFile("graph", "ttl"));
};
