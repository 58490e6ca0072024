package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.audio.AudioDepacketizer;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.TrackClock;
import org.gengfu.ingest.source.StreamListener;

/** Takes the packets of the audio track that stands beside the video, and makes its units. */
final class AudioReceiver {
  private final int rtpChannel;
  private final int payloadType;
  private final RtpHeader header = new RtpHeader();
  private final RtpSource source;
  private final RtcpReceiver rtcp;
  private final AudioDepacketizer depacketizer;
  private long reportedLost;

  /**
   * @param rtpChannel its interleaved channel; negative where it comes by UDP
   * @param clock of the track, on the video's time line
   * @param nanoTime monotonic time
   * @param sink is given each unit
   */
  AudioReceiver(
      int rtpChannel,
      AudioTrack track,
      RtpSource source,
      RtcpReceiver rtcp,
      TrackClock clock,
      LongSupplier nanoTime,
      Consumer<AudioUnit> sink) {
    this.rtpChannel = rtpChannel;
    this.payloadType = track.media().payloadType();
    this.source = source;
    this.rtcp = rtcp;
    this.depacketizer =
        track.depacketizer(
            new AudioDepacketizer.Output() {
              @Override
              public long pts(int timestamp) {
                return clock.pts(timestamp, nanoTime.getAsLong());
              }

              @Override
              public void unit(AudioUnit unit) {
                sink.accept(unit);
              }
            });
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

  /** Tells what is new since the last call. */
  void tell(StreamListener listener) {
    int lost = (int) (source.lost() - reportedLost);
    if (lost > 0) {
      reportedLost += lost;
      listener.soundLost(lost);
    }
  }

  void rtp(ByteBuf in, int index, int length) {
    if (header.read(in, index, length) && header.payloadType() == payloadType) {
      RtpSource.Arrival how = source.accept(header.ssrc(), header.sequence());
      if (how != RtpSource.Arrival.STRAY) {
        depacketizer.packet(in, header, how);
      }
    }
  }
}
