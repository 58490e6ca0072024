package org.gengfu.ingest.rtsp.nal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.jspecify.annotations.Nullable;

/**
 * Puts access units together from the NAL units that a codec's depacketizer finds in the packets.
 * What a loss has damaged is left out up to the next keyframe, so that a decoder never meets a
 * missing reference; and a new format begins with a keyframe.
 *
 * <p>A unit ends with a packet's marker bit, with the next timestamp, or where a slice says that
 * another unit begins with it.
 */
public final class UnitAssembler {
  /** Greatest access unit that is taken, in bytes. */
  public static final int MAX_BYTES = UnitBuffer.MAX_BYTES;

  /** Most NAL units in an access unit. */
  public static final int MAX_NALS = UnitBuffer.MAX_NALS;

  /** So many units in a row without a marker bit tell that there is none. */
  public static final int UNMARKED_UNITS = 5;

  /** So many keyframes without a parameter set tell that the stream has none. */
  public static final int KEYFRAMES_WITHOUT_SETS = 3;

  private final NalSorter unit;
  private final NalSyntax syntax;
  private final ParameterSets parameterSets;
  private final Output output;
  private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);

  private int timestamp;
  private Instant arrival = Instant.EPOCH;
  private long arrivalNanos;
  private int finishedTimestamp;
  private boolean finishedByMarker;
  private boolean markersMeanNothing;
  private boolean awaitingKeyframe = true;
  private boolean skippingLeading;
  private @Nullable VideoFormat format;
  private int unmarkedUnits;
  private int keyframesWithoutSets;
  private long damagedUnits;
  private long malformedPackets;

  /**
   * Where finished units go, and the clocks that give them their times.
   *
   * @param streamClock makes presentation times of timestamps
   * @param wallClock now
   * @param nanoTime monotonic time
   * @param sink is given each unit for the length of the call
   */
  public record Output(
      StreamClock streamClock,
      InstantSource wallClock,
      LongSupplier nanoTime,
      Consumer<AccessUnit> sink) {}

  public UnitAssembler(
      ByteBufAllocator allocator, NalSyntax syntax, ParameterSets parameterSets, Output output) {
    this.unit =
        new NalSorter(
            new UnitBuffer(allocator, syntax.headerBytes()), syntax, parameterSets, oddities);
    this.syntax = syntax;
    this.parameterSets = parameterSets;
    this.output = output;
  }

  /** A packet has come: to be called before its payload is taken apart. */
  public void packetBegins(RtpHeader header, Arrival how) {
    if (how == Arrival.AFTER_GAP) {
      unit.condemn();
      awaitingKeyframe = true;
    } else if (how == Arrival.FRESH) {
      unit.clear();
      finishedByMarker = false;
      awaitingKeyframe = true;
    }
    if (!unit.isEmpty() && header.timestamp() != timestamp) {
      if (unit.hasPicture() && !unit.condemned() && ++unmarkedUnits == UNMARKED_UNITS) {
        oddities.add(Oddity.NO_MARKERS);
      }
      finish();
      finishedByMarker = false;
    }
    if (unit.isEmpty()) {
      begin(header.timestamp());
    }
  }

  private void begin(int unitTimestamp) {
    timestamp = unitTimestamp;
    arrival = output.wallClock().instant();
    arrivalNanos = output.nanoTime().getAsLong();
  }

  /** The packet's payload was against the rules, or went past a bound. */
  public void packetMalformed() {
    malformedPackets++;
    unit.condemn();
    awaitingKeyframe = true;
  }

  /** The packet's payload has been taken apart. */
  public void packetEnds(RtpHeader header) {
    unmarkedUnits = header.marker() ? 0 : unmarkedUnits;
    if (header.marker() && !markersMeanNothing && unit.hasPicture()) {
      finish();
      finishedByMarker = true;
      finishedTimestamp = timestamp;
    }
  }

  /**
   * A NAL unit begins; the bytes are those behind its header.
   *
   * @return false where a bound is reached
   */
  public boolean beginNal(int header, ByteBuf in, int index, int length) {
    int firstByte = length > 0 ? in.getUnsignedByte(index) : -1;
    if (finishedByMarker
        && timestamp == finishedTimestamp
        && syntax.continuesPicture(header, firstByte)) {
      // A marker behind every slice: that picture was handed on in parts. From now on a picture
      // ends with its timestamp.
      markersMeanNothing = true;
      oddities.add(Oddity.MARKER_ON_EVERY_NAL);
      unit.condemn();
    }
    if (syntax.beginsUnit(header, firstByte) && unit.hasPicture()) {
      finish();
      begin(timestamp);
    }
    return unit.begin(header, in, index, length);
  }

  /** More of the open NAL unit; false where none is open or a bound is reached. */
  public boolean appendToNal(ByteBuf in, int index, int length) {
    return unit.append(in, index, length);
  }

  /** The open NAL unit ends; false where it is against the rules. */
  public boolean endNal() {
    return unit.endNal();
  }

  private void finish() {
    unit.closeOpenNal();
    NalKind picture = unit.picture();
    if (!picture.ofPicture()) {
      unit.clear();
      return;
    }
    boolean keyframe = picture.ofKeyframe();
    if (keyframe) {
      format = parameterSets.format();
    }
    VideoFormat present = format;
    if (unit.condemned() || present == null || (awaitingKeyframe && !keyframe)) {
      damagedUnits++;
      awaitingKeyframe = true;
      unit.clear();
      return;
    }
    if (keyframe) {
      skippingLeading =
          picture == NalKind.BROKEN_KEYFRAME
              || (picture == NalKind.OPEN_KEYFRAME && awaitingKeyframe);
    } else if (picture == NalKind.SKIPPED_LEADING && skippingLeading) {
      // Not damaged: no decoder shows it either.
      unit.clear();
      return;
    }
    awaitingKeyframe = false;
    boolean withoutSets = keyframe && !unit.setsSeen();
    if (withoutSets && ++keyframesWithoutSets == KEYFRAMES_WITHOUT_SETS) {
      oddities.add(Oddity.PARAMETER_SETS_ONLY_IN_SDP);
    }
    handOn(present, keyframe);
  }

  private void handOn(VideoFormat unitFormat, boolean keyframe) {
    long pts = output.streamClock().pts(timestamp, arrivalNanos);
    ByteBuf bytes = unit.take();
    int size = bytes.writerIndex();
    AccessUnit done =
        new AccessUnit(
            unitFormat,
            pts,
            output.streamClock().wallClock(pts, arrival),
            keyframe,
            bytes.nioBuffer(0, size + AccessUnit.PADDING).limit(size),
            bytes::release);
    try {
      output.sink().accept(done);
    } finally {
      done.release();
    }
  }

  /** What is odd about the stream so far; a live view. */
  Set<Oddity> oddities() {
    return oddities;
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
