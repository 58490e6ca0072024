package org.gengfu.simulator.rtsp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.life.Component;
import org.gengfu.simulator.clip.EncodedScene;
import org.jspecify.annotations.Nullable;

/**
 * Cameras on one RTSP port of the loopback interface, each a path. Cameras can be added before and
 * after the start.
 */
public final class SimulatedCameraServer implements Component {
  /** What the Session header tells, unless told otherwise. */
  public static final int SESSION_TIMEOUT_SECONDS = 60;

  private static final int BACKLOG = 256;
  // A viewer may be behind by a large keyframe or two before it loses pictures.
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

  private final int requestedPort;
  private final int loops;
  private final int sessionTimeoutSeconds;
  private final StreamClock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, SimulatedCamera> cameras = new ConcurrentHashMap<>();
  private final Map<EventLoop, Pacer> pacers = new ConcurrentHashMap<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private @Nullable SelfSigned certificate;
  private @Nullable UdpPorts udp;
  private @Nullable EventLoopGroup group;
  private volatile @Nullable Channel listener;
  private volatile int port;

  /** A server on this port; 0 takes a free one. */
  public SimulatedCameraServer(int port) {
    this(port, 1, SESSION_TIMEOUT_SECONDS, InstantSource.system());
  }

  /**
   * @param port to listen on; 0 takes a free one
   * @param loops event loops that serve the viewers
   * @param sessionTimeoutSeconds a viewer that is not heard for longer is thrown out
   * @param wall wall clock for the sender reports
   */
  public SimulatedCameraServer(int port, int loops, int sessionTimeoutSeconds, InstantSource wall) {
    this.requestedPort = port;
    this.loops = loops;
    this.sessionTimeoutSeconds = sessionTimeoutSeconds;
    this.clock = new StreamClock(wall);
  }

  /** Adds a camera, in place of the one that had this path. */
  public SimulatedCamera add(String path, EncodedScene scene) {
    SimulatedCamera camera = new SimulatedCamera(path, scene);
    cameras.put(path, camera);
    return camera;
  }

  /**
   * The camera at this path.
   *
   * @throws IllegalArgumentException when there is none
   */
  public SimulatedCamera camera(String path) {
    SimulatedCamera camera = cameras.get(path);
    if (camera == null) {
      throw new IllegalArgumentException("there is no camera " + path);
    }
    return camera;
  }

  /** Speaks RTSPS from the start on, with this certificate. */
  public SimulatedCameraServer secure(SelfSigned shown) {
    certificate = shown;
    return this;
  }

  /** How many receiver reports have come by UDP. */
  public int udpReports() {
    return udp == null ? 0 : udp.reports();
  }

  @Override
  public void start() {
    group =
        new MultiThreadIoEventLoopGroup(
            loops, new DefaultThreadFactory("simulated-cameras", true), NioIoHandler.newFactory());
    try {
      udp = new UdpPorts(group);
      plug();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Listens again after {@link #unplug()}, on the same port. */
  public void plug() {
    EventLoopGroup running = group;
    UdpPorts ports = udp;
    if (running == null || ports == null) {
      throw new IllegalStateException("the server is not started");
    }
    Channel bound =
        new ServerBootstrap()
            .group(running)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Connect(ports))
            .bind(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), port == 0 ? requestedPort : port))
            .syncUninterruptibly()
            .channel();
    port = ((InetSocketAddress) bound.localAddress()).getPort();
    listener = bound;
  }

  /** Drops every connection and refuses new ones, as when the camera loses its power. */
  public void unplug() {
    Channel bound = listener;
    if (bound != null) {
      bound.close().syncUninterruptibly();
      // The system's socket goes with the selector's next turn only, and a timer waits for one.
      bound.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
      listener = null;
    }
    connections.close().awaitUninterruptibly();
  }

  /** The port; 0 before the start unless one was asked for. */
  public int port() {
    return port == 0 ? requestedPort : port;
  }

  /** The address of a camera. */
  public String url(String path) {
    return (certificate == null ? "rtsp" : "rtsps") + "://127.0.0.1:" + port() + "/" + path;
  }

  /** The cameras' clock: time since this server was made, 90,000 ticks a second. */
  public long ticks() {
    return clock.ticks();
  }

  /** How many connections are playing, over all cameras. */
  public int viewers() {
    return cameras.values().stream().mapToInt(SimulatedCamera::viewers).sum();
  }

  @Override
  public void close() {
    unplug();
    pacers.values().forEach(Pacer::stop);
    pacers.clear();
    if (udp != null) {
      udp.close();
      udp = null;
    }
    if (group != null) {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
      group = null;
    }
  }

  private final class Connect extends ChannelInitializer<SocketChannel> {
    private final UdpPorts ports;

    Connect(UdpPorts ports) {
      this.ports = ports;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      connections.add(channel);
      Pacer pacer = pacers.computeIfAbsent(channel.eventLoop(), Pacer::new);
      if (certificate != null) {
        channel.pipeline().addLast(certificate.server().newHandler(channel.alloc()));
      }
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(sessionTimeoutSeconds, 0, 0),
              new RtspRequestDecoder(),
              new RtspConnection(ports, cameras, pacer, clock, sessionTimeoutSeconds, random));
    }
  }
}
