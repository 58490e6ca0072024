package org.gengfu.core.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A camera's state at a moment.
 *
 * @param cameraId id of the camera
 * @param state the state
 * @param since when this state began
 * @param detail what is wrong and what to do, for an admin, in English; without secrets; null where
 *     all is well
 * @param format of the running stream; null where none runs
 * @param lastUnitAt when the last access unit came; null where none came yet
 * @param unitsPerSecond access units a second over the last seconds
 * @param bitsPerSecond payload bits a second over the last seconds
 * @param lostPackets RTP packets missed since the start of the process
 */
public record CameraStatus(
    String cameraId,
    CameraState state,
    Instant since,
    @Nullable String detail,
    @Nullable VideoFormat format,
    @Nullable Instant lastUnitAt,
    double unitsPerSecond,
    double bitsPerSecond,
    long lostPackets) {}
