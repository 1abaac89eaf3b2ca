import { dressTheme } from "./theme.js";

dressTheme(() => document.dispatchEvent(new Event("teleo:theme")));
