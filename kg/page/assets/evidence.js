// One event as readers see it: what was said, word for word, by whom, when, and how sure it is.
const STATUS_TAG = { planned: "planned or possible", denied: "denied" };
const MODALITY_TAG = { planned: "planned", possible: "possible", hypothetical: "hypothetical" };

const tagOf = (told) => {
  if (told.polarity === "negated") return "denied";
  return MODALITY_TAG[told.modality] || "";
};
const signMark = (sign) => (sign ? make("span", { class: signClass(sign) }, sign > 0 ? "+ " : `${MINUS} `) : null);

const whenOf = (event) => {
  if (event.from) return niceRange(event.from, event.to);
  return event.reported ? `date not said, reported ${niceDay(event.reported)}` : "date not said";
};

const claim = (event) => {
  const relation = relations[event.relation];
  const tag = tagOf(event);
  return make("p", { class: "what" },
    signMark(event.sign), actors[event.s].name, " ", make("b", {}, relation.label), " ", actors[event.t].name,
    tag ? [" ", make("span", { class: "tag" }, tag)] : null,
    make("span", { class: "soft" }, ` · ${whenOf(event)}`, event.place ? ` · ${event.place}` : "", event.occasion ? ` · ${event.occasion}` : ""));
};

const sentence = (each, event) => {
  const article = articles[each.article] || {};
  const tag = tagOf(each);
  const facts = [
    article.source || NO_SOURCE,
    article.published ? niceDay(article.published) : "",
    each.by ? `according to ${each.by}` : "",
    tag && tag !== tagOf(event) ? `told as ${tag}` : "",
    `confidence ${Math.round(each.confidence * 100)} %`,
  ].filter(Boolean).join(" · ");
  const link = article.url
    ? [" · ", make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, article.title || "Article")]
    : article.title ? ` · ${article.title}` : "";
  return [make("blockquote", {}, `“${each.quote.trim()}”`), make("p", { class: "who" }, facts, link)];
};

const said = (event) =>
  make("li", { class: `said ${event.sign > 0 ? "plus" : event.sign < 0 ? "minus" : ""} ${event.status}` },
    claim(event), event.evidence.map((each) => sentence(each, event)));

const newestFirst = (indexes) =>
  [...indexes].sort((a, b) => (events[b].lastDay || "").localeCompare(events[a].lastDay || "") || a - b);

// A list that shows its first rows and a button for the next ones.
const longList = (tag, attributes, rows, step) => {
  const list = make(tag, attributes);
  const more = button("", () => add(), { class: "more" });
  let next = 0;
  const add = () => {
    list.append(...rows.slice(next, next + step).map((row) => row()));
    next += step;
    const left = rows.length - next;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(step, Math.max(left, 0))} more of ${left}`;
  };
  add();
  return [list, more];
};

const sentences = (indexes) =>
  longList("ol", { class: "sentences" }, newestFirst(indexes).map((index) => () => said(events[index])), 12);
