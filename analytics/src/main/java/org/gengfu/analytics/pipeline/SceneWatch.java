package org.gengfu.analytics.pipeline;

import java.util.List;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.RasterReducer;
import org.gengfu.analytics.scene.SceneAnalyzer;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.ZoneRule;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures of one camera in, what happened out: luma, raster, scene model, rules. Live
 * cameras and files go through here alike. One thread at a time.
 */
public final class SceneWatch {
  private List<ZoneRule> zones;
  private @Nullable SavedScene restorable;
  private @Nullable SceneAnalyzer analyzer;
  private @Nullable RasterReducer reducer;
  private int sourceWidth;
  private int sourceHeight;
  private byte[] raster = new byte[0];

  /**
   * A scene as it was saved.
   *
   * @param rasterWidth pixels
   * @param rasterHeight pixels
   * @param state what the scene model saved
   */
  public record SavedScene(int rasterWidth, int rasterHeight, byte[] state) {}

  /**
   * @param zones the rules
   * @param saved taken up with the first picture, if that has the same shape; null to begin anew
   */
  public SceneWatch(List<ZoneRule> zones, @Nullable SavedScene saved) {
    this.zones = zones;
    this.restorable = saved;
  }

  /** Applies other rules from the next picture on. */
  public void zones(List<ZoneRule> changed) {
    zones = changed;
    if (analyzer != null) {
      analyzer.zones(changed);
    }
  }

  /**
   * Looks at the next picture.
   *
   * @param picture a decoded picture
   * @param streamNanos its stream time
   * @param wallMillis its wall-clock time, since the epoch
   * @return what it changed; mostly nothing
   * @throws IllegalArgumentException when the picture is too small, or the saved state is damaged:
   *     the next picture then begins anew
   */
  public List<SceneEvent> look(Picture picture, long streamNanos, long wallMillis) {
    RasterReducer fitting = reducerFor(picture.width(), picture.height());
    SceneAnalyzer current = analyzer != null ? analyzer : begin(fitting);
    analyzer = current;
    fitting.reduce(picture.luma(), picture.lumaStride(), raster);
    return current.analyze(
        new LumaPicture(fitting.width(), fitting.height(), raster, streamNanos, wallMillis));
  }

  /** The scene to go on with after a restart; null before the first picture. */
  public @Nullable SavedScene save() {
    if (analyzer == null || reducer == null) {
      return restorable;
    }
    return new SavedScene(reducer.width(), reducer.height(), analyzer.save());
  }

  private RasterReducer reducerFor(int width, int height) {
    RasterReducer present = reducer;
    if (present != null && width == sourceWidth && height == sourceHeight) {
      return present;
    }
    RasterReducer fitting = new RasterReducer(width, height);
    if (present != null
        && (present.width() != fitting.width() || present.height() != fitting.height())) {
      // Another shape is another view: nothing known about the old one holds.
      analyzer = null;
    }
    sourceWidth = width;
    sourceHeight = height;
    reducer = fitting;
    raster = new byte[fitting.width() * fitting.height()];
    return fitting;
  }

  private SceneAnalyzer begin(RasterReducer shape) {
    SavedScene saved = restorable;
    restorable = null;
    if (saved != null
        && saved.rasterWidth() == shape.width()
        && saved.rasterHeight() == shape.height()) {
      return SceneAnalyzer.restore(saved.state(), zones);
    }
    return new SceneAnalyzer(shape.width(), shape.height(), zones);
  }
}
