// The page of what is not there is shown at any address, so it asks for this file at its host and beside itself.
// Where it is found first, the site's root is: there the links of the page begin, and its script.

const { body, currentScript } = document;
const was = body.dataset.root;

if (!was.includes("//")) {
  const root = currentScript.src.slice(0, -"static/lost.js".length);
  body.dataset.root = root;
  for (const link of document.querySelectorAll("a[href], link[rel~=icon], link[rel=alternate]")) {
    const address = link.getAttribute("href");
    if (!address.startsWith("#")) link.setAttribute("href", root + address.slice(was.length));
  }
  document.head.append(Object.assign(document.createElement("script"), { src: `${root}static/page.js` }));
}
