package org.gengfu.ingest.source;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.media.Complaint;

/** All sources as one: the scheme of the camera's URL chooses. */
public final class StreamSources implements StreamSource {
  private final Map<String, StreamSource> byScheme;

  /**
   * @param byScheme the source of each scheme, in small letters
   */
  public StreamSources(Map<String, StreamSource> byScheme) {
    this.byScheme = Map.copyOf(byScheme);
  }

  @Override
  public OpenStream open(
      CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener) {
    StreamSource source = byScheme.get(target.scheme());
    return source == null
        ? refuse(loop, target, listener)
        : source.open(loop, target, firstPts, listener);
  }

  private static OpenStream refuse(CameraLoop loop, StreamTarget target, StreamListener listener) {
    AtomicBoolean over = new AtomicBoolean();
    loop.execute(
        () -> {
          if (over.compareAndSet(false, true)) {
            listener.failed(
                new StreamFailure(
                    StreamFailure.Kind.UNSUPPORTED,
                    Complaint.SCHEME_UNKNOWN,
                    target.scheme() + ": addresses are not received by this hub: correct the URL",
                    ""));
          }
        });
    return () -> over.set(true);
  }
}
