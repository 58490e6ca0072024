package org.gengfu.ingest.testing;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;

/** Opens streams that do what the test tells them. */
public final class FakeOpener implements StreamSource {
  private final List<FakeStream> opened = new ArrayList<>();

  /** A stream that was asked for. */
  public static final class FakeStream implements OpenStream {
    public final StreamTarget target;
    public final long firstPts;
    public final StreamListener listener;
    public boolean closed;

    FakeStream(StreamTarget target, long firstPts, StreamListener listener) {
      this.target = target;
      this.firstPts = firstPts;
      this.listener = listener;
    }

    @Override
    public void close() {
      closed = true;
    }

    /** Delivers as a stream does: for the length of the call. */
    public void deliver(AccessUnit unit) {
      listener.received(1, unit.size(), 0, 0);
      listener.unit(unit);
      unit.release();
    }

    /** Refuses the login, or asks for one, in this way. */
    public void ask(String challenge) {
      listener.failed(
          new StreamFailure(
              StreamFailure.Kind.UNAUTHORISED,
              target.credentials() == null ? Complaint.LOGIN_MISSING : Complaint.LOGIN_WRONG,
              target.credentials() == null ? "enter them" : "wrong password: correct it",
              "here to there",
              challenge));
    }

    /** Delivers a piece of sound. */
    public void hear(AudioUnit unit) {
      listener.sound(unit);
    }

    public void fail(StreamFailure.Kind kind, String detail) {
      listener.failed(new StreamFailure(kind, detail, "here to there"));
    }
  }

  @Override
  public OpenStream open(
      CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener) {
    FakeStream stream = new FakeStream(target, firstPts, listener);
    opened.add(stream);
    return stream;
  }

  public int count() {
    return opened.size();
  }

  public FakeStream latest() {
    return opened.get(opened.size() - 1);
  }

  public List<FakeStream> all() {
    return opened;
  }
}
