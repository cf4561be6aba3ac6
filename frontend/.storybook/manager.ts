import { addons } from "storybook/manager-api";

// The panel has nothing to show: a story is a state, without controls.
addons.setConfig({ showPanel: false });
