package org.gengfu.core.delivery;

import java.time.Instant;
import org.gengfu.core.cases.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What one person (or one outside system) is told about one case.
 *
 * @param id id of the outbox row: the same at every attempt, so that a receiver can tell repeats
 * @param caseId id of the case
 * @param workerId to whom; null for an outside system
 * @param reason why it is sent, such as {@code dispatched}
 * @param severity of the case
 * @param titleChinese one line, zh-CN
 * @param titleEnglish one line, English
 * @param bodyChinese place and what to do, zh-CN
 * @param bodyEnglish place and what to do, English
 * @param createdAt when it was written
 */
public record Notification(
    long id,
    long caseId,
    @Nullable String workerId,
    String reason,
    Severity severity,
    String titleChinese,
    String titleEnglish,
    String bodyChinese,
    String bodyEnglish,
    Instant createdAt) {}
