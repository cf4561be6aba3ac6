/**
 * The styles of the Mantine components in use, in Mantine's order. All of them would be twice as large. Deferred parts
 * load their own styles.
 */
import "@mantine/core/styles/baseline.css";
import "./theme-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Text.css";
import "@mantine/core/styles/Stack.css";
