package org.gengfu.simulator.scene;

/**
 * A place as the camera sees it without people: drawn once, by following each line of sight into
 * the stage.
 */
final class Backdrop {
  private static final int TILE = 16;
  private static final double HAZE_METRES = 260;
  private static final double FAR = 1e6;
  private static final double[] OFFSETS = {0.25, 0.75};

  final int width;
  final int height;

  /** The picture, 0xRRGGBB. */
  final int[] rgb;

  /** Depth of what each pixel shows; very large for the sky. */
  final float[] depth;

  /** Where in the world each pixel lies. */
  final float[] worldX;

  final float[] worldY;
  final float[] worldZ;

  /** Whether the sun reaches what each pixel shows. */
  final boolean[] sunny;

  private final Stage stage;
  private final Lens lens;
  private final Light light;
  private final Illumination illumination;
  private final Ray ray = new Ray();
  private final Ray mirrored = new Ray();
  private final Surface surface = new Surface();
  private final double[] falling = new double[3];
  private final double[] seen = new double[3];
  private final int[] near;
  private int nearCount;
  private boolean inShadow;

  Backdrop(Stage stage, Lens lens, Light light) {
    this.stage = stage;
    this.lens = lens;
    this.light = light;
    this.illumination = new Illumination(stage, light);
    this.width = lens.width;
    this.height = lens.height;
    int pixels = width * height;
    this.rgb = new int[pixels];
    this.depth = new float[pixels];
    this.worldX = new float[pixels];
    this.worldY = new float[pixels];
    this.worldZ = new float[pixels];
    this.sunny = new boolean[pixels];
    this.near = new int[stage.size()];
    for (int top = 0; top < height; top += TILE) {
      for (int left = 0; left < width; left += TILE) {
        drawTile(left, top);
      }
    }
  }

  private void drawTile(int left, int top) {
    int right = Math.min(width, left + TILE);
    int bottom = Math.min(height, top + TILE);
    findNear(left, top, right, bottom);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        drawPixel(x, y);
      }
    }
  }

  private void findNear(int left, int top, int right, int bottom) {
    nearCount = 0;
    for (int i = 0; i < stage.size(); i++) {
      double[] ball = stage.bounds(i);
      double middle = lens.depth(ball[1], ball[2]);
      double radius = ball[3];
      if (middle + radius < 0.1) {
        continue;
      }
      boolean close = middle < 2 * radius;
      double reach = close ? 0 : lens.scale(middle - radius) * radius * 1.25 + 2;
      double px = lens.pixelX(ball[0], ball[1], ball[2]);
      double py = lens.pixelY(ball[1], ball[2]);
      if (close
          || (px + reach > left && px - reach < right && py + reach > top && py - reach < bottom)) {
        near[nearCount++] = i;
      }
    }
  }

  private void drawPixel(int x, int y) {
    double red = 0;
    double green = 0;
    double blue = 0;
    int at = y * width + x;
    for (double dy : OFFSETS) {
      for (double dx : OFFSETS) {
        lens.aim(ray, x + dx, y + dy);
        double distance = look(ray, true, 0);
        red += Illumination.exposed(seen[0]);
        green += Illumination.exposed(seen[1]);
        blue += Illumination.exposed(seen[2]);
        sunny[at] = !inShadow;
        depth[at] = (float) distance;
        worldX[at] = (float) (ray.ox + ray.dx * distance);
        worldY[at] = (float) (ray.oy + ray.dy * distance);
        worldZ[at] = (float) (ray.oz + ray.dz * distance);
      }
    }
    rgb[at] = (int) (red / 4) << 16 | (int) (green / 4) << 8 | (int) (blue / 4);
  }

  /** Sets {@link #seen} to what lies along the ray, and tells how far away it is. */
  private double look(Ray along, boolean fromCamera, double travelled) {
    double distance = along.dy < -1e-6 ? -along.oy / along.dy : FAR;
    distance = Math.min(distance, FAR);
    Shape met = null;
    int count = fromCamera ? nearCount : stage.size();
    for (int i = 0; i < count; i++) {
      Shape shape = stage.shape(fromCamera ? near[i] : i);
      double to = shape.meet(along, distance);
      if (to < distance) {
        distance = to;
        met = shape;
      }
    }
    if (distance >= FAR) {
      sky(along);
      return FAR;
    }
    surface.glow = 0;
    surface.gloss = 0;
    if (met == null) {
      stage.ground.surface(along.ox + along.dx * distance, along.oz + along.dz * distance, surface);
    } else {
      met.surface(along, distance, surface);
    }
    shade(along, distance, fromCamera);
    haze(travelled + distance);
    return distance;
  }

  private void shade(Ray along, double distance, boolean fromCamera) {
    double nx = surface.nx;
    double ny = surface.ny;
    double nz = surface.nz;
    double x = along.ox + along.dx * distance + nx * 0.02;
    double y = along.oy + along.dy * distance + ny * 0.02;
    double z = along.oz + along.dz * distance + nz * 0.02;
    double facing = nx * light.sun()[0] + ny * light.sun()[1] + nz * light.sun()[2];
    boolean shadow = facing <= 0 || illumination.inShadow(x, y, z);
    if (fromCamera) {
      inShadow = shadow;
    }
    illumination.at(x, y, z, nx, ny, nz, shadow, falling);
    double wet = surface.gloss * light.wet();
    double dull = 1 - 0.45 * wet;
    double glow = surface.glow * (0.12 + 0.88 * light.lamps());
    double red = surface.red * (falling[0] * dull + glow);
    double green = surface.green * (falling[1] * dull + glow);
    double blue = surface.blue * (falling[2] * dull + glow);
    double mirror = Math.max(wet * 0.2, surface.gloss > 1 ? 0.35 : 0);
    if (mirror > 0 && fromCamera) {
      reflect(along, distance, x, y, z);
      red += mirror * (seen[0] - red);
      green += mirror * (seen[1] - green);
      blue += mirror * (seen[2] - blue);
    }
    seen[0] = red;
    seen[1] = green;
    seen[2] = blue;
  }

  private void reflect(Ray along, double distance, double x, double y, double z) {
    double tiltX = 0.12 * (Grain.rough(x * 2.3, z * 1.9, 91) - 0.5);
    double tiltZ = 0.3 * (Grain.rough(x * 2.1, z * 2.7, 92) - 0.5);
    mirrored.from(x, y, z);
    mirrored.towards(along.dx + tiltX, Math.abs(along.dy), along.dz + tiltZ);
    look(mirrored, false, distance);
  }

  private void sky(Ray along) {
    double length = Math.sqrt(along.dx * along.dx + along.dy * along.dy + along.dz * along.dz);
    double up = Math.max(0, along.dy / length);
    double share = Math.min(1, up * 3);
    double cloud =
        Grain.rough(along.dx / (up + 0.25) * 1.6, along.dz / (up + 0.25) * 1.6 / length, 77);
    double white = Math.max(0, cloud - 0.5) * 0.8 * (1 - light.lamps() * 0.8);
    for (int c = 0; c < 3; c++) {
      double clear = Grain.mix(light.horizon()[c], light.zenith()[c], share);
      seen[c] = Grain.mix(clear, light.horizon()[c] * 1.3, white);
    }
  }

  private void haze(double travelled) {
    double share = 1 - Math.exp(-travelled / HAZE_METRES);
    for (int c = 0; c < 3; c++) {
      seen[c] = Grain.mix(seen[c], light.horizon()[c] * 0.8, share);
    }
  }
}
