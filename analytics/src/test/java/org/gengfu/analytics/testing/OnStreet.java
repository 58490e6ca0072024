package org.gengfu.analytics.testing;

import org.gengfu.simulator.scene.Film;

/** A film of a {@link StreetFilm} on which more happens: as large, as long and as fast. */
public interface OnStreet extends Film {
  StreetFilm street();

  @Override
  default int width() {
    return street().width();
  }

  @Override
  default int height() {
    return street().height();
  }

  @Override
  default int frames() {
    return street().frames();
  }

  @Override
  default int framesPerSecond() {
    return street().framesPerSecond();
  }
}
