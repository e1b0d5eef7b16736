// Dark or light: the system's choice until the reader makes one.
const THEME_KEY = "kg-theme";
const setTheme = (dark) => {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(dark));
};
const keptTheme = () => {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null; // A sandboxed frame has no storage; the system's choice holds.
  }
};
const keepTheme = (dark) => {
  try {
    localStorage.setItem(THEME_KEY, dark ? "dark" : "light");
  } catch {
    // As above.
  }
};
const startTheme = () => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  setTheme(keptTheme() ? keptTheme() === "dark" : system.matches);
  system.addEventListener("change", () => {
    if (keptTheme()) return;
    setTheme(system.matches);
    keepFocus(drawViews);
  });
  byId("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme !== "dark";
    setTheme(dark);
    drawViews();
    keepTheme(dark);
  });
};
