package org.gengfu.ingest.rtsp.audio;

import io.netty.buffer.ByteBuf;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;

/** G.711 in RTP (RFC 3551 §4.5.14): each byte is a sample of a channel. */
public final class G711Depacketizer implements AudioDepacketizer {
  /** Greatest payload that is taken, in bytes: a second of one channel. */
  static final int MAX_BYTES = 8_000;

  private final AudioFormat format;
  private final Output output;
  private long malformed;

  public G711Depacketizer(AudioFormat format, Output output) {
    this.format = format;
    this.output = output;
  }

  @Override
  public void packet(ByteBuf in, RtpHeader header, Arrival how) {
    int length = header.payloadLength();
    int channels = format.channels();
    if (length == 0) {
      return;
    }
    if (length > MAX_BYTES || length % channels != 0) {
      malformed++;
      return;
    }
    long pts = output.pts(header.timestamp());
    if (pts >= 0) {
      byte[] bytes = new byte[length];
      in.getBytes(header.payloadIndex(), bytes);
      output.unit(new AudioUnit(format, pts, length / channels, bytes));
    }
  }

  @Override
  public long malformedPackets() {
    return malformed;
  }
}
