package org.gengfu.analytics.decode;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.gengfu.core.geometry.Polygon;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture. It lies in the decoder's memory and is valid only during the call that
 * handed it over.
 */
public final class Picture implements AutoCloseable {
  /** AV_FRAME_FLAG_CORRUPT, which the presets leave out. */
  private static final int FLAG_CORRUPT = 1;

  private static final int CHROMA_ROWS = 16;
  private static final int NO_COLOUR = 128;

  /** Mean distance from no colour that coding leaves in a grey picture. */
  private static final double GREY = 0.75;

  private AVFrame frame;
  private @Nullable AVFrame own;
  private @Nullable AVFrame grey;

  Picture(AVFrame frame) {
    this.frame = frame;
  }

  public int width() {
    return frame.width();
  }

  public int height() {
    return frame.height();
  }

  /**
   * Blacks out parts of the picture for good: whatever is done with it from now on, they are black.
   *
   * @param masks normalised polygons; with none nothing is done
   * @throws IllegalStateException when libav can't copy the picture
   */
  public void mask(List<Polygon> masks) {
    if (masks.isEmpty()) {
      return;
    }
    AVFrame copy = writable(frame);
    AVFrame before = own;
    own = copy;
    frame = copy;
    if (before != null) {
      avutil.av_frame_free(before);
    }
    if (grey != null) {
      avutil.av_frame_free(grey);
      grey = null;
    }
    MaskPainter.paint(copy, masks);
  }

  /** The frame in memory of its own, in the one form that can be painted into. */
  private static AVFrame writable(AVFrame source) {
    AVFrame copy = Libav.allocated(avutil.av_frame_alloc());
    SwsContext scaler = null;
    try {
      int result;
      if (Planes.fits(source)) {
        result = avutil.av_frame_ref(copy, source);
        if (result >= 0) {
          result = avutil.av_frame_make_writable(copy);
        }
      } else {
        copy.width(source.width()).height(source.height()).format(avutil.AV_PIX_FMT_YUV420P);
        result = avutil.av_frame_get_buffer(copy, 0);
        if (result >= 0) {
          scaler = Libav.allocated(swscale.sws_alloc_context());
          result = swscale.sws_scale_frame(scaler, copy, source);
        }
        if (result >= 0) {
          result = avutil.av_frame_copy_props(copy, source);
        }
      }
      if (result < 0) {
        throw new IllegalStateException("the picture can't be masked: " + Libav.words(result));
      }
      return copy;
    } catch (RuntimeException failure) {
      avutil.av_frame_free(copy);
      throw failure;
    } finally {
      if (scaler != null) {
        swscale.sws_free_context(scaler);
      }
    }
  }

  /** True where the decoder had to guess a part of the picture. */
  public boolean damaged() {
    return frame.decode_error_flags() != 0 || (frame.flags() & FLAG_CORRUPT) != 0;
  }

  /**
   * The luma plane where the decoder put it, one byte a pixel, rows {@link #lumaStride()} apart,
   * the first at position 0.
   */
  public ByteBuffer luma() {
    AVFrame plane = lumaFrame();
    long size = (long) plane.linesize(0) * (height() - 1) + width();
    return plane.data(0).capacity(size).asByteBuffer();
  }

  /** Whether the picture has no colour at all, as under infrared light; looks at some rows only. */
  public boolean colourless() {
    AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(frame.format());
    if (descriptor == null || descriptor.nb_components() < 3 || !plainLuma(frame.format())) {
      return false;
    }
    return greyPlane(1, descriptor) && greyPlane(2, descriptor);
  }

  private boolean greyPlane(int plane, AVPixFmtDescriptor descriptor) {
    int stride = frame.linesize(plane);
    if (stride <= 0 || descriptor.comp(plane).step() != 1) {
      return false;
    }
    int columns = subsampled(width(), descriptor.log2_chroma_w());
    int rows = subsampled(height(), descriptor.log2_chroma_h());
    ByteBuffer chroma =
        frame.data(plane).capacity((long) stride * (rows - 1) + columns).asByteBuffer();
    byte[] row = new byte[columns];
    long difference = 0;
    int step = Math.max(1, rows / CHROMA_ROWS);
    int looked = 0;
    for (int y = step / 2; y < rows; y += step) {
      chroma.get(y * stride, row);
      for (byte value : row) {
        difference += Math.abs((value & 0xff) - NO_COLOUR);
      }
      looked++;
    }
    return difference <= GREY * columns * looked;
  }

  /** Rounded up, as FFmpeg does. */
  private static int subsampled(int pixels, int shift) {
    return (pixels + (1 << shift) - 1) >> shift;
  }

  /** Bytes from one row of {@link #luma()} to the next. */
  public int lumaStride() {
    return lumaFrame().linesize(0);
  }

  AVFrame frame() {
    return frame;
  }

  /** Frees what this object has allocated; the frame belongs to the decoder. */
  @Override
  public void close() {
    if (grey != null) {
      avutil.av_frame_free(grey);
      grey = null;
    }
    if (own != null) {
      avutil.av_frame_free(own);
      own = null;
    }
  }

  private AVFrame lumaFrame() {
    if (grey != null) {
      return grey;
    }
    if (plainLuma(frame.format()) && frame.linesize(0) > 0) {
      return frame;
    }
    grey = toGrey(frame);
    return grey;
  }

  private static boolean plainLuma(int format) {
    AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(format);
    int notLuma = avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL;
    return descriptor != null
        && (descriptor.flags() & notLuma) == 0
        && descriptor.comp(0).plane() == 0
        && descriptor.comp(0).step() == 1
        && descriptor.comp(0).offset() == 0
        && descriptor.comp(0).depth() == 8;
  }

  /** Ten-bit and other rare pictures: dear, and right. */
  private static AVFrame toGrey(AVFrame source) {
    AVFrame target = Libav.allocated(avutil.av_frame_alloc());
    SwsContext scaler = Libav.allocated(swscale.sws_alloc_context());
    try {
      target.width(source.width()).height(source.height()).format(avutil.AV_PIX_FMT_GRAY8);
      int result = avutil.av_frame_get_buffer(target, 0);
      if (result >= 0) {
        result = swscale.sws_scale_frame(scaler, target, source);
      }
      if (result < 0) {
        throw new IllegalStateException("no luma of this picture: " + Libav.words(result));
      }
      return target;
    } catch (RuntimeException failure) {
      avutil.av_frame_free(target);
      throw failure;
    } finally {
      swscale.sws_free_context(scaler);
    }
  }
}
