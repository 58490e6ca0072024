package org.gengfu.analytics.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a rectangle out of decoded pictures, in colour and in another size, for a detector. One
 * thread at a time.
 */
public final class PictureCrop implements AutoCloseable {
  private static final int SAMPLES = 3;

  private @Nullable SwsContext scaler;

  /**
   * A part of a picture in pixels, in blue, green, red order, row by row without padding.
   *
   * @param picture the picture
   * @param left first column of the part; the part must lie within the picture
   * @param top first row
   * @param width columns of the part
   * @param height rows of the part
   * @param targetWidth columns of the result
   * @param targetHeight rows of the result
   * @return 3·targetWidth·targetHeight bytes
   * @throws IllegalArgumentException when the part does not lie within the picture
   * @throws IllegalStateException when libav refuses the picture
   */
  public byte[] bgr(
      Picture picture,
      int left,
      int top,
      int width,
      int height,
      int targetWidth,
      int targetHeight) {
    if (left < 0
        || top < 0
        || width < 1
        || height < 1
        || left + width > picture.width()
        || top + height > picture.height()) {
      throw new IllegalArgumentException(
          width + "×" + height + " at " + left + "," + top + " lies outside of the picture");
    }
    AVFrame part = Libav.allocated(avutil.av_frame_clone(picture.frame()));
    AVFrame target = Libav.allocated(avutil.av_frame_alloc());
    try {
      part.crop_left(left);
      part.crop_top(top);
      part.crop_right(picture.width() - left - width);
      part.crop_bottom(picture.height() - top - height);
      check(avutil.av_frame_apply_cropping(part, avutil.AV_FRAME_CROP_UNALIGNED));
      target.width(targetWidth).height(targetHeight).format(avutil.AV_PIX_FMT_BGR24);
      check(avutil.av_frame_get_buffer(target, 0));
      check(swscale.sws_scale_frame(scaler(), target, part));
      return packed(target);
    } finally {
      avutil.av_frame_free(part);
      avutil.av_frame_free(target);
    }
  }

  private SwsContext scaler() {
    if (scaler == null) {
      scaler = Libav.allocated(swscale.sws_alloc_context());
      // Bilinear over the whole footprint of a target pixel: smooth both upwards and downwards.
      scaler.flags(swscale.SWS_BILINEAR);
    }
    return scaler;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("no part of the picture: " + Libav.words(result));
    }
  }

  private static byte[] packed(AVFrame frame) {
    int row = SAMPLES * frame.width();
    byte[] pixels = new byte[row * frame.height()];
    for (int y = 0; y < frame.height(); y++) {
      frame.data(0).position((long) y * frame.linesize(0)).get(pixels, y * row, row);
    }
    frame.data(0).position(0);
    return pixels;
  }

  @Override
  public void close() {
    if (scaler != null) {
      swscale.sws_free_context(scaler);
      scaler = null;
    }
  }
}
