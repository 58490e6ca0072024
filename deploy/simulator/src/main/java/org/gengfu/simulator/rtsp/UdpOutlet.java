package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sends each interleaved frame as a datagram of its own, to the viewer's two ports. */
final class UdpOutlet implements Outlet {
  private static final int FRAME_HEADER = 4;
  private static final int SHUFFLED_TOGETHER = 4;
  private static final int TWICE_EVERY = 10;

  private final Outlet connection;
  private final UdpPorts ports;
  private final SimulatedCamera camera;
  private final InetSocketAddress rtp;
  private final InetSocketAddress rtcp;
  private int sent;

  /**
   * @param connection the RTSP connection
   * @param ports to send from
   * @param clientRtp the viewer's port for RTP
   * @param clientRtcp its port for RTCP
   */
  UdpOutlet(
      Outlet connection,
      UdpPorts ports,
      SimulatedCamera camera,
      InetAddress client,
      int clientRtp,
      int clientRtcp) {
    this.connection = connection;
    this.ports = ports;
    this.camera = camera;
    this.rtp = new InetSocketAddress(client, clientRtp);
    this.rtcp = new InetSocketAddress(client, clientRtcp);
  }

  @Override
  public boolean writable() {
    return connection.writable();
  }

  @Override
  public ByteBufAllocator allocator() {
    return connection.allocator();
  }

  @Override
  public void write(ByteBuf frames) {
    boolean shuffle = camera.fault() == Fault.SHUFFLE_PACKETS;
    List<ByteBuf> group = new ArrayList<>();
    while (frames.readableBytes() >= FRAME_HEADER && frames.getByte(frames.readerIndex()) == '$') {
      boolean report = frames.getUnsignedByte(frames.readerIndex() + 1) % 2 == 1;
      int length = frames.getUnsignedShort(frames.readerIndex() + 2);
      frames.skipBytes(FRAME_HEADER);
      ByteBuf packet = frames.readRetainedSlice(length);
      if (report) {
        ports.sendRtcp(packet, rtcp);
      } else {
        group.add(packet);
      }
      if (group.size() == (shuffle ? SHUFFLED_TOGETHER : 1)) {
        send(group, shuffle);
      }
    }
    send(group, shuffle);
    if (frames.isReadable()) {
      // What is no frame is sent as it is.
      ports.sendRtp(frames.readRetainedSlice(frames.readableBytes()), rtp);
    }
    frames.release();
  }

  private void send(List<ByteBuf> group, boolean shuffle) {
    if (shuffle) {
      Collections.reverse(group);
    }
    for (ByteBuf packet : group) {
      if (shuffle && ++sent % TWICE_EVERY == 0) {
        ports.sendRtp(packet.retainedDuplicate(), rtp);
      }
      ports.sendRtp(packet, rtp);
    }
    group.clear();
  }

  @Override
  public void flush() {
    ports.flush();
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public String toString() {
    return "udp " + rtp;
  }
}
