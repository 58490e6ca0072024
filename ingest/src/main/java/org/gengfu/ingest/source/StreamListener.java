package org.gengfu.ingest.source;

import java.time.Duration;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.jspecify.annotations.Nullable;

/** Hears of one stream, on its loop; nothing comes after {@link #failed} or after closing. */
public interface StreamListener {
  /** The camera has agreed to send. */
  void playing();

  /** An access unit, given for the length of the call. */
  void unit(AccessUnit unit);

  /**
   * What came with one read of the socket.
   *
   * @param packets RTP packets of the video
   * @param bytes their payload
   * @param lost packets found missing
   * @param damagedUnits access units left out because of that
   */
  void received(int packets, int bytes, int lost, int damagedUnits);

  /**
   * What came by UDP and could not be used, since the last call.
   *
   * @param late packets that came after they had been given up; they were told as lost
   * @param duplicates packets that had come before
   */
  default void useless(int late, int duplicates) {}

  /**
   * Packets of sound were found missing since the last call.
   *
   * @param packets at least one
   */
  default void soundLost(int packets) {}

  /**
   * The camera's clock has been compared with ours.
   *
   * @param offset its wall clock minus ours; null where it isn't known well enough any more
   */
  default void clock(@Nullable Duration offset) {}

  /**
   * The camera's server is odd in some way that is known and lived with.
   *
   * @param name of the oddity, such as {@code KEEP_ALIVE_REFUSED}
   */
  default void quirk(String name) {}

  /** A piece of sound, where it was asked for. */
  default void sound(AudioUnit unit) {}

  /** The stream has ended by itself. */
  void failed(StreamFailure failure);
}
