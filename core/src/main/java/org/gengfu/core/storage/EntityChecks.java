package org.gengfu.core.storage;

import java.util.List;
import java.util.regex.Pattern;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Ids;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorType;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.gengfu.core.village.Webhook;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;

/** Everything that an entity must fulfil, in one list. */
final class EntityChecks {
  private static final int LONGEST_USERNAME = 100;
  private static final int LONGEST_SECRET = 200;
  private static final int SHORTEST_WEBHOOK_SECRET = 16;
  private static final int MOST_OUTLINE_POINTS = 500;
  private static final int MOST_RECORDING_DAYS = 3650;
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  private EntityChecks() {}

  /** All that is wrong with the entity within the configuration that it would be part of. */
  static List<Problem> check(Village after, Entity entity) {
    Problems problems = new Problems();
    problems.require("/id", entity.id() != null && Ids.valid(entity.id()), FieldRule.ID);
    if (entity instanceof Camera camera) {
      camera(problems, camera);
    } else if (entity instanceof Zone zone) {
      ZoneChecks.check(problems, zone);
    } else if (entity instanceof Broker broker) {
      BrokerChecks.check(problems, after, broker);
    } else if (entity instanceof SensorType type) {
      SensorChecks.check(problems, after, type);
    } else if (entity instanceof Sensor sensor) {
      SensorChecks.check(problems, after, sensor);
    } else if (entity instanceof JointRule rule) {
      JointRuleChecks.check(problems, after, rule);
    } else if (entity instanceof Grid grid) {
      grid(problems, grid);
    } else if (entity instanceof Worker worker) {
      worker(problems, worker);
    } else if (entity instanceof Duty duty) {
      duty(problems, duty);
    } else if (entity instanceof Webhook webhook) {
      webhook(problems, webhook);
    }
    problems.addAll(References.dangling(after, entity));
    return problems.list();
  }

  private static void camera(Problems problems, Camera camera) {
    problems.name("/name", camera.name());
    UrlChecks.camera(problems, "/url", camera.url());
    if (camera.subUrl() != null) {
      UrlChecks.camera(problems, "/subUrl", camera.subUrl());
    }
    secure(problems, camera);
    recording(problems, camera.recording());
    masks(problems, camera.masks());
    problems.optionalText("/username", camera.username(), LONGEST_USERNAME);
    if (camera.password() != null) {
      problems.text("/password", camera.password().reveal(), 0, LONGEST_SECRET);
      problems.require("/password", camera.username() != null, FieldRule.NEEDS_USERNAME);
    }
    problems.location("/location", camera.location());
  }

  private static void masks(Problems problems, List<Polygon> masks) {
    problems.require(
        "/masks", masks.size() <= Camera.MOST_MASKS, FieldRule.MOST_MASKS, Camera.MOST_MASKS);
    for (int i = 0; i < Math.min(masks.size(), Camera.MOST_MASKS); i++) {
      PolygonChecks.check(problems, "/masks/" + i, masks.get(i));
    }
  }

  private static void secure(Problems problems, Camera camera) {
    problems.require(
        "/certificateSha256",
        camera.certificateSha256() == null
            || FINGERPRINT.matcher(camera.certificateSha256()).matches(),
        FieldRule.FINGERPRINT);
    problems.require(
        "/transport",
        camera.transport() == Camera.Transport.TCP
            || !(UrlChecks.secureRtsp(camera.url()) || UrlChecks.secureRtsp(camera.subUrl())),
        FieldRule.TCP_WITH_RTSPS);
  }

  private static void recording(Problems problems, RecordingPlan plan) {
    problems.range("/recording/days", plan.days(), 1, MOST_RECORDING_DAYS);
    problems.require(
        "/recording/fewerDaysConfirmed",
        plan.mode() == RecordingPlan.Mode.OFF
            || plan.days() >= RecordingPlan.LAWFUL_DAYS
            || plan.fewerDaysConfirmed(),
        FieldRule.FEWER_DAYS,
        RecordingPlan.LAWFUL_DAYS);
    problems.require(
        "/recording/windows",
        plan.mode() != RecordingPlan.Mode.SCHEDULE || !plan.windows().isEmpty(),
        FieldRule.WINDOW);
    WindowChecks.check(problems, "/recording/windows", plan.windows());
  }

  private static void grid(Problems problems, Grid grid) {
    problems.name("/name", grid.name());
    int points = grid.outline().size();
    problems.require(
        "/outline",
        points == 0 || (points >= 3 && points <= MOST_OUTLINE_POINTS),
        FieldRule.OUTLINE,
        MOST_OUTLINE_POINTS,
        points);
    for (int i = 0; i < Math.min(points, MOST_OUTLINE_POINTS); i++) {
      problems.location("/outline/" + i, grid.outline().get(i));
    }
  }

  private static void worker(Problems problems, Worker worker) {
    problems.name("/name", worker.name());
    problems.require(
        "/phone",
        worker.phone() == null || worker.phone().matches("\\+?[0-9][0-9 -]{1,22}[0-9]"),
        FieldRule.PHONE);
    problems.require(
        "/language",
        "zh-CN".equals(worker.language()) || "en".equals(worker.language()),
        FieldRule.LANGUAGE);
  }

  private static void duty(Problems problems, Duty duty) {
    problems.present("/workerId", duty.workerId());
    problems.present("/gridId", duty.gridId());
    problems.require("/days", !duty.days().isEmpty(), FieldRule.WEEKDAY);
    problems.present("/from", duty.from());
    problems.present("/to", duty.to());
  }

  private static void webhook(Problems problems, Webhook webhook) {
    problems.name("/name", webhook.name());
    UrlChecks.webhook(problems, "/url", webhook.url());
    if (problems.present("/secret", webhook.secret())) {
      problems.text("/secret", webhook.secret().reveal(), SHORTEST_WEBHOOK_SECRET, LONGEST_SECRET);
    }
  }
}
