// One event as readers see it: what was said, word for word, by whom, when, and how sure it is.
const tagOf = ({ denied, modality }) => (denied ? "denied" : modality === "actual" ? "" : modality);
const eventTag = (index) => tagOf({ denied: events.status[index] > 3, modality: STATUS_WORDS[events.status[index] % 4] });
const signMark = (sign) => (sign ? make("span", { class: signClass(sign) }, sign > 0 ? "+ " : `${MINUS} `) : null);

const whenOf = (index) => {
  if (events.from[index] !== null) return niceRange(events.from[index], untilOf(index));
  return events.reported[index] === null ? "date not said" : `date not said, reported ${niceDay(events.reported[index])}`;
};

const claim = (index) => {
  const tag = eventTag(index);
  const place = data.events.places[events.place[index]];
  const occasion = data.events.occasions[events.occasion[index]];
  return make("p", { class: "what" },
    signMark(signOf(index)), named(events.s[index]), " ", make("b", {}, relationOf(index).label), " ", named(events.t[index]),
    tag ? [" ", make("span", { class: `tag ${statusOf(index)}` }, tag)] : null,
    disputed.has(index) ? [" ", make("span", { class: "tag disputed" }, "disputed")] : null,
    make("span", { class: "soft" }, ` · ${whenOf(index)}`, place ? ` · ${place}` : "", occasion ? ` · ${occasion}` : ""));
};

const sentence = (each, index) => {
  const { article } = each;
  const words = each.quote.trim();
  const tag = tagOf(each);
  const published = article < 0 ? null : articles.day[article];
  const title = article < 0 ? "" : articles.title[article];
  const url = article < 0 ? "" : articles.url[article];
  const facts = [
    outletOf(article),
    article < 0 || !words ? "" : make("bdi", {}, `article ${articles.id[article]}`),
    published === null ? "" : niceDay(published),
    each.by ? `according to ${each.by}` : "",
    tag && tag !== eventTag(index) ? `told as ${tag}` : "",
    `confidence ${Math.round(each.confidence * 100)} %`,
  ].filter(Boolean).flatMap((fact, place) => (place ? [" · ", fact] : [fact]));
  const link = url ? [" · ", make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title || "Article")] : title ? ` · ${title}` : "";
  return [
    words ? make("blockquote", {}, `“${words}”`) : make("p", { class: "note" }, "A row of event data; no sentence comes with it."),
    make("p", { class: "who" }, facts, link),
  ];
};

// The evidence of one article after another; what copies of it say stands with it.
const textsOf = (index) => {
  const texts = new Map();
  for (const each of evidenceOf(index)) {
    const original = originalOf(each.article);
    if (!texts.has(original)) texts.set(original, []);
    texts.get(original).push(each);
  }
  return [...texts].map(([original, told]) => {
    const first = told.some(({ article }) => article === original) ? original : told[0].article;
    return { first: told.filter(({ article }) => article === first), copies: told.filter(({ article }) => article !== first) };
  });
};
// A copy in other words is read with its own, one in the same words only named.
const copiesOf = ({ first, copies }, index) => {
  const known = new Set(first.map(({ quote }) => quote.trim()));
  const outlets = [...new Set(copies.map(({ article }) => article))];
  return make("details", { class: "copies" }, make("summary", {}, `and ${inCopies(outlets.length)}`), outlets.flatMap((outlet) => {
    const own = copies.filter(({ article }) => article === outlet);
    const others = own.filter(({ quote }) => !known.has(quote.trim()));
    return others.length ? others.flatMap((each) => sentence(each, index)) : sentence(own[0], index).slice(1);
  }));
};
const inCopies = (count) => (count === 1 ? "1 copy" : `${counted(count)} copies`);
const tellingNote = (indexes) => {
  const told = new Set();
  for (const index of indexes) for (let place = events.start[index]; place < events.start[index + 1]; place += 1) if (said.article[place] >= 0) told.add(said.article[place]);
  if (![...told].some((article) => originals.has(article))) return null;
  // An original without a source is one by itself.
  const tellers = new Set([...told].map(originalOf).map((article) => articles.sources[articles.source[article]] || article));
  return make("p", { class: "note telling" }, `${plural(told.size, "article")}, ${plural(tellers.size, "independent source")}`);
};

const saidItem = (index) =>
  make("li", { class: `said ${signOf(index) > 0 ? "plus" : signOf(index) < 0 ? "minus" : ""} ${statusOf(index)} ${isRejected(index) ? "rejected" : ""}` },
    claim(index), corrections.made.length ? marksOf(eventId(index)) : null,
    (decidedOn.get(index) || []).map((each) => make("p", { class: "soft decided" }, `Decided: ${each}`)),
    textsOf(index).flatMap((text) => [...text.first.flatMap((each) => sentence(each, index)), text.copies.length ? copiesOf(text, index) : null]),
    eventMender(index));

const newestFirst = (indexes) => [...indexes].sort((a, b) => (events.lastDay[b] ?? -Infinity) - (events.lastDay[a] ?? -Infinity) || a - b);

// A list that shows its first rows and a button for the next ones; how many were unfolded is kept while the pick is the same.
const unfolded = new Map();
const longList = (tag, attributes, rows, step) => {
  const name = attributes["data-list"] || attributes.class;
  const list = make(tag, attributes);
  const unfold = () => {
    if (next >= rows.length) return;
    const before = next;
    add(step);
    // A print unfolds lists of its own.
    if (!list.isConnected) return;
    unfolded.set(name, next);
    if (more.hidden) focusRow(list.children[before]);
  };
  const more = button("", unfold, { class: "more", "data-more": name });
  let next = 0;
  const add = (count) => {
    list.append(...rows.slice(next, next + count).map((row) => row()));
    next += count;
    const left = rows.length - next;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(step, Math.max(left, 0))} more of ${left}`;
  };
  add(unfolded.get(name) || step);
  return [list, more];
};
// The button goes with the last rows, so that the first of them takes the focus.
const focusRow = (row) => {
  // A sentence is read before it is corrected.
  const control = row.matches(".said") ? null : row.querySelector("button");
  if (!control) row.tabIndex = -1;
  (control || row).focus({ preventScroll: true });
};

const sentences = (indexes) => [tellingNote(indexes), ...longList("ol", { class: "sentences" }, newestFirst(indexes).map((index) => () => saidItem(index)), 12)];
