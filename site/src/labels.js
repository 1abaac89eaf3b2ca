// Titles where there is little room, as teleo/site/labels.py and picture_labels.py cut them.

// The words of a text that fit into so many characters; of a first word that is longer, its beginning.
export function beginning(text, most) {
  const letters = [...text];
  const cut = letters.length > most ? letters.lastIndexOf(" ", most) : letters.length;
  return letters.slice(0, cut > 0 ? cut : most).join("").replace(/[ ,;:]+$/, "");
}

export const shortened = (title, most) => ([...title].length <= most ? title : `${beginning(title, most - 1)}…`);
