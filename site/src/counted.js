// Numbers with their nouns, as counted() in teleo/site/wording.py has them.

export const counted = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
