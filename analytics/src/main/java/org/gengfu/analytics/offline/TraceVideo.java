package org.gengfu.analytics.offline;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.List;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.PictureCrop;
import org.gengfu.analytics.decode.VideoWriter;
import org.gengfu.analytics.scene.SceneView;
import org.gengfu.analytics.scene.ZoneRule;

/**
 * A video that shows how another one was judged: the picture with zones, objects, their dwell and
 * the decision about each; beside it the background and what shows before it. One picture for each
 * that was judged, at its own time.
 */
public final class TraceVideo implements AnalysisTrace, AutoCloseable {
  private final VideoWriter video;
  private final PictureCrop crop = new PictureCrop();
  private final TraceCanvas canvas;

  /**
   * Begins the video.
   *
   * @param file is overwritten; MP4
   * @param zones that are drawn
   * @throws IllegalStateException when it can't be written
   */
  public TraceVideo(Path file, List<ZoneRule> zones) {
    this.canvas = new TraceCanvas(zones);
    this.video = VideoWriter.open(file, TraceCanvas.WIDTH, TraceCanvas.HEIGHT);
  }

  @Override
  public void see(Picture picture, long nanos, SceneView view) {
    TraceCanvas.Size size = TraceCanvas.fitting(picture.width(), picture.height());
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] bgr =
        crop.bgr(picture, 0, 0, picture.width(), picture.height(), size.width(), size.height());
    System.arraycopy(bgr, 0, pixels, 0, bgr.length);
    BufferedImage drawn = canvas.draw(image, nanos / 1e9, view);
    video.write(((DataBufferByte) drawn.getRaster().getDataBuffer()).getData(), nanos);
  }

  /**
   * Ends the video.
   *
   * @throws IllegalStateException when it could not be written to its end
   */
  @Override
  public void close() {
    crop.close();
    video.close();
  }
}
