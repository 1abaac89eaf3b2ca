// What a result shows of a note beside its text: title, page, kind and rating, questions and other names.

const LONGEST_SLUG = 60;

// The words of an ASCII title in an address, as _simple_slug in teleo/site/search.py makes them.
function simpleSlug(title) {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (words.length <= LONGEST_SLUG) return words;
  const end = words.slice(0, LONGEST_SLUG + 1).lastIndexOf("-");
  return words.slice(0, end > 0 ? end : LONGEST_SLUG);
}

const pageOf = (short, title) => (short.startsWith("/") ? short.slice(1) : `${short[0]}/${simpleSlug(title)}-${short.slice(1)}`);

export function card(data, columns, place) {
  const title = columns.titles[place];
  const [kind, rating] = data.kinds[columns.kinds[place]];
  return { title, page: pageOf(columns.pages[place], title), kind, tone: data.ratings[rating], also: columns.also[place] };
}
