package org.gengfu.ingest.rtsp.nal;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.Set;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;

/**
 * Makes access units of the RTP packets of one video track. A codec says how a payload is cut into
 * NAL units; the rest is common.
 */
public abstract class VideoDepacketizer {
  private final UnitAssembler assembler;

  protected VideoDepacketizer(UnitAssembler assembler) {
    this.assembler = assembler;
  }

  /** Takes one packet of the stream, in its order. */
  public final void packet(ByteBuf in, RtpHeader header, Arrival how) {
    assembler.packetBegins(header, how);
    int length = header.payloadLength();
    if (length > 0 && !payload(in, header.payloadIndex(), length)) {
      assembler.packetMalformed();
    }
    assembler.packetEnds(header);
  }

  /**
   * Takes a payload apart.
   *
   * @param length at least 1
   * @return false where it is against the rules or a bound is reached
   */
  protected abstract boolean payload(ByteBuf in, int index, int length);

  /** Begins, fills and ends the NAL units. */
  protected final UnitAssembler nals() {
    return assembler;
  }

  /** What is odd about the stream so far; a live view, read-only. */
  public final Set<Oddity> oddities() {
    return Collections.unmodifiableSet(assembler.oddities());
  }

  /** Units left out because they were damaged or had no reference. */
  public final long damagedUnits() {
    return assembler.damagedUnits();
  }

  /** Packets whose payload was against the rules, or past a bound. */
  public final long malformedPackets() {
    return assembler.malformedPackets();
  }

  /** Frees the unit that is being received. */
  public final void close() {
    assembler.close();
  }
}
