package org.gengfu.core.doctor;

import java.time.Duration;
import java.util.List;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stream; null, or not a number, where it is not known.
 *
 * @param state how it stands
 * @param detail the English sentence of why it does not run; null where it does
 * @param format of the running stream
 * @param framesPerSecond pictures a second
 * @param keyframeSeconds between keyframes
 * @param gopFrames pictures from keyframe to keyframe; 0 where not known
 * @param bitsPerSecond of the stream
 * @param lossShare of its packets, 0 to 1
 * @param jitterMillis mean deviation of the arrivals from the stream's clock
 * @param clockOffset the camera's clock minus ours
 * @param reordered whether there are B-frames
 * @param transport how it is received
 * @param quirks names of the oddities of the camera's server
 */
public record StreamFacts(
    @Nullable CameraState state,
    @Nullable String detail,
    @Nullable VideoFormat format,
    double framesPerSecond,
    double keyframeSeconds,
    int gopFrames,
    double bitsPerSecond,
    double lossShare,
    double jitterMillis,
    @Nullable Duration clockOffset,
    boolean reordered,
    @Nullable String transport,
    List<String> quirks) {
  public StreamFacts {
    quirks = List.copyOf(quirks);
  }
}
