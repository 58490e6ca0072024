package org.gengfu.dashboard.resources;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.cases.CaseDesk.Actor;
import org.gengfu.core.cases.CaseDesk.EvidenceSource;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.life.Blocking;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemException;
import org.gengfu.dashboard.http.ProblemKind;
import org.gengfu.dashboard.recordings.Viewings;
import org.jspecify.annotations.Nullable;

/** Cases, what people do about them, and their pictures. A grid worker sees the own ones. */
public final class CaseOperations {
  private static final Set<String> SHOWN =
      Set.of("image/jpeg", "image/png", "image/webp", "video/mp4");

  private final CaseDesk desk;
  private final CaseJson json;
  private final Viewings viewings;
  private final Blocking blocking;

  public CaseOperations(CaseDesk desk, CaseJson json, Viewings viewings, Blocking blocking) {
    this.desk = desk;
    this.json = json;
    this.viewings = viewings;
    this.blocking = blocking;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "listCases", Operation.onWorker(blocking, this::list),
        "readCase", Operation.onWorker(blocking, this::read),
        "readEvidence", Operation.onWorker(blocking, this::evidence),
        "acceptCase", step((id, actor, call) -> desk.accept(id, actor)),
        "handleCase", step((id, actor, call) -> desk.handle(id, actor, note(call), call.photo())),
        "closeCase", step((id, actor, call) -> desk.close(id, actor, note(call))),
        "falseAlarm", step((id, actor, call) -> desk.falseAlarm(id, actor, note(call))),
        "dispatchCase",
            step(
                (id, actor, call) ->
                    desk.dispatch(id, actor, call.bodyText("workerId"), note(call))));
  }

  private interface Step {
    Case take(long caseId, Actor actor, Call call);
  }

  private Operation step(Step step) {
    return Operation.onWorker(
        blocking,
        call -> {
          refuseTechnical(call);
          Case after = step.take(call.number(), actor(call.account()), call);
          return Answer.json(json.view(after, desk.evidence(after.id())));
        });
  }

  /** Devices are the admin's; the office sees how they are and acts for the village. */
  private void refuseTechnical(Call call) {
    boolean technical =
        desk.find(call.number()).map(found -> found.type().technical()).orElse(false);
    if (technical && call.account().role() == Role.OFFICE) {
      throw Problem.of(ProblemKind.FORBIDDEN, "Technical cases are handled by an admin.").thrown();
    }
  }

  private static String note(Call call) {
    return call.bodyText("note");
  }

  private static Actor actor(Account account) {
    return new Actor(account.name(), account.workerId());
  }

  private Answer list(Call call) {
    Set<Handling> handlings = EnumSet.noneOf(Handling.class);
    for (String name : call.texts("handling")) {
      handlings.add(ApiJson.MAPPER.convertValue(name, Handling.class));
    }
    int limit = (int) call.number("limit");
    String about = call.optionalText("about");
    Boolean technical = about == null ? null : Boolean.valueOf(about.equals("technical"));
    List<Case> cases =
        desk.list(
            new CaseDesk.Filter(
                handlings, worker(call), technical, call.optionalNumber("beforeId"), limit));
    List<Evidence> evidence =
        cases.isEmpty()
            ? List.of()
            : desk.evidence(cases.stream().map(Case::id).collect(Collectors.toSet()));
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("items", cases.stream().map(item -> json.view(item, evidence)).toList());
    page.put("next", cases.size() < limit ? null : cases.get(cases.size() - 1).id());
    return Answer.json(page);
  }

  private static @Nullable String worker(Call call) {
    String own = call.account().workerId();
    String wanted = call.optionalText("workerId");
    if (own != null && wanted != null && !own.equals(wanted)) {
      throw notYours();
    }
    return own != null ? own : wanted;
  }

  private Answer read(Call call) {
    Case found = visible(call, call.number());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("case", json.view(found, desk.evidence(found.id())));
    detail.put("steps", desk.steps(found.id()).stream().map(json::view).toList());
    // Addresses of other systems and their errors are not a grid worker's business.
    boolean own = call.account().workerId() != null;
    detail.put("deliveries", own ? List.of() : desk.deliveries(found.id()));
    return Answer.json(detail);
  }

  private Answer evidence(Call call) {
    EvidenceSource file =
        desk.evidenceSource(call.number())
            .orElseThrow(
                () ->
                    Problem.of(ProblemKind.UNKNOWN, "There is no evidence " + call.number() + ".")
                        .thrown());
    Evidence evidence = file.evidence();
    Case theCase = visible(call, evidence.caseId());
    if (evidence.kind() == EvidenceKind.CLIP) {
      viewings.write(
          call.caller(),
          AuditLog.Action.VIEW,
          AuditLog.CLIP,
          Long.toString(evidence.id()),
          clipOf(theCase));
    }
    boolean shown = SHOWN.contains(evidence.mediaType());
    return Answer.file(
            shown ? evidence.mediaType() : "application/octet-stream",
            file.bytes(),
            "\"" + evidence.sha256() + "\"")
        .with("Cache-Control", "private, max-age=31536000, immutable")
        .with("Content-Disposition", shown ? "inline" : "attachment");
  }

  private static Map<String, Object> clipOf(Case theCase) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("case", theCase.id());
    if (theCase.cameraId() != null) {
      detail.put("camera", theCase.cameraId());
    }
    return detail;
  }

  private Case visible(Call call, long caseId) {
    Case found =
        desk.find(caseId)
            .orElseThrow(
                () -> Problem.of(ProblemKind.UNKNOWN, "There is no case " + caseId + ".").thrown());
    String own = call.account().workerId();
    if (own != null && !own.equals(found.workerId())) {
      throw notYours();
    }
    return found;
  }

  private static ProblemException notYours() {
    return Problem.of(ProblemKind.NOT_YOURS, "A grid worker sees only the own cases.").thrown();
  }
}
