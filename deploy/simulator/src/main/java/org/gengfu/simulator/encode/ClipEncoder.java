package org.gengfu.simulator.encode;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.jspecify.annotations.Nullable;

/** Makes a clip of a film. */
public final class ClipEncoder {
  private static final int NAL_SPS = 7;
  private static final int NAL_PPS = 8;
  private static final int NAL_DELIMITER = 9;

  private final Film film;
  private final int gopFrames;
  private final int bitsPerSecond;
  private final long frameTicks;
  private final List<Gop> gops = new ArrayList<>();
  private List<Picture> pictures = new ArrayList<>();
  private @Nullable ParameterSets parameterSets;
  private byte @Nullable [] sps;

  private ClipEncoder(Film film, int gopFrames, int bitsPerSecond) {
    this.film = film;
    this.gopFrames = gopFrames;
    this.bitsPerSecond = bitsPerSecond;
    this.frameTicks = Clip.TICKS_PER_SECOND / film.framesPerSecond();
  }

  /**
   * Draws and encodes the film, all of it, on the calling thread.
   *
   * @param film with a whole number of GOPs
   * @param gopFrames pictures between keyframes
   * @param bitsPerSecond what the encoder aims at
   */
  public static Clip encode(Film film, int gopFrames, int bitsPerSecond) {
    if (film.frames() % gopFrames != 0) {
      throw new IllegalArgumentException(
          film.frames() + " pictures are not whole GOPs of " + gopFrames);
    }
    return new ClipEncoder(film, gopFrames, bitsPerSecond).run();
  }

  private Clip run() {
    I420 picture = I420.of(film.width(), film.height());
    try (H264Encoder encoder =
        new H264Encoder(
            film.width(), film.height(), film.framesPerSecond(), gopFrames, bitsPerSecond)) {
      for (int number = 0; number < film.frames(); number++) {
        film.draw(number, picture);
        add(encoder.encode(picture), number);
      }
    }
    endGop();
    return new Clip(gopFrames * frameTicks, gops);
  }

  private void add(H264Encoder.Packet packet, int number) {
    if (packet.keyframe() != (number % gopFrames == 0)) {
      throw new IllegalStateException("keyframe in the wrong place: picture " + number);
    }
    if (packet.keyframe()) {
      endGop();
    }
    List<byte[]> nals = new ArrayList<>();
    for (byte[] nal : AnnexB.split(packet.annexB())) {
      switch (nal[0] & 0x1f) {
        case NAL_SPS -> sps = nal;
        case NAL_PPS -> parameterSets = parameterSets(nal);
        case NAL_DELIMITER -> {}
        default -> nals.add(nal);
      }
    }
    pictures.add(new Picture(number % gopFrames * frameTicks, nals));
  }

  private ParameterSets parameterSets(byte[] pps) {
    if (sps == null) {
      throw new IllegalStateException("the encoder wrote a PPS before its SPS");
    }
    return new ParameterSets(film.width(), film.height(), sps, pps);
  }

  private void endGop() {
    if (pictures.isEmpty()) {
      return;
    }
    if (parameterSets == null) {
      throw new IllegalStateException("the encoder wrote no parameter sets");
    }
    gops.add(new Gop(parameterSets, pictures));
    pictures = new ArrayList<>();
  }
}
