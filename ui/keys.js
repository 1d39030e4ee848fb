// Focus, shortcuts, and links inside the page that need no reload. Mounted once on every page.
const FIELDS = "input, textarea, select, [contenteditable=true]";
const state = (window.__answerbook ??= { shown: "" });

function searchBox() {
  return document.querySelector(".st-key-ask-box input");
}

function go(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("section.stMain, .stMain")?.scrollTo(0, 0);
}

state.go = go;

function follow(event) {
  const link = event.composedPath().find((node) => node.tagName === "A");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || !link.closest(".stHtml")) return;
  const there = link.getAttribute("href") ?? "";
  if (!there.startsWith("/") || there.startsWith("//")) return;
  event.preventDefault();
  go(there);
}

function step(by) {
  const cards = [...document.querySelectorAll(".ab-card h2 a")];
  const here = cards.indexOf(document.activeElement);
  const next = cards[Math.max(0, Math.min(cards.length - 1, here + by))];
  next?.focus();
  next?.closest(".ab-card").scrollIntoView({ block: "center" });
}

// What the page holds may still be on its way when its script has ended: try for a while.
function focusSoon(tries = 60) {
  const field = searchBox() ?? document.querySelector(".stMain textarea");
  if (field) field.focus({ preventScroll: true });
  else if (tries) setTimeout(focusSoon, 50, tries - 1);
}

function press(selector) {
  const button = document.querySelector(selector);
  button?.click();
  return Boolean(button);
}

function onKey(event, dialog) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const check = document.querySelector(".st-key-check-now button");
    if (check) {
      // Leaving the text area makes Streamlit send what was typed, before the button is pressed.
      event.target.blur?.();
      setTimeout(() => check.click(), 60);
    }
    return;
  }
  if (event.key === "Escape" && event.target === searchBox()) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(FIELDS) || dialog.open) return;
  const rating = "1234".includes(event.key) && press(`.st-key-rate-${event.key} button`);
  if (rating) return event.preventDefault();
  if (event.key === "/") {
    event.preventDefault();
    const box = searchBox();
    if (box) box.select(), box.focus();
    else go("/");
  } else if (event.key === "?") {
    event.preventDefault();
    dialog.showModal();
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "u") press(".st-key-check-undo button");
}

export default function (component) {
  const { parentElement, data } = component;
  const dialog = parentElement.querySelector("dialog");
  parentElement.querySelector("button").onclick = () => dialog.close();
  const keydown = (event) => onKey(event, dialog);
  document.addEventListener("keydown", keydown);
  document.addEventListener("click", follow);
  const target = document.querySelector(".ab-target") ?? document.getElementById(location.hash.slice(1));
  if (data.place !== state.shown) {
    state.shown = data.place;
    if (target) target.scrollIntoView({ block: "center" });
    else if (data.focus && !matchMedia("(pointer: coarse)").matches) focusSoon();
  }
  return () => {
    document.removeEventListener("keydown", keydown);
    document.removeEventListener("click", follow);
  };
}
