/**
 * An inline script for `<head>`, because a built page is the same for everybody: before the first paint, it sets the
 * attributes of `<html>` that depend on the visitor's cookies. `data-session` shows the parts for players
 * (entities/session/audience.tsx).
 */
import { preferenceName } from "@/entities/preferences/preferences";
import { HINT_COOKIE } from "@/entities/session/session-hint";

export const FIRST_PAINT = [
  "(()=>{",
  'let c="";try{c=document.cookie}catch{}',
  'const h=document.documentElement,k=v=>c.split("; ").includes(v);',
  `h.dataset.mantineColorScheme=k("${preferenceName("theme")}=dark")||!k("${preferenceName("theme")}=light")&&`,
  'matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";',
  `if(k("${preferenceName("motion")}=reduced"))h.dataset.motion="reduced";`,
  `if(k("${HINT_COOKIE}=1"))h.dataset.session="expected"`,
  "})()",
].join("");
