package org.gengfu.dashboard.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client whose messages can be waited for, and which reads only as it is told. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final boolean reads;
  private @Nullable WebSocket socket;

  private TestSocket(boolean reads) {
    this.reads = reads;
  }

  /** Opens a socket that reads what comes. */
  public static TestSocket open(ApiClient client, String path, String... headers) {
    return open(client, path, true, headers);
  }

  /**
   * Opens a socket.
   *
   * @param reads false for one that takes nothing until {@link #read}
   */
  public static TestSocket open(ApiClient client, String path, boolean reads, String... headers) {
    TestSocket listener = new TestSocket(reads);
    WebSocket.Builder builder = client.http().newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    String uri = client.uri(path).toString().replaceFirst("http", "ws");
    listener.socket = builder.buildAsync(java.net.URI.create(uri), listener).join();
    return listener;
  }

  /** The status with which the server refuses this socket. */
  public static int refusal(ApiClient client, String path, String... headers) {
    try {
      open(client, path, headers).close();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (reads) {
      opened.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      messages.add(text.toString());
      text.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      messages.add(binary.toByteArray());
      binary.reset();
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.add(status);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.add(-1);
  }

  /** The next text message. */
  public JsonNode json() throws InterruptedException {
    return ApiClient.parse((String) next());
  }

  /** The next text message of this type; others are passed over. */
  public JsonNode json(String type) throws InterruptedException {
    JsonNode message = json();
    while (!message.path("type").asText().equals(type)) {
      message = json();
    }
    return message;
  }

  /** The next binary message. */
  public byte[] bytes() throws InterruptedException {
    return (byte[]) next();
  }

  private Object next() throws InterruptedException {
    Object message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came; closed with " + closed.peek());
    }
    return message;
  }

  /** Whether a message has come that nobody has asked for. */
  public int unread() {
    return messages.size();
  }

  /** The code with which the server closes. */
  public int closeCode() throws InterruptedException {
    Integer code = closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("not closed");
    }
    return code;
  }

  public void say(String message) {
    opened().sendText(message, true).join();
  }

  public void read() {
    opened().request(Long.MAX_VALUE);
  }

  private WebSocket opened() {
    return java.util.Objects.requireNonNull(socket);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
