package org.gengfu.simulator.rtsp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera's end of one RTSP connection: one session with one video track. */
final class RtspConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(RtspConnection.class);
  private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})-(\\d{1,3})");
  private static final Pattern CLIENT_PORTS = Pattern.compile("client_port=(\\d{1,5})-(\\d{1,5})");
  private static final String METHODS =
      "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

  private final UdpPorts udp;
  private final Map<String, SimulatedCamera> cameras;
  private final Pacer pacer;
  private final StreamClock clock;
  private final int sessionTimeoutSeconds;
  private final RandomGenerator random;
  private final Doorkeeper doorkeeper;
  private final String session;
  private @Nullable RtpPacketizer packetizer;
  private @Nullable Outlet packets;
  private @Nullable Viewer viewer;

  RtspConnection(
      UdpPorts udp,
      Map<String, SimulatedCamera> cameras,
      Pacer pacer,
      StreamClock clock,
      int sessionTimeoutSeconds,
      RandomGenerator random) {
    this.udp = udp;
    this.cameras = cameras;
    this.pacer = pacer;
    this.clock = clock;
    this.sessionTimeoutSeconds = sessionTimeoutSeconds;
    this.random = random;
    this.doorkeeper = new Doorkeeper(Long.toHexString(random.nextLong()));
    this.session = Integer.toHexString(random.nextInt());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof RtspRequest request) {
      handle(new TcpOutlet(context.channel()), request);
    }
  }

  private void handle(TcpOutlet outlet, RtspRequest request) {
    SimulatedCamera camera = cameras.get(request.camera());
    if (camera == null) {
      RtspReply reply =
          request.uri().equals("*")
              ? RtspReply.ok().with("Public", METHODS)
              : RtspReply.status("404 Not Found");
      outlet.send(reply.to(request));
      return;
    }
    switch (camera.fault()) {
      case BLACK_HOLE -> {}
      case HANG_UP -> outlet.close();
      case RUBBISH -> outlet.send(Viewer.rubbish(outlet.allocator().buffer()));
      default -> outlet.send(reply(outlet, request, camera).to(request));
    }
  }

  private RtspReply reply(TcpOutlet outlet, RtspRequest request, SimulatedCamera camera) {
    if (camera.fault() == Fault.NOT_FOUND) {
      return RtspReply.status("404 Not Found");
    }
    Credentials credentials = camera.credentials();
    if (camera.fault() == Fault.UNAUTHORISED) {
      return unauthorised(
          credentials == null ? Credentials.Scheme.DIGEST_MD5 : credentials.scheme());
    }
    // As in the field, OPTIONS is answered to anybody.
    if (credentials != null
        && !request.method().equals("OPTIONS")
        && !doorkeeper.admits(request, credentials)) {
      return unauthorised(credentials.scheme());
    }
    return switch (request.method()) {
      case "OPTIONS" -> RtspReply.ok().with("Public", METHODS);
      case "DESCRIBE" -> describe(request, camera);
      case "SETUP" -> setup(outlet, request, camera);
      case "PLAY" -> play(outlet, request, camera);
      case "PAUSE", "TEARDOWN" -> stop();
      case "GET_PARAMETER", "SET_PARAMETER" -> RtspReply.ok().with("Session", session);
      default -> RtspReply.status("501 Not Implemented");
    };
  }

  private RtspReply unauthorised(Credentials.Scheme scheme) {
    return RtspReply.status("401 Unauthorized")
        .with("WWW-Authenticate", doorkeeper.challenge(scheme));
  }

  private RtspReply describe(RtspRequest request, SimulatedCamera camera) {
    String moved = camera.movedTo();
    if (moved != null) {
      return RtspReply.status("302 Moved Temporarily").with("Location", moved);
    }
    String sdp =
        camera.fault() == Fault.FOREIGN_CODEC
            ? Sdp.foreign()
            : Sdp.h264(camera.scene().gop(clock.ticks() / camera.scene().gopTicks()));
    String uri = request.uri();
    return RtspReply.ok()
        .with("Content-Base", uri.endsWith("/") ? uri : uri + "/")
        .withBody("application/sdp", sdp);
  }

  private RtspReply setup(TcpOutlet outlet, RtspRequest request, SimulatedCamera camera) {
    String wanted = request.header("transport").orElse("");
    Matcher channels = INTERLEAVED.matcher(wanted);
    Matcher ports = CLIENT_PORTS.matcher(wanted);
    int ssrc = random.nextInt();
    String agreed;
    if (channels.find() && camera.sendsTcp()) {
      int channel = Integer.parseInt(channels.group(1)) & 0xff;
      packetizer = new RtpPacketizer(channel, ssrc, random.nextInt() & 0xffff);
      packets = outlet;
      agreed = "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1);
    } else if (ports.find() && camera.sendsUdp()) {
      int rtp = Integer.parseInt(ports.group(1)) & 0xffff;
      int rtcp = Integer.parseInt(ports.group(2)) & 0xffff;
      InetAddress client = ((InetSocketAddress) outlet.channel().remoteAddress()).getAddress();
      packetizer = new RtpPacketizer(0, ssrc, random.nextInt() & 0xffff);
      packets = new UdpOutlet(outlet, udp, camera, client, rtp, rtcp);
      agreed =
          "RTP/AVP;unicast;source=127.0.0.1;client_port="
              + (rtp + "-" + rtcp)
              + ";server_port="
              + (udp.rtpPort() + "-" + udp.rtcpPort());
    } else {
      return RtspReply.status("461 Unsupported Transport");
    }
    return RtspReply.ok()
        .with("Session", session + ";timeout=" + sessionTimeoutSeconds)
        .with("Transport", agreed + String.format(";ssrc=%08X", ssrc));
  }

  private RtspReply play(Outlet outlet, RtspRequest request, SimulatedCamera camera) {
    if (packetizer == null || packets == null) {
      return RtspReply.status("455 Method Not Valid in This State");
    }
    if (!request.header("session").orElse("").startsWith(session)) {
      return RtspReply.status("454 Session Not Found");
    }
    stopPlaying();
    Viewer started = new Viewer(packets, outlet, camera, clock, packetizer, random.nextInt());
    viewer = started;
    pacer.add(started);
    String uri = request.uri();
    String track = (uri.endsWith("/") ? uri : uri + "/") + Sdp.TRACK;
    return RtspReply.ok()
        .with("Session", session)
        .with("Range", "npt=now-")
        .with("RTP-Info", "url=" + track + ";" + started.startInfo());
  }

  private RtspReply stop() {
    stopPlaying();
    return RtspReply.ok().with("Session", session);
  }

  private void stopPlaying() {
    if (viewer != null) {
      pacer.remove(viewer);
      viewer = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopPlaying();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      log.debug("{}: nothing heard for the session timeout", context.channel().remoteAddress());
      new TcpOutlet(context.channel()).close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("{}: {}", context.channel().remoteAddress(), cause.toString());
    new TcpOutlet(context.channel()).close();
  }
}
