package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/** Something that stays, from its second look to its end, and the episodes it has opened. */
final class StationaryObject {
  /** Below this share of its cells in sight nothing can be said about it. */
  private static final double IN_SIGHT = 0.6;

  private static final double CLEAR_SIGHT = 0.8;

  /** One picture with a passer-by before it must not turn the ghost vote. */
  private static final float VOTE_RATE = 0.4f;

  private static final int PROMINENT_CELLS = 6;
  private static final float PROMINENT_VOTE = 0.4f;
  private static final float CLEAR_VOTE = 0.3f;

  /** An episode told to the outside. */
  record Episode(String id, String zoneId) {}

  final long onsetMillis;
  final Owner owner;
  final Opinion opinion = new Opinion();
  final List<Episode> episodes = new ArrayList<>();
  private int[] cells;
  private int[] slots;
  private Box box = new Box(0, 0, 0, 0);
  private int pictures;
  private int pairs;
  private int stillPairs;

  /** Pictures in which its pixels were looked at, and in which they were enough; not saved. */
  private int measured;

  private int large;

  /** Pairs since its owner was seen last, at this time; not saved. */
  private int alonePairs;

  private int aloneStillPairs;
  private long aloneSince = CandidateMemory.NEVER;
  private float vote;
  private long goneSince = CandidateMemory.NEVER;
  private @Nullable PixelMask mask;
  private boolean standing = true;

  /** Why it was or was not raised at the last picture; for people who debug. */
  Verdict verdict = Verdict.YOUNG;

  StationaryObject(int[] cells, int[] slots, long onsetMillis, Owner owner) {
    this.cells = cells;
    this.slots = slots;
    this.onsetMillis = onsetMillis;
    this.owner = owner;
  }

  boolean raised() {
    return !episodes.isEmpty();
  }

  boolean raisedIn(String zoneId) {
    return episodes.stream().anyMatch(episode -> episode.zoneId().equals(zoneId));
  }

  int[] cells() {
    return cells;
  }

  int[] slots() {
    return slots;
  }

  Box box() {
    return box;
  }

  /** The pixels in this picture; null where too much of it is hidden. */
  @Nullable PixelMask mask() {
    return mask;
  }

  /** Above 0 the outline says that it arrived, below that it left. */
  float vote() {
    return vote;
  }

  /** True where a blob of this picture is this object. */
  boolean standing() {
    return standing;
  }

  void lose() {
    standing = false;
  }

  /** Takes the blob as its own look in this picture; what was raised keeps its cells. */
  void take(Blob blob) {
    standing = true;
    if (!raised()) {
      cells = blob.cells();
      slots = blob.slots();
    }
  }

  /** Looks at the object's own pixels. */
  void measure(SceneModel model) {
    pictures++;
    int seen = 0;
    for (int cell : cells) {
      seen += model.memory.seen(cell) >= 0 ? 1 : 0;
    }
    mask = null;
    if (seen < IN_SIGHT * cells.length) {
      return;
    }
    PixelMask pixels = model.mask(cells);
    mask = pixels;
    box = pixels.box();
    measured++;
    large += Judge.largeEnough(pixels) ? 1 : 0;
    float heard = GhostTest.vote(pixels, model.luma(), model.background);
    vote = pairs == 0 ? heard : vote + VOTE_RATE * (heard - vote);
    if (seen >= CLEAR_SIGHT * cells.length) {
      float changed = Stillness.changed(pixels, model);
      if (!Float.isNaN(changed)) {
        count(changed < Stillness.SAME_THING);
      }
    }
  }

  private void count(boolean still) {
    pairs++;
    stillPairs += still ? 1 : 0;
    if (owner.lastSeenMillis() != aloneSince) {
      aloneSince = owner.lastSeenMillis();
      alonePairs = 0;
      aloneStillPairs = 0;
    }
    alonePairs++;
    aloneStillPairs += still ? 1 : 0;
  }

