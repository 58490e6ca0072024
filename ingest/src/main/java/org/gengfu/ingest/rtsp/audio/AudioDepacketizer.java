package org.gengfu.ingest.rtsp.audio;

import io.netty.buffer.ByteBuf;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;

/** Makes audio units of the RTP packets of one audio track. */
public interface AudioDepacketizer {
  /** Where the units go, and what gives them their times. */
  interface Output {
    /**
     * The presentation time of a packet; negative where it is to be left out.
     *
     * @param timestamp the packet's, in units of the track's clock rate
     */
    long pts(int timestamp);

    void unit(AudioUnit unit);
  }

  /** Takes one packet of the track, in its order. */
  void packet(ByteBuf in, RtpHeader header, Arrival how);

  /** Packets whose payload was against the rules, or past a bound. */
  long malformedPackets();
}
