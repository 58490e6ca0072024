package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseDesk.TrendPoint;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.CaseStore.Change;
import org.gengfu.core.cases.CaseStore.NewCase;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.CaseStore.Opening;
import org.gengfu.core.cases.CaseStore.Outcome;
import org.gengfu.core.cases.CaseStore.Outgoing;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.OutboxStore.Leased;
import org.gengfu.core.delivery.OutboxStore.Receiver;
import org.gengfu.core.geometry.Box;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcCaseStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  private static final Receiver PAGE = new Receiver("page", "li");
  @TempDir Path directory;
  private DatabaseConfig config;
  private Database database;
  private CaseStore store;

  @BeforeEach
  void open() {
    config = TestServer.freshDatabase(directory);
    database = new Database(config, new SimpleMeterRegistry(), InstantSource.fixed(NOON));
    database.start();
    store = database.cases();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void opensOneCaseWhenManyConnectionsTellTheSameEpisodeAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Opening>> openings = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String episode = "e" + i % 2;
      openings.add(threads.submit(() -> store.open(newCase(episode))));
    }
    List<Outcome> outcomes = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    for (Future<Opening> opening : openings) {
      outcomes.add(opening.get().outcome());
      ids.add(opening.get().theCase().id());
    }
    threads.shutdown();
    assertThat(ids).hasSize(1);
    assertThat(outcomes).containsOnlyOnce(Outcome.OPENED).containsOnlyOnce(Outcome.ATTACHED);
    assertThat(database.outbox().pending()).isEqualTo(1);
    assertThat(store.evidence(ids)).hasSize(2);
  }

  @Test
  void letsOneOfTwoAtOnceTakeAStep() throws Exception {
    Case opened = store.open(newCase("e1")).theCase();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> accepts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      accepts.add(
          threads.submit(
              () -> {
                try {
                  store.change(opened.id(), JdbcCaseStoreTest::accept);
                  return true;
                } catch (CaseException e) {
                  return false;
                }
              }));
    }
    int won = 0;
    for (Future<Boolean> accept : accepts) {
      won += accept.get() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(won).isEqualTo(1);
    assertThat(store.steps(opened.id()))
        .extracting(step -> step.action())
        .containsExactly(Action.OPENED, Action.ACCEPTED);
  }

  private static Change accept(Case found) {
    if (found.handling() != Handling.DISPATCHED) {
      throw new CaseException(CaseException.Reason.WRONG_STATE, "accepted already");
    }
    return change(Handling.ACCEPTED, Action.ACCEPTED, List.of());
  }

  @Test
  void writesNothingWhenADecisionThrows() {
    Case opened = store.open(newCase("e1")).theCase();
    assertThatThrownBy(
            () ->
                store.change(
                    opened.id(),
                    found -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(store.find(opened.id())).contains(opened);
    assertThatThrownBy(() -> store.change(opened.id() + 1, JdbcCaseStoreTest::accept))
        .isInstanceOfSatisfying(
            CaseException.class,
            e -> assertThat(e.reason()).isEqualTo(CaseException.Reason.UNKNOWN));
  }

  @Test
  void chainsTheEvidenceAndRefusesToChangeIt() {
    Case opened = store.open(newCase("e1")).theCase();
    store.change(
        opened.id(),
        found -> change(Handling.ACCEPTED, Action.ACCEPTED, List.of(evidence("b"), evidence("c"))));
    List<String[]> chain =
        jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select previous_hash, hash from evidence order by id")
                        .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                        .list());
    assertThat(chain).hasSize(3);
    assertThat(chain.get(0)[0]).isEqualTo("0".repeat(64));
    assertThat(chain.get(1)[0]).isEqualTo(chain.get(0)[1]);
    assertThat(chain.get(2)[0]).isEqualTo(chain.get(1)[1]);
    String first =
        EvidenceChain.hash(
            "0".repeat(64),
            Long.toString(opened.id()),
            "moment",
            "image/jpeg",
            "3",
            "a".repeat(64),
            "2026/11/a.jpg",
            NOON.toString(),
            "system");
    assertThat(chain.get(0)[1]).isEqualTo(first);
    assertThatThrownBy(() -> jdbi().useHandle(handle -> handle.execute("delete from evidence")))
        .hasMessageContaining("rows of evidence are never changed");
    assertThatThrownBy(
            () -> jdbi().useHandle(handle -> handle.execute("update case_step set note = 'x'")))
        .hasMessageContaining("rows of case_step are never changed");
  }

  @Test
  void leasesAMessageToOneOwnerUntilTheLeaseRunsOut() {
    store.open(newCase("e1"));
    Instant until = NOON.plusSeconds(30);
    assertThat(database.outbox().dueReceivers(NOON)).containsExactly(PAGE);
    List<Leased> leased = database.outbox().lease(PAGE, 10, NOON, until, "hub");
    assertThat(leased).hasSize(1);
    assertThat(leased.get(0).attempt()).isEqualTo(1);
    assertThat(leased.get(0).notification().titleChinese()).isEqualTo("题");
    assertThat(database.outbox().lease(PAGE, 10, until, until, "other")).isEmpty();
    assertThat(database.outbox().lease(PAGE, 10, until.plusMillis(1), until, "other"))
        .extracting(Leased::attempt)
        .containsExactly(2);
  }

  @Test
  void recordsEveryAttemptAndItsOutcome() {
    Case opened = store.open(newCase("e1")).theCase();
    Leased first = lease(NOON);
    database
        .outbox()
        .failed(
            first,
            NOON,
            new NotDelivered(DeliveryReason.PAGE_CLOSED, "nobody there " + "x".repeat(1000)),
            NOON.plusSeconds(5));
    assertThat(store.deliveries(opened.id()))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.lastReason()).isEqualTo(DeliveryReason.PAGE_CLOSED);
              assertThat(delivery.lastError()).startsWith("nobody there").hasSize(500);
            });
    assertThat(database.outbox().dueReceivers(NOON.plusSeconds(4))).isEmpty();
    Leased second = lease(NOON.plusSeconds(5));
    // The answer to the first attempt comes late and says nothing about the second.
    database.outbox().failed(first, NOON, new NotDelivered(DeliveryReason.NO_ANSWER, "late"), NOON);
    database.outbox().delivered(second, NOON.plusSeconds(6), "shown");
    database
        .outbox()
        .givenUp(second, NOON, new NotDelivered(DeliveryReason.FAILED, "too late to give up"));
    assertThat(store.deliveries(opened.id()))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
              assertThat(delivery.attempts()).isEqualTo(2);
              assertThat(delivery.lastReason()).isNull();
              assertThat(delivery.lastError()).isNull();
              assertThat(delivery.deliveredAt()).isEqualTo(NOON.plusSeconds(6));
            });
    assertThat(database.outbox().pending()).isZero();
    assertThat(
            jdbi()
                .<List<String>, RuntimeException>withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "select attempt || ' ' || delivered from delivery_attempt order by"
                                    + " attempt")
                            .mapTo(String.class)
                            .list()))
        .containsExactly("1 false", "2 true");
  }

  @Test
  void givesBackTheLeasesOfAnOwnerThatDied() {
    store.open(newCase("e1"));
    lease(NOON);
    assertThat(database.outbox().releaseLeases("other")).isZero();
    assertThat(database.outbox().releaseLeases("hub")).isEqualTo(1);
    assertThat(database.outbox().dueReceivers(NOON)).containsExactly(PAGE);
  }

  @Test
  void countsAndListsForTheBigScreen() {
    Case first = store.open(newCase("e1")).theCase();
    store.change(first.id(), found -> change(Handling.CLOSED, Action.CLOSED, List.of()));
    Case second = store.open(newCase("e2")).theCase();
    Instant later = NOON.plusSeconds(3600);
    assertThat(store.summary(later).open()).isEqualTo(1);
    assertThat(store.summary(later).openByType()).containsEntry(CaseType.ILLEGAL_PARKING, 1L);
    assertThat(store.summary(later).handledLastDay()).isEqualTo(1);
    assertThat(store.summary(later).openedLastDay()).isEqualTo(2);
    assertThat(store.summary(NOON.plus(Duration.ofDays(2))).openedLastDay()).isZero();
    assertThat(store.openByHandling()).containsEntry(Handling.DISPATCHED, 1L).hasSize(1);
    assertThat(store.list(new Filter(Set.of(), null, null, null, 10)))
        .extracting(Case::id)
        .containsExactly(second.id(), first.id());
    assertThat(store.list(new Filter(Set.of(Handling.CLOSED), "li", null, null, 10)))
        .extracting(Case::id)
        .containsExactly(first.id());
    assertThat(store.list(new Filter(Set.of(), "wang", null, null, 10))).isEmpty();
    assertThat(store.list(new Filter(Set.of(), null, null, second.id(), 10)))
        .extracting(Case::id)
        .containsExactly(first.id());
    Instant from = NOON.minusSeconds(60);
    assertThat(store.trend(from, later, 1))
        .containsExactly(new TrendPoint(from, CaseType.ILLEGAL_PARKING, 2));
  }

  private Leased lease(Instant at) {
    return database.outbox().lease(PAGE, 1, at, at.plusSeconds(30), "hub").get(0);
  }

  private Jdbi jdbi() {
    DatabaseConfig.External server = (DatabaseConfig.External) config.server();
    return Jdbi.create(server.jdbcUrl(), server.user(), server.password().reveal());
  }

  private static Change change(Handling to, Action action, List<NewEvidence> evidence) {
    return new Change(
        to, "li", null, action, "li", NOON.plusSeconds(1), null, "", evidence, List.of(), null);
  }

  private static NewEvidence evidence(String letter) {
    return new NewEvidence(
        EvidenceKind.MOMENT,
        "image/jpeg",
        3,
        letter.repeat(64),
        "2026/11/" + letter + ".jpg",
        NOON,
        "system");
  }

  private static NewCase newCase(String episode) {
    return new NewCase(
        episode,
        CaseType.ILLEGAL_PARKING,
        Severity.MEDIUM,
        Handling.DISPATCHED,
        "c1",
        "z1",
        null,
        null,
        "east",
        "li",
        "东片·老樟树路口",
        new Box(0.1, 0.2, 0.3, 0.4),
        null,
        null,
        NOON.minusSeconds(180),
        NOON,
        NOON,
        Duration.ofHours(12),
        0.3,
        Set.of(),
        "",
        List.of(evidence("a")),
        List.of(
            new Outgoing(
                "page", "li", "li", "dispatched", Severity.MEDIUM, "题", "title", "文", "body")));
  }
}
