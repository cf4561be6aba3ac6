import { addons } from "storybook/manager-api";

// The panel would be empty, because stories have no controls.
addons.setConfig({ showPanel: false });
