package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gengfu.alerts.TestVillage.LI;
import static org.gengfu.alerts.TestVillage.OFFICE;
import static org.gengfu.alerts.TestVillage.WANG;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.BAD_INPUT;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.NOT_YOURS;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.UNKNOWN;
import static org.gengfu.core.cases.CaseDesk.CaseException.Reason.WRONG_STATE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.cases.CaseDesk.Photo;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.storage.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  @TempDir Path directory;
  private TestVillage village;
  private CaseDesk desk;
  private long id;

  @BeforeEach
  void open() {
    village = new TestVillage(directory, TestServer.freshDatabase(directory));
    desk = village.desk();
    village.observe(village.parking("e1"));
    id = village.onlyCase().id();
  }

  @AfterEach
  void close() {
    village.close();
  }

  @Test
  void goesFromAcceptedOverHandledWithPhotoToClosed() {
    village.clock.advance(Duration.ofMinutes(1));
    assertThat(desk.accept(id, WANG).handling()).isEqualTo(Handling.ACCEPTED);
    village.clock.advance(Duration.ofMinutes(5));
    desk.handle(id, WANG, "  车主已挪车  ", new Photo("image/jpeg", TestVillage.JPEG));
    Case closed = desk.close(id, OFFICE, "");

    assertThat(closed.handling()).isEqualTo(Handling.CLOSED);
    assertThat(closed.closedAt()).isEqualTo(village.clock.instant());
    assertThat(desk.steps(id))
        .extracting(step -> step.actor() + " " + step.action().code() + " " + step.note())
        .containsExactly(
            "system opened sent to 王五, on duty",
            "wang accepted ",
            "wang handled 车主已挪车",
            "office closed ");
    assertThat(desk.steps(id)).extracting(CaseStep::sequence).containsExactly(1, 2, 3, 4);
    assertThat(desk.evidence(id))
        .extracting(Evidence::kind)
        .containsExactly(EvidenceKind.MOMENT, EvidenceKind.PHOTO);
    assertThat(desk.evidence(id).get(1).actor()).isEqualTo("wang");
    assertThat(village.published)
        .extracting(event -> ((CaseChanged) event).theCase().handling())
        .containsExactly(Handling.DISPATCHED, Handling.ACCEPTED, Handling.HANDLED, Handling.CLOSED);
    assertThat(desk.summary(village.clock.instant()).open()).isZero();
    assertThat(desk.summary(village.clock.instant()).handledLastDay()).isEqualTo(1);
  }

  @Test
  void keepsACaseFromAnotherWorkersHands() {
    assertThat(refusal(() -> desk.accept(id, LI))).isEqualTo(NOT_YOURS);
    assertThat(refusal(() -> desk.close(id, LI, ""))).isEqualTo(NOT_YOURS);
    assertThat(refusal(() -> desk.falseAlarm(id, LI, "x"))).isEqualTo(NOT_YOURS);
    assertThat(refusal(() -> desk.dispatch(id, WANG, "li", ""))).isEqualTo(NOT_YOURS);
    assertThat(village.onlyCase().version()).isEqualTo(1);
  }

  @Test
  void refusesStepsThatDoNotFollow() {
    assertThat(refusal(() -> desk.handle(id, WANG, "", null))).isEqualTo(WRONG_STATE);
    desk.falseAlarm(id, WANG, "影子");
    assertThat(refusal(() -> desk.accept(id, WANG))).isEqualTo(WRONG_STATE);
    assertThat(refusal(() -> desk.close(id, OFFICE, ""))).isEqualTo(WRONG_STATE);
    assertThat(refusal(() -> desk.dispatch(id, OFFICE, "li", ""))).isEqualTo(WRONG_STATE);
    assertThat(refusal(() -> desk.accept(id + 99, OFFICE))).isEqualTo(UNKNOWN);
  }

  @Test
  void refusesBadNotesAndPhotos() {
    desk.accept(id, WANG);
    byte[] limit = TestVillage.JPEG.clone();
    limit = java.util.Arrays.copyOf(limit, Photos.MOST_BYTES);
    Photo tooLarge = new Photo("image/jpeg", java.util.Arrays.copyOf(limit, limit.length + 1));
    Photo html = new Photo("image/jpeg", "<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(refusal(() -> desk.handle(id, WANG, "", tooLarge))).isEqualTo(BAD_INPUT);
    assertThat(refusal(() -> desk.handle(id, WANG, "", html))).isEqualTo(BAD_INPUT);
    assertThat(refusal(() -> desk.handle(id, WANG, "x".repeat(2001), null))).isEqualTo(BAD_INPUT);
    assertThat(refusal(() -> desk.falseAlarm(id, WANG, " "))).isEqualTo(BAD_INPUT);
    assertThat(refusal(() -> desk.dispatch(id, OFFICE, "nobody", ""))).isEqualTo(BAD_INPUT);
    desk.handle(id, WANG, "x".repeat(2000), new Photo("image/jpeg", limit));
    assertThat(desk.evidence(id).get(1).size()).isEqualTo(Photos.MOST_BYTES);
  }

  @Test
  void letsOneOfManyTapsWin() throws Exception {
    ExecutorService taps = Executors.newFixedThreadPool(6);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      CaseDesk.Actor actor = i % 2 == 0 ? WANG : LI;
      results.add(
          taps.submit(
              () -> {
                try {
                  return desk.accept(id, actor).handling() == Handling.ACCEPTED;
                } catch (CaseException e) {
                  return false;
                }
              }));
    }
    int won = 0;
    for (Future<Boolean> result : results) {
      won += result.get() ? 1 : 0;
    }
    taps.shutdown();
    assertThat(won).isEqualTo(1);
    assertThat(village.onlyCase().workerId()).isEqualTo("wang");
  }

  @Test
  void handsACaseToAnotherWorkerAndTellsThatOne() {
    village.pagesOpen = false;
    village.observe(village.parking("e2", new org.gengfu.core.geometry.Box(0, 0, 0.1, 0.1)));
    long second = village.cases().get(0).id();
    Case moved = desk.dispatch(second, OFFICE, "li", "王五在忙");
    assertThat(moved.workerId()).isEqualTo("li");
    assertThat(moved.handling()).isEqualTo(Handling.DISPATCHED);
    assertThat(desk.deliveries(second))
        .filteredOn(delivery -> delivery.channel().equals("page"))
        .filteredOn(delivery -> delivery.target().equals("wang"))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.state()).isEqualTo(DeliveryState.GIVEN_UP);
              assertThat(delivery.lastReason()).isEqualTo(DeliveryReason.HANDED_OVER);
              assertThat(delivery.lastError()).isEqualTo("handed to li before it got through");
            });
    village.pagesOpen = true;
    Eventually.that(
        "Li is told",
        () -> village.shown.stream().anyMatch(shown -> "li".equals(shown.workerId())));
    assertThat(desk.accept(second, LI).handling()).isEqualTo(Handling.ACCEPTED);
  }

  @Test
  void callsTheWorkerBackWhenTheOfficeClosesTheCase() {
    desk.accept(id, WANG);
    desk.close(id, OFFICE, "车已开走");
    Eventually.that(
        "Wang is told",
        () -> village.shown.stream().anyMatch(shown -> shown.reason().equals("closed")));
    assertThat(village.shown.get(village.shown.size() - 1).bodyChinese()).isEqualTo("结案说明：车已开走");
  }

  @Test
  void keepsConditionAndHandlingApart() {
    desk.accept(id, WANG);
    village.observe(village.cleared("e1"));
    Case cleared = village.onlyCase();
    assertThat(cleared.handling()).isEqualTo(Handling.ACCEPTED);
    assertThat(cleared.condition()).isEqualTo(Condition.CLEARED);
    desk.handle(id, WANG, "", null);
    assertThat(desk.close(id, WANG, "").condition()).isEqualTo(Condition.CLEARED);
  }

  private static CaseException.Reason refusal(ThrowingCallable step) {
    CaseException refused = catchThrowableOfType(CaseException.class, step);
    assertThat(refused).isNotNull();
    return refused.reason();
  }
}
