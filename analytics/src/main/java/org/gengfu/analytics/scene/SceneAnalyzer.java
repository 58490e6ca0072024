package org.gengfu.analytics.scene;

import java.util.List;

/** Judges what stays in one camera's picture. One thread at a time; no I/O. */
public final class SceneAnalyzer {
  public SceneAnalyzer(int rasterWidth, int rasterHeight, List<ZoneRule> zones) {}

  /** Applies other zones at once; the scene model stays, episodes of missing zones end. */
  public void zones(List<ZoneRule> zones) {}

  /** Takes the next picture and tells what it changed; mostly nothing. */
  public List<SceneEvent> analyze(LumaPicture picture) {
    return List.of();
  }

  /** The whole state, versioned and checksummed, for {@link #restore}. */
  public byte[] save() {
    return new byte[0];
  }

  /**
   * The analyzer as it was saved.
   *
   * @throws IllegalArgumentException when the state is damaged or of another version
   */
  public static SceneAnalyzer restore(byte[] state, List<ZoneRule> zones) {
    if (state.length > 0) {
      throw new IllegalArgumentException("no state");
    }
    return new SceneAnalyzer(RasterReducer.RASTER_WIDTH, 180, zones);
  }
}
