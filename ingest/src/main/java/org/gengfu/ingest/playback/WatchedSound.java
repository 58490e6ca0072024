package org.gengfu.ingest.playback;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.gengfu.core.media.AudioCodec;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one viewer, at normal speed. A browser plays no further than both its tracks reach:
 * once there has been sound, its track goes on in silence where none was recorded, until the speed
 * or the sound's format changes.
 */
final class WatchedSound implements SoundLine.Filler {
  private @Nullable SoundCoding coding;
  private @Nullable SoundLine line;
  private @Nullable AudioCodec silent;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long sent;

  /**
   * Sound of a piece.
   *
   * @param sample which sample of the track its first unit begins with
   * @param units each lasts as long as its coding says
   */
  record Piece(SoundCoding coding, long sample, List<byte[]> units) {}

  /**
   * What is to be promised from this group on; null for none.
   *
   * @param speed of the viewer
   */
  @Nullable SoundCoding wanted(Group next, int speed) {
    GroupSound its = next.sound();
    if (speed != 1) {
      return null;
    }
    if (its == null) {
      return coding;
    }
    SoundCoding now = coding;
    if (now != null && its.format().equals(now.format())) {
      return now;
    }
    SoundCoding other = SoundCoding.of(its.format());
    return other != null && other.streams() ? other : now;
  }

  /** Codec of sound that was recorded and can't be sent to a browser; null for none. */
  static @Nullable AudioCodec unheard(Group next) {
    GroupSound its = next.sound();
    if (its == null) {
      return null;
    }
    SoundCoding how = SoundCoding.of(its.format());
    return how != null && how.streams() ? null : its.format().codec();
  }

  /** Whether another codec can't be heard than before; null for none. */
  boolean changes(@Nullable AudioCodec unheard) {
    boolean changed = unheard != silent;
    silent = unheard;
    return changed;
  }

  /** Whether this is promised already; null for none. */
  boolean promises(@Nullable SoundCoding wanted) {
    return Objects.equals(
        wanted == null ? null : wanted.format(), coding == null ? null : coding.format());
  }

  /**
   * A segment with this was sent; null for none.
   *
   * @param media where on the viewer's time line it begins
   */
  void promise(@Nullable SoundCoding now, long media) {
    waiting.clear();
    coding = now;
    line = now == null ? null : new SoundLine(now, this);
    if (line != null) {
      sent = line.samplesAt(media);
      line.resumeAt(sent);
    }
  }

  /** Takes the sound of a group that begins here on the viewer's time line. */
  void add(Group group, long media) {
    GroupSound its = group.sound();
    SoundLine into = line;
    SoundCoding now = coding;
    if (its == null || into == null || now == null || !its.format().equals(now.format())) {
      return;
    }
    long at = media + its.begin();
    for (int i = 0; i < its.sizes().length; i++) {
      int samples = now.samples(its.sizes()[i]);
      if (samples > 0 && into.takes(at, samples)) {
        waiting.add(its.unit(i));
      }
      at += its.durations()[i];
    }
  }

  @Override
  public void silence(long grains) {
    SoundCoding now = coding;
    for (long i = 0; now != null && i < grains; i++) {
      waiting.add(now.silence());
    }
  }

  /** What belongs to the pictures before this moment; null where no sound is promised. */
  @Nullable Piece take(long before) {
    SoundLine its = line;
    SoundCoding now = coding;
    if (its == null || now == null) {
      return null;
    }
    its.fillUpTo(before - SoundLine.LATE);
    List<byte[]> units = new ArrayList<>();
    long from = sent;
    long end = its.samplesAt(before);
    while (!waiting.isEmpty() && sent < end) {
      units.add(waiting.remove());
      sent += now.unitSamples();
    }
    return units.isEmpty() ? null : new Piece(now, from, units);
  }

  /** What was not sent belongs to pictures that are not shown: others follow at this moment. */
  void interrupt(long media) {
    SoundLine its = line;
    waiting.clear();
    if (its != null) {
      its.resumeAt(sent);
      its.fillUpTo(media);
    }
  }
}
