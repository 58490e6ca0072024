package org.gengfu.simulator.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that swallows every attempt to connect, as an address behind which the power is off: it
 * listens, accepts nobody, and its queue is full, so that Linux drops what comes.
 */
public final class DeafPort implements AutoCloseable {
  private static final int FULL_AFTER_MILLIS = 200;
  private static final int MOST = 16;

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  /**
   * @param port of the loopback interface; 0 takes a free one
   * @throws IOException where the port is taken
   */
  public DeafPort(int port) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    try {
      fill();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < MOST; i++) {
      Socket socket = new Socket();
      try {
        socket.connect(listener.getLocalSocketAddress(), FULL_AFTER_MILLIS);
        queue.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        return;
      }
    }
    throw new IOException("the queue of port " + port() + " does not fill");
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queue) {
      socket.close();
    }
    listener.close();
  }
}
