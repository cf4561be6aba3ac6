/** Mantine's variables and resets. Parts that use its components load their styles. */
import "@mantine/core/styles/baseline.css";
import "./theme-variables.css";
import "@mantine/core/styles/global.css";
