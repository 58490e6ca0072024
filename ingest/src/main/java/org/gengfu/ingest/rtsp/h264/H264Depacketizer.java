package org.gengfu.ingest.rtsp.h264;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;

/**
 * Makes access units of the RTP packets of an H.264 stream (RFC 6184: single NAL unit packets,
 * STAP-A and FU-A). What a loss has damaged is left out up to the next keyframe, so that a decoder
 * never meets a missing reference.
 */
public final class H264Depacketizer {
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int TYPE = 0x1f;
  private static final int FU_START = 0x80;
  private static final int FU_END = 0x40;

  private final NalSorter unit;
  private final ParameterSets parameterSets;
  private final StreamClock streamClock;
  private final InstantSource wallClock;
  private final LongSupplier nanoTime;
  private final Consumer<AccessUnit> sink;

  private int timestamp;
  private Instant arrival = Instant.EPOCH;
  private long arrivalNanos;
  private int finishedTimestamp;
  private boolean finishedByMarker;
  private boolean markersMeanNothing;
  private boolean awaitingKeyframe = true;
  private long damagedUnits;
  private long malformedPackets;

  /**
   * @param sink is given each unit for the length of the call
   */
  public H264Depacketizer(
      ByteBufAllocator allocator,
      ParameterSets parameterSets,
      StreamClock streamClock,
      InstantSource wallClock,
      LongSupplier nanoTime,
      Consumer<AccessUnit> sink) {
    this.unit = new NalSorter(new UnitBuffer(allocator), parameterSets);
    this.parameterSets = parameterSets;
    this.streamClock = streamClock;
    this.wallClock = wallClock;
    this.nanoTime = nanoTime;
    this.sink = sink;
  }

  /** Takes the payload of one packet. */
  public void packet(ByteBuf in, RtpHeader header, Arrival how) {
    if (how == Arrival.AFTER_GAP) {
      unit.condemn();
      awaitingKeyframe = true;
    } else if (how == Arrival.FRESH) {
      unit.clear();
      finishedByMarker = false;
      awaitingKeyframe = true;
    }
    if (!unit.isEmpty() && header.timestamp() != timestamp) {
      finish();
      finishedByMarker = false;
    }
    if (unit.isEmpty()) {
      timestamp = header.timestamp();
      arrival = wallClock.instant();
      arrivalNanos = nanoTime.getAsLong();
    }
    if (header.payloadLength() > 0 && !payload(in, header)) {
      malformedPackets++;
      unit.condemn();
      awaitingKeyframe = true;
    }
    if (header.marker() && !markersMeanNothing && unit.hasPicture()) {
      finish();
      finishedByMarker = true;
      finishedTimestamp = timestamp;
    }
  }

  private boolean payload(ByteBuf in, RtpHeader header) {
    int index = header.payloadIndex();
    int length = header.payloadLength();
    int type = in.getUnsignedByte(index) & TYPE;
    if (type == FU_A) {
      return fragment(in, index, length);
    }
    if (type == STAP_A) {
      return aggregate(in, index + 1, length - 1);
    }
    if (type > STAP_A && type < 30) {
      return false;
    }
    return whole(in, index, length);
  }

  private boolean whole(ByteBuf in, int index, int length) {
    return begin(in.getUnsignedByte(index), in, index + 1, length - 1) && unit.endNal();
  }

  private boolean aggregate(ByteBuf in, int index, int length) {
    while (length > 2) {
      int size = in.getUnsignedShort(index);
      if (size == 0 || size > length - 2 || !whole(in, index + 2, size)) {
        return false;
      }
      index += 2 + size;
      length -= 2 + size;
    }
    return length == 0;
  }

  private boolean fragment(ByteBuf in, int index, int length) {
    if (length < 2) {
      return false;
    }
    int indicator = in.getUnsignedByte(index);
    int fragmentHeader = in.getUnsignedByte(index + 1);
    if ((fragmentHeader & FU_START) != 0) {
      int header = (indicator & 0xe0) | (fragmentHeader & TYPE);
      if (!begin(header, in, index + 2, length - 2)) {
        return false;
      }
    } else if (!unit.append(in, index + 2, length - 2)) {
      return false;
    }
    return (fragmentHeader & FU_END) == 0 || unit.endNal();
  }

  private boolean begin(int header, ByteBuf in, int index, int length) {
    int second = length > 0 ? in.getUnsignedByte(index) : -1;
    if (finishedByMarker
        && timestamp == finishedTimestamp
        && NalSorter.continuesPicture(header, second)) {
      // A marker behind every slice: that picture was handed on in parts. From now on a picture
      // ends with its timestamp.
      markersMeanNothing = true;
      unit.condemn();
    }
    return unit.begin(header, in, index, length);
  }

  private void finish() {
    unit.closeOpenNal();
    if (!unit.hasPicture()) {
      unit.clear();
      return;
    }
    VideoFormat format = parameterSets.format();
    boolean keyframe = unit.keyframe();
    if (unit.condemned() || format == null || (awaitingKeyframe && !keyframe)) {
      damagedUnits++;
      awaitingKeyframe = true;
      unit.clear();
      return;
    }
    awaitingKeyframe = false;
    long pts = streamClock.pts(timestamp, arrivalNanos);
    ByteBuf bytes = unit.take();
    AccessUnit done =
        new AccessUnit(
            format,
            pts,
            streamClock.wallClock(pts, arrival),
            keyframe,
            bytes.nioBuffer(0, bytes.writerIndex() + AccessUnit.PADDING).limit(bytes.writerIndex()),
            bytes::release);
    try {
      sink.accept(done);
    } finally {
      done.release();
    }
  }

  /** Units left out because they were damaged or had no reference. */
  public long damagedUnits() {
    return damagedUnits;
  }

  /** Packets whose payload was against the rules, or past a bound. */
  public long malformedPackets() {
    return malformedPackets;
  }

  /** Frees the unit that is being received. */
  public void close() {
    unit.clear();
  }
}
