import { walkMap } from "./map.js";
import { dressTheme } from "./theme.js";

dressTheme(() => document.dispatchEvent(new Event("teleo:theme")));
walkMap();
