package org.gengfu.core.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.storage.DatabaseConfig.External;

/** A database behind a wire that a test can cut: connections break, new ones are refused. */
public final class PausableServer implements AutoCloseable {
  private final DatabaseConfig target;
  private final int targetPort;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  public PausableServer(DatabaseConfig target) throws IOException {
    this.target = target;
    this.targetPort = Integer.parseInt(external().jdbcUrl().replaceFirst(".*:([0-9]+)/.*", "$1"));
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  private External external() {
    return (External) target.server();
  }

  /** The same database, through the wire. */
  public DatabaseConfig config() {
    String url = external().jdbcUrl().replaceFirst(":[0-9]+/", ":" + listener.getLocalPort() + "/");
    return DatabaseConfig.external(url, external().user(), external().password(), target.keyFile());
  }

  public void cut() {
    cut = true;
    closeAll();
  }

  public void mend() {
    cut = false;
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (cut) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        open.add(client);
        open.add(server);
        start(() -> pump(client, server));
        start(() -> pump(server, client));
      } catch (IOException e) {
        // Closed, or the client is gone already.
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void closeAll() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // Closed already.
      }
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
  }
}
