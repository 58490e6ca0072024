package org.gengfu.analytics.detect;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.gengfu.core.geometry.Box;

/**
 * A part of a picture laid into a model's input: scaled to fit, at the top left, the rest grey, as
 * YOLOX was trained.
 *
 * @param left first column of the part, in pixels of the picture
 * @param top first row
 * @param width columns of the part
 * @param height rows of the part
 * @param scaledWidth columns in the model's input
 * @param scaledHeight rows in the model's input
 */
record Letterbox(int left, int top, int width, int height, int scaledWidth, int scaledHeight) {
  /** YOLOX pads with this in all channels. */
  private static final float PADDING = 114;

  private static final int CHANNELS = 3;

  /** The part, scaled to fit an input of the given size; small parts are scaled up. */
  static Letterbox fit(int left, int top, int width, int height, int inputWidth, int inputHeight) {
    double scale = Math.min(inputWidth / (double) width, inputHeight / (double) height);
    return new Letterbox(
        left,
        top,
        width,
        height,
        Math.max(1, Math.min(inputWidth, (int) Math.round(width * scale))),
        Math.max(1, Math.min(inputHeight, (int) Math.round(height * scale))));
  }

  /** Fills the input, channel by channel, from packed blue, green, red bytes. */
  void fill(FloatBuffer input, byte[] bgr, int inputWidth, int inputHeight) {
    int plane = inputWidth * inputHeight;
    float[] row = new float[inputWidth];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < inputHeight; y++) {
        Arrays.fill(row, PADDING);
        if (y < scaledHeight) {
          for (int x = 0; x < scaledWidth; x++) {
            row[x] = bgr[(y * scaledWidth + x) * CHANNELS + channel] & 0xff;
          }
        }
        input.put(channel * plane + y * inputWidth, row);
      }
    }
  }

  /** A box of the input as a normalised box of the picture, cut to the part. */
  Box toPicture(
      double centreX,
      double centreY,
      double boxWidth,
      double boxHeight,
      int pictureWidth,
      int pictureHeight) {
    double x0 = column(centreX - boxWidth / 2) / pictureWidth;
    double x1 = column(centreX + boxWidth / 2) / pictureWidth;
    double y0 = row(centreY - boxHeight / 2) / pictureHeight;
    double y1 = row(centreY + boxHeight / 2) / pictureHeight;
    return new Box(x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0));
  }

  private double column(double x) {
    return left + Math.max(0, Math.min(width, x * width / scaledWidth));
  }

  private double row(double y) {
    return top + Math.max(0, Math.min(height, y * height / scaledHeight));
  }
}
