/** Every state of the web app that has a picture. */
import { PLAYING, type Scene } from "./mocked";
import { PAGES } from "./pages";
import type { Picture } from "./picture";
import { PLAYING_STATES } from "./playing";
import { VISITORS } from "./visitors";

export const PICTURES: Record<string, Picture> = { ...VISITORS, ...PLAYING_STATES, ...PAGES };

export const sceneOf = ({ scene }: Picture): Scene => ({
  ...PLAYING,
  ...scene,
  answers: { ...scene?.answers },
});
