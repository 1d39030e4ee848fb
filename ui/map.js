// The map of entries on a canvas: pan, zoom, hover, click to open, and the same from the keyboard.
const MARGIN = 36;
const NEAR = 12;
const ABOVE = 14; // pixels from a region to its name, which would hide a lone point

export default function (component) {
  const { parentElement, data } = component;
  const frame = parentElement.querySelector(".frame");
  const canvas = parentElement.querySelector("canvas");
  const hint = parentElement.querySelector(".hint");
  const pen = canvas.getContext("2d");
  const view = (canvas.view ??= { scale: 1, x: 0, y: 0 });
  canvas.setAttribute("aria-label", data.label);
  let drag = null;
  let over = null;

  const size = () => [canvas.clientWidth, canvas.clientHeight];
  function place(point) {
    const [width, height] = size();
    return [
      width / 2 + view.x + (point.x * (width / 2 - MARGIN)) * view.scale,
      height / 2 + view.y - (point.y * (height / 2 - MARGIN)) * view.scale,
    ];
  }

  function draw() {
    const [width, height] = size();
    const sharp = window.devicePixelRatio || 1;
    if (canvas.width !== width * sharp || canvas.height !== height * sharp) {
      canvas.width = width * sharp;
      canvas.height = height * sharp;
    }
    const style = getComputedStyle(frame);
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, width, height);
    const radius = Math.max(2.2, Math.min(5.5, 90 / Math.sqrt(data.points.length))) * Math.min(2, Math.sqrt(view.scale));
    for (const lit of [false, true]) {
      for (const point of data.points) {
        if (point.lit !== lit) continue;
        const [x, y] = place(point);
        if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
        pen.globalAlpha = data.alone && !lit ? 0.22 : 0.85;
        pen.fillStyle = point.colour;
        pen.beginPath();
        pen.arc(x, y, lit ? radius * 1.35 : radius, 0, 7);
        pen.fill();
        if (lit || point === over) outline(style);
      }
    }
    pen.globalAlpha = 1;
    names(style, width);
  }

  function outline(style) {
    pen.globalAlpha = 1;
    pen.lineWidth = 1.6;
    pen.strokeStyle = style.getPropertyValue("--st-text-color");
    pen.stroke();
  }

  function names(style, width) {
    const taken = [];
    pen.font = `600 13px ${style.getPropertyValue("--st-font")}`;
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = style.getPropertyValue("--st-secondary-background-color");
    pen.fillStyle = style.getPropertyValue("--st-text-color");
    for (const region of data.regions) {
      const [middle, low] = place(region);
      const y = Math.max(ABOVE, low - ABOVE);
      const half = pen.measureText(region.name).width / 2 + 4;
      const x = Math.max(half, Math.min(width - half, middle));
      if (taken.some(([a, b, c]) => Math.abs(a - x) < half + c && Math.abs(b - y) < 18)) continue;
      taken.push([x, y, half]);
      pen.strokeText(region.name, x, y);
      pen.fillText(region.name, x, y);
    }
  }

  function nearest(event) {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let least = NEAR * NEAR;
    for (const point of data.points) {
      const [px, py] = place(point);
      const apart = (px - x) ** 2 + (py - y) ** 2 - (point.lit ? 20 : 0);
      if (apart < least) [best, least] = [point, apart];
    }
    return best;
  }

  function show(point) {
    over = point;
    canvas.style.cursor = point ? "pointer" : "grab";
    hint.hidden = !point;
    if (point) {
      const [x, y] = place(point);
      const [width, height] = size();
      hint.textContent = point.words;
      hint.style.left = `${Math.max(4, Math.min(x + 12, width - hint.offsetWidth - 4))}px`;
      hint.style.top = `${Math.max(4, Math.min(y + 12, height - hint.offsetHeight - 4))}px`;
    }
    draw();
  }

  function zoom(by, x = 0, y = 0) {
    if (!by) Object.assign(view, { scale: 1, x: 0, y: 0 });
    else {
      const next = Math.max(1, Math.min(30, view.scale * by));
      const ratio = next / view.scale;
      view.x = x - (x - view.x) * ratio;
      view.y = y - (y - view.y) * ratio;
      view.scale = next;
    }
    show(null);
  }

  function pan(x, y) {
    view.x += x;
    view.y += y;
    draw();
  }

  canvas.onpointerdown = (event) => {
    drag = { x: event.clientX, y: event.clientY, moved: 0 };
    if (event.pointerType === "mouse") canvas.setPointerCapture(event.pointerId);
  };
  canvas.onpointermove = (event) => {
    if (!drag) return show(nearest(event));
    drag.moved += Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y);
    pan(event.clientX - drag.x, event.clientY - drag.y);
    Object.assign(drag, { x: event.clientX, y: event.clientY });
  };
  canvas.onpointerup = (event) => {
    const still = drag && drag.moved < 6;
    drag = null;
    const point = still && nearest(event);
    if (point) window.__answerbook?.go(`/explore?entry=${encodeURIComponent(point.entry)}`);
  };
  canvas.onpointercancel = canvas.onpointerleave = () => {
    drag = null;
    show(null);
  };
  canvas.onwheel = (event) => {
    // Only a map that was clicked into, or a pinch, takes the wheel: else the page scrolls.
    if (!event.ctrlKey && parentElement.activeElement !== canvas) return;
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    zoom(Math.exp(-event.deltaY / 400), x, y);
  };
  canvas.onkeydown = (event) => {
    const moves = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
    if (moves[event.key]) pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.5);
    else if (event.key === "-") zoom(0.667);
    else if (event.key === "0") zoom(0);
    else return;
    event.preventDefault();
  };
  for (const button of parentElement.querySelectorAll("button")) button.onclick = () => zoom(Number(button.dataset.by));
  const watch = new ResizeObserver(draw);
  watch.observe(frame);
  draw();
  return () => watch.disconnect();
}
