/** What part of the plane is seen: zoom about a point and drag, kept near the village. Pure. */
import type { Bounds } from './projection';

export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

const CLOSEST = 8;

/** The whole village with a margin, in the shape of the field. */
export function wholeView(bounds: Bounds, aspect: number): View {
  const width = Math.max(bounds.right - bounds.left, 20) * 1.06;
  const height = Math.max(bounds.bottom - bounds.top, 20) * 1.06;
  const w = Math.max(width, height * aspect);
  const h = w / aspect;
  return {
    x: (bounds.left + bounds.right - w) / 2,
    y: (bounds.top + bounds.bottom - h) / 2,
    width: w,
    height: h,
  };
}

/** Closer by `factor` with the point at (`fx`, `fy`), 0 to 1 of the field, staying where it is. */
export function zoomed(view: View, whole: View, factor: number, fx: number, fy: number): View {
  const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, view.width / factor));
  const height = (width * whole.height) / whole.width;
  return within(
    { x: view.x + (view.width - width) * fx, y: view.y + (view.height - height) * fy, width, height },
    whole,
  );
}

export function moved(view: View, whole: View, dx: number, dy: number): View {
  return within({ ...view, x: view.x + dx, y: view.y + dy }, whole);
}

function within(view: View, whole: View): View {
  const x = Math.min(Math.max(view.x, whole.x), whole.x + whole.width - view.width);
  const y = Math.min(Math.max(view.y, whole.y), whole.y + whole.height - view.height);
  return { ...view, x, y };
}
