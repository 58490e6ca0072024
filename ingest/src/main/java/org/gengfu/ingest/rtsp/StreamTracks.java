package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.SenderClock;
import org.gengfu.ingest.rtsp.rtp.TrackClock;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stream receives: its pictures, and its sound where that is wanted, each in the
 * connection or by UDP. Lives on the stream's loop.
 */
final class StreamTracks {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTracks.class);

  /** Of a track that does not come in the connection. */
  private static final int NO_CHANNEL = -1;

  private final CameraLoop loop;
  private final StreamTarget target;
  private final RtspStream.Owner owner;
  private final ReceiverFactory receivers;
  private final InstantSource clock;
  private final Events events;
  private @Nullable RtpReceiver pictures;
  private @Nullable UdpCarrier picturesByUdp;
  private @Nullable AudioReceiver sound;
  private @Nullable UdpCarrier soundByUdp;
  private int clockRate;

  /** Makes the receiving side of the pictures once their track is known. */
  interface ReceiverFactory {
    RtpReceiver create(Sdp.Media video, SetupReply setup, RtpSource source, RtcpReceiver rtcp);
  }

  /** Hears what concerns the whole stream. */
  interface Events {
    /** What was there has been read. */
    void readComplete();

    /** The camera says that its pictures end. */
    void goodbye();

    /** There are no ports to receive the pictures at. */
    void noPorts(Throwable cause);

    /** Something of ours failed. */
    void broken(Throwable cause);
  }

  StreamTracks(
      CameraLoop loop,
      StreamTarget target,
      RtspStream.Owner owner,
      ReceiverFactory receivers,
      InstantSource clock,
      Events events) {
    this.loop = loop;
    this.target = target;
    this.owner = owner;
    this.receivers = receivers;
    this.clock = clock;
    this.events = events;
  }

  // How they are to come.

  /**
   * Says how the pictures are to come.
   *
   * @param then is given SETUP's Transport, at once or later
   */
  void transport(@Nullable Channel connection, Consumer<String> then) {
    if (target.transport() == Transport.TCP || connection == null) {
      then.accept("RTP/AVP/TCP;unicast;interleaved=0-1");
      return;
    }
    UdpCarrier carrier =
        new UdpCarrier(
            loop,
            camera(connection),
            new Carried(this::picturesRtcp, events::readComplete, events::noPorts));
    picturesByUdp = carrier;
    carrier.bind(connection, then);
  }

  /**
   * Says how the sound is to come: as the pictures do.
   *
   * @param then is given SETUP's Transport, at once or later; null where there are no ports
   */
  void soundTransport(@Nullable Channel connection, Consumer<@Nullable String> then) {
    if (picturesByUdp == null || connection == null) {
      then.accept("RTP/AVP/TCP;unicast;interleaved=2-3");
      return;
    }
    UdpCarrier carrier =
        new UdpCarrier(
            loop,
            camera(connection),
            new Carried(
                this::soundRtcp,
                () -> {},
                cause -> {
                  LOG.warn("no UDP ports for the sound of {}", target.address(), cause);
                  then.accept(null);
                }));
    soundByUdp = carrier;
    carrier.bind(connection, then);
  }

  private static InetAddress camera(Channel connection) {
    return ((InetSocketAddress) connection.remoteAddress()).getAddress();
  }

  /** What comes of one track by UDP, besides its packets. */
  private final class Carried implements UdpCarrier.Events {
    private final RtcpSink rtcp;
    private final Runnable readComplete;
    private final Consumer<Throwable> noPorts;

    Carried(RtcpSink rtcp, Runnable readComplete, Consumer<Throwable> noPorts) {
      this.rtcp = rtcp;
      this.readComplete = readComplete;
      this.noPorts = noPorts;
    }

    @Override
    public void rtcp(ByteBuf in, int index, int length) {
      rtcp.take(in, index, length);
    }

    @Override
    public void readComplete() {
      readComplete.run();
    }

    @Override
    public void noPorts(Throwable cause) {
      noPorts.accept(cause);
    }

    @Override
    public void broken(Throwable cause) {
      events.broken(cause);
    }
  }

  private interface RtcpSink {
    void take(ByteBuf in, int index, int length);
  }

  /** The pictures' packets may come from now on. */
  void prepared(@Nullable Channel connection, Sdp.Media video, SetupReply setup) {
    RtpSource source = new RtpSource(setup.ssrc());
    RtcpReceiver rtcp = rtcpReceiver(source, new SenderClock());
    RtpReceiver created = receivers.create(video, setup, source, rtcp);
    pictures = created;
    clockRate = video.clockRate();
    UdpCarrier carrier = picturesByUdp;
    if (carrier != null && setup.interleaved()) {
      owner.quirk(Quirk.TRANSPORT_NOT_AS_ASKED);
      carrier.close();
      picturesByUdp = null;
    } else if (carrier != null && connection != null) {
      carrier.begin(setup, source, rtcp, created::rtp, clockRate, connection.alloc());
    }
  }

  private RtcpReceiver rtcpReceiver(RtpSource source, SenderClock reports) {
    return new RtcpReceiver(source, ThreadLocalRandom.current().nextInt(), reports, clock);
  }

  /** The sound's packets may come from now on. */
  void soundPrepared(@Nullable Channel connection, AudioTrack track, SetupReply setup) {
    RtpReceiver beside = pictures;
    UdpCarrier carrier = soundByUdp;
    boolean interleaved = carrier == null || setup.interleaved();
    boolean mixedUp =
        interleaved
            && beside != null
            && picturesByUdp == null
            && Math.abs(setup.rtpChannel() - beside.rtpChannel()) < 2;
    if (beside == null || mixedUp) {
      closeSoundCarrier();
      return;
    }
    int rate = track.media().clockRate();
    RtpSource source = new RtpSource(setup.ssrc());
    SenderClock reports = new SenderClock();
    TrackClock onTheirLine =
        new TrackClock(beside.clock(), beside.rtcp().senderClock(), clockRate, reports, rate);
    AudioReceiver created =
        new AudioReceiver(
            interleaved ? setup.rtpChannel() : NO_CHANNEL,
            track,
            source,
            rtcpReceiver(source, reports),
            onTheirLine,
            loop::nanoTime,
            owner::sound);
    sound = created;
    if (interleaved) {
      closeSoundCarrier();
    } else if (carrier != null && connection != null) {
      carrier.begin(setup, source, created.rtcp(), created::rtp, rate, connection.alloc());
    }
  }

  /** The camera has no sound for us, or sends it in the connection. */
  private void closeSoundCarrier() {
    UdpCarrier carrier = soundByUdp;
    soundByUdp = null;
    if (carrier != null) {
      carrier.close();
    }
  }

  /** The camera has refused the sound's track. */
  void soundRefused() {
    closeSoundCarrier();
  }

  // What comes in.

  /** An interleaved frame; the bytes are valid for the length of the call. */
  void frame(int channelNumber, ByteBuf in, int index, int length) {
    RtpReceiver current = pictures;
    AudioReceiver heard = sound;
    if (current == null) {
      return;
    }
    if (heard != null && channelNumber == heard.rtpChannel()) {
      heard.rtp(in, index, length);
    } else if (heard != null
        && heard.rtpChannel() != NO_CHANNEL
        && channelNumber == heard.rtpChannel() + 1) {
      soundRtcp(in, index, length);
    } else if (channelNumber == current.rtpChannel()) {
      current.rtp(in, index, length);
    } else if (channelNumber == current.rtpChannel() + 1) {
      picturesRtcp(in, index, length);
    }
  }

  private void soundRtcp(ByteBuf in, int index, int length) {
    AudioReceiver current = sound;
    if (current != null) {
      // Its goodbye ends nothing: pictures go on without sound.
      boolean leaving = current.rtcp().read(in, index, length, loop.nanoTime());
      LOG.debug("sound of {}: sender report, leaving: {}", target.address(), leaving);
    }
  }

  private void picturesRtcp(ByteBuf in, int index, int length) {
    RtpReceiver current = pictures;
    if (current == null) {
      return;
    }
    if (current.rtcp().read(in, index, length, loop.nanoTime())) {
      events.goodbye();
    }
    owner.clock(current.rtcp().senderClock().offset());
  }

  /** Tells the owner what is new since the last call. */
  void tell() {
    RtpReceiver current = pictures;
    if (current == null) {
      return;
    }
    current.tell(owner);
    current.tellOddities(owner::quirk);
    if (picturesByUdp != null) {
      picturesByUdp.tell(owner);
    }
    if (sound != null) {
      sound.tell(owner);
    }
  }

  /** Packets of the pictures. */
  long packets() {
    return pictures == null ? 0 : pictures.packets();
  }

  /** Whether the pictures come by UDP. */
  boolean byUdp() {
    return picturesByUdp != null;
  }

  /** The ports of the pictures, for a message; empty where there are none. */
  String udpPorts() {
    return picturesByUdp == null ? "" : picturesByUdp.ports();
  }

  /** What became of the pictures' packets that came by UDP, for the log. */
  String account() {
    return picturesByUdp == null ? "" : picturesByUdp.account();
  }

  // Reports.

  /** Sends receiver reports of what has come, and looks at it. */
  void report(Channel connection) {
    RtpReceiver current = pictures;
    if (current == null || !current.source().started()) {
      return;
    }
    look(current.source());
    report(connection, picturesByUdp, current.rtpChannel(), current.rtcp());
    AudioReceiver heard = sound;
    if (heard != null && heard.source().started()) {
      report(connection, soundByUdp, heard.rtpChannel(), heard.rtcp());
    }
  }

  private void report(
      Channel connection, @Nullable UdpCarrier carrier, int rtpChannel, RtcpReceiver rtcp) {
    if (carrier != null) {
      carrier.report(rtcp, connection.alloc().directBuffer(RtcpReceiver.REPORT_BYTES));
    } else if (connection.isWritable()) {
      ByteBuf out = connection.alloc().directBuffer(4 + RtcpReceiver.REPORT_BYTES);
      out.writeByte('$').writeByte(rtpChannel + 1).writeShort(RtcpReceiver.REPORT_BYTES);
      rtcp.report(out, loop.nanoTime(), 0);
      quietly(connection.writeAndFlush(out));
    }
  }

  /** What goes wrong here shows as the end of the connection. */
  @SuppressWarnings("unused")
  private static void quietly(ChannelFuture done) {}

  /** What can only be said of a source after a while. */
  private void look(RtpSource source) {
    if (source.ssrc() == 0) {
      owner.quirk(Quirk.SSRC_ZERO);
    }
    if (source.notAsAnnounced()) {
      owner.quirk(Quirk.SSRC_NOT_AS_ANNOUNCED);
    }
    if (source.strangers()) {
      owner.quirk(Quirk.DEAD_SESSION_PACKETS);
    }
  }

  void close() {
    if (picturesByUdp != null) {
      picturesByUdp.close();
    }
    if (soundByUdp != null) {
      soundByUdp.close();
    }
    sound = null;
    RtpReceiver freed = pictures;
    pictures = null;
    if (freed != null) {
      freed.close();
    }
  }
}
