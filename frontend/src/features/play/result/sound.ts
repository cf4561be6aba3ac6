/** Two rising notes for a win, a low one for a loss, synthesized by the browser. */
import type { PlayResult } from "@numberplay/client/api/types";

const NOTES_HZ = { win: [523, 784], lose: [220] };
const NOTE_SECONDS = 0.12;
const LOUDNESS = 0.08;

let context: AudioContext | null = null;

export function sound(result: PlayResult["result"]) {
  context ??= new AudioContext();
  for (const [index, pitch] of NOTES_HZ[result].entries())
    note(context, pitch, index * NOTE_SECONDS);
}

function note(audio: AudioContext, pitch: number, delaySeconds: number) {
  const begin = audio.currentTime + delaySeconds;
  const oscillator = new OscillatorNode(audio, { type: "sine", frequency: pitch });
  const gain = new GainNode(audio, { gain: LOUDNESS });
  gain.gain.setTargetAtTime(0, begin + NOTE_SECONDS / 2, NOTE_SECONDS / 3);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(begin);
  oscillator.stop(begin + NOTE_SECONDS * 2);
}
