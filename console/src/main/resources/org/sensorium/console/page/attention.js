// New critical alerts call: a short sound, if it was switched on, and a number in the tab's title until they are seen.
const KEPT = 'sensorium.sound';
let audio = null;
let unseen = 0;

export const sounds = () => localStorage.getItem(KEPT) === 'on';

/** A browser lets a page sound only after a press; this is it. */
export function sound(on) {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  if (on) chime();
}

export function attend(alert) {
  if (alert.severity !== 'critical') return;
  if (sounds()) chime();
  if (document.hidden) {
    unseen++;
    badge();
  }
}

export function titled(name) {
  document.title = `${unseen > 0 ? `(${unseen}) ` : ''}${name} · Sensorium`;
}

function badge() {
  document.title = `(${unseen}) ${document.title.replace(/^\(\d+\) /, '')}`;
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = document.title.replace(/^\(\d+\) /, '');
});

function chime() {
  audio ??= new AudioContext();
  [880, 1320].forEach((hertz, i) => {
    const at = audio.currentTime + i * 0.18;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.2, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.3);
  });
}
