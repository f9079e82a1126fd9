// The short list of types with what they measure. A type that is not here takes after a sensor that has it already.
import { get, query } from './rest.js';

const every = (interval, ...metrics) => metrics.map(([name, unit, min, max]) => ({ name, unit, min, max, interval }));

export const TYPES = {
  air_quality: every('PT60S', ['pm25', 'ug/m3', 0, 1000], ['pm10', 'ug/m3', 0, 2000], ['no2', 'ug/m3', 0, 1000], ['o3', 'ug/m3', 0, 800]),
  noise: every('PT60S', ['laeq', 'dB', 20, 130], ['lamax', 'dB', 20, 140]),
  water_level: every('PT60S', ['level', 'm', -2, 15], ['discharge', 'm3/s', 0, 5000]),
  traffic: every('PT60S', ['speed', 'km/h', 0, 200], ['flow', '1/h', 0, 10000], ['occupancy', '%', 0, 100]),
  weather: every('PT60S', ['temperature', 'Cel', -50, 60], ['humidity', '%', 0, 100], ['pressure', 'hPa', 850, 1100]),
  power: every('PT60S', ['load', 'kW', 0, 5000], ['voltage', 'V', 0, 500]),
};

/** The metrics that a sensor of this type has here already, else those of the list. */
export async function metricsOf(type) {
  const { items: [alike] } = await get(`/sensors${query({ type, limit: 1 })}`);
  return alike?.metrics ?? TYPES[type] ?? [];
}
