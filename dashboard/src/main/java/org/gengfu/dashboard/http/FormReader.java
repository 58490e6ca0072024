package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.cases.CaseDesk.Photo;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.ContractOperation.BodyRule;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/** Reads a form with text fields and at most one picture, in memory and bounded. */
final class FormReader {
  private static final String PHOTO = "photo";

  private final HttpServerRequest request;
  private final BodyRule rule;
  private final Promise<Form> promise = Promise.promise();
  private final List<Wrong> wrongs = new ArrayList<>();
  private @Nullable Buffer picture;

  /** A form's text fields and picture, checked. */
  record Form(Map<String, @Nullable Object> fields, @Nullable Photo photo) {}

  private FormReader(HttpServerRequest request, BodyRule rule) {
    this.request = request;
    this.rule = rule;
  }

  /** Reads the form of a paused request. */
  static Future<Form> read(HttpServerRequest request, BodyRule rule) {
    BodyReader.checkHead(request, rule);
    if (!request.getHeader(HttpHeaders.CONTENT_TYPE).contains("boundary=")) {
      throw Problem.of(ProblemKind.MALFORMED_FORM, "The Content-Type has no boundary.").thrown();
    }
    return new FormReader(request, rule).read();
  }

  private Future<Form> read() {
    request.setExpectMultipart(true);
    request.exceptionHandler(
        error ->
            promise.tryFail(
                Problem.of(ProblemKind.MALFORMED_FORM, String.valueOf(error.getMessage()))
                    .thrown()));
    request.uploadHandler(this::take);
    request.endHandler(end -> finish());
    request.resume();
    return promise.future();
  }

  private void take(HttpServerFileUpload upload) {
    if (!upload.name().equals(PHOTO) || picture != null) {
      wrongs.add(
          Wrong.in(
              upload.name(),
              picture != null && upload.name().equals(PHOTO)
                  ? FieldRule.ONCE
                  : FieldRule.UNKNOWN_FIELD));
      upload.handler(ignored -> {});
      return;
    }
    Buffer bytes = Buffer.buffer();
    picture = bytes;
    upload.handler(
        chunk -> {
          if (bytes.length() + chunk.length() > rule.maxBytes()) {
            promise.tryFail(BodyReader.tooLarge(rule));
          } else {
            bytes.appendBuffer(chunk);
          }
        });
  }

  private void finish() {
    if (promise.future().isComplete()) {
      return;
    }
    Map<String, @Nullable Object> fields = fields();
    Photo photo = photo();
    if (wrongs.isEmpty()) {
      promise.tryComplete(new Form(fields, photo));
    } else {
      promise.tryFail(Problem.of(ProblemKind.INVALID_INPUT, wrongs).thrown());
    }
  }

  @SuppressWarnings("unchecked") // an object stays an object
  private Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name : request.formAttributes().names()) {
      List<String> values = request.formAttributes().getAll(name);
      if (name.equals(PHOTO)) {
        if (!values.get(0).isEmpty()) {
          wrongs.add(Wrong.in(PHOTO, FieldRule.FILE));
        }
      } else if (values.size() > 1) {
        wrongs.add(Wrong.in(name, FieldRule.ONCE));
      } else if (!StrictJson.keepable(values.get(0))) {
        wrongs.add(Wrong.in(name, FieldRule.KEEPABLE));
      } else {
        fields.put(name, values.get(0));
      }
    }
    for (Wrong wrong : rule.check().check(new JsonObject(fields))) {
      wrongs.add(wrong.in(String.valueOf(wrong.pointer()).substring(1)));
    }
    return (Map<String, @Nullable Object>)
        java.util.Objects.requireNonNull(rule.check().complete(fields));
  }

  private @Nullable Photo photo() {
    if (picture == null || picture.length() == 0) {
      return null;
    }
    byte[] bytes = picture.getBytes();
    String type = PictureType.of(bytes);
    if (type == null) {
      wrongs.add(Wrong.in(PHOTO, FieldRule.PICTURE));
      return null;
    }
    return new Photo(type, bytes);
  }
}
