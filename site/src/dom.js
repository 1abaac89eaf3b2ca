// Elements made of values: text stays text, whatever it says.

const SVG = "http://www.w3.org/2000/svg";

export function html(name, properties = {}, ...children) {
  const { dataset, aria, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, dataset);
  for (const [key, value] of Object.entries(aria || {})) made.setAttribute(`aria-${key}`, value);
  made.append(...children);
  return made;
}

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const loading = new Map();

// Loads a classic script of data once; pages opened from a folder may do this too, where fetch may not.
export function load(path) {
  if (!loading.has(path)) {
    const promise = new Promise((resolve, reject) => {
      const script = html("script", { src: document.body.dataset.root + path, onload: resolve });
      script.onerror = () => {
        loading.delete(path);
        reject(new Error(`cannot load ${path}`));
      };
      document.head.append(script);
    });
    loading.set(path, promise);
  }
  return loading.get(path);
}

// A part of an address as text; an address that anybody wrote may hold a lone percent sign.
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
