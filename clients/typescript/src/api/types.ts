/** The backend's types, under the names that the web app uses. Their shapes come only from the OpenAPI document. */
import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];

export type Player = Schemas["User"];
export type PlayResult = Schemas["GameResult"];
export type ResultPage = Schemas["ResultPage"];
export type ResultsSince = Schemas["ResultsSince"];
export type Statistics = Schemas["Statistics"];
export type Export = Schemas["Export"];
export type SummaryPage = Schemas["SummaryPage"];
export type Rules = Schemas["Rules"];
export type Device = Schemas["Session"];
export type LinkedAccount = Schemas["LinkedAccount"];
