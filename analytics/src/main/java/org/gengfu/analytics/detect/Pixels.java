package org.gengfu.analytics.detect;

import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.PictureCrop;
import org.gengfu.analytics.scene.LumaPicture;

/** Where a detector's pixels come from. */
interface Pixels {
  int width();

  int height();

  /** The part scaled as it says: blue, green, red, row by row. */
  byte[] bgr(Letterbox part);

  /** A decoded picture in its colours; valid as long as the picture is. */
  static Pixels of(Picture picture, PictureCrop crop) {
    return new Pixels() {
      @Override
      public int width() {
        return picture.width();
      }

      @Override
      public int height() {
        return picture.height();
      }

      @Override
      public byte[] bgr(Letterbox part) {
        return crop.bgr(
            picture,
            part.left(),
            part.top(),
            part.width(),
            part.height(),
            part.scaledWidth(),
            part.scaledHeight());
      }
    };
  }

  /** An analysis raster: small and grey, which a detector minds little. */
  static Pixels of(LumaPicture raster) {
    return new GreyPixels(raster);
  }
}
