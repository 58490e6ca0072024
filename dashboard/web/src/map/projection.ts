/** From degrees to metres on a plane around the village, y downwards, and GeoJSON to SVG paths. Pure. */
import { language } from '../i18n';
import type { Feature, Geometry, Location, Position } from '../api/types';

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Projection {
  x(longitude: number): number;
  y(latitude: number): number;
}

const METRES_PER_DEGREE = 111_320;

/** A plane that is true to scale around this place; good for a village. */
export function projectionAt(origin: Location): Projection {
  const narrowing = Math.cos((origin.latitude * Math.PI) / 180);
  return {
    x: (longitude) => (longitude - origin.longitude) * METRES_PER_DEGREE * narrowing,
    y: (latitude) => (origin.latitude - latitude) * METRES_PER_DEGREE,
  };
}

/** Every position of a geometry, flat. */
export function positionsOf(geometry: Geometry | null): Position[] {
  if (!geometry) return [];
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
    case 'MultiPoint':
      return geometry.coordinates;
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf);
  }
}

export function placesOf(features: readonly Feature[]): Location[] {
  return features
    .flatMap((one) => positionsOf(one.geometry))
    .map(([longitude, latitude]) => ({ longitude, latitude }));
}

/** The bounds of these places on the plane; null for none. */
export function boundsOf(places: readonly Location[], on: Projection): Bounds | null {
  if (!places.length) return null;
  const xs = places.map((place) => on.x(place.longitude));
  const ys = places.map((place) => on.y(place.latitude));
  return {
    left: xs.reduce((a, b) => Math.min(a, b)),
    top: ys.reduce((a, b) => Math.min(a, b)),
    right: xs.reduce((a, b) => Math.max(a, b)),
    bottom: ys.reduce((a, b) => Math.max(a, b)),
  };
}

/** The SVG path of lines and areas; empty for points. */
export function pathOf(geometry: Geometry | null, on: Projection): string {
  if (!geometry) return '';
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates, on);
    case 'MultiLineString':
      return geometry.coordinates.map((one) => line(one, on)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${line(ring, on)}Z`).join('');
    case 'MultiPolygon':
      return geometry.coordinates.flat().map((ring) => `${line(ring, on)}Z`).join('');
    case 'GeometryCollection':
      return geometry.geometries.map((one) => pathOf(one, on)).join('');
    default:
      return '';
  }
}

function line(positions: readonly Position[], on: Projection): string {
  return positions
    .map(([lon, lat], i) => `${i ? 'L' : 'M'}${on.x(lon).toFixed(1)} ${on.y(lat).toFixed(1)}`)
    .join('');
}

export function isArea(geometry: Geometry | null): boolean {
  return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
}

/** A feature's name in the reader's language; empty for none. */
export function nameOf(feature: Feature): string {
  const { name, nameEn } = feature.properties ?? {};
  const text = language() === 'en' && nameEn ? nameEn : name;
  return typeof text === 'string' ? text : '';
}

/** The middle of all positions, for a label. */
export function middleOf(geometry: Geometry | null, on: Projection): { x: number; y: number } | null {
  const all = positionsOf(geometry);
  if (!all.length) return null;
  const sum = all.reduce((at, [lon, lat]) => ({ x: at.x + on.x(lon), y: at.y + on.y(lat) }), { x: 0, y: 0 });
  return { x: sum.x / all.length, y: sum.y / all.length };
}
