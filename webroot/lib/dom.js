// Building and updating the page. No markup is ever made from strings, so nothing typed by anybody can become an element.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element: h("p", {class: "note", onClick: f}, "text", child, [more], null). */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  node.append(...flat(children));
  return node;
}

function setProp(node, name, value) {
  if (name.startsWith("on")) {
    node.$handlers = { ...node.$handlers, [name.toLowerCase()]: value };
    node[name.toLowerCase()] = value;
  } else if (name.startsWith(".")) {
    node.$props = { ...node.$props, [name.slice(1)]: value };
    node[name.slice(1)] = value;
  } else if (value === true) {
    node.setAttribute(name, "");
  } else if (value !== false && value !== null && value !== undefined) {
    node.setAttribute(name, value);
  }
}

function flat(children) {
  return children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== "");
}

/**
 * Makes the children of `root` equal to `children` while keeping every node that can stay: focus, what was typed, scroll
 * positions and open dialogs survive each live update. Rows that may change places carry `data-key`.
 */
export function render(root, ...children) {
  const fresh = document.createDocumentFragment();
  fresh.append(...flat(children));
  morphChildren(root, fresh);
}

function morphChildren(old, fresh) {
  const keyed = new Map();
  const stay = new Set([...fresh.children].map((node) => node.dataset.key));
  for (const node of [...old.children]) {
    if (!node.dataset.key) continue;
    if (stay.has(node.dataset.key)) keyed.set(node.dataset.key, node);
    else node.remove(); // first, so that what stays need not move: whoever moves loses the focus
  }
  let cursor = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const key = next.dataset?.key;
    let match = key ? keyed.get(key) : cursor;
    if (!key && match?.dataset?.key) match = null;
    if (match && alike(match, next)) {
      if (match === cursor) cursor = cursor.nextSibling;
      else move(old, match, cursor);
      morph(match, next);
    } else {
      old.insertBefore(next, cursor);
    }
    keyed.delete(key);
  }
  while (cursor) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

/** Where the browser can, with focus and all. */
function move(parent, node, before) {
  if (parent.moveBefore && parent.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.id === b.id && a.dataset?.key === b.dataset?.key;
}

function morph(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !keepsItself(old, name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const name of Object.keys(old.$handlers ?? {})) if (!fresh.$handlers?.[name]) old[name] = null;
  for (const [name, value] of Object.entries(fresh.$handlers ?? {})) old[name] = value;
  old.$handlers = fresh.$handlers;
  for (const [name, value] of Object.entries(fresh.$props ?? {})) if (old[name] !== value) old[name] = value;
  if (!old.localName.includes("-")) morphChildren(old, fresh); // a custom element looks after its own children
}

/** What the reader or the browser has set on an element that we did not. */
function keepsItself(node, name) {
  const holdsReader = name === "tabindex" && node === document.activeElement; // see focusOn
  return name === "open" || holdsReader || node.localName.includes("-");
}

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Moves the reader to a heading or message that has just appeared, without leaving it in the tab order. */
export function focusOn(node) {
  if (!node) return;
  if (!node.matches("a,button,input,select,textarea,[tabindex]")) node.tabIndex = -1;
  node.focus({ preventScroll: false });
}
