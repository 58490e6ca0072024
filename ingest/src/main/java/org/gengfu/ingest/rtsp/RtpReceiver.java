package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import java.util.function.Consumer;
import org.gengfu.ingest.rtsp.nal.Oddity;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.gengfu.ingest.source.StreamListener;

/** Takes the interleaved frames of one video track, and keeps count. */
final class RtpReceiver {
  private final int rtpChannel;
  private final int payloadType;
  private final RtpHeader header = new RtpHeader();
  private final RtpSource source;
  private final RtcpReceiver rtcp;
  private final StreamClock clock;
  private final VideoDepacketizer depacketizer;
  private long packets;
  private int newPackets;
  private int newBytes;
  private long reportedLost;
  private long reportedDamaged;
  private int reportedOddities;

  RtpReceiver(
      int rtpChannel,
      int payloadType,
      RtpSource source,
      RtcpReceiver rtcp,
      StreamClock clock,
      VideoDepacketizer depacketizer) {
    this.rtpChannel = rtpChannel;
    this.payloadType = payloadType;
    this.source = source;
    this.rtcp = rtcp;
    this.clock = clock;
    this.depacketizer = depacketizer;
  }

  void rtp(ByteBuf in, int index, int length) {
    if (!header.read(in, index, length) || header.payloadType() != payloadType) {
      return;
    }
    packets++;
    newPackets++;
    newBytes += header.payloadLength();
    RtpSource.Arrival how = source.accept(header.ssrc(), header.sequence());
    if (how != RtpSource.Arrival.STRAY) {
      depacketizer.packet(in, header, how);
    }
  }

  int rtpChannel() {
    return rtpChannel;
  }

  RtpSource source() {
    return source;
  }

  RtcpReceiver rtcp() {
    return rtcp;
  }

  /** The video's time line. */
  StreamClock clock() {
    return clock;
  }

  /** RTP packets since the stream began. */
  long packets() {
    return packets;
  }

  /** Tells what is new since the last call. */
  void tell(StreamListener listener) {
    if (newPackets == 0) {
      return;
    }
    int lost = (int) (source.lost() - reportedLost);
    int damaged = (int) (depacketizer.damagedUnits() - reportedDamaged);
    int toldPackets = newPackets;
    int toldBytes = newBytes;
    reportedLost += lost;
    reportedDamaged += damaged;
    newPackets = 0;
    newBytes = 0;
    listener.received(toldPackets, toldBytes, lost, damaged);
  }

  /** Tells what is odd about the payloads, when there is something new. */
  void tellOddities(Consumer<Quirk> quirks) {
    Set<Oddity> odd = depacketizer.oddities();
    if (odd.size() != reportedOddities) {
      reportedOddities = odd.size();
      odd.forEach(one -> quirks.accept(Quirk.of(one)));
    }
  }

  void close() {
    depacketizer.close();
  }
}
