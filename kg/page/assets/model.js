// The data of the page, and what follows from it and never changes. Events are columns: one list for each property.
const parsed = (element) => JSON.parse(element.textContent);
const data = parsed(document.getElementById("data"));
const { actors, relations, groups, articles } = data;
// Numbers that change slowly are packed: a character for each step, or after one of the last two digits the number itself.
const digits = new Map([...data.digits].map((digit, place) => [digit, place]));
const unpacked = (text) => {
  const { size } = digits;
  const half = Math.floor((size - 3) / 2);
  const widths = { [data.digits[size - 1]]: 2, [data.digits[size - 2]]: 4 };
  const found = [];
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const width = widths[text[at]];
    if (width) {
      value = -Math.floor(size ** width / 2);
      for (let place = 1; place <= width; place += 1) value += digits.get(text[at + place]) * size ** (width - place);
      at += width;
    } else value += digits.get(text[at]) - half;
    found.push(value);
  }
  return found;
};
const columnsOf = (packed) => Object.fromEntries(Object.entries(packed).map(([name, column]) => [name, typeof column === "string" ? unpacked(column) : column]));
const said = columnsOf(data.evidence);

// A copy counts as its original: what forty outlets print of one agency is told by one.
const originals = new Map(articles.copies || []);
const originalOf = (article) => originals.get(article) ?? article;
const outletOf = (article) => (article < 0 ? "" : articles.sources[articles.source[article]]) || NO_SOURCE;
// Who tells: a news source, or an article that names none and is a source by itself, as it is for strength.
const tellerOf = (article) => {
  const original = originalOf(article);
  return original < 0 || articles.sources[articles.source[original]] ? outletOf(original) : `article ${articles.id[original]}`;
};
const sourceOfArticle = articles.source.map((_, article) => tellerOf(article));
const unnamed = new Set(sourceOfArticle.filter((_, article) => outletOf(originalOf(article)) === NO_SOURCE));
const sources = [...new Set([NO_SOURCE, ...articles.sources.filter(Boolean), ...unnamed])];
const sourceNumber = new Map(sources.map((name, index) => [name, index]));
const DONE = 0;
const PLANNED = 1;
const DENIED = 2;
const STATUS = ["done", "planned", "denied"];
const statusKind = (code) => (code > 3 ? DENIED : code === 0 ? DONE : PLANNED);
const ONE_OF_MANY = 2 ** 32 - 1;

const events = (() => {
  const given = columnsOf(data.events);
  const { relation, status, from, days, evidence } = given;
  const count = relation.length;
  const columns = {
    ...given,
    count,
    // Thousandths, as the figures of ties are.
    share: given.share.map((each) => each / 1000),
    weight: given.weight.map((each) => each / 1000),
    start: new Uint32Array(count + 1),
    kind: new Uint8Array(count),
    reported: new Array(count).fill(null),
    day: new Array(count).fill(null),
    lastDay: new Array(count).fill(null),
    source: new Uint32Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    const start = columns.start[index];
    const end = start + evidence[index];
    columns.start[index + 1] = end;
    columns.kind[index] = statusKind(status[index]);
    let reported = null;
    let source = null;
    for (let place = start; place < end; place += 1) {
      const article = said.article[place];
      const published = article < 0 ? null : articles.day[article];
      if (published !== null && (reported === null || published < reported)) reported = published;
      const here = sourceNumber.get(article < 0 ? NO_SOURCE : sourceOfArticle[article]);
      source = source === null || source === here ? here : ONE_OF_MANY;
    }
    columns.reported[index] = reported;
    columns.source[index] = source;
    // The day that places an event in time; publication stands in only here, and the page says so.
    columns.day[index] = from[index] ?? reported;
    columns.lastDay[index] = from[index] === null ? reported : from[index] + days[index];
  }
  return columns;
})();
const relationOf = (index) => relations[events.relation[index]];
const groupOf = (index) => relationOf(index).group;
const signOf = (index) => relationOf(index).sign;
const statusOf = (index) => STATUS[events.kind[index]];
const untilOf = (index) => (events.from[index] === null ? null : events.from[index] + events.days[index]);
const sourcesOf = (index) => {
  const found = new Set();
  for (let place = events.start[index]; place < events.start[index + 1]; place += 1) found.add(tellerOf(said.article[place]));
  return [...found];
};

// What some affirm and some deny.
const disputed = new Set(data.disputes.flat());
// What people decided about an event, in words.
const decidedOn = new Map(data.decided.event.map((event, place) => [event, data.decided.texts[place]]));

// The sentences are in blocks, each read when one of its sentences is first asked for.
const blocks = [...document.querySelectorAll("script.sentences")];
const opened = [];
const perBlock = data.block;
const sentenceOf = (number) => {
  const block = Math.floor(number / perBlock);
  opened[block] = opened[block] || parsed(blocks[block]);
  return opened[block][number % perBlock];
};
// Each claim of an event: the sentence, the article it stands in (-1 where unknown), how it is told, by whom, how sure.
const evidenceOf = (index) => {
  const found = [];
  for (let place = events.start[index]; place < events.start[index + 1]; place += 1) {
    const status = said.status[place];
    found.push({
      quote: sentenceOf(said.sentence[place]),
      article: said.article[place],
      denied: status > 3,
      modality: STATUS_WORDS[status % 4],
      by: said.speakers[said.by[place]],
      confidence: said.confidence[place] / 100,
    });
  }
  return found;
};

// Pairs are strongest first. Actors are by rank, so that a pair's key is the two numbers, the lower first.
const pairKey = (one, other) => (one < other ? one * actors.length + other : other * actors.length + one);
const pairAt = new Map(data.pairs.a.map((a, index) => [pairKey(a, data.pairs.b[index]), index]));
const pairs = (() => {
  const { a, b, acts } = data.pairs;
  const told = a.map(() => []);
  for (let index = 0; index < events.count; index += 1) {
    const place = pairAt.get(pairKey(events.s[index], events.t[index]));
    if (place !== undefined) told[place].push(index);
  }
  // There are figures only for a pair with acts: in millionths what kg prints elsewhere too, in thousandths the others.
  let next = 0;
  const tieOf = (index) => {
    if (!acts[index]) return null;
    const place = next;
    next += 1;
    const of = (name, unit = 1e6) => data.pairs[name][place] / unit;
    return {
      t: of("t"),
      low: of("low"),
      high: of("high"),
      affinity: of("affinity"),
      engagement: of("engagement"),
      cooperative: of("cooperative", 1000),
      hostile: of("hostile", 1000),
      prior: of("prior", 1000),
      assumption: of("assumption", 1000),
      acts: acts[index],
      counted: data.pairs.counted[place],
      last: data.pairs.last[place],
    };
  };
  return a.map((first, index) => ({ index, a: first, b: b[index], events: told[index], tie: tieOf(index) }));
})();
for (const pair of pairs) {
  pair.weight = pair.tie ? Math.abs(pair.tie.t) : 0;
  pair.sign = !pair.tie || Math.abs(pair.tie.affinity) < data.mixed ? 0 : Math.sign(pair.tie.affinity);
  if (pair.tie) pair.tie.sign = pair.sign;
}
const actorIndex = new Map(actors.map((actor, index) => [actor.id, index]));
const pairOf = (one, other) => {
  const index = pairAt.get(pairKey(one, other));
  return index === undefined ? null : pairs[index];
};
const strongest = pairs.reduce((most, pair) => Math.max(most, pair.weight), 0);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const otherNames = actors.map((actor) => [...(actor.also || []), ...(actor.aliases || [])]);