  /** A thing: still in enough of the pairs of pictures in which it was not hidden. */
  boolean atRest() {
    boolean mostly = stillPairs >= 2 && stillPairs >= 0.35 * pairs && stillPairs >= 0.25 * pictures;
    return mostly || stillSinceLeft();
  }

  /**
   * Whoever stood by it has gone, and it has not stirred since: what moved before was he, his feet
   * or his shadow on it.
   */
  private boolean stillSinceLeft() {
    return owner.seen() && owner.gone() && aloneStillPairs >= 2 && aloneStillPairs == alonePairs;
  }

  /**
   * In most pictures too small to be judged: rain that falls before a fleck makes no thing of it.
   */
  boolean mostlyTiny() {
    return 2 * large < measured;
  }

  /**
   * Seen often enough to say that it does not rest, and not still since its owner was seen last.
   */
  boolean restless() {
    boolean stillAlone = alonePairs > 0 && aloneStillPairs == alonePairs;
    return pairs >= 2 && !atRest() && !(owner.seen() && stillAlone);
  }

  /** Still nearly always. */
  boolean rockSolid() {
    return stillPairs >= 4 && stillPairs >= 0.9 * pairs && stillPairs >= 0.5 * pictures;
  }

  /** Still in every pair of pictures, two at least, and in sight in half of its pictures. */
  boolean neverStirred() {
    return stillPairs >= 2 && stillPairs == pairs && stillPairs >= 0.5 * pictures;
  }

  int pictures() {
    return pictures;
  }

  int pairs() {
    return pairs;
  }

  int stillPairs() {
    return stillPairs;
  }

  /** The outline leaves no doubt that it arrived. */
  boolean arrivedClearly() {
    return vote >= CLEAR_VOTE;
  }

  /** Large, still and clearly arrived: no flicker of light. */
  boolean prominent() {
    return rockSolid() && cells.length >= PROMINENT_CELLS && vote >= PROMINENT_VOTE;
  }

  /** Since when its place is empty; {@link CandidateMemory#NEVER} while it is there. */
  long goneSince() {
    return goneSince;
  }

  void goneSince(long millis) {
    goneSince = millis;
  }

  /** The object as it is shown to people. */
  SceneView.Thing view(double dwell, long now) {
    return new SceneView.Thing(
        box,
        (now - onsetMillis) / 1000.0,
        dwell,
        verdict.name().toLowerCase(Locale.ROOT),
        vote,
        stillPairs,
        pairs,
        opinion.words(),
        raised());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(onsetMillis);
    StateCodec.writeInts(out, cells);
    StateCodec.writeInts(out, slots);
    StateCodec.writeBox(out, box);
    out.writeInt(pictures);
    out.writeInt(pairs);
    out.writeInt(stillPairs);
    out.writeFloat(vote);
    out.writeLong(goneSince);
    owner.write(out);
    out.writeInt(episodes.size());
    for (Episode episode : episodes) {
      out.writeUTF(episode.id());
      out.writeUTF(episode.zoneId());
    }
  }

  static StationaryObject read(DataInput in, CellGrid grid) throws IOException {
    long onset = in.readLong();
    int[] cells = StateCodec.readInts(in, grid.cells);
    int[] slots = StateCodec.readInts(in, grid.cells);
    StationaryObject object = new StationaryObject(cells, slots, onset, new Owner(grid));
    object.box = StateCodec.readBox(in);
    object.pictures = in.readInt();
    object.pairs = in.readInt();
    object.stillPairs = in.readInt();
    object.vote = in.readFloat();
    object.goneSince = in.readLong();
    object.owner.read(in);
    int episodes = StateCodec.readCount(in, grid.cells);
    for (int i = 0; i < episodes; i++) {
      object.episodes.add(new Episode(in.readUTF(), in.readUTF()));
    }
    return object;
  }
}
