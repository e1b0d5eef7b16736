// The ways to look at what is shown. A view has an id, a name, start(holder), which is called once, and draw(holder), which
// is called when it is in sight and something has changed; toSvg(), where it can be saved as a picture in its own way; words(),
// where the line above the stage says something other than how many ties pass.
const views = [];
const holderOf = (view) => byId(`view-${view.id}`);
const viewInSight = () => views.find((view) => view.id === state.view);

const startViews = () => {
  const choices = byId("views");
  for (const view of views) {
    choices.append(button(view.name, () => showView(view.id), { id: `to-${view.id}`, "data-view": view.id }));
    byId("stage").append(make("div", { id: `view-${view.id}`, class: `view ${view.class || ""}`, ...view.attributes, hidden: true }));
    view.start(holderOf(view));
  }
};
const showView = (id) => change((now) => { now.view = id; });
const drawViews = () => {
  for (const view of views) {
    const inSight = view.id === state.view;
    holderOf(view).hidden = !inSight || !shown.passing.length;
    byId(`to-${view.id}`).setAttribute("aria-pressed", String(inSight));
  }
  byId("nothing").hidden = shown.passing.length > 0;
  if (shown.passing.length) viewInSight().draw(holderOf(viewInSight()));
};
