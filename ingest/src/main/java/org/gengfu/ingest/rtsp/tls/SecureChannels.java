package org.gengfu.ingest.rtsp.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * TLS for {@code rtsps://}. The arithmetic of handshakes and certificates happens on a thread of
 * its own, so that the event loops of the cameras are never late because of it.
 */
public final class SecureChannels implements AutoCloseable {
  /** How long a handshake may take. */
  static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(10);

  private static final long IDLE_SECONDS = 30;

  private final ExecutorService worker;
  private volatile @Nullable X509ExtendedTrustManager authorities;

  public SecureChannels() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("cameras-tls", true));
    one.allowCoreThreadTimeOut(true);
    worker = one;
  }

  /** Where connections are prepared: it may take a moment. */
  public Executor worker() {
    return worker;
  }

  /** One connection's TLS. */
  public final class Secured {
    private final SslContext context;
    private final CertificateCheck check;
    private final StreamTarget target;

    private Secured(SslContext context, CertificateCheck check, StreamTarget target) {
      this.context = context;
      this.check = check;
      this.target = target;
    }

    /** The handler that stands before all others. */
    public SslHandler handler(ByteBufAllocator allocator) {
      SslHandler handler = context.newHandler(allocator, target.host(), target.port(), worker);
      handler.setHandshakeTimeoutMillis(HANDSHAKE_PATIENCE.toMillis());
      return handler;
    }

    /** What the certificate check found, for the sentence that explains a failed handshake. */
    public Shown shown() {
      String seen = check.seen();
      return new Shown(seen == null ? null : CertificateCheck.shown(seen), check.isPinned());
    }
  }

  /**
   * What a camera showed.
   *
   * @param fingerprint of its certificate, capitals with colons; null where it showed none
   * @param pinned whether another one was expected
   */
  public record Shown(@Nullable String fingerprint, boolean pinned) {}

  /** Prepares a connection; to be called on the {@link #worker()}. */
  public Secured secure(StreamTarget target) throws SSLException {
    CertificateCheck check = new CertificateCheck(target.certificateSha256(), this::authorities);
    SslContext context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(check)
            .endpointIdentificationAlgorithm(check.isPinned() ? "" : "HTTPS")
            .build();
    return new Secured(context, check, target);
  }

  private X509ExtendedTrustManager authorities() {
    X509ExtendedTrustManager known = authorities;
    if (known == null) {
      known = standard();
      authorities = known;
    }
    return known;
  }

  private static X509ExtendedTrustManager standard() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("Java's own trust store cannot be read", e);
    }
    throw new IllegalStateException("Java has no trust manager");
  }

  /** Ends TLS politely, where the channel has it, without closing the connection. */
  public static void closeOutbound(Channel channel) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler != null) {
      ChannelFuture unused = handler.closeOutbound();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
