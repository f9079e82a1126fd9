// Nobody there, nobody signed in: without a hand on the page for as long as the console says, the session ends. What comes
// by itself, over MQTT or asked for every few seconds, is no hand. The wall is there to be looked at: for a viewer it is.
import { call } from './rest.js';
import { current } from './session.js';

const HANDS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'];
const BEAT_MS = 5_000;
const LEAST_TOLD_MS = 20_000;

const onTheWall = () => current()?.role === 'viewer' && location.hash.startsWith('#/wall');

/** Watches until what it returns is called; over is called once. */
export function watchIdle(over) {
  const most = current().idleSeconds * 1000;
  let last = Date.now();
  let toldAt = Date.now();
  const hand = () => { last = Date.now(); };
  HANDS.forEach(name => addEventListener(name, hand, { passive: true, capture: true }));
  const timer = setInterval(() => {
    if (onTheWall()) hand();
    if (Date.now() - last >= most) {
      stop();
      over();
    } else if (last > toldAt && Date.now() - toldAt >= Math.min(LEAST_TOLD_MS, most / 4)) {
      // Whoever reads what comes over MQTT asks the console for nothing.
      toldAt = Date.now();
      call('GET', '/session').catch(() => {});
    }
  }, Math.min(BEAT_MS, most / 4));
  function stop() {
    clearInterval(timer);
    HANDS.forEach(name => removeEventListener(name, hand, { capture: true }));
  }
  return stop;
}
