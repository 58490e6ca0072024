package org.gengfu.hub.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many sensors behind one connection, at a set rate: MQTT 3.1.1 written out by hand, because a
 * client library would cost more than what is measured. A message is due at its time whether the
 * broker is there or not, is sent with quality of service 1, and again after a reconnect until it
 * is acknowledged. Its payload is {@code {"v":NUMBER,"t":MILLIS}}, numbers from 0 on for each
 * sensor.
 */
final class SensorLoad implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_ONCE_AT_LEAST = 0x32;
  private static final int SENT_AGAIN = 0x08;
  private static final int PUBACK = 0x40;
  private static final int CONNACK = 0x20;
  private static final int MAX_IN_FLIGHT = 20_000;
  private static final int MAX_PACKET_ID = 65_535;

  /** Past this the broker does not keep up at all; what is not made shows in the rate sent. */
  private static final int MAX_DUE = 500_000;

  private static final long TICK_NANOS = 1_000_000;
  private static final long RETRY_NANOS = 200_000_000;

  private final int port;
  private final int sensors;
  private final long[] next;
  private final long[] lastMillis;
  private final Deque<Message> due = new ArrayDeque<>();
  private final Deque<Message> unacknowledged = new ArrayDeque<>();
  private final Thread sending = new Thread(this::send, "load-send");
  private volatile int rate;
  private volatile boolean ending;
  private volatile boolean broken = true;
  private long created;
  private int packetId;
  private @Nullable Socket socket;
  private @Nullable DataOutputStream out;

  private record Message(String topic, byte[] payload, int packetId) {}

  SensorLoad(int port, int sensors) {
    this.port = port;
    this.sensors = sensors;
    this.next = new long[sensors];
    this.lastMillis = new long[sensors];
  }

  static String sensorId(int number) {
    return "load-%04d".formatted(number);
  }

  static String topic(String sensorId) {
    return "load/" + sensorId;
  }

  void start() {
    sending.start();
  }

  /** Messages a second from now on. */
  void rate(int messagesPerSecond) {
    rate = messagesPerSecond;
  }

  /** Messages that have come due so far. */
  synchronized long created() {
    return created;
  }

  /** Messages that have come due of each sensor. */
  synchronized long[] createdOfEach() {
    return next.clone();
  }

  /** Messages that the broker has not acknowledged. */
  synchronized int waiting() {
    return due.size() + unacknowledged.size();
  }

  private void send() {
    long last = System.nanoTime();
    double owed = 0;
    while (!ending) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      owed += rate * ((now - last) / 1e9);
      last = now;
      synchronized (this) {
        for (; owed >= 1; owed--) {
          if (due.size() < MAX_DUE) {
            create();
          }
        }
      }
      try {
        if (broken) {
          connect();
        }
        flushDue();
      } catch (IOException e) {
        broken = true;
        closeSocket();
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void create() {
    int sensor = (int) (created % sensors);
    // Two of a sensor in one millisecond would be one reading to the store.
    lastMillis[sensor] = Math.max(Instant.now().toEpochMilli(), lastMillis[sensor] + 1);
    String payload = "{\"v\":" + next[sensor] + ",\"t\":" + lastMillis[sensor] + "}";
    packetId = packetId % MAX_PACKET_ID + 1;
    due.add(
        new Message(
            topic(sensorId(sensor)), payload.getBytes(StandardCharsets.US_ASCII), packetId));
    next[sensor]++;
    created++;
  }

  private synchronized void flushDue() throws IOException {
    DataOutputStream to = out;
    if (to == null) {
      throw new IOException("not connected");
    }
    while (!due.isEmpty() && unacknowledged.size() < MAX_IN_FLIGHT) {
      Message message = due.remove();
      unacknowledged.add(message);
      publish(to, message, PUBLISH_ONCE_AT_LEAST);
    }
    to.flush();
  }

  private static void publish(DataOutputStream to, Message message, int head) throws IOException {
    byte[] topic = message.topic().getBytes(StandardCharsets.US_ASCII);
    to.write(head);
    length(to, 2 + topic.length + 2 + message.payload().length);
    to.writeShort(topic.length);
    to.write(topic);
    to.writeShort(message.packetId());
    to.write(message.payload());
  }

  /** The remaining length of MQTT 3.1.1, 2.2.3. */
  private static void length(OutputStream to, int length) throws IOException {
    int rest = length;
    do {
      int digit = rest % 128;
      rest /= 128;
      to.write(rest > 0 ? digit | 0x80 : digit);
    } while (rest > 0);
  }

  private void connect() throws IOException {
    Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
    fresh.setTcpNoDelay(true);
    DataOutputStream to =
        new DataOutputStream(new BufferedOutputStream(fresh.getOutputStream(), 64 * 1024));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeUTF("MQTT");
    data.writeByte(4); // 3.1.1
    data.writeByte(0); // keep the session: no clean start
    data.writeShort(0); // no keep-alive: it always sends
    data.writeUTF("gengfu-load");
    to.write(CONNECT);
    length(to, body.size());
    body.writeTo(to);
    to.flush();
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(fresh.getInputStream(), 64 * 1024));
    if (in.readUnsignedByte() != CONNACK
        || in.readUnsignedByte() != 2
        || in.readUnsignedShort() % 256 != 0) {
      fresh.close();
      throw new IOException("the broker refuses the connection");
    }
    synchronized (this) {
      socket = fresh;
      out = to;
      broken = false;
      for (Message message : unacknowledged) {
        publish(to, message, PUBLISH_ONCE_AT_LEAST | SENT_AGAIN);
      }
    }
    Thread reader = new Thread(() -> readAcknowledgements(in, fresh), "load-acks");
    reader.setDaemon(true);
    reader.start();
    to.flush();
  }

  private void readAcknowledgements(DataInputStream in, Socket from) {
    try {
      while (true) {
        if (in.readUnsignedByte() != PUBACK || in.readUnsignedByte() != 2) {
          throw new IOException("something else than an acknowledgement");
        }
        acknowledged(in.readUnsignedShort());
      }
    } catch (IOException e) {
      synchronized (this) {
        if (socket == from) {
          broken = true;
        }
      }
    }
  }

  /** Mostly the oldest: the broker answers in order. */
  private synchronized void acknowledged(int id) {
    Message oldest = unacknowledged.peek();
    if (oldest != null && oldest.packetId() == id) {
      unacknowledged.remove();
    } else {
      unacknowledged.removeIf(message -> message.packetId() == id);
    }
  }

  private synchronized void closeSocket() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Gone already.
    }
    socket = null;
    out = null;
  }

  @Override
  public void close() {
    ending = true;
    try {
      sending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeSocket();
  }
}
