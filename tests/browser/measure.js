() => {
  const faults = [];
  const width = document.scrollingElement.clientWidth;
  const name = (element) => {
    const words = (element.innerText || element.value || element.getAttribute("aria-label") || "").trim().slice(0, 40);
    const classes = typeof element.className === "string" && element.className ? "." + element.className.split(" ").join(".") : "";
    return `${element.localName}${element.id ? "#" + element.id : ""}${classes} “${words}”`;
  };
  // Asked of every element, and of all that it stands in: each is looked at once.
  const once = (ask) => {
    const known = new Map();
    return (element) => {
      if (!known.has(element)) known.set(element, ask(element));
      return known.get(element);
    };
  };
  const shrunk = once((element) => {
    if (!element) return false;
    const style = getComputedStyle(element);
    return style.clipPath === "inset(50%)" || (element.offsetWidth <= 1 && style.overflow === "hidden") || shrunk(element.parentElement);
  });
  const hidden = (element) => shrunk(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (element) => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
    }
    return false;
  };
  const floats = once((element) => {
    if (!element) return null;
    const own = /fixed|sticky/.test(getComputedStyle(element).position) || element.matches("details[open] > :not(summary)");
    return own ? element : floats(element.parentElement);
  });
  const all = [...document.body.querySelectorAll("*")].filter((each) => !hidden(each));

  if (document.scrollingElement.scrollWidth > width) faults.push(`the page is ${document.scrollingElement.scrollWidth} wide, not ${width}`);
  for (const element of all) {
    const box = element.getBoundingClientRect();
    const skipped = element.matches(".skip-link") || element.closest("svg");
    if (!skipped && box.width && (box.right > width + 1 || box.left < -1) && !scrolls(element)) {
      faults.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
    }
    const style = getComputedStyle(element);
    const clips = (value) => value === "hidden" || value === "clip";
    const aside = clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const below = clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (!aside && !below) continue; // to gather its words takes longest
    if (!(element.innerText || element.value) || element.closest("svg") || element.matches("input")) continue; // what is typed moves along
    if (aside) faults.push(`${name(element)} is cut off at its side`);
    if (below) faults.push(`${name(element)} is cut off below`);
  }

  // What one can press may not stand on what one can press.
  const pressed = all.filter((each) => each.matches("a[href], button, select, textarea, summary, input:not([type=hidden])"));
  const boxes = pressed.flatMap((element) => [...element.getClientRects()].map((box) => ({ element, box, over: floats(element) })));
  boxes.sort((one, two) => one.box.top - two.box.top);
  boxes.forEach((one, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].box.top < one.box.bottom - 1; next++) {
      const two = boxes[next];
      if (one.element === two.element || one.over !== two.over) continue;
      if (one.element.contains(two.element) || two.element.contains(one.element)) continue;
      const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (across > 1 && down > 1.5) faults.push(`${name(one.element)} and ${name(two.element)} overlap by ${Math.round(across)} × ${Math.round(down)}`);
    }
  });

  // Nor may text stand on text: the lines of what is read, block by block.
  const blocks = all.filter((each) => each.matches("h1, h2, h3, p, li, dt, dd, summary, label, legend, figcaption, button, td, th"));
  const lines = blocks.flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own) return [];
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1).map((box) => ({ element, box, over: floats(element) }));
  });
  lines.sort((one, two) => one.box.top - two.box.top);
  const told = new Set();
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].box.top < one.box.bottom - 1; next++) {
      const two = lines[next];
      if (one.element === two.element || one.over !== two.over || told.has(one.element)) continue;
      if (one.element.contains(two.element) || two.element.contains(one.element)) continue;
      const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (across > 2 && down > Math.min(one.box.height, two.box.height) * 0.4) {
        told.add(one.element);
        faults.push(`the text of ${name(one.element)} stands on that of ${name(two.element)}`);
      }
    }
  });
  return faults;
}
