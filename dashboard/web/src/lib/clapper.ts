/** The night watchman's wooden clapper 梆子: two dry strokes, made here, no sound file. */
let context: AudioContext | null = null;

function audio(): AudioContext | null {
  try {
    context ??= new AudioContext();
    return context;
  } catch {
    return null;
  }
}

/** To be called in a click, so that the browser lets later sounds through. */
export function allowSound(): void {
  void audio()?.resume();
}

function stroke(on: AudioContext, at: number, pitch: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.type = 'triangle';
  tone.frequency.setValueAtTime(pitch, at);
  tone.frequency.exponentialRampToValueAtTime(pitch * 0.55, at + 0.09);
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.5, at + 0.004);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.18);
}

/** Two strokes; four for what is urgent. */
export function clap(urgent = false): void {
  const on = audio();
  if (!on || on.state !== 'running') return;
  for (let i = 0; i < (urgent ? 4 : 2); i++) stroke(on, on.currentTime + i * 0.22, i % 2 ? 880 : 1040);
}
